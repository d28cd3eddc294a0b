"""What learning from sentences shares: which features they have, the fit, and the file of weights."""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from voice.content import load
from voice.content.learned import pack_table
from voice.core.pathway import Pathway
from voice.core.weights import as_byte
from voice.core.weights import digest as digest_of

ROOT = Path(__file__).parents[2]
RARE = 2  # a feature of fewer sentences than this is left out
ONE_IN = 1000  # sentences: a feature of so few is neither rare nor common
USUAL_SHARE = 40**0.5  # so that weights of an utterance with forty features are what they would be without a share
SETTLED = 1e-7  # no slope may be steeper at the end; at 1e-4 processors that round differently end 0.2 apart, now 0.003

Learn = Callable[[Path, Pathway], tuple[Mapping[str, Any], str]]
"""From a folder of sentences and the pathway: the weights as they are written, and what they were learned from, in
words."""


One = TypeVar("One")


def together(written: Mapping[str, Iterable[One]]) -> list[One]:
    """What all authors wrote, by name."""
    return [one for own in written.values() for one in own]


@dataclass(frozen=True)
class Matrix:
    """Which features each sentence has: their digests, ``keys``, in rising order, and ``rows`` of shape (sentences,
    features). Each feature counts with its ``worth``, and less the more there are, as in `voice.core.weights.Table`."""

    keys: Sequence[int]
    rows: Any
    worth: Any


def tabled(features: Sequence[Collection[str]], rarity: int) -> Matrix:
    """Lay out the features of sentences, without those that come but once. A feature of one sentence in a thousand has
    a worth of 1, a rarer one more: the penalty trusts what is rare too little. ``rarity`` tells how much more, 2 for
    its square."""
    import numpy as np  # noqa: PLC0415 - of the extra [train]
    from scipy.sparse import csr_matrix, diags  # noqa: PLC0415 - as above

    digests = [sorted(set(map(digest_of, row))) for row in features]
    common = Counter(key for row in digests for key in row)
    keys = sorted(key for key, count in common.items() if count >= RARE)
    places = {key: place for place, key in enumerate(keys)}
    found = [[places[key] for key in row if key in places] for row in digests]
    starts = np.cumsum([0, *map(len, found)])
    whole = csr_matrix((np.ones(starts[-1]), np.concatenate([*found, []]).astype(int), starts), (len(found), len(keys)))
    counts = np.array([common[key] for key in keys])
    worth = (np.log(len(found) / counts) / np.log(ONE_IN)) ** rarity
    shares = np.array([max(1, len(row)) for row in features]) ** -0.5
    return Matrix(keys, (diags(shares * USUAL_SHARE) @ whole @ diags(worth)).tocsr(), worth * USUAL_SHARE)


def packed(matrix: Matrix, weights: Any, small: float) -> dict[str, Any]:  # noqa: ANN401 - an array
    """Weights of shape (columns, features) as `voice.content.learned.read_table` reads them; rows without any as heavy
    as ``small`` are left out."""
    import numpy as np  # noqa: PLC0415 - of the extra [train]

    told = (weights * matrix.worth).T
    heavy = np.flatnonzero(np.abs(told).max(axis=1, initial=0) >= small)
    most = round(float(np.abs(told).max(initial=small)), 4)
    rows = [as_byte(float(one), most) for row in told[heavy] for one in row]
    return pack_table(told.shape[1], [matrix.keys[int(place)] for place in heavy], rows, most)


def fitted(
    rows: Any,  # noqa: ANN401 - scikit-learn has no types
    labels: Sequence[object],
    strength: float,
    counts: Sequence[float] | None = None,
) -> Any:  # noqa: ANN401 - as above
    """Logistic regression of labels on rows of a `Matrix`; ``strength`` is the inverse of the L2 penalty, ``counts``
    how much each row counts (1 where nothing is said)."""
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
    """JSON, a value a line, so that a changed threshold is seen."""
    path.write_text(json.dumps(weights, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n", encoding="utf-8")
