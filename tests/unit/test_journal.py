"""What is written down, for whose eyes, and what is not."""

import json
import stat
from datetime import date
from pathlib import Path

import pytest

from tests.fakes import ListJournal
from voice.core.events import Close, Delivery, Fact, Heard, Listen, NoInput, Say, Spoken, Started
from voice.core.terms import ChoiceId, Finding, ListenKind, PromptId, RuleId, SlotId, Urgency, Utterance
from voice.errors import ExitCode, JournalError, SettingsError
from voice.journal import Journals, SessionFile, as_json, day_number, open_file, process_age, stopwatch

CHEST = SlotId("chest_pain")
HEARD = Heard(Utterance("my chest hurts", "my chess hurts", 0.8))
CLOSE = Close(
    Urgency.EMERGENCY,
    (RuleId("E02"),),
    {CHEST: Finding.PRESENT, SlotId("age_years"): 61, SlotId("leg_numbness"): ChoiceId("both_legs")},
    3,
    (PromptId("guide.emergency.call"),),
)


def lines(file: Path) -> list[dict[str, object]]:
    """Return the objects of a journal."""
    return [json.loads(line) for line in file.read_text().splitlines()]


def test_findings_are_kept_and_words_are_not(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "talk.jsonl"
    journal = SessionFile(file, words=False)
    for entry in (Started(1), HEARD, CLOSE):
        journal.note(entry)
    assert "hurts" not in file.read_text()
    assert lines(file)[1].keys() == {"at", "entry", "confidence"}
    assert lines(file)[2]["findings"] == {"chest_pain": "present", "age_years": 61, "leg_numbness": "both_legs"}
    assert lines(file)[2]["urgency"] == "emergency"


def test_words_are_kept_when_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "talk.jsonl"
    SessionFile(file, words=True).note(HEARD)
    assert lines(file)[0]["utterance"] == {
        "text": "my chest hurts",
        "free": "my chess hurts",
        "confidence": 0.8,
        "free_confidence": 1.0,
        "sureness": [],
    }


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    file = tmp_path / "talk.jsonl"
    SessionFile(file, words=False).note(NoInput())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_second_consultation_is_appended(tmp_path: Path) -> None:
    file = tmp_path / "talk.jsonl"
    for _ in range(2):
        SessionFile(file, words=False).note(NoInput())
    assert len(lines(file)) == 2


def test_a_folder_gets_a_new_file(tmp_path: Path) -> None:
    open_file(tmp_path / "state", words=False).note(NoInput())
    assert len(list((tmp_path / "state").glob("session-*.jsonl"))) == 1


def test_a_place_that_cannot_be_written_gets_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(JournalError, match="cannot be written") as caught:
        SessionFile(tmp_path / "file" / "talk.jsonl", words=False)
    assert caught.value.exit_code is ExitCode.JOURNAL


@pytest.mark.parametrize(
    "entry",
    [
        Started(5),
        HEARD,
        NoInput(),
        Spoken(PromptId("a"), Delivery.FAILED),
        Say(PromptId("a"), facts=(Fact(PromptId("b"), 3),)),
        Listen(ListenKind.CONFIRM, (CHEST,), {CHEST: Finding.ABSENT}),
        CLOSE,
    ],
)
def test_every_entry_becomes_json(entry: object) -> None:
    found = as_json(entry, words=True)  # type: ignore[arg-type]
    assert json.loads(json.dumps(found))["entry"] == type(entry).__name__.lower()


def test_several_journals_hear_the_same() -> None:
    one, other = ListJournal(), ListJournal()
    Journals([one, other]).note(NoInput())
    assert one.entries == other.entries == [NoInput()]


def test_days_are_numbered_from_year_one() -> None:
    assert day_number("0001-01-01") == 1
    assert day_number() == date.today().toordinal()  # noqa: DTZ011 - the caller's own day
    with pytest.raises(SettingsError, match="not a date"):
        day_number("yesterday")


def test_time_passes() -> None:
    assert stopwatch() <= stopwatch()
    age = process_age()
    assert age is None or age > 0
