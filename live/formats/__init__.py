"""Questions in and out, one module for each format, and tables as files."""
