"""What was learned for a language: files of weights beside its words, which a language may be without."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from voice.content.nodes import Files

Weights = TypeVar("Weights")


def learned(files: Files, name: str, read: Callable[[Path], Weights], maker: str) -> tuple[Weights | None, str]:
    """The weights of a file that the module ``maker`` writes, and what to call the file in a problem. None where there
    is no such file, or where it cannot be used, which is a problem of the files."""
    path, where = files.root / files.language / name, f"{files.root.name}/{files.language}/{name}"
    if not path.exists():
        return None, where
    try:
        return read(path), where
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        files.problems.add(where, f"cannot be used ({error}); make it again with python -m {maker}")
        return None, where
