"""The wheel: it carries the words, the rules and the model, and works from any folder without the source tree."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "models" / "starter-en"

pytestmark = pytest.mark.long


@pytest.fixture(scope="module", name="wheel")
def _wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this tree."""
    if not MODEL.is_dir():
        pytest.skip("models/starter-en has not been made yet, and no wheel can be built without it")
    folder = tmp_path_factory.mktemp("wheel")
    build = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", build, folder], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module", name="installed")
def _installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where its files lie once they are unpacked, as an installer does it."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed program in another folder, with nowhere to write but there."""
    environment = {**os.environ, "PYTHONPATH": str(installed), "HOME": str(folder / "nobody")}
    return subprocess.run(
        [sys.executable, "-m", "voice", *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def test_the_wheel_carries_words_rules_and_model(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "voice/data/intents/rules.yaml",
        "voice/data/intents/en/questions/chest_pain.yaml",
        "voice/data/models/starter-en/am/final.mdl",
    } <= names
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"voice"}
    metadata = next(name for name in names if name.endswith("entry_points.txt"))
    assert "backtalk = voice.cli:main" in zipfile.ZipFile(wheel).read(metadata).decode()


def test_it_explains_from_any_folder(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "explain", "--json", "no chest pain", "--asked", "chest_pain")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["findings"] == {"chest_pain": "absent"}


@pytest.mark.audio
def test_it_hears_from_any_folder(installed: Path, tmp_path: Path) -> None:
    recording = ROOT / "tests" / "audio" / "en" / "awb" / "yes.flac"
    done = run(installed, tmp_path, "hear", "--json", str(recording), "--asked", "chest_pain")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)[0]["findings"] == {"chest_pain": "present"}
