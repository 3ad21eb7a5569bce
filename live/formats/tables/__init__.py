"""Tables: spreadsheets, CSV and pasted cells, our own and those of other programs."""
