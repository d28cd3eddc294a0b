"""One suite per Protocol, run over every engine and every fake."""
