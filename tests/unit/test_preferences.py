"""What is remembered from one start to the next: read and written whole, or told in one sentence."""

import json
import os
import stat
import sys
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.unit.test_cli import backtalk, objects, says, sentence
from voice.core.events import Adjust, NoInput
from voice.core.terms import Command
from voice.earcons import Earcon
from voice.errors import ExitCode, SettingsError
from voice.preferences import Preferences, PreferencesFile, Remembering, from_environment
from voice.settings import QUIETEST_VOLUME, RATE_LIMITS, Speech

unix = pytest.mark.skipif(sys.platform == "win32", reason="files have no such permissions there")

ALL = Preferences("UK", 200, 0.5, "en-us", "Head set", 1.5, frozenset({Earcon.URGENT}), True, False, True)


def kept(folder: Path, content: str | bytes = b"") -> tuple[PreferencesFile, list[str]]:
    """Return a file of settings with this content (none: no file), and what it will report."""
    told: list[str] = []
    place = folder / "settings.toml"
    if content:
        place.write_bytes(content.encode() if isinstance(content, str) else content)
    return PreferencesFile(place, told.append), told


def test_nothing_about_the_persons_health_can_be_kept() -> None:
    names = {each.name for each in fields(Preferences)}
    assert names == {
        "region", "rate", "volume", "voice", "device", "patience", "earcons", "captions", "speech", "resume",
    }  # fmt: skip


def test_what_is_written_is_read(tmp_path: Path) -> None:
    file, told = kept(tmp_path)
    assert file.read() == Preferences()
    assert file.write(ALL)
    assert file.read() == ALL
    assert not told
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]


@given(
    some.builds(
        Preferences,
        device=some.none() | some.text(some.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30),
        rate=some.none() | some.integers(*RATE_LIMITS),
        volume=some.none() | some.sampled_from([0.001, 0.25, 1.0]),
        earcons=some.none() | some.frozensets(some.sampled_from(Earcon)),
        patience=some.none() | some.sampled_from([0.5, 1.25, 4.0]),
        captions=some.none() | some.booleans(),
        resume=some.none() | some.booleans(),
        region=some.none() | some.sampled_from(["UK", "US"]),
        voice=some.just("en-us"),
        speech=some.none() | some.booleans(),
    )
)
def test_any_choice_survives(tmp_path_factory: pytest.TempPathFactory, chosen: Preferences) -> None:
    file, told = kept(tmp_path_factory.mktemp("any"))
    assert file.write(chosen)
    assert file.read() == chosen
    assert not told


def test_a_new_choice_leaves_the_others(tmp_path: Path) -> None:
    file, _ = kept(tmp_path, 'region = "UK"\nrate = 120\nfuture = [1, 2]\n')
    file.write(Preferences(rate=150))
    assert tomllib.loads(file.file.read_text()) == {"region": "UK", "rate": 150, "future": [1, 2]}


@unix
def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    file, _ = kept(tmp_path / "new" / "folder")
    file.write(ALL)
    assert stat.S_IMODE(file.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.file.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("rate = fast", "is not valid TOML"),
        (b"\xff\xfe", "is not text"),
        ("rate = 9000", "rate is a whole number of words a minute, 80 to 450"),
        ("rate = true", "rate is a whole number"),
        ("volume = 0", "volume is a number above 0 to 1"),
        ("volume = nan", "volume is a number"),
        ("patience = 9", "patience is a number from 0.5 to 4"),
        ('earcons = ["bell"]', "earcons is on, off, or some of listening, understood, not-understood, urgent"),
        ('captions = "maybe"', "captions is on or off"),
        ("device = 3", "device is a name"),
        ("pain = 7", "which is no setting"),
    ],
)
def test_what_cannot_be_used_is_told_once_and_left_out(tmp_path: Path, content: str | bytes, words: str) -> None:
    file, told = kept(tmp_path, content)
    assert file.read() == Preferences()
    assert file.read() == Preferences()
    assert len(told) == 1
    assert words in told[0]
    assert str(file.file) in told[0]
    assert "\n" not in told[0]


def test_a_broken_file_is_not_written_over(tmp_path: Path) -> None:
    file, told = kept(tmp_path, 'region = "UK\n')
    assert not file.write(ALL)
    assert file.file.read_text() == 'region = "UK\n'
    assert len(told) == 1


def test_a_place_that_cannot_be_reached_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file where a folder should be")
    told: list[str] = []
    file = PreferencesFile(tmp_path / "folder" / "settings.toml", told.append)
    assert not file.exists
    assert file.read() == Preferences()
    assert not file.write(ALL)
    assert len(told) == 1


def test_a_failing_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    file, told = kept(tmp_path, "rate = 120\n")
    monkeypatch.setattr(os, "fsync", full)
    assert not file.write(Preferences(rate=150))
    assert file.file.read_text() == "rate = 120\n"
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]
    assert "No space left" in told[0]


def test_the_environment_chooses_too() -> None:
    chosen = from_environment(
        {"BACKTALK_RATE": "200", "BACKTALK_EARCONS": "urgent,listening", "BACKTALK_SPEECH": "off"}
    )
    assert chosen == Preferences(rate=200, earcons=frozenset({Earcon.URGENT, Earcon.LISTENING}), speech=False)
    assert from_environment({"BACKTALK_RATE": "", "HOME": "/"}) == Preferences()
    with pytest.raises(SettingsError, match="BACKTALK_RATE is a whole number"):
        from_environment({"BACKTALK_RATE": "fast"})


def test_changes_by_voice_are_kept_and_nothing_else(tmp_path: Path) -> None:
    file, _ = kept(tmp_path)
    remembering = Remembering(Speech(), file)
    remembering.note(NoInput())
    assert not file.exists
    remembering.note(Adjust(Command.SLOWER))
    remembering.note(Adjust(Command.SLOWER))
    assert file.read() == Preferences(rate=round(round(170 / 1.2) / 1.2))
    remembering.note(Adjust(Command.LOUDER))  # is as loud as it goes
    assert file.read().volume is None
    for _ in range(9):
        remembering.note(Adjust(Command.QUIETER))
    assert file.read().volume == QUIETEST_VOLUME


# The command: flags before the environment, the environment before the file, the file before the defaults.


def region_of(*arguments: str, **extra: str) -> str:
    """Return the emergency number that a consultation names first."""
    done = backtalk("type", *arguments, said="", **extra)
    (line,) = [line for line in done.stdout.splitlines() if "I am not a doctor" in line]
    return line.rpartition("call ")[2].rstrip(".")


def test_flags_go_before_the_environment_and_that_before_the_file(tmp_path: Path) -> None:
    file, _ = kept(tmp_path, 'region = "UK"\n')
    named = ("--settings", str(file.file))
    assert region_of(*named) == "nine nine nine"
    assert region_of(BACKTALK_SETTINGS=str(file.file)) == "nine nine nine"
    assert region_of(*named, BACKTALK_REGION="NZ") == "one one one"
    assert region_of(*named, "--region", "US", BACKTALK_REGION="NZ") == "nine one one"
    assert region_of("--settings", "off", BACKTALK_REGION="NZ") == "your emergency number"


def test_the_usual_place_is_read_by_people_and_not_by_programs(tmp_path: Path) -> None:
    (tmp_path / "backtalk").mkdir()
    (tmp_path / "backtalk" / "settings.toml").write_text('region = "UK"\n')
    usual = {"BACKTALK_SETTINGS": "", "XDG_CONFIG_HOME": str(tmp_path)}
    if sys.platform == "linux":
        assert region_of(**usual) == "nine nine nine"
    text = json.dumps(objects(backtalk("type", "--jsonl", said=says(None), **usual, BACKTALK_REGION="NZ")))
    assert "nine nine nine" not in text
    assert "one one one" not in text
    asked = backtalk("type", "--jsonl", "--settings", str(tmp_path / "backtalk" / "settings.toml"), said=says(None))
    assert "nine nine nine" in asked.stdout


def test_a_bad_file_costs_a_sentence_and_no_consultation(tmp_path: Path) -> None:
    file, _ = kept(tmp_path, 'region = "Atlantis"\n')
    done = backtalk("type", "--settings", str(file.file), said="my upper back hurts and I can't breathe\n\n\n")
    assert done.returncode == ExitCode.FINISHED
    assert "there is no region 'Atlantis'" in sentence(done)


def test_slower_is_remembered_by_the_next_start(tmp_path: Path) -> None:
    place = tmp_path / "settings.toml"
    backtalk("type", "--settings", str(place), said="slower please\n")
    backtalk("type", "--settings", str(place), said="slower please\n")
    assert tomllib.loads(place.read_text()) == {"rate": 118}


@pytest.mark.parametrize("tones", ["bell", "", "listening;urgent"])
def test_unknown_tones_are_a_matter_of_usage(tones: str) -> None:
    done = backtalk("run", "--earcons", tones)
    assert done.returncode == ExitCode.USAGE
    assert "some of listening, understood, not-understood, urgent" in done.stderr
