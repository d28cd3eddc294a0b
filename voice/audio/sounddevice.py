"""Microphone and loudspeaker through sounddevice (PortAudio), at the device's own rate.

The microphone's callback only puts its samples in a queue. Speech is played in short blocks, so that an interruption
stops it within one; "played" is said only after the last block has left the loudspeaker.
"""

import queue
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from voice.core.events import Delivery
from voice.errors import AudioDeviceError
from voice.ports import AudioSink, AudioSource, Pcm
from voice.resampling import resample
from voice.settings import Devices

_DEAD_SECONDS = 3.0
"""A microphone that delivers nothing for so long has been unplugged."""

_NO_PORTAUDIO = (
    "PortAudio, which microphone and loudspeaker need, is not installed; "
    "run: sudo apt install libportaudio2, or use backtalk type."
)


def load_library() -> ModuleType:
    """Return sounddevice; raises AudioDeviceError when it or PortAudio is missing."""
    try:
        import sounddevice  # noqa: PLC0415 - fails on import without PortAudio, so only where it is wanted
    except (ImportError, OSError) as error:
        raise AudioDeviceError(_NO_PORTAUDIO) from error
    library: ModuleType = sounddevice
    return library


def _devices(library: Any) -> list[Any]:  # noqa: ANN401 - sounddevice has no types
    """Return all devices; raises AudioDeviceError."""
    try:
        return list(library.query_devices())
    except library.PortAudioError as error:
        message = "The sound system does not answer; check that it runs, or use backtalk type."
        raise AudioDeviceError(message) from error


def _choose(library: Any, name: str | None, kind: str) -> tuple[int | None, int]:  # noqa: ANN401 - as above
    """Return index (None: the default) and rate of the ``input`` or ``output`` device; raises AudioDeviceError.

    Devices are chosen by a part of their name, because their numbers change whenever one is plugged in.
    """
    what = "microphone" if kind == "input" else "loudspeaker"
    if name is None:
        try:
            default = library.query_devices(kind=kind)
        except (library.PortAudioError, ValueError) as error:
            message = f"No {what} was found; connect one, or use backtalk type."
            raise AudioDeviceError(message) from error
        return None, int(default["default_samplerate"])
    devices = _devices(library)
    for index, device in enumerate(devices):
        if name.lower() in device["name"].lower() and device[f"max_{kind}_channels"] > 0:
            return index, int(device["default_samplerate"])
    message = f"There is no {what} whose name contains {name}; see backtalk devices."
    raise AudioDeviceError(message)


class Microphone:
    """The microphone. It stays open from the first question on; what is heard between questions is thrown away."""

    def __init__(self, library: Any, devices: Devices, frame_seconds: float) -> None:  # noqa: ANN401 - as above
        """Find and open the microphone; raises AudioDeviceError."""
        index, self._rate = _choose(library, devices.name, "input")
        self._captured: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        try:
            self._stream = library.RawInputStream(
                samplerate=self._rate,
                blocksize=int(self._rate * frame_seconds),
                device=index,
                channels=1,
                dtype="int16",
                callback=self._capture,
            )
            self._stream.start()
        except library.PortAudioError as error:
            message = "The microphone cannot be opened; close other programs that use it, or choose one with --device."
            raise AudioDeviceError(message) from error

    def _capture(self, samples: Any, _count: int, _time: object, _status: object) -> None:  # noqa: ANN401 - as above
        """Copy what the device has just recorded; runs in PortAudio's thread, so it does nothing else."""
        self._captured.put(bytes(samples))

    def flush(self) -> None:
        """Forget what was captured but not read."""
        while not self._captured.empty():
            self._captured.get_nowait()

    def frames(self) -> Iterator[Pcm]:
        """Yield frames for ever; raises AudioDeviceError when the microphone goes away."""
        while True:
            try:
                samples = self._captured.get(timeout=_DEAD_SECONDS)
            except queue.Empty as error:
                message = "The microphone stopped; connect it again and start again, or use backtalk type."
                raise AudioDeviceError(message) from error
            yield Pcm(samples, self._rate)


class Loudspeaker:
    """The loudspeaker. It stays open, since opening takes longer than a pause in talk; it runs only while it plays."""

    def __init__(self, library: Any, devices: Devices) -> None:  # noqa: ANN401 - as above
        """Find and open the loudspeaker; raises AudioDeviceError."""
        self._library = library
        index, self._rate = _choose(library, devices.name, "output")
        self._block_seconds = devices.block_seconds
        try:
            self._stream = library.RawOutputStream(
                samplerate=self._rate,
                device=index,
                channels=1,
                dtype="int16",
                latency="high",  # a stutter costs more than a moment
            )
        except library.PortAudioError as error:
            message = "The loudspeaker cannot be opened; close other programs that use it, or choose one with --device."
            raise AudioDeviceError(message) from error

    def play(self, speech: Pcm, interrupted: Callable[[], bool]) -> Delivery:
        """Play until the end or an interruption; raises AudioDeviceError."""
        if not speech.samples:
            return Delivery.PLAYED
        try:
            return self._write(resample(speech, self._rate), interrupted)
        except self._library.PortAudioError as error:
            message = "The loudspeaker stopped; connect it again, or choose one with --device."
            raise AudioDeviceError(message) from error

    def _write(self, speech: Pcm, interrupted: Callable[[], bool]) -> Delivery:
        """Write block by block, then wait until the device has played them all."""
        size = 2 * max(1, int(speech.rate * self._block_seconds))
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
                self._stream.abort()  # also on Ctrl-C: silence at once
        return Delivery.PLAYED


def open_source(devices: Devices, frame_seconds: float) -> AudioSource:
    """Return the microphone; raises AudioDeviceError."""
    return Microphone(load_library(), devices, frame_seconds)


def open_sink(devices: Devices) -> AudioSink:
    """Return the loudspeaker; raises AudioDeviceError."""
    return Loudspeaker(load_library(), devices)
