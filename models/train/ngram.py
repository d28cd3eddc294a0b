"""Which words follow which, estimated on texts: what people are likely to say with no grammar set.

An n-gram with absolute discounting and backing off. Of all that was counted only what tells most is kept, so that it
fits into a small graph: in the field's words it is *pruned* by its weighted difference (Seymore and Rosenfeld 1996).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

START, END = "<s>", "</s>"
DISCOUNTS = (0.6, 0.75)  # taken off the count of every two and three words and given to the backoff
FLOOR = 0.4  # imaginary count of every word of the vocabulary

History = tuple[str, ...]
"""The words before: one or two."""
Counts = dict[History, Counter[str]]
Shares = dict[History, dict[str, float]]


@dataclass(frozen=True)
class NGram:
    """Costs are negative natural logs. ``after[h][b]`` is the cost of b after the words h; else it is ``backoff[h]``
    and what b costs after h without its first word, in the end ``alone[b]``."""

    alone: Mapping[str, float]
    after: Mapping[History, Mapping[str, float]]
    backoff: Mapping[History, float]

    def cost(self, words: Sequence[str]) -> float:
        """Cost of a whole sentence of known words."""
        total, known = 0.0, self.known((START,))
        for word in (*words, END):
            total, known = total + self.cost_after(known, word), self.known((*known, word))
        return total

    def cost_after(self, history: History, word: str) -> float:
        """Cost of a word once ``history`` was said."""
        seen = self.after.get(history, {})
        if word in seen:
            return seen[word]
        return self.backoff.get(history, 0.0) + self.cost_after(history[1:], word) if history else self.alone[word]

    def known(self, words: History) -> History:
        """As many of the last words as something was seen to follow."""
        words = words[-len(DISCOUNTS) :]
        return words if not words or words in self.after else self.known(words[1:])


def estimate(texts: Iterable[str], vocabulary: Sequence[str], order: int = 2, most: int | None = None) -> NGram:
    """From runs of ``order`` words, two or three. Words outside the vocabulary break a text in two. ``most`` runs are
    kept at most, else all."""
    singles, counts = _counted(texts, vocabulary, order)
    total = sum(singles.values()) + FLOOR * len(singles)
    alone = {word: (count + FLOOR) / total for word, count in singles.items()}
    spoken = {history: seconds.total() for history, seconds in counts.items()}
    after, backoff = _discounted(counts, spoken, alone)
    if most is not None:
        after, backoff = _discounted(_telling(counts, after, backoff, alone, most), spoken, alone)
    costs = {history: {word: -math.log(p) for word, p in sorted(seconds.items())} for history, seconds in after.items()}
    return NGram(
        {word: -math.log(p) for word, p in alone.items()}, costs, {one: -math.log(p) for one, p in backoff.items()}
    )


def _counted(texts: Iterable[str], vocabulary: Sequence[str], order: int) -> tuple[Counter[str], Counts]:
    firsts, seconds = {*vocabulary, START}, {*vocabulary, END}
    singles: Counter[str] = Counter(dict.fromkeys(vocabulary, 0))
    counts: Counts = defaultdict(Counter)
    for text in texts:
        history: History = (START,)
        for word in (*text.split(), END):
            if word in seconds:
                singles[word] += 1
                for start in range(len(history)):
                    counts[history[start:]][word] += 1
            history = (*history, word)[1 - order :] if word in firsts else ()
    return singles, counts


def _discounted(
    counts: Counts, spoken: Mapping[History, int], alone: Mapping[str, float]
) -> tuple[Shares, dict[History, float]]:
    """Of every history: the probability of each word that is counted after it, and the share of all others, which is
    what was taken off and what was counted but not kept. ``spoken`` tells how often each history was said."""
    after: Shares = {}
    backoff: dict[History, float] = {}
    for history in sorted(counts, key=len):
        seconds, discount, of = counts[history], DISCOUNTS[len(history) - 1], spoken[history]
        spare = 1 - (seconds.total() - discount * len(seconds)) / of
        backoff[history] = spare
        after[history] = {
            word: (count - discount) / of + spare * _share(history[1:], word, after, backoff, alone)
            for word, count in seconds.items()
        }
    return after, backoff


def _share(
    history: History, word: str, after: Shares, backoff: Mapping[History, float], alone: Mapping[str, float]
) -> float:
    """The probability of a word after a history, by the longest part of it that knows the word."""
    if not history:
        return alone[word]
    seen = after.get(history, {})
    return seen[word] if word in seen else backoff.get(history, 1.0) * _share(history[1:], word, after, backoff, alone)


def _telling(
    counts: Counts, after: Shares, backoff: Mapping[History, float], alone: Mapping[str, float], most: int
) -> Counts:
    """The counts of what would be missed most, each by the number of times it was said and by how much less likely it
    would be without; and of the runs that lead to it."""

    def worth(history: History, word: str) -> float:
        without = backoff[history] * _share(history[1:], word, after, backoff, alone)
        return counts[history][word] * math.log(after[history][word] / without)

    def leading(history: History, word: str) -> Iterator[tuple[History, str]]:
        if len(history) > 1:
            yield from leading(history[:-1], history[-1])
        yield history, word

    runs = [(history, word) for history, seconds in counts.items() for word in seconds]
    kept: Counts = defaultdict(Counter)
    room = most
    for run in sorted(runs, key=lambda one: -worth(*one)):
        for history, word in leading(*run):
            if word not in kept[history]:
                kept[history][word] = counts[history][word]
                room -= 1
        if room <= 0:
            break
    return {history: seconds for history, seconds in kept.items() if seconds}
