"""Kaldi's binary number formats: tokens, numbers, vectors, matrices, and matrices of one byte a value.

Layouts follow Kaldi's ``io-funcs-inl.h``, ``kaldi-vector.cc``, ``kaldi-matrix.cc`` and ``compressed-matrix.h``.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
HEADER = b"\0B"  # first bytes of a binary file


def token(name: str) -> bytes:
    """A word and its space."""
    return f"{name} ".encode("ascii")


def integer(value: int) -> bytes:
    """An int32 after its size."""
    return struct.pack("<bi", 4, value)


def real(value: float) -> bytes:
    """A float32 after its size."""
    return struct.pack("<bf", 4, value)


def integers(values: Iterable[int]) -> bytes:
    """A std::vector<int32>: the size of one, how many, and all of them."""
    items = list(values)
    return struct.pack("<bi", 4, len(items)) + struct.pack(f"<{len(items)}i", *items)


def vector(values: Floats) -> bytes:
    """A Vector<float>."""
    return token("FV") + integer(len(values)) + np.asarray(values, "<f4").tobytes()


def matrix(values: Floats) -> bytes:
    """A Matrix<float>, row by row."""
    rows, columns = values.shape
    return token("FM") + integer(rows) + integer(columns) + np.ascontiguousarray(values, "<f4").tobytes()


@dataclass(frozen=True)
class Compressed:
    """A matrix of one byte a value. Each column has four marks (lowest, quartiles, highest) between which it is linear.

    ``low`` and ``span`` scale the marks, which are 16-bit; ``marks`` is [columns, 4], ``codes`` is [columns, rows].
    """

    low: float
    span: float
    marks: npt.NDArray[np.uint16]
    codes: npt.NDArray[np.uint8]

    def expand(self) -> Floats:
        """The matrix [rows, columns] that Kaldi will see."""
        marks = (self.low + self.span / 65535 * self.marks.astype(np.float32))[:, :, None]
        codes = self.codes.astype(np.float32)
        first = marks[:, 0] + (marks[:, 1] - marks[:, 0]) * codes / 64
        middle = marks[:, 1] + (marks[:, 2] - marks[:, 1]) * (codes - 64) / 128
        last = marks[:, 2] + (marks[:, 3] - marks[:, 2]) * (codes - 192) / 63
        return np.where(codes <= 64, first, np.where(codes <= 192, middle, last)).T.astype(np.float32)

    def to_bytes(self) -> bytes:
        """Kaldi's "CM" format."""
        columns, rows = self.codes.shape
        head = struct.pack("<ffii", self.low, self.span, rows, columns)
        return token("CM") + head + self.marks.astype("<u2").tobytes() + self.codes.tobytes()


def compress(values: Floats) -> Compressed:
    """The nearest matrix of one byte a value to ``values`` [rows, columns]."""
    low, high = float(values.min()), float(values.max())
    span = max(high - low, 1e-6)
    quantiles = np.quantile(values, (0, 0.25, 0.75, 1), axis=0).T
    marks = np.clip(np.round((quantiles - low) / span * 65535), 0, 65535).astype(np.int64)
    marks = np.minimum(np.maximum.accumulate(marks + np.arange(4), axis=1), 65532 + np.arange(4))
    edges = (low + span / 65535 * marks)[:, :, None]
    columns = values.T
    first = 64 * (columns - edges[:, 0]) / (edges[:, 1] - edges[:, 0])
    middle = 64 + 128 * (columns - edges[:, 1]) / (edges[:, 2] - edges[:, 1])
    last = 192 + 63 * (columns - edges[:, 2]) / (edges[:, 3] - edges[:, 2])
    codes = np.where(columns < edges[:, 1], first, np.where(columns < edges[:, 2], middle, last))
    return Compressed(low, span, marks.astype(np.uint16), np.clip(np.round(codes), 0, 255).astype(np.uint8))
