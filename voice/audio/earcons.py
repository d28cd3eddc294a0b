"""Short tones that say what is going on without words. Pure arithmetic, no files."""

import math
from array import array
from enum import Enum

from voice.ports import Pcm

_RATE = 22_050  # as the voice's, so that one stream plays both
_LOUDNESS = 0.2 * 32_767
_FADE_SECONDS = 0.008  # a tone that starts at full strength clicks
_NOTE_SECONDS = 0.06


class Earcon(Enum):
    """What a tone means; the value is its notes in hertz, low to high for good news."""

    LISTENING = (660.0,)
    UNDERSTOOD = (660.0, 880.0)
    NOT_UNDERSTOOD = (440.0, 330.0)
    URGENT = (880.0, 660.0, 880.0, 660.0)


def tone(earcon: Earcon) -> Pcm:
    """Return the sound of a tone: mono, at most a quarter of a second."""
    samples = array("h")
    for hertz in earcon.value:
        samples.extend(_note(hertz))
    return Pcm(samples.tobytes(), _RATE)


def _note(hertz: float) -> list[int]:
    """Return the samples of one note, faded in and out."""
    count = int(_NOTE_SECONDS * _RATE)
    fade = int(_FADE_SECONDS * _RATE)
    return [
        round(_LOUDNESS * min(1.0, at / fade, (count - at) / fade) * math.sin(2 * math.pi * hertz * at / _RATE))
        for at in range(count)
    ]
