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

_STOPPED = "The loudspeaker stopped; connect it again, or choose one with --device."


class _Piece:
    """One sound on its way out, taken block by block by PortAudio's thread, which does nothing else here."""

    def __init__(self, library: Any, samples: bytes) -> None:  # noqa: ANN401 - sounddevice has no types
        """Begin with the first sample."""
        self._stop = library.CallbackStop
        self._samples = memoryview(samples)
        self._at = 0
        self.blocks = threading.Semaphore(0)  # one for each block that was taken, and one for the end
        self.finished = False

    def fill(self, out: Any) -> None:  # noqa: ANN401 - as above
        """Give the next block; raises CallbackStop with the last one."""
        size = len(out)
        block = self._samples[self._at : self._at + size]
        out[: len(block)] = block
        out[len(block) :] = bytes(size - len(block))
        self._at += size
        self.blocks.release()
        if self._at >= len(self._samples):
            raise self._stop

    def end(self) -> None:
        """Note that the device has played it all, or has given up."""
        self.finished = True
        self.blocks.release()


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
        self._piece: _Piece | None = None
        self._open()

    def _open(self) -> None:
        """Open the device; raises AudioDeviceError."""
        library = self._system.library
        index, self._rate = self._system.choose(self._devices.name, "output")
        try:
            self._stream = library.RawOutputStream(
                samplerate=self._rate,
                blocksize=max(1, int(self._rate * self._devices.block_seconds)),
                device=index,
                channels=1,
                dtype="int16",
                latency=self._devices.output_latency,
                callback=self._fill,
                finished_callback=self._finished,
            )
        except library.PortAudioError as error:
            message = "The loudspeaker cannot be opened; close other programs that use it, or choose one with --device."
            raise AudioDeviceError(message) from error
        self._system.keep(self._stream)
        self._age = self._system.age

    def _fill(self, out: Any, _count: int, _time: object, _status: object) -> None:  # noqa: ANN401 - as above
        """Give PortAudio's thread what comes next."""
        if self._piece is not None:
            self._piece.fill(out)

    def _finished(self) -> None:
        """Hear from PortAudio that the stream has ended."""
        if self._piece is not None:
            self._piece.end()

    def play(self, speech: Pcm, interrupted: Callable[[], bool]) -> Delivery:
        """Play until the end or an interruption; raises AudioDeviceError."""
        if not speech.samples:
            return Delivery.PLAYED
        with self._owner:
            if self._stream is None or self._age != self._system.age:
                self._look_again()
            try:
                return self._play(resample(speech, self._rate), interrupted)
            except self._system.library.PortAudioError as error:
                self._lose()
                raise AudioDeviceError(_STOPPED) from error

    def _look_again(self) -> None:
        """Open a loudspeaker that may have come back; raises AudioDeviceError."""
        if self._age == self._system.age:
            self._system.renew()
        self._open()

    def _lose(self) -> None:
        """Let go of a stream that no longer plays."""
        stream, self._stream = self._stream, None
        self._system.drop(stream)

    def _play(self, speech: Pcm, interrupted: Callable[[], bool]) -> Delivery:
        """Have all blocks taken, and wait until the device has played them; raises AudioDeviceError."""
        self._piece = piece = _Piece(self._system.library, speech.samples)
        whole = False
        self._stream.start()
        try:
            while True:
                if interrupted():
                    return Delivery.BARGED_IN
                if piece.finished:
                    break
                if not piece.blocks.acquire(timeout=self._devices.dead_seconds):
                    self._lose()  # a device that takes nothing is gone, whatever it says
                    raise AudioDeviceError(_STOPPED)
            whole = True
        finally:
            self._end(whole=whole)
        return Delivery.PLAYED

    def _end(self, *, whole: bool) -> None:
        """End the stream: at once when it is not to be played to its end, also on Ctrl-C."""
        if self._stream is not None:
            with suppress(self._system.library.PortAudioError):
                (self._stream.stop if whole else self._stream.abort)()
        self._piece = None
