"""Questions in and out: readers and writers of files, and the child process in which these are opened and written."""
