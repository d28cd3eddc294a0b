"""Microphone and loudspeaker, over a sound system made of lists."""

import pytest

from tests.fakes import FakeSoundSystem, device, loud
from voice.audio.sounddevice import Loudspeaker, Microphone, SoundSystem
from voice.core.events import Delivery
from voice.errors import AudioDeviceError, ExitCode
from voice.settings import Devices

HEADSET, SPEAKER, BUILT_IN = device("USB Headset", 1, 2, 48_000), device("HDMI", 0, 2), device("Built-in", 2, 0, 16_000)


def test_a_device_is_chosen_by_part_of_its_name() -> None:
    system = FakeSoundSystem([SPEAKER, BUILT_IN, HEADSET], recorded=[bytes(9600)])
    microphone = Microphone(SoundSystem(system), Devices(name="headset"), 0.1)
    frame = next(microphone.frames())
    assert (frame.rate, frame.seconds) == (48_000, 0.1)


def test_flush_forgets_what_was_captured() -> None:
    system = FakeSoundSystem([BUILT_IN], recorded=[b"\1\0" * 1600, b"\2\0" * 1600])
    microphone = Microphone(SoundSystem(system), Devices(guard_seconds=0), 0.1)
    microphone.flush()
    system.streams[0].options["callback"](b"\3\0" * 1600, 1600, None, None)
    assert next(microphone.frames()).samples[:2] == b"\3\0"


def test_speech_is_played_whole_and_waited_for() -> None:
    system = FakeSoundSystem([SPEAKER])
    assert Loudspeaker(SoundSystem(system), Devices()).play(loud(0.5, rate=22_050), lambda: False) is Delivery.PLAYED
    assert sum(map(len, system.played)) / 2 / 44_100 == pytest.approx(0.5, abs=0.01)
    assert (system.drained, system.aborted) == (1, 0)


def test_an_interruption_stops_within_a_block() -> None:
    system = FakeSoundSystem([SPEAKER])
    delivery = Loudspeaker(SoundSystem(system), Devices()).play(loud(2.0), lambda: len(system.played) >= 3)
    assert delivery is Delivery.BARGED_IN
    assert len(system.played) == 3
    assert system.aborted == 1


def test_control_c_silences_at_once() -> None:
    system = FakeSoundSystem([SPEAKER])

    def stop() -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Loudspeaker(SoundSystem(system), Devices()).play(loud(2.0), stop)
    assert system.aborted == 1


def test_nothing_to_play_is_played() -> None:
    system = FakeSoundSystem([SPEAKER])
    assert Loudspeaker(SoundSystem(system), Devices()).play(loud(0), lambda: False) is Delivery.PLAYED


@pytest.mark.parametrize(
    ("system", "name", "sentence"),
    [
        (FakeSoundSystem([SPEAKER]), None, "No microphone was found"),
        (FakeSoundSystem([]), "headset", "no microphone whose name contains headset"),
        (FakeSoundSystem([SPEAKER]), "hdmi", "no microphone whose name contains hdmi"),
        (FakeSoundSystem([HEADSET], refuses="busy"), None, "microphone cannot be opened"),
    ],
)
def test_no_microphone_gets_one_sentence(system: FakeSoundSystem, name: str | None, sentence: str) -> None:
    with pytest.raises(AudioDeviceError, match=sentence) as caught:
        Microphone(SoundSystem(system), Devices(name=name), 0.1)
    assert caught.value.exit_code is ExitCode.DEVICE


def test_no_loudspeaker_gets_one_sentence() -> None:
    with pytest.raises(AudioDeviceError, match="No loudspeaker was found"):
        Loudspeaker(SoundSystem(FakeSoundSystem([BUILT_IN])), Devices())
    with pytest.raises(AudioDeviceError, match="loudspeaker cannot be opened"):
        Loudspeaker(SoundSystem(FakeSoundSystem([SPEAKER], refuses="busy")), Devices())


def test_an_unplugged_loudspeaker_gets_one_sentence() -> None:
    system = FakeSoundSystem([SPEAKER])
    loudspeaker = Loudspeaker(SoundSystem(system), Devices())
    system.unplugged = True
    with pytest.raises(AudioDeviceError, match="loudspeaker stopped"):
        loudspeaker.play(loud(0.1), lambda: False)
