"""Which microphones and loudspeakers there are, and which would be used."""

import pytest

from tests.fakes import FakeSoundSystem, device
from voice.audio.devices import listed
from voice.errors import AudioDeviceError

HEADSET, SPEAKER, BUILT_IN = device("USB Headset", 1, 2, 48_000), device("HDMI", 0, 2), device("Built-in", 2, 0, 16_000)


def test_devices_are_listed_one_a_line_with_those_that_would_be_used() -> None:
    lines = [each.as_line() for each in listed(FakeSoundSystem([SPEAKER, BUILT_IN, HEADSET]), None)]
    assert lines == [
        "Microphone: Built-in, 16000 samples a second, would be used",
        "Microphone: USB Headset, 48000 samples a second",
        "Loudspeaker: HDMI, 44100 samples a second, would be used",
        "Loudspeaker: USB Headset, 48000 samples a second",
    ]


def test_a_part_of_a_name_says_which_would_be_used() -> None:
    found = listed(FakeSoundSystem([SPEAKER, BUILT_IN, HEADSET]), "headset")
    assert [(each.kind, each.name) for each in found if each.used] == [
        ("Microphone", "USB Headset"),
        ("Loudspeaker", "USB Headset"),
    ]
    assert not any(each.used for each in listed(FakeSoundSystem([SPEAKER]), "headset"))


def test_other_programs_get_the_same() -> None:
    (found,) = listed(FakeSoundSystem([SPEAKER]), None)
    assert found.as_object() == {"kind": "loudspeaker", "name": "HDMI", "rate": 44_100, "used": True}


def test_no_devices_at_all_gets_one_sentence() -> None:
    with pytest.raises(AudioDeviceError, match="No microphone and no loudspeaker"):
        listed(FakeSoundSystem([]), None)
