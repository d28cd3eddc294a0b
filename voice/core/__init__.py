"""The pure core: words in, findings, urgency and guidance out. No device, file, clock, log or randomness."""
