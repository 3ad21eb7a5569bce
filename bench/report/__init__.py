"""What comes of a run: figures beside what they must be, a table, a chart, and whether each answer was kept once."""
