"""A loudspeaker that makes no sound: for captions only, and for consultations that are written to a file."""

from collections.abc import Callable

from voice.core.events import Delivery
from voice.ports import AudioSink, Pcm
from voice.settings import Devices


class SilentSink:
    """Delivers everything at once and nothing to hear."""

    def play(self, speech: Pcm, interrupted: Callable[[], bool]) -> Delivery:
        """Say that it was played: whoever chose silence reads the captions."""
        del speech
        return Delivery.BARGED_IN if interrupted() else Delivery.PLAYED

    def sound(self, tone: Pcm) -> None:
        """Do nothing."""


def open_sink(devices: Devices) -> AudioSink:
    """Return the silent loudspeaker."""
    del devices
    return SilentSink()
