"""How it is learned what is meant in a tale (`intents/en/assertion.json`), and the tales."""
