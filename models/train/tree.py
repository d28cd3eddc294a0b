"""The words of a graph as one acyclic automaton: shared beginnings, then shared endings.

A word's label stands on the first step that belongs to that word alone, so that endings without labels can be shared.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

ENDED = ""  # phone of the step that ends a word


@dataclass(frozen=True, order=True)
class Step:
    """From one node to another by a phone (ENDED: the word is over), giving out a word or nothing ("")."""

    phone: str
    word: str
    target: int


@dataclass(frozen=True)
class WordTree:
    """Steps out of each node. Node 0 is the start; steps with ENDED lead to node 1, which has none."""

    steps: Mapping[int, tuple[Step, ...]]

    def spellings(self) -> Iterable[tuple[tuple[str, ...], str]]:
        """Every (phones, word) path, for checking."""
        stack: list[tuple[int, tuple[str, ...], str]] = [(0, (), "")]
        while stack:
            node, phones, word = stack.pop()
            for step in self.steps.get(node, ()):
                said = word or step.word
                if step.phone == ENDED:
                    yield phones, said
                else:
                    stack.append((step.target, (*phones, step.phone), said))


@dataclass
class _Node:
    children: dict[str, "_Node"] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)


def build(spellings: Iterable[tuple[tuple[str, ...], str]]) -> WordTree:
    """The smallest such automaton for these (phones, word) pairs."""
    root = _Node()
    for phones, word in sorted(set(spellings)):
        node = root
        for phone in phones:
            node = node.children.setdefault(phone, _Node())
        node.words.append(word)
    known: dict[tuple[Step, ...], int] = {(): 1}
    steps: dict[int, tuple[Step, ...]] = {}
    top = _merge(root, known, steps, said=False)
    return WordTree(_renumbered(steps, top))


def _words_below(node: _Node) -> int:
    return len(node.words) + sum(_words_below(child) for child in node.children.values())


def _only_word(node: _Node) -> str:
    while not node.words:
        (node,) = node.children.values()
    return node.words[0]


def _merge(node: _Node, known: dict[tuple[Step, ...], int], steps: dict[int, tuple[Step, ...]], *, said: bool) -> int:
    """Number of the node whose steps equal this one's; ``said``: the word was given out on the way here."""
    out = [Step(ENDED, "" if said else word, 1) for word in node.words]
    for phone, child in node.children.items():
        alone = not said and _words_below(child) == 1
        out.append(Step(phone, _only_word(child) if alone else "", _merge(child, known, steps, said=said or alone)))
    key = tuple(sorted(out))
    if key not in known:
        known[key] = len(known) + 1
        steps[known[key]] = key
    return known[key]


def _renumbered(steps: dict[int, tuple[Step, ...]], top: int) -> dict[int, tuple[Step, ...]]:
    new: dict[int, int] = defaultdict(lambda: len(new) + 1)
    new[top], new[1] = 0, 1
    return {
        new[node]: tuple(Step(step.phone, step.word, new[step.target]) for step in out)
        for node, out in sorted(steps.items(), key=lambda item: item[0] != top)
    }
