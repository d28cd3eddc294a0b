"""``intents/`` read, checked as a whole and compiled, once, before the first word is spoken."""

from voice.content.kept import load_kept
from voice.content.loading import Content, load, region_names, region_of

__all__ = ["Content", "load", "load_kept", "region_names", "region_of"]
