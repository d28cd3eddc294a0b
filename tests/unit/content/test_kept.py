"""Content that was compiled at an earlier start: the same, never of other words, other code or another hand."""

import hashlib
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from voice import places
from voice.content import Content, kept, load_kept, loading
from voice.core.understand import understand
from voice.errors import ContentError

TODAY = 739577  # 22 November 2026
SAID = "since yesterday my legs have been weak and I can't feel my seat, but I have no fever"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the content to be changed."""
    return Path(shutil.copytree(places.intents(), tmp_path / "intents"))


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were compiled."""
    folders: list[Path] = []
    load = loading.load

    def counted(folder: Path, language: str, region: str) -> Content:
        folders.append(folder)
        return load(folder, language, region)

    monkeypatch.setattr(loading, "load", counted)
    return folders


def only_file(cache: Path) -> Path:
    """The one file of the cache."""
    (file,) = cache.iterdir()
    return file


def test_the_second_start_compiles_nothing_and_understands_the_same(
    tmp_path: Path, copy: Path, compiled: list[Path]
) -> None:
    first, second = load_kept(tmp_path / "cache", copy), load_kept(tmp_path / "cache", copy)
    assert len(compiled) == 1
    assert second is not first
    assert second.pathway == first.pathway
    assert second.vocabulary() == first.vocabulary()
    assert understand(SAID, (), second.pathway, TODAY) == understand(SAID, (), first.pathway, TODAY)


def test_another_word_rule_or_weight_is_compiled(tmp_path: Path, copy: Path, compiled: list[Path]) -> None:
    load_kept(tmp_path / "cache", copy)
    for name in ("en/questions/fever.yaml", "rules.yaml", "en/likelihood.json"):
        (copy / name).write_text((copy / name).read_text(encoding="utf-8") + "\n", encoding="utf-8")
        load_kept(tmp_path / "cache", copy)
        load_kept(tmp_path / "cache", copy)
    assert len(compiled) == 4


def test_other_code_is_not_trusted_with_it(
    tmp_path: Path, copy: Path, compiled: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    load_kept(tmp_path / "cache", copy)
    code = Path(shutil.copytree(kept.PROGRAM, tmp_path / "voice", ignore=shutil.ignore_patterns("__pycache__")))
    monkeypatch.setattr(kept, "PROGRAM", code)
    load_kept(tmp_path / "cache", copy)
    assert len(compiled) == 1
    (code / "core" / "triage.py").write_text("", encoding="utf-8")
    load_kept(tmp_path / "cache", copy)
    assert len(compiled) == 2


@pytest.mark.parametrize(
    "harm", [lambda whole: whole[:-9], lambda whole: whole[:5000] + b"x" + whole[5001:], lambda _: b""]
)
def test_a_damaged_file_is_made_anew(
    tmp_path: Path, copy: Path, compiled: list[Path], harm: Callable[[bytes], bytes]
) -> None:
    load_kept(tmp_path / "cache", copy)
    file = only_file(tmp_path / "cache")
    whole = file.read_bytes()
    file.write_bytes(harm(whole))
    assert load_kept(tmp_path / "cache", copy).pathway.questions
    assert len(compiled) == 2
    load_kept(tmp_path / "cache", copy)
    assert len(compiled) == 2


def test_a_file_that_others_may_write_is_not_even_unpacked(
    tmp_path: Path, copy: Path, compiled: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    load_kept(tmp_path / "cache", copy)
    only_file(tmp_path / "cache").chmod(0o666)
    monkeypatch.setattr(kept, "_Reader", lambda _: pytest.fail("it was unpacked"))
    assert load_kept(tmp_path / "cache", copy).pathway.questions
    assert len(compiled) == 2


def test_it_is_for_its_owner_alone(tmp_path: Path, copy: Path) -> None:
    load_kept(tmp_path / "cache", copy)
    assert not only_file(tmp_path / "cache").stat().st_mode & 0o077
    assert not (tmp_path / "cache").stat().st_mode & 0o077


def test_without_a_place_to_keep_it_all_goes_on(tmp_path: Path, copy: Path, compiled: list[Path]) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be", encoding="utf-8")
    for _ in range(2):
        assert load_kept(tmp_path / "cache", copy).pathway.questions
    assert len(compiled) == 2


def test_broken_content_is_told_at_every_start_and_not_kept(tmp_path: Path, copy: Path) -> None:
    (copy / "en" / "questions" / "fever.yaml").write_text("slot: [", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(ContentError):
            load_kept(tmp_path / "cache", copy)
    assert not (tmp_path / "cache").exists()


def test_a_whole_file_of_another_kind_is_made_anew(tmp_path: Path, copy: Path, compiled: list[Path]) -> None:
    load_kept(tmp_path / "cache", copy)
    file = only_file(tmp_path / "cache")
    made_of = file.read_bytes()[:32]
    other = pickle.dumps("something else")
    file.write_bytes(made_of + hashlib.sha256(other).digest() + other)
    assert load_kept(tmp_path / "cache", copy).pathway.questions
    assert len(compiled) == 2
