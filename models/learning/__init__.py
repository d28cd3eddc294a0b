"""What learning from sentences shares: a table of features, the fit, and weights written so that a change is seen."""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voice.content import load
from voice.core.pathway import Pathway

ROOT = Path(__file__).parents[2]
RARE = 2  # a feature of fewer sentences than this is left out
SETTLED = 1e-7  # no slope may be steeper at the end; at 1e-4 processors that round differently end 0.2 apart, now 0.003

Learn = Callable[[Path, Pathway], tuple[Mapping[str, Any], str]]
"""From a folder of sentences and the pathway: the weights as they are written, and how many there are, in words."""


@dataclass(frozen=True)
class Table:
    """Which features each sentence has: ``rows`` of shape (sentences, features), their ``names`` in that order."""

    names: Sequence[str]
    rows: Any


def tabled(features: Sequence[Iterable[str]]) -> Table:
    """Lay out the features of sentences, without the rare ones."""
    from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415 - of the extra [train]

    common = Counter(name for row in features for name in set(row))
    vectors = DictVectorizer()
    rows = vectors.fit_transform({name: 1 for name in sorted(row) if common[name] >= RARE} for row in features)
    return Table([str(name) for name in vectors.feature_names_], rows)


def fitted(
    rows: Any,  # noqa: ANN401 - scikit-learn has no types
    labels: Sequence[object],
    strength: float,
    counts: Sequence[float] | None = None,
) -> Any:  # noqa: ANN401 - as above
    """Logistic regression of labels on rows of a `Table`; ``strength`` is the inverse of the L2 penalty, ``counts`` how
    much each row counts (1 where nothing is said)."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - of the extra [train]

    return LogisticRegression(C=strength, max_iter=3000, tol=SETTLED).fit(rows, labels, sample_weight=counts)


def lesson(kind: str, name: str, learn: Learn, arguments: Iterable[str] | None) -> int:
    """Run the command that learns from ``models/<kind>/sentences`` and writes ``intents/en/<name>``."""
    says = f"Learn from models/{kind}/sentences and write intents/en/{name}."
    parser = argparse.ArgumentParser(prog=f"python -m models.{kind}", description=says)
    parser.add_argument("--sentences", type=Path, default=ROOT / "models" / kind / "sentences")
    parser.add_argument("--intents", type=Path, default=ROOT / "intents")
    parser.add_argument("--out", type=Path, help="file to write; otherwise the one in the intents")
    chosen = parser.parse_args(None if arguments is None else list(arguments))
    path = chosen.out or chosen.intents / "en" / name
    path.unlink(missing_ok=True)  # one of another form could not be read
    weights, counted = learn(chosen.sentences, load(chosen.intents, "en", "unknown").pathway)
    write(weights, path)
    sys.stdout.write(f"{counted}\n")
    return 0


def digest(lines: Iterable[str]) -> str:
    """Tells whether weights were learned from these lines."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def write(weights: Mapping[str, Any], path: Path) -> None:
    """JSON, one feature a line."""
    parts = (f"{json.dumps(name)}:{_written(value)}" for name, value in weights.items())
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


def _written(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    if not isinstance(value, dict):
        return _compact(value)
    return "{\n" + ",\n".join(f"{_compact(name)}:{_compact(one)}" for name, one in value.items()) + "\n}"


def _compact(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
