"""What a consultation needs from this machine, one thing after another: fine, or the one command that mends it.

Each check is told as soon as it is made, as one plain line, and none of them stops the next.
"""

import math
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from voice import build, inspection
from voice.audio.devices import Device, heard, listed
from voice.endpointing import level
from voice.errors import AudioDeviceError, ContentError, EngineUnavailable, SettingsError, VoiceError
from voice.preferences import PreferencesFile
from voice.settings import Settings

PYTHONS = ((3, 11), (3, 14))
"""The oldest and the newest Python that it is made for."""

_LIBRARIES = ("numpy", "platformdirs", "pyttsx3", "rapidfuzz", "soundfile", "soxr", "tomli_w", "vosk", "yaml")
_LISTENS_SECONDS = 1.0
_FREE_BYTES = 50_000_000  # a journal, temporary sentences, and room for the system to breathe
_NOISY_DECIBELS = -35.0  # speech into a microphone is about -30 to -15; a room as loud as that is in its way
_FULL_SCALE = 32_768


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, whether it is fine, a sentence about it, and the command that mends it."""

    what: str
    fine: bool
    says: str
    fix: str | None = None

    def as_line(self) -> str:
        """Return a plain line."""
        return f"{self.what}: {'ok' if self.fine else 'problem'}. {self.says}{f' Run: {self.fix}' if self.fix else ''}"

    def as_object(self) -> Mapping[str, Any]:
        """Return the same for other programs."""
        return {"check": self.what, "ok": self.fine, "says": self.says, "fix": self.fix}


@dataclass(frozen=True, slots=True)
class Patient:
    """What is examined: settings, where they are remembered, where things are written, and the system's own files."""

    settings: Settings
    outside: build.Outside
    file: PreferencesFile | None
    state: Path
    system: Path = Path("/")


def examine(patient: Patient) -> Iterator[Check]:
    """Make every check in turn."""
    yield _python()
    yield _libraries()
    yield from _sound(patient)
    for check in (_voice, _model, _content, _remembered, _disk):
        yield check(patient)


def _python() -> Check:
    oldest, newest = PYTHONS
    version = ".".join(str(part) for part in sys.version_info[:3])
    if oldest <= sys.version_info[:2] <= newest:
        return Check("Python", fine=True, says=f"Version {version}.")
    return Check(
        "Python", fine=False, says=f"Version {version} is not 3.11 to 3.14.", fix=_install("python3", "python@3.13")
    )


def _libraries() -> Check:
    absent = [name for name in _LIBRARIES if find_spec(name) is None]
    if not absent:
        return Check("Libraries", fine=True, says="All are installed.")
    packages = [{"yaml": "PyYAML", "tomli_w": "tomli-w"}.get(name, name) for name in absent]
    says = f"Missing: {', '.join(packages)}."
    return Check("Libraries", fine=False, says=says, fix=_pip(" ".join(packages)))


def _sound(patient: Patient) -> Iterator[Check]:
    """PortAudio, the sound system below it, the devices, and what comes in."""
    library = build.sound_library()
    if library is None:
        yield Check("PortAudio", fine=False, says="It is missing.", fix=_install("libportaudio2", "portaudio"))
        return
    yield Check("PortAudio", fine=True, says=f"{library.get_portaudio_version()[1].split(',')[0]}.")
    if sys.platform == "linux":
        yield _server(patient)
    yield from _devices(patient, library)


def _server(patient: Patient) -> Check:
    """Is there a sound card, or a PulseAudio server (PipeWire offers one, too)?"""
    cards = _cards(patient.system / "proc/asound/cards")
    address = os.environ.get("PULSE_SERVER", "")
    runtime = os.environ.get("XDG_RUNTIME_DIR", "/run/user/none")
    socket = Path(address.removeprefix("unix:")) if address.startswith("unix:") else Path(runtime) / "pulse" / "native"
    if socket.exists() or (address and not address.startswith("unix:")):
        return Check("Sound system", fine=True, says="A PulseAudio server answers.")
    if cards:
        return Check("Sound system", fine=True, says=f"ALSA, with {cards} sound card{'s' if cards > 1 else ''}.")
    fix = "pulseaudio --start" if shutil.which("pulseaudio") else _install("pulseaudio", "pulseaudio")
    return Check("Sound system", fine=False, says="There is no sound card and no PulseAudio server.", fix=fix)


def _cards(file: Path) -> int:
    """Return how many sound cards the kernel knows."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return 0
    return sum(1 for line in lines if line[:2].strip().isdigit())


def _devices(patient: Patient, library: ModuleType) -> Iterator[Check]:
    name = patient.settings.devices.name
    try:
        found = listed(library, name)
    except AudioDeviceError as error:
        plugin = sys.platform == "linux" and "PULSE_SERVER" in os.environ
        fix = _install("libasound2-plugins", "portaudio") if plugin else "backtalk type"
        yield Check("Devices", fine=False, says=str(error), fix=fix)
        return
    for kind in ("Microphone", "Loudspeaker"):
        yield _device(kind, found, name)
    if any(each.used for each in found if each.kind == "Microphone"):
        yield _level(patient, library)


def _device(kind: str, found: Sequence[Device], name: str | None) -> Check:
    used = next((each for each in found if each.kind == kind and each.used), None)
    if used is not None:
        return Check(kind, fine=True, says=f"{used.name}.")
    if name is not None:
        return Check(kind, fine=False, says=f"None has {name!r} in its name.", fix="backtalk devices")
    return Check(kind, fine=False, says="None was found; connect one.", fix="backtalk devices")


def _level(patient: Patient, library: ModuleType) -> Check:
    """Listen for a moment: is there any sound at all, and how loud is the room?"""
    try:
        sound = heard(library, patient.settings.devices.name, _LISTENS_SECONDS)
    except AudioDeviceError as error:
        return Check("Sound from the microphone", fine=False, says=str(error), fix="backtalk devices")
    loudness = level(sound)
    if loudness == 0:
        says = "There is none at all; it may be turned off."
        return Check("Sound from the microphone", fine=False, says=says, fix=_unmute())
    decibels = 20 * math.log10(loudness / _FULL_SCALE)
    room = "The room is loud" if decibels > _NOISY_DECIBELS else "The room is quiet enough"
    return Check("Sound from the microphone", fine=True, says=f"{room}, {-decibels:.0f} decibels below full scale.")


def _unmute() -> str:
    if sys.platform == "linux":
        return "pactl set-source-mute @DEFAULT_SOURCE@ 0" if shutil.which("pactl") else "amixer set Capture cap"
    return "backtalk devices"


def _voice(patient: Patient) -> Check:
    speech = patient.settings.speech
    if speech.engine == "silent":
        return Check("Speech", fine=True, says="It is turned off; captions show everything.")
    try:
        sound = build.synthesizer(speech).synthesize("Ready.")
    except EngineUnavailable as error:
        fix = _pip("espeakng-loader" if sys.platform == "linux" else "pyttsx3")
        return Check("Speech", fine=False, says=str(error), fix=fix)
    except VoiceError as error:
        return Check("Speech", fine=False, says=str(error), fix="backtalk run --speech off")
    return Check("Speech", fine=True, says=f"A word takes {sound.seconds:.1f} seconds at {speech.rate} words a minute.")


def _model(patient: Patient) -> Check:
    try:
        model = build.tried_model(patient.settings, patient.outside)
    except VoiceError as error:
        return Check("Speech model", fine=False, says=str(error), fix="backtalk models use starter-en")
    return Check("Speech model", fine=True, says=f"{model.folder}.")


def _content(patient: Patient) -> Check:
    try:
        problems = inspection.check(build.load_content(patient.settings))
    except ContentError as error:
        problems = list(error.problems)
    except SettingsError as error:
        return Check("Words and rules", fine=False, says=str(error), fix="backtalk setup")
    if problems:
        return Check("Words and rules", fine=False, says=f"{len(problems)} problems.", fix="backtalk check")
    return Check("Words and rules", fine=True, says="No problems.")


def _remembered(patient: Patient) -> Check:
    """Can the settings be read, and be written for the next start?"""
    if patient.file is None:
        return Check("Settings file", fine=True, says="None is used.")
    told: list[str] = []
    file = PreferencesFile(patient.file.file, told.append)
    file.read()
    if told:
        return Check("Settings file", fine=False, says=" ".join(told), fix=f"rm '{file.file}'")
    folder = _nearest(file.file.parent)
    if not os.access(folder, os.W_OK):
        return Check("Settings file", fine=False, says=f"{folder} cannot be written.", fix=f"chmod u+w '{folder}'")
    return Check("Settings file", fine=True, says=f"{file.file}{'' if file.exists else ', not written yet'}.")


def _disk(patient: Patient) -> Check:
    """Is there room where things are written?"""
    places = {_nearest(patient.state), _nearest(Path(tempfile.gettempdir()))}
    for place in places:
        free = shutil.disk_usage(place).free
        if free < _FREE_BYTES:
            says = f"Only {free // 1_000_000} megabytes are free in {place}."
            return Check("Disk", fine=False, says=says, fix=f"du -xh -d 2 '{place}'")
    free = min(shutil.disk_usage(place).free for place in places)
    return Check("Disk", fine=True, says=f"{free // 1_000_000} megabytes are free.")


def _nearest(place: Path) -> Path:
    """Return the folder, or the nearest one above it that is there."""
    return next((each for each in (place, *place.parents) if each.is_dir()), Path.cwd())


def _install(debian: str, brew: str) -> str:
    """Return the command that installs a system's package."""
    others = {"dnf": f"sudo dnf install {brew}", "brew": f"brew install {brew}"}
    usual = f"sudo apt-get install {debian}"
    return usual if shutil.which("apt-get") else next((others[tool] for tool in others if shutil.which(tool)), usual)


def _pip(packages: str) -> str:
    return f"{sys.executable} -m pip install {packages}"
