"""Content as it was compiled at an earlier start, kept in a file so that the next start need not do it again.

Compiling takes some six times as long as reading what came of it. The file is used only if it is whole and was made of
the very same files of ``intents/`` by the very same code; else it is made anew. It holds nothing of any person.
"""

import hashlib
import os
import pickle
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import yaml

from voice.content import loading
from voice.content.loading import Content
from voice.files import replace_file

PROGRAM = Path(__file__).parents[1]
ALWAYS_SHARED = 256  # Python has each smaller number but once
CODE = ("content/*.py", "core/*.py")  # what compiles, and what compiled content is made of
WORDS = ("*.yaml", "{language}/**/*.yaml", "{language}/*.json")


def load_kept(cache: Path, folder: Path, language: str = "en", region: str = "unknown") -> Content:
    """As `voice.content.load`, from the folder ``cache`` where that holds the same content already.

    Only its owner may write there: whoever can change the file can make the program run anything. A folder that cannot
    be read or written costs time, nothing else. Raises ContentError, SettingsError.
    """
    file = cache / f"content-{language}-{region}.pickle"
    made_of = _digest(folder, language, region)
    kept = _read(file, made_of)
    if kept is None:
        kept = loading.load(folder, language, region)
        whole = BytesIO()
        _Writer(whole, protocol=pickle.HIGHEST_PROTOCOL).dump(kept)
        with suppress(OSError):
            replace_file(file, made_of + hashlib.sha256(whole.getbuffer()).digest() + whole.getbuffer())
    return kept


class _Writer(pickle.Pickler):
    """Writes numbers so that `_Reader` makes each of them once. The lexicon numbers its words, and holds the same few
    thousand numbers two hundred thousand times: six megabytes if each were made anew."""

    def persistent_id(self, obj: object) -> int | None:
        return obj if type(obj) is int and obj > ALWAYS_SHARED else None


class _Reader(pickle.Unpickler):
    """Reads what `_Writer` wrote: the file of this user's own program, see above."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file)
        self._numbers: dict[int, int] = {}

    def persistent_load(self, pid: int) -> int:
        return self._numbers.setdefault(pid, pid)


def _read(file: Path, made_of: bytes) -> Content | None:
    """What the file holds, if it is whole, the caller's own, and was made of this."""
    try:
        if _others_may_write(file):
            return None
        with file.open("rb") as found, loading.uncollected():
            if found.read(len(made_of)) != made_of:
                return None
            digest, begun = found.read(len(made_of)), found.tell()
            if hashlib.file_digest(found, hashlib.sha256).digest() != digest:
                return None
            found.seek(begun)
            kept = _Reader(found).load()
    except OSError:
        return None
    return kept if isinstance(kept, Content) else None


def _others_may_write(file: Path) -> bool:
    """Can anybody but this user have written it? Raises OSError. (Windows keeps a user's folder from others itself.)"""
    if os.name == "nt":
        return False
    found = file.stat()
    return found.st_uid != os.getuid() or bool(found.st_mode & (stat.S_IWGRP | stat.S_IWOTH))


def _digest(folder: Path, language: str, region: str) -> bytes:
    """Of all that content is made of: the files of words and rules, code, and what runs it."""
    made_of = hashlib.sha256(repr((sys.version, yaml.__version__, language, region)).encode())
    for name, content in (*_contents(PROGRAM, CODE), *_contents(folder, WORDS, language)):
        made_of.update(f"\n{name} {len(content)}\n".encode() + content)
    return made_of.digest()


def _contents(folder: Path, patterns: tuple[str, ...], language: str = "") -> Iterator[tuple[str, bytes]]:
    """Name and content of each file. One that cannot be read counts as empty: who reads it in earnest tells why."""
    for pattern in patterns:
        for file in sorted(folder.glob(pattern.format(language=language))):
            try:
                yield file.relative_to(folder).as_posix(), file.read_bytes()
            except OSError:
                yield file.name, b""
