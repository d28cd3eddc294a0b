"""The two consultations of ``make demo``, as a user runs them."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
import soundfile

from tests.audio.recordings import FOLDER
from voice.errors import EngineUnavailable
from voice.models import find

pytestmark = pytest.mark.audio

DEMOS = {
    "demo_emergency": ["Question 1: ", "You said: no", "Advice: Please call nine one one now"],
    "demo_self_care": ["Question 1: ", "Let me check: ", "Advice: You can look after this at home"],
}
MOST_SECONDS = 60  # both take under 15 where nothing else runs; a shared machine is given more


@pytest.fixture(autouse=True)
def _model() -> None:
    try:
        find(None)
    except EngineUnavailable as error:
        pytest.skip(str(error))


def test_every_demo_is_tried() -> None:
    assert {file.stem for file in FOLDER.glob("demo_*.yaml")} == set(DEMOS)


@pytest.mark.parametrize("name", DEMOS)
def test_a_demo_is_heard_spoken_and_recorded(name: str, tmp_path: Path) -> None:
    tape = tmp_path / f"{name}.wav"
    script = FOLDER / f"{name}.yaml"
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "voice", "run", "--region", "US", "--audio", script, "--record", tape],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert time.monotonic() - started < MOST_SECONDS
    lines = done.stdout.splitlines()
    assert all(any(line.startswith(wanted) or wanted in line for line in lines) for wanted in DEMOS[name]), done.stdout
    assert "Traceback" not in done.stderr
    samples, _ = soundfile.read(tape, dtype="int16")
    assert len(samples) > 0
    assert abs(samples).max() > 3_000
