"""What was learned about what tales tell in a language: ``assertion.json``, which ``python -m models.tales`` writes.

A language may be without it; then cues alone tell what is meant.
"""

import json
from pathlib import Path
from typing import Any

from voice.content.learned import learned, read_table
from voice.content.nodes import Files
from voice.core.assertion import AssertionWeights, Side

NAME = "assertion.json"


def assertion_of(files: Files) -> AssertionWeights:
    """The weights; whatever is wrong with them is a problem of the files, and no weights are used."""
    weights, where = learned(files, NAME, read_assertion, "models.tales")
    if weights is None:
        return AssertionWeights()
    if not all(0 < side.believed < 1 for side in (weights.present, weights.absent)):
        files.problems.add(where, "needs 0 < believed < 1")
    return weights


def read_assertion(path: Path) -> AssertionWeights:
    """Read one file. Raises OSError, ValueError, KeyError, TypeError or AttributeError if it cannot be used."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return AssertionWeights(_side(found["present"]), _side(found["absent"]), str(found["learned_from"]))


def _side(found: dict[str, Any]) -> Side:
    return Side(float(found["bias"]), read_table(found["features"], 1), float(found["believed"]))
