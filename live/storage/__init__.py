"""Where the data are: a database that may be slow, silent or away, the data folder's lock, and backups."""
