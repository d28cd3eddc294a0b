"""``--report``: pages and bundles are written whole, for their owner alone; no talk is lost to a bad file."""

import json
import signal
import stat
import subprocess
from pathlib import Path

import pytest
from fhir.resources.R4B.bundle import Bundle

from tests.unit.core.people import PATHWAY
from tests.unit.reports.talks import talk
from tests.unit.test_cli import backtalk, command, environment, says, sentence
from voice import reporting
from voice.errors import ExitCode, ReportError

EMERGENCY = "my upper back hurts and I can't breathe\n\n\n"


def test_a_page_and_a_bundle_from_one_talk(tmp_path: Path) -> None:
    page, bundle = tmp_path / "page.txt", tmp_path / "bundle.fhir.json"
    done = backtalk("type", "--region", "UK", "--report", str(page), "--report", str(bundle), said=EMERGENCY)
    assert done.returncode == ExitCode.FINISHED
    text = page.read_text(encoding="utf-8")
    assert "Urgency: EMERGENCY" in text
    assert "Region: United Kingdom" in text
    assert "I can't breathe" in text
    assert Bundle.model_validate_json(bundle.read_text(encoding="utf-8")).type == "collection"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["bundle.fhir.json", "page.txt"]
    assert {stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()} == {0o600}


def test_another_program_gets_its_lines_and_nothing_else(tmp_path: Path) -> None:
    done = backtalk("type", "--jsonl", "--report", str(tmp_path / "page"), said=says("I can't breathe", None, None))
    assert json.loads(done.stdout.splitlines()[-1])["event"] == "close"
    assert done.stderr == ""
    assert "Urgency: EMERGENCY" in (tmp_path / "page").read_text()


@pytest.mark.parametrize("place", ["nowhere/page.txt", "file/page.txt", "folder"])
def test_where_nothing_can_be_written_is_told_before_the_talk(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    done = backtalk("type", "--report", str(tmp_path / place), said=EMERGENCY)
    assert done.returncode == ExitCode.REPORT
    assert "cannot be written" in sentence(done)
    assert "--report" in sentence(done)
    assert done.stdout == ""


def test_what_cannot_be_written_at_the_end_is_shown(tmp_path: Path) -> None:
    (tmp_path / "gone").write_text("no folder any more")
    with pytest.raises(ReportError, match=r"cannot be written .*\nTalk about upper back pain") as caught:
        reporting.write([tmp_path / "gone" / "page.txt"], talk("I can't breathe"), PATHWAY)
    assert "Urgency: EMERGENCY" in str(caught.value)


def test_a_talk_that_is_stopped_leaves_its_report(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    child = subprocess.Popen(
        command("type", "--settings", "off", "--report", str(page)),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment(),
    )  # fmt: skip
    assert child.stdout is not None
    for line in child.stdout:
        if "tell me in your own words" in line:
            break
    child.send_signal(signal.SIGINT)
    child.communicate(timeout=20)
    assert child.returncode == ExitCode.INTERRUPTED
    assert "What was not asked is not a no." in page.read_text().replace("\n", " ")


def test_a_line_that_is_wrong_leaves_what_was_said_before(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    done = backtalk("type", "--jsonl", "--report", str(page), said=says("my back hurts, I have a fever") + "nonsense\n")
    assert done.returncode == ExitCode.USAGE
    assert "It broke off" in page.read_text()


def test_an_older_report_is_replaced_whole(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("#" * 100_000)
    reporting.write([page], talk("I can't breathe"), PATHWAY)
    assert "#" not in page.read_text()
