"""After the lesson: the grid, the analysis of each question, and the tables that leave the program."""
