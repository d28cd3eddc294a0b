"""The first start, performed: what is spoken, measured and kept."""

import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.fakes import ListJournal, ListListener, ListScreen, ListSink, ListSource, ListVoice, loud, quiet
from tests.unit.test_cli import ROOT, backtalk, command, environment
from voice.content import Content
from voice.core.events import Heard, Interrupted, Listen, NoInput
from voice.core.terms import Command, Utterance
from voice.errors import ExitCode
from voice.gauge import Gauge
from voice.preferences import Preferences, PreferencesFile
from voice.preparing import Preparation, Prepared
from voice.session import Session
from voice.settings import Speech

SENTENCE = "my back has hurt for three days"


def asked(
    content: Content, *answers: str | None, voice: ListVoice | None = None, level: int = 3000, captions: bool = True
):
    """Return what came of a first start with these answers, each this loud, and what was shown."""
    gauge = Gauge()
    inner = ListListener(answers)

    class Loud:
        """Says the answers, with some sound."""

        attend, overhear = inner.attend, inner.overhear

        def hear(self, listen: Listen) -> Heard | NoInput | Interrupted:
            """Let some sound pass."""
            for _ in gauge.over(ListSource([quiet(0.1), loud(0.1, level=level), quiet(0.1)])).frames():
                pass
            return inner.hear(listen)

    screen = ListScreen()
    session = Session(
        content.pathway, Loud(), voice or ListVoice(), ListSink(), screen, ListJournal(), captions=captions
    )
    return Preparation(session, Speech(), gauge).run(739_000), screen.lines


def test_the_answers_become_preferences(english: Content) -> None:
    voice = ListVoice()
    found, lines = asked(english, "wales", "slower", "slower", "fine", SENTENCE, "yes", "no", voice=voice)
    assert found == Prepared(
        Preferences(region="UK", rate=118, volume=1.0, captions=False, resume=False), Speech(rate=118), True, None
    )
    assert voice.adjusted == [Command.SLOWER, Command.SLOWER]
    assert "Backtalk: I hear you well." in lines
    spoken = [text for text in voice.said if f"Backtalk: {text}" in lines]
    assert len(spoken) == len(voice.said)


@pytest.mark.parametrize(("level", "words"), [(40, "only softly"), (30_000, "too loud"), (0, "nothing at all")])
def test_the_level_is_told_in_words(english: Content, level: int, words: str) -> None:
    _, lines = asked(english, "skip", "fine", SENTENCE if level else None, level=level)
    assert any(words in line for line in lines)


def test_a_danger_goes_on_to_the_consultation(english: Content) -> None:
    found, _ = asked(english, "I can't breathe")
    assert found.heard == Utterance("I can't breathe")
    assert not found.asked


def test_without_a_voice_everything_is_shown(english: Content) -> None:
    _, lines = asked(english, "skip", voice=ListVoice(broken=0), captions=False)
    assert any("Which country" in line for line in lines)


def test_the_end_of_input_ends_it(english: Content) -> None:
    found, _ = asked(english)
    assert not found.asked


def test_it_is_asked_by_keyboard_and_remembered(tmp_path: Path) -> None:
    place = tmp_path / "settings.toml"
    done = backtalk("setup", "--keyboard", "--settings", str(place), said="united kingdom\nno\n")
    assert done.returncode == ExitCode.FINISHED
    assert tomllib.loads(place.read_text()) == {"region": "UK", "resume": False}
    assert "numbers for Britain" in done.stdout


def test_a_danger_in_it_is_answered_at_once(tmp_path: Path) -> None:
    place = tmp_path / "settings.toml"
    done = backtalk("setup", "--keyboard", "--settings", str(place), "--region", "UK", said="I can't breathe\n\n\n\n")
    assert done.returncode == ExitCode.FINISHED
    assert "Call nine nine nine now." in done.stdout
    assert "tell me in your own words" not in done.stdout
    assert not place.exists()


def test_where_nothing_can_be_kept_it_is_not_asked_at_every_start(tmp_path: Path) -> None:
    file = PreferencesFile(tmp_path / "settings.toml", lambda _: None)
    assert file.is_new
    file.write(Preferences())
    assert not file.is_new
    (tmp_path / "file").write_text("")
    assert not PreferencesFile(tmp_path / "nowhere" / "settings.toml", lambda _: None).exists


def test_ctrl_c_in_it_is_130_without_a_traceback(tmp_path: Path) -> None:
    child = subprocess.Popen(
        command("setup", "--keyboard", "--settings", str(tmp_path / "settings.toml")),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=environment(),
    )  # fmt: skip
    assert child.stdout is not None
    for line in child.stdout:
        if "Which country" in line:
            break
    child.send_signal(2)
    _, problems = child.communicate(timeout=20)
    assert child.returncode == ExitCode.INTERRUPTED
    assert problems == ""
