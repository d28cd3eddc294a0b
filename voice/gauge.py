"""How loud the sound is that comes in: measured on its way to the ear, for the microphone test."""

import math
from collections.abc import Iterator

from voice.endpointing import level
from voice.ports import AudioSource, Pcm

_FULL_SCALE = 32_768


class Gauge:
    """Remembers the loudest piece of sound that passed since it was last read."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
        self._loudest = 0.0

    def over(self, source: AudioSource) -> AudioSource:
        """Return the source with its sound measured."""
        return _Measured(source, self)

    def note(self, frame: Pcm) -> None:
        """Take a piece of sound into account."""
        self._loudest = max(self._loudest, level(frame))

    def read(self) -> float | None:
        """Return the decibels of the loudest piece below full scale (0 or less), None when there was no sound at all;
        and begin again."""
        loudest, self._loudest = self._loudest, 0.0
        return 20 * math.log10(loudest / _FULL_SCALE) if loudest > 0 else None


class _Measured:
    """A source whose sound is measured."""

    def __init__(self, source: AudioSource, gauge: Gauge) -> None:
        """Measure ``source`` with ``gauge``."""
        self._source = source
        self._gauge = gauge

    def frames(self) -> Iterator[Pcm]:
        """Yield the source's frames."""
        for frame in self._source.frames():
            self._gauge.note(frame)
            yield frame

    def ready(self) -> Iterator[Pcm]:
        """Yield what was captured and not yet read."""
        return self._source.ready()

    def flush(self) -> None:
        """Forget what was captured but not read."""
        self._source.flush()
