"""The list of recordings in ``en/recordings.yaml``, and where each lies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "en"
OUT_OF_VOCABULARY = "oov "

_CONTENT: Mapping[str, Any] = yaml.safe_load((FOLDER / "recordings.yaml").read_text(encoding="utf-8"))
FLOORS: Mapping[str, float] = _CONTENT["floors"]
"""What must hold over all recordings."""


@dataclass(frozen=True, slots=True)
class Recording:
    """Words in a voice, and what must be made of them."""

    says: str
    voice: str
    asked: str | None = None
    finds: Mapping[str, Any] = field(default_factory=dict)
    interrupt: str | None = None
    command: str | None = None
    nothing: bool = False

    @property
    def words(self) -> str:
        """What is said."""
        return self.says.removeprefix(OUT_OF_VOCABULARY)

    @property
    def file(self) -> Path:
        """Where it lies."""
        return path(self.says, self.voice)

    @property
    def id(self) -> str:
        """Its name in a test's report."""
        return f"{self.voice}-{self.file.stem}"


def path(says: str, voice: str) -> Path:
    """Where these words lie in this voice."""
    return FOLDER / voice / f"{says.lower().replace(' ', '_')}.flac"


def read() -> list[Recording]:
    """Return every recording that should be there."""
    found = []
    for line in _CONTENT["recordings"]:
        rest = {key: value for key, value in line.items() if key != "voices"}
        found += [Recording(voice=voice, **rest) for voice in line.get("voices", _CONTENT["voices"])]
    return found
