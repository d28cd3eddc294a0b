"""Every ear, and the fake: one recogniser a question, words from speech, none from silence."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes import ListEar, loud, quiet
from voice.audio import wav
from voice.audio.script import ScriptedCaller, read_script
from voice.core.events import Listen
from voice.core.terms import ListenKind, SlotId
from voice.errors import EngineUnavailable
from voice.models import find
from voice.ports import Ear
from voice.recognizers.vosk import open_ear
from voice.settings import Hearing

RECORDINGS = Path(__file__).parents[1] / "audio" / "en" / "slt"
CHEST = SlotId("chest_pain")
OPENING = Listen(ListenKind.OPENING)
QUESTION = Listen(ListenKind.QUESTION, (CHEST,))


def vosk(_: Path) -> Ear:
    """Return the real ear with the starter model, or skip saying why not."""
    try:
        model = find(None)
    except EngineUnavailable as error:
        pytest.skip(str(error))
    return open_ear(model, Hearing(), lambda asked: ("yes", "no", "not sure") if asked else (), lambda _: None)


def scripted(folder: Path) -> Ear:
    """Return a scripted caller, silent throughout."""
    (folder / "script.yaml").write_text("says: [null, null, null]")
    return ScriptedCaller(read_script(folder / "script.yaml"), ListEar([]), Hearing())


EARS: dict[str, Callable[[Path], Ear]] = {
    "vosk": vosk,
    "script": scripted,
    "fake": lambda _: ListEar(["no", "yes"]),
}
every_ear = pytest.mark.parametrize("open_one", EARS.values(), ids=EARS.keys())


@every_ear
@pytest.mark.parametrize("listen", [OPENING, QUESTION], ids=["opening", "question"])
def test_silence_is_nothing(open_one: Callable[[Path], Ear], listen: Listen, tmp_path: Path) -> None:
    recognizer = open_one(tmp_path).open(listen)
    for _ in range(20):
        assert recognizer.accept(quiet(0.1)) == ""
        assert recognizer.expected() == ""
    heard = recognizer.finish()
    assert (heard.text, heard.free) == ("", "")


@every_ear
def test_an_answer_may_be_finished_before_it_began(open_one: Callable[[Path], Ear], tmp_path: Path) -> None:
    assert open_one(tmp_path).open(QUESTION).finish().text == ""


@every_ear
@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 48_000])
def test_frames_of_any_rate_are_taken(open_one: Callable[[Path], Ear], rate: int, tmp_path: Path) -> None:
    recognizer = open_one(tmp_path).open(QUESTION)
    for _ in range(3):
        assert isinstance(recognizer.accept(loud(0.1, rate=rate)), str)
        assert isinstance(recognizer.expected(), str)
    assert 0 <= recognizer.finish().confidence <= 1


@every_ear
def test_one_question_after_another(open_one: Callable[[Path], Ear], tmp_path: Path) -> None:
    ear = open_one(tmp_path)
    for listen in (QUESTION, OPENING, QUESTION):
        recognizer = ear.open(listen)
        recognizer.accept(quiet(0.1))
        recognizer.finish()


@every_ear
def test_an_answer_may_be_left_unfinished(open_one: Callable[[Path], Ear], tmp_path: Path) -> None:
    ear = open_one(tmp_path)
    ear.open(QUESTION).accept(loud(0.1))
    recognizer = ear.open(QUESTION)
    for _ in range(10):
        recognizer.accept(quiet(0.1))
    assert recognizer.finish().text == ""


@pytest.mark.parametrize("listen", [OPENING, QUESTION], ids=["one ear", "two ears"])
def test_one_ear_alone_says_how_sure_it_was_of_every_word(listen: Listen, tmp_path: Path) -> None:
    recognizer = vosk(tmp_path).open(listen)
    recognizer.accept(wav.read(RECORDINGS / "my_legs_feel_weak.flac", 16_000))
    heard = recognizer.finish()
    assert heard.free
    assert len(heard.sureness) == (len(heard.text.split()) if listen is OPENING else 0)
    assert all(0 <= sure <= 1 for sure in heard.sureness)
