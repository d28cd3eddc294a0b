"""What was learned of features, in little room and quickly found.

A *feature* is something that an utterance has, such as two words in a row, and has a name. A table knows it by a
digest of the name alone (*feature hashing*, Weinberger et al. 2009), which lets hundreds of thousands of them fit into
two megabytes. A name that was never learned has no weight, but for one in ten thousand whose digest is another's.
"""

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import sqrt
from operator import lt
from zlib import crc32

STEPS = 127  # a weight is one signed byte
LOW = 20  # bits of a digest that are left out to find nearly its place; fewer make loading slower


def digest(name: str) -> int:
    """By what a table knows a feature: 32 bits."""
    return crc32(name.encode("utf-8", "surrogatepass"))


def as_said(name: str) -> str:
    """A feature's name in words that a screen reader can speak: "^ only" is "only" at the start, "go++all" is "go" and
    later "all", "fever:had" is "had" where fever was asked about."""
    words = name.rpartition(":")[2]
    place = {(True, True): " alone", (True, False): " first", (False, True): " last"}
    apart = words.strip("^$_ ").replace(" _ ", "+").replace("++", "+").replace("+", " then ")
    return apart + place.get((words.startswith("^"), words.endswith(" $")), "")


def as_byte(weight: float, most: float) -> int:
    """The byte for a weight between ``-most`` and ``most``: small ones are told apart more finely than large ones."""
    step = round(STEPS * sqrt(min(1.0, abs(weight) / most)))
    return step if weight > 0 else -step


@dataclass(frozen=True, slots=True)
class Table:
    """A row of ``width`` weights for each feature: the digests in rising order in ``keys``, their bytes one row after
    another in ``rows``. ``starts`` tells for the high bits of a digest where those with them begin, ``worth`` what each
    byte weighs. `table` makes one."""

    width: int
    keys: "array[int]"  # Python 3.11 cannot write array[int] unquoted
    rows: "array[int]"
    starts: "array[int]"
    worth: tuple[float, ...]

    def row(self, feature: str) -> tuple[float, ...]:
        """The weights of a feature, nothing if none were learned."""
        return next((tuple(map(self.worth.__getitem__, row)) for row in self._rows((feature,))), ())

    def sums(self, features: Collection[str]) -> list[float]:
        """What speaks for each column. One feature among many counts less: weights are for the square root of their
        number, which keeps long utterances comparable with short ones."""
        worth = self.worth
        sums = [0.0] * self.width
        for row in self._rows(features):
            for column, step in enumerate(row):
                sums[column] += worth[step]
        share = 1 / sqrt(max(1, len(features)))
        return [share * one for one in sums]

    def _rows(self, features: Iterable[str]) -> Iterator["array[int]"]:
        keys, starts, rows, width = self.keys, self.starts, self.rows, self.width
        for feature in features:
            key = digest(feature)
            high = key >> LOW
            end = starts[high + 1]
            place = bisect_left(keys, key, starts[high], end)
            if place < end and keys[place] == key:
                yield rows[place * width : (place + 1) * width]

    def heaviest(self, features: Iterable[str], column: int, count: int) -> list[str]:
        """Those of the features that speak most for a column, at most ``count``."""
        told = sorted((-row[column], one) for one in features if (row := self.row(one)))
        return [one for weight, one in islice(told, count) if weight < 0]


def table(width: int, keys: Sequence[int] = (), rows: Sequence[int] = (), most: float = 1.0) -> Table:
    """A table of these digests, in rising order, and of their bytes, of which the greatest is worth ``most``. Raises
    ValueError if they do not fit together."""
    if len(rows) != width * len(keys) or not all(map(lt, keys, islice(keys, 1, None))):
        raise ValueError("the table is broken")
    highs = range((1 << 32 - LOW) + 1)
    return Table(
        width,
        array("I", keys),
        array("b", rows),
        array("I", [bisect_left(keys, high << LOW) for high in highs]),
        (*(_weight(step, most) for step in range(STEPS + 1)), *(_weight(step, most) for step in range(-STEPS - 1, 0))),
    )


def _weight(step: int, most: float) -> float:
    size = most * (step / STEPS) ** 2
    return size if step > 0 else -size
