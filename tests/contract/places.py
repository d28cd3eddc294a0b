"""Where an engine under examination may keep things; everything is closed afterwards."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from voice.audio.tape import Tape


@dataclass(frozen=True)
class Place:
    """A folder, and what must be closed at the end."""

    folder: Path
    stack: ExitStack

    def tape(self) -> Tape:
        """Return a tape that is finished at the end."""
        return self.stack.enter_context(Tape(self.folder / "tape.wav", 16_000))
