"""The child processes that draw teachers' texts, decode pictures and open files; and the drawings that are kept."""
