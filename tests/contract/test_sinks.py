"""Every way out for sound: says truly whether it played to the end."""

from collections.abc import Callable

import pytest

from tests.contract.places import Place
from tests.fakes import FakeSoundSystem, ListSink, device, loud, quiet
from voice.audio.silent import SilentSink
from voice.audio.sounddevice import Loudspeaker, SoundSystem
from voice.audio.tape import TapedSink
from voice.core.events import Delivery
from voice.ports import AudioSink
from voice.settings import Devices
from voice.timing import TimedSink, Timing

SINKS: dict[str, Callable[[Place], AudioSink]] = {
    "silent": lambda _: SilentSink(),
    "sounddevice": lambda _: Loudspeaker(SoundSystem(FakeSoundSystem([device("speaker", outputs=2)])), Devices()),
    "tape": lambda place: TapedSink(ListSink(), place.tape()),
    "timing": lambda _: TimedSink(ListSink(), Timing()),
    "fake": lambda _: ListSink(),
}
every_sink = pytest.mark.parametrize("open_sink", SINKS.values(), ids=SINKS.keys())


@every_sink
@pytest.mark.parametrize("sound", [loud(0.2), loud(0.2, rate=22_050), quiet(0.2), quiet(0)])
def test_what_is_not_interrupted_is_played(
    open_sink: Callable[[Place], AudioSink], sound: object, place: Place
) -> None:
    assert open_sink(place).play(sound, lambda: False) is Delivery.PLAYED  # type: ignore[arg-type]


@every_sink
def test_what_is_interrupted_is_barged_in(open_sink: Callable[[Place], AudioSink], place: Place) -> None:
    assert open_sink(place).play(loud(0.2), lambda: True) is Delivery.BARGED_IN


@every_sink
def test_a_sink_plays_again_after_an_interruption(open_sink: Callable[[Place], AudioSink], place: Place) -> None:
    sink = open_sink(place)
    sink.play(loud(0.2), lambda: True)
    assert sink.play(loud(0.2), lambda: False) is Delivery.PLAYED


@every_sink
def test_a_tone_keeps_nobody_from_speaking(open_sink: Callable[[Place], AudioSink], place: Place) -> None:
    sink = open_sink(place)
    sink.sound(loud(0.1))
    sink.sound(quiet(0))
    assert sink.play(loud(0.2), lambda: False) is Delivery.PLAYED
