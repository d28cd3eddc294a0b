"""The tests of Backtalk."""
