"""Questions in and out, a module or a folder for each format; and the child process that opens and writes files."""
