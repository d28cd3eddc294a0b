"""PortAudio as it is: one library for the whole process, which counts its devices once and must be renewed to see new
ones. Microphone and loudspeaker share it, and notice by its age that the other had it renewed."""

import ctypes
import sys
from contextlib import suppress
from functools import cache
from types import ModuleType
from typing import Any

from voice.errors import AudioDeviceError

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
    _hush_alsa()
    library: ModuleType = sounddevice
    return library


_HANDLER = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p)


def _ignore(_file: bytes, _line: int, _function: bytes, _error: int, _format: bytes) -> None:
    """Take a remark of ALSA's and do nothing with it."""


_unheard = _HANDLER(_ignore)  # kept for as long as ALSA may call it


def _hush_alsa() -> None:
    """Keep ALSA's remarks off standard error, where a screen reader would speak them. PortAudio raises what matters."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(_unheard)


class SoundSystem:
    """The library, and how often it was renewed (``age``): streams that were opened before that are gone."""

    def __init__(self, library: Any) -> None:  # noqa: ANN401 - sounddevice has no types
        """Take ``library`` as it stands."""
        self.library = library
        self.age = 0
        self._streams: list[Any] = []

    def keep(self, stream: Any) -> None:  # noqa: ANN401 - sounddevice has no types
        """Note a stream that was opened."""
        self._streams.append(stream)

    def drop(self, stream: Any) -> None:  # noqa: ANN401 - as above
        """End a stream that was opened; one that is gone already is no matter."""
        if stream not in self._streams:
            return
        self._streams.remove(stream)
        with suppress(self.library.PortAudioError):
            stream.abort()
        with suppress(self.library.PortAudioError):
            stream.close()

    def release(self) -> None:
        """End all streams: whoever wants one again opens it again."""
        for stream in tuple(self._streams):
            self.drop(stream)
        self.age += 1

    def renew(self) -> None:
        """Count the devices again; all streams end with that."""
        self.release()
        with suppress(self.library.PortAudioError):
            self.library._terminate()  # noqa: SLF001 - the library's only way to see what was plugged in
        with suppress(self.library.PortAudioError):
            self.library._initialize()  # noqa: SLF001 - as above

    def choose(self, name: str | None, kind: str) -> tuple[int | None, int]:
        """Return index (None: the default) and rate of the ``input`` or ``output`` device; raises AudioDeviceError.

        Devices are chosen by a part of their name, because their numbers change whenever one is plugged in.
        """
        library = self.library
        what = "microphone" if kind == "input" else "loudspeaker"
        if name is None:
            try:
                default = library.query_devices(kind=kind)
            except (library.PortAudioError, ValueError) as error:
                message = f"No {what} was found; connect one, or use backtalk type."
                raise AudioDeviceError(message) from error
            return None, int(default["default_samplerate"])
        for index, device in enumerate(self._devices()):
            if name.lower() in device["name"].lower() and device[f"max_{kind}_channels"] > 0:
                return index, int(device["default_samplerate"])
        message = f"There is no {what} whose name contains {name}; see backtalk devices."
        raise AudioDeviceError(message)

    def _devices(self) -> list[Any]:
        """Return all devices; raises AudioDeviceError."""
        try:
            return list(self.library.query_devices())
        except self.library.PortAudioError as error:
            message = "The sound system does not answer; check that it runs, or use backtalk type."
            raise AudioDeviceError(message) from error


@cache
def sound_system() -> SoundSystem:
    """Return this process's sound system; raises AudioDeviceError when PortAudio is missing."""
    return SoundSystem(load_library())
