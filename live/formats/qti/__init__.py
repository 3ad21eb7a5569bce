"""QTI 1.2, 2.x and 3 in, QTI 2.1 out, alone or in packages."""
