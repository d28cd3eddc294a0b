"""The microphone: captured in a thread of PortAudio's own, at the device's own rate, read at the recogniser's.

The thread only puts samples in a queue. Whether the device is gone shows in that nothing more comes; whether it is
muted in that nothing but zeros comes, which no room is.
"""

import queue
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from voice.audio._portaudio import SoundSystem
from voice.errors import AudioDeviceError, MicrophoneLostError, MicrophoneMutedError
from voice.ports import Pcm
from voice.resampling import Resampler
from voice.settings import Devices

_LOST = "The microphone stopped; connect it again and start again, or use backtalk type."
_MUTED = "The microphone delivers only silence; switch it on, or choose another with --device."
_BUSY = "Some of what the microphone heard was lost, because the computer was too busy; close other programs."
_MOST_FRAMES = 3_000
"""Sound that waits to be read is kept for some minutes; nobody leaves it longer."""


class Microphone:
    """The microphone. It stays open from the first question on; what is heard between questions is thrown away.

    ``overflows`` counts pieces of sound that were lost.
    """

    def __init__(
        self,
        system: SoundSystem,
        devices: Devices,
        frame_seconds: float,
        rate: int | None = None,
        report: Callable[[str], None] | None = None,
    ) -> None:
        """Find and open the microphone, to be read at ``rate`` (None: its own); raises AudioDeviceError."""
        self._system = system
        self._devices = devices
        self._frame_seconds = frame_seconds
        self._wanted_rate = rate
        self._report = report
        self.overflows = 0
        self._skip = 0.0  # seconds of sound still to be thrown away
        self._zeros = 0.0  # seconds of nothing but zeros until now
        self._told_muted = False
        self._stream: Any = None
        self._open()

    def _open(self) -> None:
        """Open the device and begin to capture; raises AudioDeviceError."""
        library = self._system.library
        index, self._rate = self._system.choose(self._devices.name, "input")
        target = self._wanted_rate or self._rate
        self._resampler = Resampler(self._rate, target) if target != self._rate else None
        # The queue belongs to the stream: what an old one still delivers is nobody's.
        captured: queue.Queue[bytes | None] = queue.Queue(_MOST_FRAMES)

        def capture(samples: Any, _count: int, _time: object, status: Any) -> None:  # noqa: ANN401 - as above
            """Copy what the device has just recorded; runs in PortAudio's thread, so it does nothing else."""
            if status and status.input_overflow:
                self.overflows += 1
            try:
                captured.put_nowait(bytes(samples))
            except queue.Full:
                self.overflows += 1

        def finished() -> None:
            """Tell the reader that nothing more will come."""
            with suppress(queue.Full):
                captured.put_nowait(None)

        try:
            stream = library.RawInputStream(
                samplerate=self._rate,
                blocksize=int(self._rate * self._frame_seconds),
                device=index,
                channels=1,
                dtype="int16",
                callback=capture,
                finished_callback=finished,
            )
            self._captured = captured
            self._system.keep(stream)
            stream.start()
        except library.PortAudioError as error:
            message = "The microphone cannot be opened; close other programs that use it, or choose one with --device."
            raise AudioDeviceError(message) from error
        self._stream, self._age = stream, self._system.age

    def flush(self) -> None:
        """Forget what was captured but not read, and what will come in a moment: the end of what was just played is
        still on its way through the room and the devices."""
        while not self._captured.empty():
            self._captured.get_nowait()
        self._skip = self._devices.guard_seconds

    def ready(self) -> Iterator[Pcm]:
        """Yield what was captured and not yet read, without waiting for more. Tells of no trouble: `frames` does."""
        while not self._captured.empty():
            samples = self._captured.get_nowait()
            if samples is None:
                self._lose()
                return
            frame = self._frame(samples)
            if frame.samples:
                yield frame

    def frames(self) -> Iterator[Pcm]:
        """Yield frames for ever; raises MicrophoneLostError, MicrophoneMutedError."""
        if self._stream is None or self._age != self._system.age:
            self._reopen()
        while True:
            samples = self._next()
            self._tell_overflow()
            self._watch_zeros(samples)
            frame = self._frame(samples)
            if frame.samples:
                yield frame

    def _next(self) -> bytes:
        """Return the next piece; raises MicrophoneLostError."""
        try:
            samples = self._captured.get(timeout=self._devices.dead_seconds)
        except queue.Empty:
            samples = None
        if samples is None:
            self._lose()
            raise MicrophoneLostError(_LOST)
        return samples

    def _frame(self, samples: bytes) -> Pcm:
        """Return a piece at the wanted rate, without what is to be thrown away."""
        seconds = len(samples) / 2 / self._rate
        if self._skip > 0:
            self._skip -= seconds
            samples = b""
        if self._resampler is None:
            return Pcm(samples, self._rate)
        return Pcm(self._resampler.feed(samples), self._wanted_rate or self._rate)

    def _watch_zeros(self, samples: bytes) -> None:
        """Count silence that no room has, as the device delivers it: changing its rate adds noise. Raises
        MicrophoneMutedError once for each stretch of it."""
        if any(samples):
            self._zeros, self._told_muted = 0.0, False
            return
        self._zeros += len(samples) / 2 / self._rate
        if self._zeros >= self._devices.muted_seconds and not self._told_muted:
            self._told_muted = True
            raise MicrophoneMutedError(_MUTED)

    def _tell_overflow(self) -> None:
        """Say once that sound was lost."""
        if self.overflows and self._report is not None:
            self._report(_BUSY)
            self._report = None

    def _lose(self) -> None:
        """Let go of a stream that delivers nothing."""
        stream, self._stream = self._stream, None
        self._system.drop(stream)

    def _reopen(self) -> None:
        """Wait for the microphone to come back; raises MicrophoneLostError when it does not for a while."""
        self._lose()
        waited = queue.Queue[None]()
        for _ in range(max(1, int(self._devices.reopen_seconds / self._devices.retry_seconds))):
            try:
                self._open()
                first = self._captured.get(timeout=self._devices.dead_seconds)
            except (AudioDeviceError, queue.Empty):
                first = None
            if first is not None:
                return
            self._lose()
            with suppress(queue.Empty):
                waited.get(timeout=self._devices.retry_seconds)  # nothing ever comes: this is a pause without a clock
            self._system.renew()
        raise MicrophoneLostError(_LOST)
