"""An unfinished consultation in its file: private, whole, and gone when it is over; whatever ends the program."""

import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes import ListJournal, ListListener, ListScreen, ListSink, ListVoice
from tests.unit.test_cli import ROOT, backtalk, command, environment
from voice.content import Content
from voice.core.events import Kept
from voice.core.terms import ChoiceId, Finding, InterruptId, SlotId
from voice.errors import RecognitionError
from voice.session import Session
from voice.unfinished import UnfinishedFile

unix = pytest.mark.skipif(sys.platform == "win32", reason="processes are killed in another way there")

KEPT = Kept(
    739_000,
    {
        SlotId("chest_pain"): Finding.ABSENT,
        SlotId("pain_duration"): 3,
        SlotId("leg_numbness"): ChoiceId("both_legs"),
        SlotId("pain_severity"): Finding.UNSURE,
    },
    (SlotId("fever"),),
    InterruptId("I4"),
    7,
    1,
    True,
    (SlotId("chest_pain"),),
)


def unfinished(folder: Path, content: str | None = None) -> tuple[UnfinishedFile, Path, list[str]]:
    """Return a keeper, its file with this content, and what it will report."""
    told: list[str] = []
    place = folder / "unfinished.json"
    if content is not None:
        place.write_text(content)
    return UnfinishedFile(place, told.append), place, told


def test_what_is_kept_is_read_again(tmp_path: Path, english: Content) -> None:
    file, place, told = unfinished(tmp_path)
    assert file.read(english.pathway) is None
    file.keep(KEPT)
    assert UnfinishedFile(place, told.append).read(english.pathway) == KEPT
    file.forget()
    assert not place.exists()
    assert not told


@unix
def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    file, place, _ = unfinished(tmp_path / "new")
    file.keep(KEPT)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_an_empty_one_is_no_file(tmp_path: Path) -> None:
    file, place, _ = unfinished(tmp_path)
    file.keep(KEPT)
    file.keep(Kept(739_000, {}))
    assert not place.exists()


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"findings": 3}', '{"today": "x", "findings": {}}', '{"findings": {"chest_pain": "sore"}}'],
)
def test_a_damaged_file_is_told_and_left_behind(tmp_path: Path, content: str, english: Content) -> None:
    file, _, told = unfinished(tmp_path, content)
    assert file.read(english.pathway) is None
    assert len(told) == 1
    assert "it is damaged" in told[0]


def test_what_the_content_no_longer_knows_is_left_out(tmp_path: Path, english: Content) -> None:
    file, place, _ = unfinished(tmp_path)
    file.keep(KEPT)
    found = json.loads(place.read_text())
    found["findings"] |= {"gone": "present", "pain_duration": "long", "leg_numbness": "third_leg"}
    found["unanswered"].append("gone")
    found["interrupt"] = "I99"
    place.write_text(json.dumps(found))
    kept = file.read(english.pathway)
    assert kept is not None
    assert set(kept.findings) == {"chest_pain", "pain_severity"}
    assert kept.unanswered == ("fever",)
    assert kept.interrupt is None


def test_a_place_that_cannot_be_written_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file where a folder should be")
    told: list[str] = []
    file = UnfinishedFile(tmp_path / "folder" / "unfinished.json", told.append)
    file.keep(KEPT)
    file.keep(Kept(739_001, KEPT.findings))
    file.forget()
    assert len(told) == 1
    assert "goes on all the same" in told[0]


def test_a_device_that_breaks_leaves_what_was_confirmed(tmp_path: Path, english: Content) -> None:
    file, place, _ = unfinished(tmp_path)
    broken = RecognitionError("The microphone stopped; connect it again.")
    listener = ListListener(["my upper back hurts since yesterday", "no", broken])
    session = Session(english.pathway, listener, ListVoice(), ListSink(), ListScreen(), ListJournal(), keeper=file)
    with pytest.raises(RecognitionError):
        session.run(739_000)
    assert json.loads(place.read_text())["findings"]["pain_duration"] == 1


def where(folder: Path) -> dict[str, str]:
    """Return an environment in which everything is kept in this folder."""
    return {"HOME": str(folder), "XDG_STATE_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}


def kept_in(folder: Path) -> list[Path]:
    """Return the files of unfinished consultations below a folder."""
    return list(folder.rglob("unfinished.json"))


ANSWERS = ("my upper back hurts since yesterday", "no", "no", "no")


def killed_after(folder: Path, answers: tuple[str, ...]) -> None:
    """Hold a consultation by keyboard up to the question after these answers, then kill -9 it."""
    child = subprocess.Popen(
        command("type", "--resume", "on", "--today", "2026-03-02"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment(**where(folder)),
    )
    assert child.stdin is not None
    assert child.stdout is not None
    pending = list(answers)
    for line in child.stdout:
        if line.startswith("Question") or "in your own words" in line:
            if not pending:
                break
            child.stdin.write(pending.pop(0) + "\n")
            child.stdin.flush()
    os.kill(child.pid, signal.SIGKILL)
    assert child.wait() == -signal.SIGKILL
    child.stdout.close()
    child.stdin.close()


@unix
def test_kill_9_loses_nothing_that_was_confirmed_and_the_next_start_offers_to_go_on(tmp_path: Path) -> None:
    killed_after(tmp_path, ANSWERS)
    (place,) = kept_in(tmp_path)
    assert "hurts" not in place.read_text()
    findings = json.loads(place.read_text())["findings"]
    assert findings["pain_duration"] == 1
    assert list(findings.values()).count("absent") >= 3
    on = ("type", "--resume", "on", "--today", "2026-03-02")
    done = backtalk(*on, said="yes\nstop\n", **where(tmp_path))
    assert "Backtalk: We did not finish last time. Shall I go on from there?" in done.stdout
    assert "Then let us go on." in done.stdout
    assert "in your own words" not in done.stdout
    assert not kept_in(tmp_path)


@unix
def test_it_is_kept_only_where_it_was_chosen_and_deleted_where_it_was_chosen_against(tmp_path: Path) -> None:
    backtalk("type", said="my upper back hurts\n", **where(tmp_path))
    assert not kept_in(tmp_path)
    killed_after(tmp_path, ANSWERS[:1])
    assert kept_in(tmp_path)
    done = backtalk("type", "--resume", "off", said="", **where(tmp_path))
    assert "did not finish" not in done.stdout
    assert not kept_in(tmp_path)
