"""Every way in for sound: short whole frames, in order, and a flush that never hurts."""

from collections.abc import Callable
from itertools import islice

import pytest

from tests.contract.places import Place
from tests.fakes import FakeSoundSystem, ListEar, ListSource, device, loud
from tests.unit.test_wav import write
from voice.audio.script import ScriptedCaller, read_script
from voice.audio.sounddevice import Microphone, SoundSystem
from voice.audio.tape import TapedSource
from voice.core.events import Listen
from voice.core.terms import ListenKind
from voice.ports import AudioSource
from voice.settings import Devices, Hearing
from voice.timing import TimedSource, Timing


def microphone(_: Place) -> AudioSource:
    """Return a microphone that has recorded three frames."""
    system = FakeSoundSystem([device("microphone", inputs=1, rate=16_000)])
    source = Microphone(SoundSystem(system), Devices(guard_seconds=0), 0.1)
    for _number in range(3):
        system.streams[0].options["callback"](loud(0.1).samples, 1600, None, None)
    return source


def scripted(place: Place) -> AudioSource:
    """Return a scripted caller with an answer to give."""
    folder = place.folder
    write(folder / "a.flac", 22_050, seconds=0.25)
    (folder / "script.yaml").write_text("says: [a.flac]")
    caller = ScriptedCaller(read_script(folder / "script.yaml"), ListEar([]), Hearing())
    caller.open(Listen(ListenKind.OPENING))
    return caller


SOURCES: dict[str, Callable[[Place], AudioSource]] = {
    "sounddevice": microphone,
    "script": scripted,
    "tape": lambda place: TapedSource(ListSource([loud(0.1)] * 3), place.tape()),
    "timing": lambda _: TimedSource(ListSource([loud(0.1)] * 3), Timing()),
    "fake": lambda _: ListSource([loud(0.1)] * 3),
}
every_source = pytest.mark.parametrize("open_source", SOURCES.values(), ids=SOURCES.keys())


@every_source
def test_frames_are_short_and_whole(open_source: Callable[[Place], AudioSource], place: Place) -> None:
    frames = list(islice(open_source(place).frames(), 3))
    assert len(frames) == 3
    for frame in frames:
        assert 0 < frame.seconds <= 0.1
        assert len(frame.samples) % 2 == 0


@every_source
def test_frames_go_on_where_the_last_turn_stopped(open_source: Callable[[Place], AudioSource], place: Place) -> None:
    source = open_source(place)
    for _ in range(2):
        assert next(iter(source.frames())).seconds > 0


@every_source
def test_flushing_is_always_allowed(open_source: Callable[[Place], AudioSource], place: Place) -> None:
    source = open_source(place)
    source.flush()
    source.flush()
