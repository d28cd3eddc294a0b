"""One module for each command of the command line; file name = name of the command. Each ends in ``execute``."""
