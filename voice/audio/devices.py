"""Which microphones and loudspeakers there are, which would be used, and a moment of what the microphone hears."""

import queue
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from voice.errors import AudioDeviceError
from voice.ports import Pcm

_PATIENCE_SECONDS = 3.0
"""A microphone that delivers nothing for so long delivers nothing at all."""

_KINDS = {"input": "Microphone", "output": "Loudspeaker"}


@dataclass(frozen=True, slots=True)
class Device:
    """One microphone or loudspeaker; ``rate`` in samples a second. A headset is both, and stands here twice."""

    kind: str
    name: str
    rate: int
    used: bool
    index: int  # PortAudio's own number, which changes whenever something is plugged in

    def as_line(self) -> str:
        """Return a plain line."""
        used = ", would be used" if self.used else ""
        return f"{self.kind}: {self.name}, {self.rate} samples a second{used}"

    def as_object(self) -> Mapping[str, Any]:
        """Return the same for other programs."""
        return {"kind": self.kind.lower(), "name": self.name, "rate": self.rate, "used": self.used}


def listed(library: Any, name: str | None) -> Sequence[Device]:  # noqa: ANN401 - sounddevice has no types
    """Return the microphones, then the loudspeakers; those would be used that ``name`` is a part of, else the system's
    own choice. Raises AudioDeviceError when there is none of either."""
    try:
        found = list(library.query_devices())
    except library.PortAudioError as error:
        message = "The sound system does not answer; check that it runs, or use backtalk type."
        raise AudioDeviceError(message) from error
    devices = [device for kind in _KINDS for device in _of_kind(library, found, kind, name)]
    if not devices:
        message = "No microphone and no loudspeaker was found; connect them, or use backtalk type."
        raise AudioDeviceError(message)
    return devices


def _of_kind(library: Any, found: Sequence[Any], kind: str, name: str | None) -> list[Device]:  # noqa: ANN401 - as above
    """Return the microphones or the loudspeakers."""
    ones = [each for each in found if each[f"max_{kind}_channels"] > 0]
    used = _used(library, ones, kind, name)
    return [
        Device(_KINDS[kind], each["name"], int(each["default_samplerate"]), each == used, found.index(each))
        for each in ones
    ]


def _used(library: Any, ones: Sequence[Any], kind: str, name: str | None) -> object:  # noqa: ANN401 - as above
    """Return the one that would be opened, None when there is none."""
    if name is not None:
        return next((each for each in ones if name.lower() in each["name"].lower()), None)
    try:
        return library.query_devices(kind=kind)
    except (library.PortAudioError, ValueError):
        return None


def heard(library: Any, name: str | None, seconds: float) -> Pcm:  # noqa: ANN401 - as above
    """Return about so many seconds of what the microphone hears now; raises AudioDeviceError."""
    used = next((each for each in listed(library, name) if each.used and each.kind == _KINDS["input"]), None)
    if used is None:
        message = "No microphone was found; connect one."
        raise AudioDeviceError(message)
    captured: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    samples = b""
    try:
        with library.RawInputStream(
            samplerate=used.rate,
            device=used.index,
            channels=1,
            dtype="int16",
            callback=lambda sound, *_: captured.put(bytes(sound)),
        ):
            while len(samples) < 2 * used.rate * seconds:
                samples += captured.get(timeout=_PATIENCE_SECONDS)
    except library.PortAudioError as error:
        message = "The microphone cannot be opened; close other programs that use it."
        raise AudioDeviceError(message) from error
    except queue.Empty as error:
        message = "The microphone delivers no sound; connect it again."
        raise AudioDeviceError(message) from error
    return Pcm(samples, used.rate)
