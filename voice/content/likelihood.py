"""What was learned about the alarms of a language: ``likelihood.json``, which ``python -m models.alarms`` writes.

A language may be without it; then only phrases raise alarms.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from voice.content.learned import learned, read_table
from voice.content.nodes import Files
from voice.core.likelihood import NO_INTERRUPT, Weights
from voice.core.terms import InterruptId

NAME = "likelihood.json"


def likelihood_of(files: Files, interrupts: Mapping[InterruptId, object]) -> Weights:
    """The weights; whatever is wrong with them is a problem of the files, and no weights are used."""
    weights, where = learned(files, NAME, read_weights, "models.alarms")
    if weights is None:
        return Weights()
    unknown = set(weights.labels) - {NO_INTERRUPT, *interrupts}
    if unknown:
        files.problems.add(where, f"names interrupts that do not exist: {', '.join(sorted(unknown))}")
    lower, upper = sorted((weights.keeps, weights.asks))
    if not (0 < weights.believes <= lower <= upper <= weights.raises < 1 and 0 <= weights.agrees <= 1):
        files.problems.add(where, "needs 0 < believes <= keeps, asks <= raises < 1 and 0 <= agrees <= 1")
    return weights


def read_weights(path: Path) -> Weights:
    """Read one file. Raises OSError, ValueError, KeyError, TypeError or AttributeError if it cannot be used."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    labels = tuple(InterruptId(one) for one in found["labels"])
    leads = tuple(float(one) for one in found["leads"])
    if len(labels) != len(leads):
        raise ValueError("labels, leads and names do not fit together")
    return Weights(
        learned_from=str(found["learned_from"]),
        bias=float(found["bias"]),
        features=read_table(found["features"], 1),
        labels=labels,
        leads=leads,
        names=read_table(found["names"], len(labels)),
        agrees=float(found["agrees"]),
        raises=float(found["raises"]),
        keeps=float(found["keeps"]),
        believes=float(found["believes"]),
        asks=float(found["asks"]),
    )
