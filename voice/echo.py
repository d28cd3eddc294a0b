"""Is it the program itself that is heard? By loudness: its own voice comes back as much fainter as it always does.

Words alone would not tell, since a recogniser hears a synthetic voice as it likes.
"""

import math
from collections import deque
from statistics import median

from voice.endpointing import level
from voice.ports import Pcm

_REMEMBERED = 150
"""Frames, about ten seconds, over which the way back is learnt; the caller speaks in few of them."""

_ENOUGH = 25
"""Frames before anything is known of the way back; until then the echo is taken to be as loud as the voice itself."""

_PEAK = 2.0
"""The loudest moments of an echo are about so many times louder than it is mostly."""

_FAINT = 0.1
"""Share of an echo's loudness below which it is none any more."""

_MADE_OUT = 4.0
"""So many times louder than silence an echo disturbs."""

_AUDIBLE = 100.0
"""Root mean square of 16-bit samples from which the program's own voice says something about its echo."""

WINDOW_SECONDS = 0.6
"""What was played so long ago may still be on its way through devices and room."""


class Echo:
    """How loudly the program's own voice comes back through the microphone."""

    def __init__(self, ratio: float, quietest: float, block_seconds: float) -> None:
        """Call foreign what is ``ratio`` times louder than the echo, and louder than ``quietest``; what is played is
        told block by block, each so many seconds long."""
        self._ratio = ratio
        self._quietest = quietest
        self._gains: deque[float] = deque(maxlen=_REMEMBERED)
        self._recent: deque[float] = deque(maxlen=math.ceil(WINDOW_SECONDS / block_seconds))

    @property
    def gain(self) -> float:
        """Loudness of the echo as a share of what is played."""
        if len(self._gains) < _ENOUGH:
            return 1.0
        return _PEAK * median(self._gains)  # which a caller who speaks less than half of the time does not raise

    def play(self, block: float) -> None:
        """Note the loudness of a block that is played now."""
        self._recent.append(block)

    def rest(self) -> None:
        """Nothing is played any more."""
        self._recent.clear()

    @property
    def resounds(self) -> bool:
        """Whether something was played so shortly ago that it may still be on its way."""
        return bool(self._recent)

    @property
    def is_loud(self) -> bool:
        """Return whether the echo of what was just played can be made out, as without headphones."""
        return self.gain * self._own > _MADE_OUT * self._quietest

    def is_over(self, heard: float) -> bool:
        """Return whether this level is too low to be the end of what was just played."""
        return heard <= max(self._quietest, _FAINT * self.gain * self._own)

    def stands_out(self, heard: float) -> bool:
        """Return whether this level is too loud to be the echo of what was just played."""
        return heard > max(self._quietest, self._ratio * self.gain * self._own)

    @property
    def _own(self) -> float:
        """Loudness of what was just played."""
        return max(self._recent, default=0.0)

    def foreign(self, heard: float) -> bool:
        """Return whether this level stands out, and learn from it."""
        foreign = self.stands_out(heard)
        if self._own >= _AUDIBLE and len(self._recent) == self._recent.maxlen:  # at first the echo is on its way
            self._gains.append(heard / self._own)
        return foreign


def levels(speech: Pcm, seconds: float) -> list[float]:
    """Return the loudness of each block of a sentence, so many seconds long."""
    size = 2 * max(1, int(speech.rate * seconds))
    return [level(Pcm(speech.samples[at : at + size], speech.rate)) for at in range(0, len(speech.samples), size)]
