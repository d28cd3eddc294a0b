"""How the leaning of answers (`intents/en/leaning.json`) is learned, and the answers."""
