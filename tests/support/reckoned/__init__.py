"""What has to stand on each page by the rows of the database: reckoned here, by no code of the program."""
