"""``backtalk replay``: a journal gives the same consultation again, and says where it does not; a bad one says why."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.people import PATHWAY
from tests.unit.core.test_interview import events, tried
from tests.unit.reports.talks import STRAIN, TODAY, Answer, everything, interrupted, talk
from tests.unit.test_cli import backtalk, sentence
from voice.core.events import Action, Event, Heard, Kept, Listen, Say, Started
from voice.core.interview import advance, begin
from voice.core.terms import ChoiceId, Finding, Findings, PromptId, SlotId, Utterance
from voice.errors import ExitCode, JournalError
from voice.journal import as_json
from voice.replay import Consultation, Replayed, as_object, read, replay
from voice.reports.course import Entry

TALKS: dict[str, tuple[Answer, ...]] = {
    "home care": (STRAIN,),
    "an emergency": ("I can't breathe and my back hurts",),
    "commands": ("my back hurts", "sum that up", "slower", "go back", "help", "skip", "start over", "my back hurts"),
    "silence": (None, None, "my back hurts", None, None),
    "two ears": ("my back hurts", Utterance("no", "know", 0.5), Utterance("no", "no", 1.0)),
    "one ear": (
        Utterance("my back hurts i fainted", "my back hurts i fainted", 0.8, 0.8, (1.0, 0.9, 1.0, 0.9, 0.5)),
        "no",
    ),
    "stopped": ("my back hurts", "stop"),
}


def written(entries: list[Entry], file: Path, **extra: str) -> Path:
    """Write a journal that kept the words."""
    lines = [{"at": at, **as_json(what, words=True), **(extra if isinstance(what, Started) else {})}
             for at, what in entries]  # fmt: skip
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return file


def replayed(entries: list[Entry], file: Path) -> tuple[Consultation, Replayed]:
    """Write, read back and replay one consultation."""
    (consultation,) = read(written(entries, file))
    return consultation, replay(consultation, PATHWAY)


@pytest.mark.parametrize("answers", TALKS.values(), ids=TALKS)
def test_a_journal_gives_the_same_consultation(answers: tuple[Answer, ...], tmp_path: Path) -> None:
    entries = talk(*answers)
    consultation, account = replayed(entries, tmp_path / "talk.jsonl")
    assert [what for _, what in consultation.entries] == everything(entries)
    assert account.differences == []
    assert account.ended
    assert account.actions == sum(isinstance(what, Action) for _, what in entries)


def test_an_interrupted_one_is_the_same_too(tmp_path: Path) -> None:
    _, account = replayed(interrupted("my back hurts", "no"), tmp_path / "talk.jsonl")
    assert account.differences == []
    assert not account.ended  # the journal was cut before the advice was noted


def test_one_that_goes_on_from_an_unfinished_one_is_the_same_too(tmp_path: Path) -> None:
    slots: Findings = {
        SlotId("fever"): Finding.PRESENT,
        SlotId("age_years"): 61,
        SlotId("leg_numbness"): ChoiceId("none"),
    }
    kept = Kept(TODAY, slots, (SlotId("chest_pain"),), single=(SlotId("fatigue"),))
    entries = talk("yes", kept=kept)
    consultation, account = replayed(entries, tmp_path / "talk.jsonl")
    assert consultation.entries[0][1] == Started(TODAY, kept=kept)
    assert account.differences == []


def test_what_was_said_before_the_start_is_no_difference(tmp_path: Path) -> None:
    entries = performed([Started(TODAY), Heard(Utterance("I can't breathe"))])
    heard = next(place for place, (_, what) in enumerate(entries) if isinstance(what, Heard))
    _, account = replayed([entries[0], *entries[heard:]], tmp_path / "talk.jsonl")
    assert account.differences == []


def performed(happens: list[Event]) -> list[Entry]:
    """Events as they come, each with what the core wants done at once."""
    now, entries = begin(PATHWAY), list[Entry]()
    for event in happens:
        step = advance(now, event, PATHWAY)
        now = step.interview
        entries += [("", event), *(("", action) for action in step.actions)]
    return entries


@tried
@given(happens=st.lists(events, max_size=20))
def test_any_events_are_read_back_as_they_were(happens: list[Event], tmp_path_factory: pytest.TempPathFactory) -> None:
    entries = performed([Started(1), *(one for one in happens if not isinstance(one, Started))])
    consultation, account = replayed(entries, tmp_path_factory.mktemp("replay") / "talk.jsonl")
    assert [what for _, what in consultation.entries] == everything(entries)
    assert account.differences == []


def test_its_lines_are_those_of_the_consultation(tmp_path: Path) -> None:
    file = tmp_path / "talk.jsonl"
    said = "my upper back hurts and I have a fever\nno\nnot sure\n"
    held = backtalk("type", "--region", "UK", "--journal", str(file), "--journal-words", said=said)
    done = backtalk("replay", str(file))
    assert done.returncode == ExitCode.FINISHED
    lines = done.stdout.splitlines()
    assert [line for line in lines if not line.startswith(("You said: ", "Replayed: "))] == held.stdout.splitlines()
    assert "You said: not sure" in lines
    assert lines[-1].endswith("Differences: none.")
    assert "nine nine nine" in done.stdout  # the journal knows the region


def test_changed_rules_are_seen_and_told(tmp_path: Path) -> None:
    file = written(talk("my upper back hurts and I have a fever"), tmp_path / "talk.jsonl")
    changed = replace(PATHWAY, rules=tuple(rule for rule in PATHWAY.rules if rule.id != "U02"))
    account = replay(read(file)[0], changed)
    last = account.differences[-1]
    assert any("U02" in action for action in last.recorded)
    assert not any("U02" in action for action in last.now)


def test_each_difference_is_told_with_its_line(tmp_path: Path) -> None:
    file = written(talk("I can't breathe"), tmp_path / "talk.jsonl")
    lines = file.read_text().splitlines()
    place = next(number for number, line in enumerate(lines) if "guide.emergency.call" in line)
    lines[place] = lines[place].replace("guide.emergency.call", "guide.emergency.sit")
    file.write_text("\n".join(lines) + "\n")
    done = backtalk("replay", str(file))
    assert done.returncode == ExitCode.CHECK_FAILED
    (told,) = [line for line in done.stdout.splitlines() if line.startswith("Difference after line ")]
    recorded, now = told.split("; now ")
    assert recorded.count("say guide.emergency.sit") == 2
    assert "say guide.emergency.call" in now
    found = json.loads(backtalk("replay", str(file), "--json").stdout)
    assert len(found["consultations"][0]["differences"]) == 1


def test_what_is_missing_from_the_record_is_a_difference(tmp_path: Path) -> None:
    entries = talk("my back hurts")
    first = next(place for place, (_, what) in enumerate(entries) if isinstance(what, Listen))
    dropped = [one for place, one in enumerate(entries) if place != first]
    _, account = replayed(dropped, tmp_path / "talk.jsonl")
    assert [one.now[-1] for one in account.differences] == ["listen opening"]


def test_a_key_that_older_journals_lack_is_no_difference(tmp_path: Path) -> None:
    file = written(talk("I can't breathe"), tmp_path / "talk.jsonl")
    older = [{key: value for key, value in json.loads(line).items() if key not in ("manner", "wait", "vigil")}
             for line in file.read_text().splitlines()]  # fmt: skip
    file.write_text("".join(json.dumps(line) + "\n" for line in older))
    assert replay(read(file)[0], PATHWAY).differences == []


def test_the_failsafe_is_the_shells_own(tmp_path: Path) -> None:
    entries = [*talk("my back hurts", ends=False), ("", Say(PromptId("failsafe"), interruptible=False))]
    _, account = replayed(entries, tmp_path / "talk.jsonl")
    assert account.differences == []
    assert account.lines[-1].startswith("Advice: I have a problem")


def test_several_consultations_in_one_file(tmp_path: Path) -> None:
    file = written([*talk("I can't breathe"), *talk(STRAIN)], tmp_path / "talk.jsonl")
    done = backtalk("replay", str(file))
    assert done.returncode == ExitCode.FINISHED
    assert "Consultation 2 of 2." in done.stdout
    assert len(as_object([replay(one, PATHWAY) for one in read(file)])["consultations"]) == 2


def test_a_report_of_an_older_talk(tmp_path: Path) -> None:
    file = written(talk("my upper back hurts and I have a fever"), tmp_path / "talk.jsonl", region="IE")
    page = tmp_path / "page.txt"
    assert backtalk("replay", str(file), "--report", str(page)).returncode == ExitCode.FINISHED
    text = page.read_text()
    assert "Time: 2026-03-02, 09:00 to " in text
    assert "Region: Ireland" in text


Spoil = Callable[[str], str]

BROKEN: dict[str, tuple[Spoil, str]] = {
    "empty": (lambda _: "", "is empty"),
    "cut within a line": (lambda text: text[:-9], "may have been cut off"),
    "no journal": (lambda _: '{"says": "no"}\n', "is no line of a journal"),
    "no object": (lambda _: "[]\n", "is no line of a journal"),
    "an unknown entry": (lambda text: text + '{"entry": "danced"}\n', "'danced'"),
    "without words": (lambda text: text + '{"entry": "heard", "confidence": 1}\n', "--journal-words"),
    "without its day": (lambda _: '{"entry": "started"}\n', "lacks something"),
    "a day that is none": (lambda _: '{"entry": "started", "today": "x"}\n', "what cannot be"),
    "no delivery": (lambda text: text + '{"entry": "spoken", "prompt": "a", "delivery": "x"}\n', "what cannot be"),
    "deep": (lambda _: "[" * 100_000 + "\n", "is broken"),
}


@pytest.mark.parametrize(("spoil", "words"), BROKEN.values(), ids=BROKEN)
def test_a_bad_journal_says_what_is_wrong(spoil: Spoil, words: str, tmp_path: Path) -> None:
    file = written(talk("I can't breathe"), tmp_path / "talk.jsonl")
    file.write_text(spoil(file.read_text()))
    with pytest.raises(JournalError) as caught:
        read(file)
    assert words in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_no_file_a_folder_and_no_text(tmp_path: Path) -> None:
    (tmp_path / "sound.jsonl").write_bytes(b"\xff\xfe\x00")
    for place in ("nowhere.jsonl", ".", "sound.jsonl"):
        with pytest.raises(JournalError, match="cannot be read"):
            read(tmp_path / place)


def test_what_is_cut_short_is_replayed_as_far_as_it_goes(tmp_path: Path) -> None:
    file = written(talk("my back hurts", ends=False), tmp_path / "talk.jsonl")
    done = backtalk("replay", str(file))
    assert done.returncode == ExitCode.JOURNAL
    assert "ends before its consultation did" in sentence(done)
    assert "Differences: none." in done.stdout
