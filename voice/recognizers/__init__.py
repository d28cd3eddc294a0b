"""One file per speech recogniser; the file's name is its name on the command line."""
