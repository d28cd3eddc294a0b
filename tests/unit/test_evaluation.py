"""A folder of recordings, heard and held against what is said in them; on one process and on many."""

import json
import subprocess
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from shutil import copy

import pytest

from tests.unit.test_cli import ROOT, backtalk, command, environment, needs_starter
from voice.core.terms import SlotId
from voice.errors import ExitCode, SettingsError
from voice.evaluation.corpus import Case, Plain, read_corpus, spoken
from voice.evaluation.hearing import Outcome
from voice.evaluation.report import Evaluation, judge

RECORDINGS = ROOT / "tests" / "audio" / "en" / "awb"
CHEST, FEVER = SlotId("chest_pain"), SlotId("fever")
SLOTS = (CHEST, FEVER)
DENIALS = {"chest_pain": "absent"}


@pytest.fixture(scope="module", name="folder")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four answers to a question that their folder names, strange speech, and a file that is no recording."""
    folder = tmp_path_factory.mktemp("recordings")
    (folder / "chest_pain").mkdir()
    for name in ("yes", "no", "not_at_all", "no_chest_pain"):
        copy(RECORDINGS / f"{name}.flac", folder / "chest_pain")
    copy(RECORDINGS / "oov_the_bus_was_late_this_morning.flac", folder / "bus.flac")
    (folder / "bus.yaml").write_text("asked: fever\nfindings: {}\n")
    (folder / "broken.wav").write_bytes(b"RIFF")
    return folder


def evaluated(folder: Path, *flags: str) -> dict[str, object]:
    """Return the figures and recordings as the command gives them, without what differs from time to time."""
    done = subprocess.run(
        command("evaluate", str(folder), "--json", *flags),
        capture_output=True, text=True, check=False, timeout=300, cwd=ROOT, env=environment(),
    )  # fmt: skip
    assert done.returncode == ExitCode.DEVICE, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    for name in ("real_time", "decode_seconds_median"):
        del found[name]
    assert isinstance(found["recordings"], list)
    for one in found["recordings"]:
        for name in ("decode_seconds", "free", *(("text",) if "bus" in one["file"] else ())):
            one.pop(name, None)  # libvosk adds a little noise to every sound, new each time
    return found


@needs_starter
def test_what_is_heard_is_held_against_what_was_said(folder: Path) -> None:
    done = backtalk("evaluate", str(folder))
    assert done.returncode == ExitCode.DEVICE
    told = dict(line.split(": ", 1) for line in done.stdout.splitlines())
    assert told["Recordings"] == "6, of which could be read: 5"
    assert told["Words exactly right"] == "4 of 4 (1.000)"
    assert told["Danger signs said"] == "1"
    assert told["Danger signs taken for absent"] == "0 of 1 (0.000)"
    assert "broken.wav" in told["Not heard"]


@pytest.fixture(scope="module", name="alone")
def _alone(folder: Path) -> dict[str, object]:
    """What one process finds."""
    return evaluated(folder)


@needs_starter
@pytest.mark.long
@pytest.mark.parametrize("backend", ["loky", "threading", "dask"])
def test_many_hear_what_one_hears(folder: Path, alone: dict[str, object], backend: str) -> None:
    if find_spec("joblib") is None or (backend == "dask" and find_spec("distributed") is None):
        pytest.skip("joblib belongs to the extra [evaluate], Dask to the tools that check")
    assert evaluated(folder, "--jobs", "2", "--backend", backend) == alone


@pytest.mark.parametrize(
    ("flags", "sentence"),
    [
        (["--backend", "dask", "--scheduler", "tcp://127.0.0.1:1"], "no Dask scheduler"),
        (["--backend", "dask", "--scheduler", "nonsense://x"], "no Dask scheduler"),
        (["--jobs", "0"], "--jobs 0"),
        (["--asked", "nothing"], "no slot named nothing"),
    ],
)
def test_what_cannot_be_shared_out_gets_one_sentence(folder: Path, flags: Sequence[str], sentence: str) -> None:
    done = backtalk("evaluate", str(folder), *flags)
    assert done.returncode in (ExitCode.USAGE, ExitCode.ENGINE)
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(find_spec("ray") is not None, reason="Ray is installed here")
def test_ray_that_is_not_installed_is_named(folder: Path) -> None:
    done = backtalk("evaluate", str(folder), "--backend", "ray")
    assert done.returncode == ExitCode.ENGINE
    assert done.stderr == (
        "Ray is not installed, which this way of sharing out the work needs; run: pip install ray.\n"
    )


def test_a_folder_without_recordings_is_told(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(SettingsError, match=r"recordings"):
            read_corpus(place, None, SLOTS)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("no_chest_pain", "no chest pain"),
        ("no chest pain (2)", "no chest pain"),
        ("Yes_3", "yes"),
        ("i_can't_breathe", "i can't breathe"),
        ("12", "12"),
    ],
)
def test_a_files_name_is_what_is_said(name: str, words: str) -> None:
    assert spoken(name) == words


def sound(folder: Path, name: str, beside: str | None = None) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.WAV").touch()
    if beside is not None:
        (folder / f"{name}.yaml").write_text(beside)


def test_what_is_said_stands_beside_a_recording_or_in_its_name(tmp_path: Path) -> None:
    sound(tmp_path, "a", "asked: chest_pain\ntext: no\n")
    sound(tmp_path, "b", "findings: {chest_pain: present, fever: 3}")
    sound(tmp_path, "no_fever")
    sound(tmp_path / "fever", "no")
    read = {case.file.stem: (case.asked, case.text, case.findings) for case in read_corpus(tmp_path, None, SLOTS)}
    assert read == {
        "a": (CHEST, "no", None),
        "b": (None, None, {"chest_pain": "present", "fever": 3}),
        "no_fever": (None, "no fever", None),
        "no": (FEVER, "no", None),
    }


@pytest.mark.parametrize(
    ("beside", "problem"),
    [
        ("said: no", "there is no 'said'"),
        ("asked: nothing", "no slot 'nothing'"),
        ("text: [no]", "text should be words"),
        ("findings: yes", "findings should be"),
        ("findings: {nothing: present}", "no slot 'nothing'"),
        ("findings: {fever: [present]}", "fever should have one value"),
        ("- no", "should hold"),
        ("a: [", "cannot be read"),
        ("\0", "cannot be read"),
    ],
)
def test_every_problem_is_told_at_once(tmp_path: Path, beside: str, problem: str) -> None:
    sound(tmp_path, "first", beside)
    sound(tmp_path, "second", "asked: nothing")
    with pytest.raises(SettingsError, match=problem) as caught:
        read_corpus(tmp_path, None, SLOTS)
    assert "second.yaml" in str(caught.value)


def outcome(expected: Plain, found: Plain, *, doubtful: tuple[str, ...] = (), alarm: bool = False) -> Outcome:
    return Outcome(
        Case(Path("a.wav"), CHEST, None, expected), "", "", expected, found, doubtful, alarm=alarm, seconds=1.0
    )


@pytest.mark.parametrize(
    ("heard", "missed", "unheard", "accepted"),
    [
        (outcome({"chest_pain": "present"}, {"chest_pain": "present"}), 0, 0, 0),
        (outcome({"chest_pain": "present"}, {"chest_pain": "absent"}), 1, 0, 0),
        (outcome({"chest_pain": "present"}, {"chest_pain": "absent"}, doubtful=("chest_pain",)), 0, 0, 0),
        (outcome({"chest_pain": "present"}, {}), 0, 1, 0),
        (outcome({"chest_pain": "absent"}, {"chest_pain": "present"}), 0, 0, 0),
        (outcome({"fever": "present"}, {"fever": "absent"}), 0, 0, 0),
        (outcome({}, {"chest_pain": "absent"}), 0, 0, 1),
        (outcome({}, {"chest_pain": "absent"}, doubtful=("chest_pain",)), 0, 0, 0),
        (outcome({}, {}, alarm=True), 0, 0, 1),
    ],
)
def test_a_danger_sign_is_missed_only_when_it_is_denied_for_good(
    heard: Outcome, missed: int, unheard: int, accepted: int
) -> None:
    judged = judge(heard, DENIALS)
    assert (len(judged.missed), len(judged.unheard), len(judged.accepted)) == (missed, unheard, accepted)
    figures = Evaluation([judged]).as_object()
    assert (figures["missed"], figures["unheard"], figures["false_accepts"]) == (missed, unheard, accepted)


def lines() -> Iterator[str]:
    wrong = outcome({"chest_pain": "present"}, {"chest_pain": "absent"})
    return Evaluation([judge(wrong, DENIALS), judge(wrong, DENIALS)]).as_lines()


def test_what_is_taken_for_what_is_counted() -> None:
    assert "Taken for another: chest_pain present as absent, 2 times" in list(lines())
