"""What was learned about the alarms of a language: ``likelihood.json``, which ``python -m models.alarms`` writes.

A language may be without it; then only phrases raise alarms.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from voice.content.learned import learned
from voice.content.nodes import Files
from voice.core.likelihood import NO_INTERRUPT, Naming, Weights
from voice.core.terms import InterruptId

NAME = "likelihood.json"


def likelihood_of(files: Files, interrupts: Mapping[InterruptId, object]) -> Weights:
    """The weights; whatever is wrong with them is a problem of the files, and no weights are used."""
    weights, where = learned(files, NAME, read_weights, "models.alarms")
    if weights is None:
        return Weights()
    unknown = {str(one) for named in weights.names.values() for one, _ in named} - {NO_INTERRUPT, *map(str, interrupts)}
    if unknown:
        files.problems.add(where, f"names interrupts that do not exist: {', '.join(sorted(unknown))}")
    lower, upper = sorted((weights.keeps, weights.asks))
    if not (0 < weights.believes <= lower <= upper <= weights.raises < 1 and 0 <= weights.agrees <= 1):
        files.problems.add(where, "needs 0 < believes <= keeps, asks <= raises < 1 and 0 <= agrees <= 1")
    return weights


def read_weights(path: Path) -> Weights:
    """Read one file. Raises OSError, ValueError, KeyError, TypeError or AttributeError if it cannot be used."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    shared: dict[Naming, Naming] = {}  # few different ones come many times
    return Weights(
        learned_from=str(found["learned_from"]),
        bias=float(found["bias"]),
        features={name: float(weight) for name, weight in found["features"].items()},
        names={
            name: tuple(shared.setdefault(one, one) for one in _namings(named))
            for name, named in found["names"].items()
        },
        agrees=float(found["agrees"]),
        raises=float(found["raises"]),
        keeps=float(found["keeps"]),
        believes=float(found["believes"]),
        asks=float(found["asks"]),
    )


def _namings(named: Mapping[str, float]) -> Iterator[Naming]:
    return ((InterruptId(one), float(weight)) for one, weight in named.items())
