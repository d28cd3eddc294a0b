"""A caller made of recordings."""

from itertools import islice
from pathlib import Path

import pytest

from tests.fakes import ListEar
from tests.unit.test_wav import write
from voice.audio.script import ScriptedCaller, read_script
from voice.core.events import Listen
from voice.core.terms import ListenKind, SlotId
from voice.errors import AudioDeviceError, ExitCode, SettingsError, UnansweredError
from voice.settings import Hearing

CHEST = SlotId("chest_pain")


def caller(folder: Path, text: str) -> ScriptedCaller:
    """Return the caller of a script beside two recordings, a short and a long one."""
    write(folder / "short.wav", 16_000, seconds=0.1)
    write(folder / "long.wav", 16_000, seconds=0.3)
    script = folder / "script.yaml"
    script.write_text(text)
    return ScriptedCaller(read_script(script), ListEar([]), Hearing())


def seconds_said(one: ScriptedCaller, listen: Listen) -> float:
    """Return how long the answer to a question is."""
    one.open(listen)
    return round(sum(frame.seconds for frame in islice(one.frames(), 20) if any(frame.samples)), 2)


def test_answers_come_in_order_and_null_is_silence(tmp_path: Path) -> None:
    one = caller(tmp_path, "says: [short.wav, null, long.wav]")
    question = Listen(ListenKind.QUESTION, (CHEST,))
    assert [seconds_said(one, question) for _ in range(3)] == [0.1, 0, 0.3]


def test_a_named_answer_is_given_whenever_that_is_asked(tmp_path: Path) -> None:
    one = caller(tmp_path, "says: [long.wav, {asked: chest_pain, file: short.wav}]")
    assert seconds_said(one, Listen(ListenKind.QUESTION, (CHEST,))) == 0.1
    assert seconds_said(one, Listen(ListenKind.OPENING)) == 0.3
    assert seconds_said(one, Listen(ListenKind.QUESTION, (CHEST,))) == 0.1


def test_a_slots_answer_is_not_given_to_its_read_back(tmp_path: Path) -> None:
    one = caller(tmp_path, "says: [{asked: chest_pain, file: short.wav}, {asked: readback, file: long.wav}]")
    assert seconds_said(one, Listen(ListenKind.READBACK, (CHEST,))) == 0.3


def test_silence_follows_for_as_long_as_anybody_listens(tmp_path: Path) -> None:
    one = caller(tmp_path, "says: [short.wav]")
    one.open(Listen(ListenKind.QUESTION))
    assert sum(frame.seconds for frame in islice(one.frames(), 1000)) > 40


def test_an_answer_that_the_script_lacks_is_named(tmp_path: Path) -> None:
    one = caller(tmp_path, "says: []")
    with pytest.raises(UnansweredError, match="no answer left for chest_pain") as caught:
        one.open(Listen(ListenKind.QUESTION, (CHEST,)))
    assert caught.value.exit_code is ExitCode.UNANSWERED


def test_nothing_to_add_at_the_end_needs_no_line(tmp_path: Path) -> None:
    assert seconds_said(caller(tmp_path, "says: []"), Listen(ListenKind.CLOSING)) == 0


def test_a_missing_recording_is_found_before_anything_is_said(tmp_path: Path) -> None:
    with pytest.raises(AudioDeviceError, match=r"no recording at .*gone\.wav"):
        caller(tmp_path, "says: [short.wav, gone.wav]")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("says: [", "not valid YAML at line"),
        ("- short.wav", "one key, says"),
        ("answers: []", "one key, says"),
        ("says: short.wav", "one key, says"),
        ("says: [5]", "Answer 1 of"),
        ("says: [short.wav, {file: short.wav}]", "Answer 2 of"),
        ("", "one key, says"),
    ],
)
def test_a_malformed_script_gets_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(SettingsError, match=sentence) as caught:
        caller(tmp_path, text)
    assert caught.value.exit_code is ExitCode.USAGE
    assert "\n" not in str(caught.value)


def test_a_missing_script_gets_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        read_script(tmp_path / "none.yaml")
