"""Whole consultations through real PortAudio, over a virtual sound card; see `card`."""
