"""No voice: captions only, as `backtalk type` and `--speech off` have it."""

from collections.abc import Sequence

from voice.core.events import Manner
from voice.core.terms import Command
from voice.ports import Pcm, Synthesizer
from voice.settings import Speech

_RATE = 16_000


class SilentVoice:
    """Turns every sentence into no sound at all."""

    def synthesize(self, text: str, manner: Manner = Manner.PLAIN) -> Pcm:
        """Return nothing to play."""
        del text, manner
        return Pcm(b"", _RATE)

    def prefetch(self, texts: Sequence[str], manner: Manner = Manner.PLAIN) -> None:
        """Nothing needs making ahead."""

    def adjust(self, command: Command) -> None:
        """There is no voice to change."""


def open_synthesizer(speech: Speech) -> Synthesizer:
    """Return the silent voice."""
    del speech
    return SilentVoice()
