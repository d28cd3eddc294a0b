"""Microphone and loudspeaker, over a sound system made of lists."""

import pytest

from tests.fakes import FakeSoundSystem, device, loud
from voice.audio.sounddevice import Loudspeaker, Microphone, SoundSystem
from voice.core.events import Delivery
from voice.errors import AudioDeviceError, ExitCode, MicrophoneLostError, MicrophoneMutedError
from voice.ports import Pcm
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


def heard(system: FakeSoundSystem) -> bytes:
    """What was played, without the silence around it."""
    return b"".join(system.played).strip(b"\0")


def test_speech_is_played_whole_and_waited_for() -> None:
    system = FakeSoundSystem([SPEAKER])
    speech = loud(0.5, rate=44_100)
    delivery = Loudspeaker(SoundSystem(system), Devices(output_latency=0.2)).play(speech, lambda: False)
    blocks = len(system.played)
    assert delivery is Delivery.PLAYED
    assert heard(system) == speech.samples.strip(b"\0")
    assert blocks * 0.02 >= 0.5 + 0.2  # what the device still held has left it


def test_what_is_played_behind_a_tone_follows_it_without_a_gap() -> None:
    system = FakeSoundSystem([SPEAKER])
    loudspeaker = Loudspeaker(SoundSystem(system), Devices())
    tone, speech = Pcm(b"\1\0" * 100, 44_100), Pcm(b"\2\0" * 4410, 44_100)
    loudspeaker.sound(tone)
    assert loudspeaker.play(speech, lambda: False) is Delivery.PLAYED
    played = b"".join(system.played)
    assert played.count(b"\1") == 100
    assert played.count(b"\2") == 4410


def test_the_loudspeaker_stops_after_a_while_and_plays_again() -> None:
    system = FakeSoundSystem([SPEAKER])
    loudspeaker = Loudspeaker(SoundSystem(system), Devices(idle_seconds=0.1))
    assert loudspeaker.play(loud(0.1), lambda: False) is Delivery.PLAYED
    assert system.streams[0].ended.wait(timeout=5)
    assert loudspeaker.play(loud(0.1), lambda: False) is Delivery.PLAYED


def test_a_loudspeaker_that_got_stuck_is_opened_once_more_and_goes_on() -> None:
    system = FakeSoundSystem([SPEAKER], sticks=1)
    loudspeaker = Loudspeaker(SoundSystem(system), Devices(stuck_seconds=0.01))
    assert loudspeaker.play(loud(0.5), lambda: False) is Delivery.PLAYED
    assert len(system.streams) == 2
    assert system.renewed == 0  # or the microphone would be lost as well


def test_an_interruption_stops_within_a_block() -> None:
    system = FakeSoundSystem([SPEAKER])
    delivery = Loudspeaker(SoundSystem(system), Devices()).play(loud(2.0), lambda: len(system.played) >= 3)
    assert delivery is Delivery.BARGED_IN
    assert 3 <= len(system.played) <= 10  # of a hundred
    assert system.streams[0].aborted


def test_control_c_silences_at_once() -> None:
    system = FakeSoundSystem([SPEAKER])

    def stop() -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Loudspeaker(SoundSystem(system), Devices()).play(loud(2.0), stop)
    assert system.streams[0].aborted


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


def test_a_microphone_that_falls_silent_is_lost_and_found_again() -> None:
    system = FakeSoundSystem([BUILT_IN], recorded=[b"\1\0" * 1600] * 2)
    patient = Devices(dead_seconds=0.01, reopen_seconds=0.02, retry_seconds=0.001)
    microphone = Microphone(SoundSystem(system), patient, 0.1)
    with pytest.raises(MicrophoneLostError, match="microphone stopped"):
        list(microphone.frames())
    system.refuses = "gone"
    with pytest.raises(MicrophoneLostError):
        next(microphone.frames())
    system.refuses = ""
    assert next(microphone.frames()).seconds == 0.1
    assert system.renewed > 0


def test_a_stream_that_ends_is_a_lost_microphone_at_once() -> None:
    system = FakeSoundSystem([BUILT_IN])
    microphone = Microphone(SoundSystem(system), Devices(dead_seconds=60), 0.1)
    system.streams[0].options["finished_callback"]()
    with pytest.raises(MicrophoneLostError):
        next(microphone.frames())


def test_a_microphone_without_any_noise_is_switched_off_and_said_so_once() -> None:
    system = FakeSoundSystem([BUILT_IN], recorded=[bytes(3200)] * 100)
    microphone = Microphone(SoundSystem(system), Devices(guard_seconds=0), 0.1)
    with pytest.raises(MicrophoneMutedError, match="switch it on"):
        for _ in microphone.frames():
            pass
    assert [next(microphone.frames()).seconds for _ in range(20)] == [0.1] * 20


def test_sound_that_was_lost_is_counted_and_told_once() -> None:
    told: list[str] = []
    system = FakeSoundSystem([BUILT_IN])
    microphone = Microphone(SoundSystem(system), Devices(guard_seconds=0), 0.1, report=told.append)

    class Status:
        input_overflow = True

    for _ in range(3):
        system.streams[0].options["callback"](b"\1\0" * 1600, 1600, None, Status())
    frames = microphone.frames()
    assert [next(frames).seconds for _ in range(3)] == [0.1] * 3
    assert microphone.overflows == 3
    assert len(told) == 1


def test_sound_is_delivered_at_the_rate_that_is_wanted() -> None:
    system = FakeSoundSystem([HEADSET], recorded=[b"\1\0" * 4800] * 10)
    frames = Microphone(SoundSystem(system), Devices(), 0.1, 16_000).frames()
    assert {next(frames).rate for _ in range(5)} == {16_000}


def test_just_after_a_sentence_its_end_is_still_on_its_way() -> None:
    system = FakeSoundSystem([BUILT_IN])
    microphone = Microphone(SoundSystem(system), Devices(guard_seconds=0.25), 0.1)
    microphone.flush()
    for number in range(1, 6):
        system.streams[0].options["callback"](bytes([number, 0]) * 1600, 1600, None, None)
    assert next(microphone.frames()).samples[0] == 4


def test_a_loudspeaker_that_takes_nothing_is_gone_and_looked_for_again() -> None:
    system = FakeSoundSystem([SPEAKER])
    loudspeaker = Loudspeaker(SoundSystem(system), Devices(stuck_seconds=0.005, dead_seconds=0.01))
    system.stuck = True
    with pytest.raises(AudioDeviceError, match="loudspeaker stopped"):
        loudspeaker.play(loud(0.5), lambda: False)
    system.stuck = False
    assert loudspeaker.play(loud(0.5), lambda: False) is Delivery.PLAYED
