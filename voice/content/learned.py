"""What was learned for a language: files of weights beside its words, which a language may be without.

They are JSON. The weights of features lie in them packed (`pack_table`): what the numbers are is of use to the program
alone, and `backtalk explain` tells which words weighed most.
"""

import sys
import zlib
from array import array
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, TypeVar

from voice.content.nodes import Files
from voice.core.weights import Table, table

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


def read_table(found: Mapping[str, Any], width: int) -> Table:
    """What `pack_table` packed, so many weights a row. Raises ValueError, KeyError, TypeError if it is not that."""
    if found["width"] != width:
        raise ValueError(f"needs {width} weights a feature, not {found['width']}")
    steps, rows = _numbers("I", found["keys"]), _numbers("b", found["rows"])
    try:
        keys = array("I", accumulate(steps))
    except OverflowError as broken:
        raise ValueError("packed numbers are broken: a digest is too large") from broken
    return table(width, keys, rows, float(found["most"]))


def pack_table(width: int, keys: Sequence[int], rows: Sequence[int], most: float) -> dict[str, Any]:
    """As JSON can hold it: digests in rising order, each as its distance from the one before, and weights, as bytes,
    compressed, in base 64."""
    steps = array("I", (two - one for one, two in pairwise((0, *keys))))
    return {"width": width, "most": most, "keys": _packed(steps), "rows": _packed(array("b", rows))}


def _packed(numbers: "array[int]") -> str:
    if sys.byteorder == "big":
        numbers.byteswap()
    return b64encode(zlib.compress(numbers.tobytes(), 9)).decode("ascii")


def _numbers(kind: str, packed: str) -> "array[int]":
    numbers = array(kind)
    try:
        numbers.frombytes(zlib.decompress(b64decode(packed)))
    except zlib.error as broken:
        raise ValueError(f"packed numbers are broken: {broken}") from broken
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
