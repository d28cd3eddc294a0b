"""Is it the program itself that is heard? By loudness: its own voice comes back as much fainter as it always does.

Words alone would not tell, since a recogniser hears a synthetic voice as it likes.
"""

import math
from collections import deque

from voice.endpointing import level
from voice.ports import Pcm

_REMEMBERED = 150
"""Frames, about ten seconds, over which the way back is learnt; the caller speaks in few of them."""

_ENOUGH = 15
"""Frames before anything is known of the way back; until then the echo is taken to be as loud as the voice itself."""

_HIGH_SHARE = 0.9
"""So much of what comes back is at most as loud as the echo is taken to be."""

_AUDIBLE = 100.0
"""Root mean square of 16-bit samples from which the program's own voice says something about its echo."""

_WINDOW_SECONDS = 0.6
"""What was played so long ago may still be on its way through devices and room."""


class Echo:
    """How loudly the program's own voice comes back through the microphone."""

    def __init__(self, ratio: float, quietest: float) -> None:
        """Call foreign what is ``ratio`` times louder than the echo, and louder than ``quietest``."""
        self._ratio = ratio
        self._quietest = quietest
        self._gains: deque[float] = deque(maxlen=_REMEMBERED)

    @property
    def gain(self) -> float:
        """Loudness of the echo as a share of what is played."""
        if len(self._gains) < _ENOUGH:
            return 1.0
        return sorted(self._gains)[int(_HIGH_SHARE * (len(self._gains) - 1))]

    def foreign(self, heard: float, own: float) -> bool:
        """Return whether this level is too loud to be the echo of ``own``, and learn from it."""
        limit = max(self._quietest, self._ratio * self.gain * own)
        if own >= _AUDIBLE:
            self._gains.append(heard / own)
        return heard > limit


class Played:
    """The loudness of a sentence at each moment, blocks of ``seconds`` long."""

    def __init__(self, speech: Pcm, seconds: float) -> None:
        """Measure ``speech``."""
        size = 2 * max(1, int(speech.rate * seconds))
        self._levels = [
            level(Pcm(speech.samples[at : at + size], speech.rate)) for at in range(0, len(speech.samples), size)
        ]
        self._window = math.ceil(_WINDOW_SECONDS / seconds)

    def loudest(self, block: int) -> float:
        """Return how loud it was at most, a moment before and at this block."""
        return max(self._levels[max(0, block - self._window) : block + 1], default=0.0)
