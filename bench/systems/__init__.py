"""What is measured: the program in one process, under uvicorn, or as a cluster on PostgreSQL and Redis behind nginx."""
