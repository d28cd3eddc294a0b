"""``python -m tests.live.recordings``: what is said over the virtual card and nowhere else, read aloud by flite."""

import sys
from pathlib import Path

from tests.audio.make_fixtures import make
from tests.audio.recordings import Recording

FOLDER = Path(__file__).parent / "en"
WORDS = ("okay", "uh huh", "england")


def path(words: str) -> Path:
    """Where these words lie."""
    return FOLDER / f"{words.replace(' ', '_')}.flac"


def main() -> int:
    """Make what is missing; needs flite (Debian: apt-get install flite)."""
    for words in WORDS:
        if not path(words).exists():
            recording = Recording(words, "slt")
            make(recording)
            recording.file.rename(path(words))
    return 0


if __name__ == "__main__":
    sys.exit(main())
