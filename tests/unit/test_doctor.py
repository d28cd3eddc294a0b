"""Every check is a plain line; every problem names one command."""

import json
import sys
from pathlib import Path

import pytest

from tests.fakes import FakeSoundSystem, ListScreen, device, loud, quiet
from tests.unit.test_cli import backtalk, needs_starter, stub
from voice import build, doctor
from voice.audio import devices
from voice.doctor import Check, Patient
from voice.errors import ExitCode
from voice.preferences import PreferencesFile
from voice.settings import Devices, Settings

linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems have no ALSA")


class Library(FakeSoundSystem):
    """A sound system that can tell its version."""

    def get_portaudio_version(self) -> tuple[int, str]:
        """Return some version."""
        return 1, "PortAudio V19, revision 1"


def patient(folder: Path, settings: Settings | None = None, content: str = "") -> Patient:
    """Return somebody to examine whose settings file holds this (nothing: there is none)."""
    place = folder / "settings.toml"
    if content:
        place.write_text(content)
    outside = build.Outside(ListScreen(), lambda _: None)
    return Patient(settings or Settings(), outside, PreferencesFile(place, lambda _: None), folder, folder)


def sounds(one: Patient, library: Library, monkeypatch: pytest.MonkeyPatch) -> dict[str, Check]:
    """Return the checks of sound."""
    monkeypatch.setattr(build, "sound_library", lambda: library)
    found = list(doctor._sound(one))
    assert all(check.fix for check in found if not check.fine)
    assert not any("\n" in check.as_line() for check in found)
    return {check.what: check for check in found}


@pytest.mark.parametrize(
    ("sound", "fine", "words"),
    [
        (loud(2.0, level=9000), True, "The room is loud, 11 decibels below full scale."),
        (loud(2.0, level=60), True, "The room is quiet enough, 55 decibels"),
        (quiet(2.0), False, "There is none at all; it may be turned off."),
    ],
)
def test_the_microphone_is_listened_to(tmp_path, monkeypatch, sound, fine, words) -> None:
    library = Library([device("Headset", 1, 2, 16_000)], recorded=[sound.samples])
    found = sounds(patient(tmp_path), library, monkeypatch)
    assert found["Microphone"].says == "Headset."
    assert found["Loudspeaker"].fine
    assert found["Sound from the microphone"].fine is fine
    assert words in found["Sound from the microphone"].says
    assert library.closed == 1


def test_a_microphone_that_is_taken_or_dead_is_told(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(devices, "_PATIENCE_SECONDS", 0.01)
    taken = Library([device("Headset", 1, 2)], refuses="busy")
    assert "close other programs" in sounds(patient(tmp_path), taken, monkeypatch)["Sound from the microphone"].says
    dead = Library([device("Headset", 1, 2)])
    assert "delivers no sound" in sounds(patient(tmp_path), dead, monkeypatch)["Sound from the microphone"].says


def test_what_is_not_connected_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = sounds(patient(tmp_path), Library([device("HDMI", 0, 2)]), monkeypatch)
    assert "Sound from the microphone" not in found
    assert not found["Microphone"].fine
    assert found["Loudspeaker"].fine
    found = sounds(patient(tmp_path, Settings(devices=Devices("usb"))), Library([device("HDMI", 0, 2)]), monkeypatch)
    assert "None has 'usb' in its name" in found["Loudspeaker"].says
    assert not sounds(patient(tmp_path), Library([]), monkeypatch)["Devices"].fine


@linux
def test_a_card_or_a_server_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    one = patient(tmp_path)
    assert not doctor._server(one).fine
    cards = tmp_path / "proc" / "asound" / "cards"
    cards.parent.mkdir(parents=True)
    cards.write_text("--- no soundcards ---\n")
    assert not doctor._server(one).fine
    cards.write_text(" 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n                      HDA Intel PCH\n")
    assert "1 sound card." in doctor._server(one).says
    (tmp_path / "pulse").mkdir()
    (tmp_path / "pulse" / "native").touch()
    assert "PulseAudio" in doctor._server(one).says


@pytest.mark.parametrize(("content", "fine"), [("", True), ("rate = 200", True), ("rate = 2", False), ("=", False)])
def test_the_settings_file_is_read(tmp_path: Path, content: str, fine: bool) -> None:
    found = doctor._remembered(patient(tmp_path, content=content))
    assert found.fine is fine
    assert (found.fix is None) is fine


def test_a_full_disk_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor._disk(patient(tmp_path)).fine
    monkeypatch.setattr(doctor, "_FREE_BYTES", 10**18)
    found = doctor._disk(patient(tmp_path / "not" / "yet"))
    assert not found.fine
    assert "megabytes are free in" in found.says


@needs_starter
def test_without_portaudio_the_command_that_installs_it_is_named(tmp_path: Path) -> None:
    path = stub(tmp_path, "sounddevice", "raise OSError('PortAudio library not found')")
    done = backtalk("doctor", "--json", PYTHONPATH=path)
    assert done.returncode == ExitCode.CHECK_FAILED
    found = json.loads(done.stdout)
    checks = {check["check"]: check for check in found["checks"]}
    assert found["problems"] == 1
    assert "install" in checks["PortAudio"]["fix"]
    assert checks["Speech"]["ok"]
    assert checks["Speech model"]["ok"]
    assert checks["Words and rules"]["ok"]
