"""The loudspeaker: one owner, one sound at a time, in short blocks, so that an interruption stops it within one.

"Played" is said only after the last block has left the device.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from voice.audio._portaudio import SoundSystem
from voice.core.events import Delivery
from voice.errors import AudioDeviceError
from voice.ports import Pcm
from voice.resampling import resample
from voice.settings import Devices


class Loudspeaker:
    """The loudspeaker. It stays open, since opening takes longer than a pause in talk; it runs only while it plays.

    One that went away is looked for again at the next sentence.
    """

    def __init__(self, system: SoundSystem, devices: Devices) -> None:
        """Find and open the loudspeaker; raises AudioDeviceError."""
        self._system = system
        self._devices = devices
        self._owner = threading.Lock()  # two sounds at once would be neither
        self._stream: Any = None
        self._open()

    def _open(self) -> None:
        """Open the device; raises AudioDeviceError."""
        library = self._system.library
        index, self._rate = self._system.choose(self._devices.name, "output")
        try:
            self._stream = library.RawOutputStream(
                samplerate=self._rate,
                device=index,
                channels=1,
                dtype="int16",
                latency=self._devices.output_latency,
            )
        except library.PortAudioError as error:
            message = "The loudspeaker cannot be opened; close other programs that use it, or choose one with --device."
            raise AudioDeviceError(message) from error
        self._age = self._system.age

    def play(self, speech: Pcm, interrupted: Callable[[], bool]) -> Delivery:
        """Play until the end or an interruption; raises AudioDeviceError."""
        if not speech.samples:
            return Delivery.PLAYED
        with self._owner:
            if self._stream is None or self._age != self._system.age:
                self._look_again()
            try:
                return self._write(resample(speech, self._rate), interrupted)
            except self._system.library.PortAudioError as error:
                self._lose()
                message = "The loudspeaker stopped; connect it again, or choose one with --device."
                raise AudioDeviceError(message) from error

    def _look_again(self) -> None:
        """Open a loudspeaker that may have come back; raises AudioDeviceError."""
        if self._age == self._system.age:
            self._system.renew()
        self._open()

    def _lose(self) -> None:
        """Let go of a stream that no longer plays."""
        stream, self._stream = self._stream, None
        with suppress(self._system.library.PortAudioError):
            stream.close()

    def _write(self, speech: Pcm, interrupted: Callable[[], bool]) -> Delivery:
        """Write block by block, then wait until the device has played them all."""
        size = 2 * max(1, int(speech.rate * self._devices.block_seconds))
        finished = False
        self._stream.start()
        try:
            for at in range(0, len(speech.samples), size):
                if interrupted():
                    return Delivery.BARGED_IN
                self._stream.write(speech.samples[at : at + size])
            self._stream.stop()  # waits for the last block
            finished = True
        finally:
            if not finished:
                with suppress(self._system.library.PortAudioError):
                    self._stream.abort()  # also on Ctrl-C: silence at once
        return Delivery.PLAYED
