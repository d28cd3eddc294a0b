"""A bigram of words with backing off, estimated on the texts: what people are likely to say with no grammar set."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

START, END = "<s>", "</s>"
DISCOUNT = 0.6  # taken off every bigram count and given to the backoff
AGAIN = 2  # times that a pair of words must come in the tales
FLOOR = 0.4  # imaginary count of every word of the vocabulary


@dataclass(frozen=True)
class Bigram:
    """Costs are negative natural logs. ``after[a][b]`` is the cost of b after a; else backoff[a] + alone[b]."""

    alone: Mapping[str, float]
    after: Mapping[str, Mapping[str, float]]
    backoff: Mapping[str, float]

    def cost(self, words: Sequence[str]) -> float:
        """Cost of a whole sentence of known words."""
        return sum(map(self.cost_after, (START, *words), (*words, END)))

    def cost_after(self, first: str, second: str) -> float:
        """Cost of ``second`` once ``first`` was said."""
        seen = self.after.get(first, {})
        return seen[second] if second in seen else self.backoff.get(first, 0.0) + self.alone[second]


def estimate(texts: Iterable[str], vocabulary: Sequence[str], told: Iterable[str] = ()) -> Bigram:
    """Absolute discounting; words outside the vocabulary break a text in two. Of the pairs in ``told`` only those count
    that come at least `AGAIN` times: a graph with all of them would be too large."""
    singles, pairs = _counted(texts, vocabulary)
    more, rare = _counted(told, vocabulary)
    singles.update(more)
    for first, seconds in rare.items():
        pairs[first].update({second: n for second, n in seconds.items() if n >= AGAIN or second in pairs[first]})
    pairs = {first: seconds for first, seconds in pairs.items() if seconds}
    total = sum(singles.values()) + FLOOR * len(singles)
    alone = {word: (count + FLOOR) / total for word, count in singles.items()}
    after, backoff = {}, {}
    for first, seconds in pairs.items():
        count = seconds.total()
        spare = DISCOUNT * len(seconds) / count
        after[first] = {
            word: -math.log((n - DISCOUNT) / count + spare * alone[word]) for word, n in sorted(seconds.items())
        }
        backoff[first] = -math.log(spare)
    return Bigram({word: -math.log(p) for word, p in alone.items()}, after, backoff)


def _counted(texts: Iterable[str], vocabulary: Sequence[str]) -> tuple[Counter[str], dict[str, Counter[str]]]:
    firsts, seconds = {*vocabulary, START}, {*vocabulary, END}
    singles: Counter[str] = Counter(dict.fromkeys(vocabulary, 0))
    pairs: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        sentence = [START, *text.split(), END]
        singles.update(word for word in sentence[1:] if word in seconds)
        for first, second in pairwise(sentence):
            if first in firsts and second in seconds:
                pairs[first][second] += 1
    return singles, pairs
