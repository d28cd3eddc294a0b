"""One file per speech synthesiser; the file's name is its name on the command line."""
