"""What is heard while the program speaks: who breaks in, and who only goes on."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest

from tests.fakes import ListEar, loud, quiet
from voice.core.events import Heard, Listen, NoInput
from voice.core.terms import ListenKind, Utterance
from voice.core.turns import BreakIn, Progress
from voice.listening import SpokenListener, TurnTaking
from voice.ports import Pcm, Sentence
from voice.settings import Hearing

QUESTION = Listen(ListenKind.QUESTION)
SENTENCE = Sentence("Do you have a fever?", loud(6.0, level=2000), QUESTION, 1)
BLOCK = 0.1
MEANINGS = {"stop": BreakIn.STOP, "help": BreakIn.DANGER, "okay": BreakIn.NOTHING}
KNOWN = {"strange": Progress.UNFINISHED}


class Loudness:
    """A detector to whom every sound is a voice."""

    def forget(self) -> None:
        """Nothing is kept."""

    def voice(self, frame: Pcm) -> float:
        """Return whether there is any sound."""
        return float(any(frame.samples))


@dataclass
class Room:
    """A microphone that hears one frame for each block that is played."""

    sounds: list[Pcm]
    later: list[Pcm] = field(default_factory=list)
    flushed: int = 0

    def ready(self) -> Iterator[Pcm]:
        """Yield the next frame."""
        if self.sounds:
            yield self.sounds.pop(0)

    def frames(self) -> Iterator[Pcm]:
        """Yield what comes after the sentence."""
        return iter(self.later)

    def flush(self) -> None:
        """Count how often."""
        self.flushed += 1


def listener(room: Room, words: list[str], *, barge_in: bool = False) -> SpokenListener:
    """Return what listens in that room and hears these words, one a frame of sound."""
    taking = TurnTaking(
        Loudness(),
        lambda said, _: KNOWN.get(said, Progress.ANSWERED) if said else Progress.NOTHING,
        lambda said, _: MEANINGS.get(said, BreakIn.WORDS) if said else BreakIn.NOTHING,
        BLOCK,
    )
    return SpokenListener(room, ListEar(words), Hearing(barge_in=barge_in), taking)


def spoken_over(one: SpokenListener, sentence: Sentence = SENTENCE, blocks: int = 60) -> int | None:
    """Return at which block the sentence stopped."""
    overheard = one.overhear(sentence)
    return next((block for block in range(blocks) if overheard()), None)


def sounds(start: int, count: int) -> list[Pcm]:
    """Return silence, then a voice."""
    return [quiet(0.1)] * start + [loud(0.1)] * count + [quiet(0.1)] * 60


@pytest.mark.parametrize(
    ("words", "interruptible", "barge_in", "stops"),
    [
        ("yes", True, False, False),
        ("yes", True, True, True),
        ("yes", False, True, False),
        ("okay", True, True, False),
        ("stop", True, False, True),
        ("stop", False, False, True),
        ("stop", False, True, True),
        ("help", False, False, False),
        ("help", False, True, True),
    ],
)
def test_what_stops_a_sentence(words: str, interruptible: bool, barge_in: bool, stops: bool) -> None:
    one = listener(Room(sounds(40, 5)), [words] * 5, barge_in=barge_in)
    stopped = spoken_over(one, replace(SENTENCE, interruptible=interruptible))
    assert (stopped is not None) is stops
    if stopped is not None:
        assert stopped <= 45


def test_its_own_voice_stops_nothing() -> None:
    room = Room([loud(0.1, level=1000)] * 60)
    assert spoken_over(listener(room, ["words"] * 60, barge_in=True)) is None


def test_a_cough_stops_nothing() -> None:
    room = Room(sounds(40, 1))
    assert spoken_over(listener(room, ["words"] * 60, barge_in=True)) is None


def test_a_stop_that_is_shorter_than_a_cough_stops() -> None:
    one = listener(Room(sounds(40, 1)), ["stop"])
    assert spoken_over(one) is not None
    one.attend()
    assert one.hear(QUESTION) == Heard(Utterance("stop", "stop"))


def test_what_broke_in_is_the_answer_from_before_its_first_sound() -> None:
    room = Room(sounds(40, 5), later=[loud(0.1)] * 3 + [quiet(0.1)] * 20)
    one = listener(room, ["yes", "yes my chest hurts a lot"], barge_in=True)
    assert spoken_over(one) is not None
    one.attend()
    heard = one.hear(QUESTION)
    assert room.flushed == 0
    assert isinstance(heard, Heard)
    assert heard.utterance.text == "yes my chest hurts a"  # two frames before it broke in, three after


def test_who_goes_on_is_heard_as_one() -> None:
    room = Room([], later=[loud(0.1)] * 3 + [quiet(0.1)] * 20)
    one = listener(room, ["no", "well", "well a bit"])
    assert isinstance(one.hear(QUESTION), Heard)
    room.sounds, room.later = [loud(0.1)] * 20, [loud(0.1)] + [quiet(0.1)] * 20
    overheard = one.overhear(replace(SENTENCE, speech=quiet(6.0), goes_on=True))
    assert any(overheard() for _ in range(10))
    assert overheard.resumed
    one.attend()
    whole = one.hear(QUESTION)
    assert isinstance(whole, Heard)
    assert whole.utterance.text == "no well a bit"


def test_later_in_the_sentence_nothing_goes_on() -> None:
    room = Room(sounds(40, 5))
    one = listener(room, ["words"])
    assert spoken_over(one, replace(SENTENCE, goes_on=True)) is None


@pytest.mark.parametrize(("frames", "stops"), [(3, False), (8, True)])
def test_a_short_sound_that_answers_nothing_shows_that_somebody_listens(frames: int, stops: bool) -> None:
    one = listener(Room(sounds(40, frames)), ["strange"] * 60, barge_in=True)
    assert (spoken_over(one) is not None) is stops


def after_its_own_voice(later: list[Pcm], word: str) -> object:
    """What is heard after a sentence whose echo is half as loud as it is."""
    room = Room([loud(0.1, level=1000)] * 60, later=[*later, *[quiet(0.1)] * 200])
    one = listener(room, [word] * 9)
    assert spoken_over(one) is None
    one.attend()
    return one.hear(QUESTION)


def test_the_end_of_its_own_sentence_that_comes_late_is_no_answer() -> None:
    assert after_its_own_voice([loud(0.1, level=1000)] * 3, "bit") == NoInput()


@pytest.mark.parametrize("level", [1000, 6000])
def test_who_answers_at_once_is_heard_from_the_first_word(level: int) -> None:
    heard = after_its_own_voice([*[quiet(0.1)] * (level < 6000), *[loud(0.1, level=level)] * 2], "no")
    assert isinstance(heard, Heard)
    assert heard.utterance.text == "no"
