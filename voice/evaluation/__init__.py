"""How well a folder of recordings is heard: for developers, and for people who want to test their own voice."""
