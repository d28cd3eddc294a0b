"""What was learned about the answers of a language: ``leaning.json``, which ``python -m models.answers`` writes.

A language may be without it; then only phrases answer.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from voice.content.learned import learned, read_table
from voice.content.nodes import Files
from voice.core.leaning import VALUES, LeaningWeights, Sums

NAME = "leaning.json"
HALF = 0.5  # what is likelier than all else together


def leaning_of(files: Files) -> LeaningWeights:
    """The weights; whatever is wrong with them is a problem of the files, and no weights are used."""
    weights, where = learned(files, NAME, read_leaning, "models.answers")
    if weights is None:
        return LeaningWeights()
    if not all(HALF <= one < 1 for one in (weights.takes, weights.doubts, weights.opposes, weights.ignores)):
        files.problems.add(where, "needs 0.5 <= takes, doubts, opposes, ignores < 1")
    return weights


def read_leaning(path: Path) -> LeaningWeights:
    """Read one file. Raises OSError, ValueError, KeyError, TypeError or AttributeError if it cannot be used."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return LeaningWeights(
        learned_from=str(found["learned_from"]),
        bias=_sums(found["bias"]),
        features=read_table(found["features"], len(VALUES)),
        takes=float(found["takes"]),
        doubts=float(found["doubts"]),
        opposes=float(found["opposes"]),
        ignores=float(found["ignores"]),
    )


def _sums(row: Iterable[float]) -> Sums:
    yes, no, unsure = map(float, row)
    return yes, no, unsure
