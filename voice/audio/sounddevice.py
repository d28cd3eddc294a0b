"""Microphone and loudspeaker through sounddevice (PortAudio)."""

from collections.abc import Callable

from voice.audio._loudspeaker import Loudspeaker
from voice.audio._microphone import Microphone
from voice.audio._portaudio import SoundSystem, load_library, sound_system
from voice.ports import AudioSink, AudioSource
from voice.settings import Devices, Hearing

__all__ = ["Loudspeaker", "Microphone", "SoundSystem", "load_library", "open_sink", "open_source", "release"]


def open_source(devices: Devices, hearing: Hearing, report: Callable[[str], None]) -> AudioSource:
    """Return the microphone; ``report`` takes a sentence if sound is lost. Raises AudioDeviceError."""
    return Microphone(sound_system(), devices, hearing.frame_seconds, hearing.rate, report)


def open_sink(devices: Devices) -> AudioSink:
    """Return the loudspeaker; raises AudioDeviceError."""
    return Loudspeaker(sound_system(), devices)


def release() -> None:
    """End what was opened; raises AudioDeviceError when PortAudio is missing."""
    sound_system().release()
