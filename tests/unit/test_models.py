"""Finding and checking a speech model."""

from pathlib import Path

import pytest

from voice.errors import EngineUnavailable, ExitCode
from voice.models import check, find

FST = bytes.fromhex("d6fdb27e") + b"rest"


def make_model(folder: Path, *, static: bool = False) -> Path:
    """Write a folder that looks like a model."""
    for name, content in {
        "am/final.mdl": b"\0B<TransitionModel>",
        "conf/mfcc.conf": b"--sample-frequency=16000",
        "conf/model.conf": b"--beam=10",
        **({"graph/HCLG.fst": FST} if static else {"graph/HCLr.fst": FST, "graph/Gr.fst": FST}),
    }.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return folder


def test_a_whole_model_is_accepted(tmp_path: Path) -> None:
    assert check(make_model(tmp_path)).runtime_grammars


def test_a_model_with_a_fixed_graph_takes_no_grammars(tmp_path: Path) -> None:
    assert not check(make_model(tmp_path, static=True)).runtime_grammars


def test_a_fixed_graph_beside_the_others_is_the_one_libvosk_uses(tmp_path: Path) -> None:
    make_model(tmp_path)
    assert not check(make_model(tmp_path, static=True)).runtime_grammars


def test_a_missing_folder_names_the_fix(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match="--model") as caught:
        check(tmp_path / "nowhere")
    assert caught.value.exit_code is ExitCode.ENGINE


@pytest.mark.parametrize(
    "missing", ["am/final.mdl", "conf/mfcc.conf", "conf/model.conf", "graph/HCLr.fst", "graph/Gr.fst"]
)
def test_a_missing_file_is_named(tmp_path: Path, missing: str) -> None:
    (make_model(tmp_path) / missing).unlink()
    with pytest.raises(EngineUnavailable, match=missing.replace(".", r"\.")):
        check(tmp_path)


@pytest.mark.parametrize("damaged", ["am/final.mdl", "graph/HCLr.fst", "graph/Gr.fst"])
@pytest.mark.parametrize("content", [b"", b"<html>not found</html>"])
def test_a_damaged_file_is_named(tmp_path: Path, damaged: str, content: bytes) -> None:
    (make_model(tmp_path) / damaged).write_bytes(content)
    with pytest.raises(EngineUnavailable, match="damaged"):
        check(tmp_path)


def test_the_named_model_wins(tmp_path: Path) -> None:
    own = make_model(tmp_path / "own", static=True)
    vosk = make_model(tmp_path / "vosk" / "vosk-model-small-en-us-0.15")
    assert find(own, [vosk.parent]).folder == own


def test_a_named_model_that_is_broken_is_not_replaced_by_another(tmp_path: Path) -> None:
    vosk = make_model(tmp_path / "vosk" / "vosk-model-small-en-us-0.15")
    with pytest.raises(EngineUnavailable):
        find(tmp_path / "own", [vosk.parent])


def test_a_model_in_vosks_own_folder_is_found(tmp_path: Path) -> None:
    vosk = make_model(tmp_path / "vosk" / "vosk-model-small-en-us-0.15")
    assert find(None, [tmp_path / "absent", vosk.parent]).folder == vosk
    assert find(None, [vosk]).folder == vosk


def test_broken_and_fixed_graph_models_are_passed_over_when_nobody_named_them(tmp_path: Path) -> None:
    make_model(tmp_path / "vosk-model-en-a", static=True)
    (make_model(tmp_path / "vosk-model-en-b") / "am/final.mdl").unlink()
    whole = make_model(tmp_path / "vosk-model-small-en-c")
    assert find(None, [tmp_path]).folder == whole
