"""What the program is measured by: `python -m tests.bench NAME`."""
