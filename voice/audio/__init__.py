"""One file per way for sound to come in and go out."""
