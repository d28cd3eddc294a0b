"""The start phrase wakes the program in voices it never learned from; nothing else that is recorded here does."""

import pytest

from tests.audio.recordings import Recording, path, read
from voice.audio import wav
from voice.content import Content
from voice.content.setup import START
from voice.core.events import Listen
from voice.core.terms import ListenKind, Utterance
from voice.core.waking import wakes
from voice.ports import Ear

pytestmark = pytest.mark.audio

CALLS = [one for one in read() if one.words.startswith("start ") and one.words.endswith("check")]
OTHERS = [one for one in read() if one not in CALLS and one.voice == "slt"]
WAITING = Listen(ListenKind.CONFIRM, (START,))


def heard(ear: Ear, recording: Recording) -> Utterance:
    """What is heard while the program waits."""
    recognizer = ear.open(WAITING)
    for piece in wav.pieces(wav.read(path(recording.says, recording.voice), 16_000), 0.1):
        recognizer.accept(piece)
    return recognizer.finish()


def test_the_start_phrase_wakes_it(ear: Ear, english: Content) -> None:
    assert len(CALLS) == 4
    assert all(wakes(heard(ear, one), english.pathway) for one in CALLS)


def test_nothing_else_does(ear: Ear, english: Content) -> None:
    assert not [one.id for one in OTHERS if wakes(heard(ear, one), english.pathway)]
