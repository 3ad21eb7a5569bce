"""Questions in and out, one module for each format; tables as files."""
