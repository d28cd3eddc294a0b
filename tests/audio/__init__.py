"""Real speech through the real chain."""
