"""Short tones that say what is going on without words. Pure arithmetic, no files."""

import math
from array import array
from enum import Enum

from voice.ports import Pcm

_RATE = 22_050  # as the voice's, so that one stream plays both
_LOUDNESS = 0.2 * 32_767
_FADE_SECONDS = 0.008  # a tone that starts at full strength clicks


class Earcon(Enum):
    """What a tone means; the value is its notes, each in hertz and seconds. The caller waits for the second one."""

    LISTENING = ((660.0, 0.1),)
    UNDERSTOOD = ((880.0, 0.05),)
    NOT_UNDERSTOOD = ((440.0, 0.1), (330.0, 0.1))
    URGENT = ((880.0, 0.06), (660.0, 0.06), (880.0, 0.06), (660.0, 0.06))


def tone(earcon: Earcon) -> Pcm:
    """Return the sound of a tone: mono, at most a quarter of a second."""
    samples = array("h")
    for hertz, seconds in earcon.value:
        samples.extend(_note(hertz, seconds))
    return Pcm(samples.tobytes(), _RATE)


def _note(hertz: float, seconds: float) -> list[int]:
    """Return the samples of one note, faded in and out."""
    count = int(seconds * _RATE)
    fade = int(_FADE_SECONDS * _RATE)
    return [
        round(_LOUDNESS * min(1.0, at / fade, (count - at) / fade) * math.sin(2 * math.pi * hertz * at / _RATE))
        for at in range(count)
    ]
