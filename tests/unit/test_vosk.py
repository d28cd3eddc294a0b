"""libvosk with the starter model: two ears, grammars, and what a model lacks."""

from collections.abc import Iterable
from pathlib import Path
from shutil import copytree

import pytest

from tests.fakes import loud
from tests.unit.test_cli import needs_starter
from tests.unit.test_models import make_model
from voice.audio.wav import pieces
from voice.core.events import Listen
from voice.core.terms import ListenKind, SlotId, Utterance
from voice.errors import EngineUnavailable
from voice.models import SpeechModel, check, find, words_of
from voice.ports import Pcm
from voice.recognizers.vosk import VoskEar
from voice.settings import Hearing, Speech
from voice.synthesizers.pyttsx3 import open_synthesizer

QUESTION = Listen(ListenKind.QUESTION, (SlotId("chest_pain"),))
OPENING = Listen(ListenKind.OPENING)


@pytest.fixture(scope="module", name="yes")
def _yes() -> Pcm:
    return open_synthesizer(Speech(voice="en-us")).synthesize("yes")


def ear(phrases: Iterable[str], reports: list[str] | None = None) -> VoskEar:
    """Return an ear that expects these phrases whenever something is asked."""
    kept = tuple(phrases)
    report = reports.append if reports is not None else lambda _: None
    return VoskEar(find(None), Hearing(), lambda asked: kept if asked else (), report)


def hear(one: VoskEar, listen: Listen, sound: Pcm) -> Utterance:
    """Return what is heard in a whole sound."""
    recognizer = one.open(listen)
    for piece in pieces(sound, 0.1):
        recognizer.accept(piece)
    return recognizer.finish()


@needs_starter
def test_a_spoken_yes_is_heard(yes: Pcm) -> None:
    heard = hear(ear(["yes", "no"]), QUESTION, yes)
    assert heard.text == "yes"
    assert heard.free is not None
    assert 0 < heard.confidence <= 1


@needs_starter
def test_without_a_question_both_ears_are_the_free_one(yes: Pcm) -> None:
    heard = hear(ear(["yes"]), OPENING, yes)
    assert heard.text == heard.free


@needs_starter
def test_the_same_sound_is_heard_the_same_however_often(yes: Pcm) -> None:
    one = ear(["yes", "no"])
    first = hear(one, QUESTION, yes)
    one.open(QUESTION).accept(loud(0.1))
    assert hear(one, QUESTION, yes) == first
    assert hear(ear(["yes", "no"]), QUESTION, yes) == first


@needs_starter
def test_a_phrase_with_an_unknown_word_is_dropped_and_reported_once(yes: Pcm) -> None:
    reports: list[str] = []
    one = ear(["yes", "no xylophonist", "Brrgl"], reports)
    for _ in range(2):
        assert hear(one, QUESTION, yes).text == "yes"
    assert len(reports) == 1
    assert "(brrgl, xylophonist, perhaps more)" in reports[0]


@needs_starter
def test_a_grammar_of_nothing_but_unknown_words_is_no_grammar(yes: Pcm) -> None:
    heard = hear(ear(["xylophonist"]), QUESTION, yes)
    assert heard.text == heard.free


def test_a_model_that_only_looks_like_one_gets_one_sentence(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = make_model(tmp_path)
    one = VoskEar(SpeechModel(folder, runtime_grammars=True), Hearing(), lambda _: (), lambda _: None)
    with pytest.raises(EngineUnavailable, match="damaged"):
        one.open(OPENING)
    assert capfd.readouterr() == ("", "")


@needs_starter
@pytest.mark.parametrize("damaged", ["am/final.mdl", "graph/HCLr.fst", "graph/Gr.fst", "conf/mfcc.conf"])
def test_a_model_cut_short_gets_one_sentence_though_libvosk_crashes_on_it(
    tmp_path: Path, damaged: str, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = copytree(find(None).folder, tmp_path / "model")
    file = folder / damaged
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    one = VoskEar(check(folder), Hearing(), lambda _: (), lambda _: None)
    with pytest.raises(EngineUnavailable, match="damaged"):
        one.open(OPENING)
    assert capfd.readouterr() == ("", "")


@needs_starter
def test_a_whole_model_from_elsewhere_is_tried_and_taken(tmp_path: Path, yes: Pcm) -> None:
    folder = copytree(find(None).folder, tmp_path / "model")
    one = VoskEar(check(folder), Hearing(), lambda _: ("yes",), lambda _: None)
    assert hear(one, QUESTION, yes).text == "yes"


@needs_starter
def test_a_model_without_a_word_for_strange_speech_is_given_none(tmp_path: Path, yes: Pcm) -> None:
    folder = copytree(find(None).folder, tmp_path / "model")
    for name in ("words.txt", "Gr.fst"):  # libvosk reads the words of the second
        file = folder / "graph" / name
        file.write_bytes(file.read_bytes().replace(b"[unk]", b"aaunk"))
    one = VoskEar(check(folder), Hearing(), lambda _: ("yes", "no"), lambda _: None)
    assert hear(one, QUESTION, yes).text == "yes"
    assert "aaunk" in words_of(folder)
