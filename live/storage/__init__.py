"""Where the data lie: a database that may be slow, silent or away, the data folder's lock, and copies of both."""
