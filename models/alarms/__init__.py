"""What goes with an alarm and what with its look-alikes, learned from sentences: see ``voice/core/likelihood.py``."""
