"""Standard input, output and error, and what a consultation needs from the machine that it runs on."""

import json
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TextIO

import platformdirs

from voice import build
from voice.content import Content
from voice.store.shelf import Shelf


class Terminal:
    """A screen that is plain lines on a stream, each written at once."""

    def __init__(self, stream: TextIO) -> None:
        """Print on ``stream``."""
        self._stream = stream

    def show(self, text: str) -> None:
        """Print one line."""
        print(text, file=self._stream, flush=True)


def outside() -> build.Outside:
    """Return what a consultation in plain lines needs from here."""
    return build.Outside(Terminal(sys.stdout), report, (), _vosk_folders(), shelf())


def shelf() -> Shelf:
    """Return where fetched models are kept on this system."""
    return Shelf(Path(platformdirs.user_data_dir("backtalk")) / "models")


def _vosk_folders() -> tuple[Path, ...]:
    """Return where vosk itself keeps models, so that none is fetched twice."""
    own = os.environ.get("VOSK_MODEL_PATH")
    usual = (Path("/usr/share/vosk"), Path(os.path.expanduser("~")) / ".cache" / "vosk")  # noqa: PTH111 - never raises
    return (Path(own), *usual) if own else usual


def lines_in() -> Iterable[str]:
    """Return standard input's lines as they come; what is not text becomes question marks."""
    if sys.stdin is None or sys.stdin.closed:
        return ()
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    return iter(sys.stdin.readline, "")


def typed_in(content: Content) -> Iterable[str]:
    """Return what is typed; a letter alone is what that key says in a spoken consultation."""
    return (content.keys.get(line.strip().lower(), line) for line in lines_in())


def write_object(found: Mapping[str, Any]) -> None:
    """Print an object as one line at once."""
    print(json.dumps(found), flush=True)


def report(sentence: str) -> None:
    """Print a sentence beside the point on standard error."""
    print(sentence, file=sys.stderr, flush=True)
