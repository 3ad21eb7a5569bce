"""`./run bench`: a real server process, a whole hall of students in one other process, and the figures."""
