"""The decoding graph: HCLr (sounds to words, made for lookahead composition) and Gr (which words follow which).

libvosk composes HCLr with Gr, or with a grammar made at run time, while it decodes. Kaldi's "reordered" form is
used: the transition that leaves a state comes first, its self-loops after; word times are wrong otherwise.
"""

import os
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pywrapfst as fst

from models.train.costs import Costs
from models.train.lexicon import PHONES, Lexicon
from models.train.ngram import END, START, NGram, estimate
from models.train.topology import BLANK_INSIDE, SILENCE, Topology, placed
from models.train.tree import ENDED, Step, WordTree, build

UNKNOWN, BACKOFF = "[unk]", "#0"
LOOKAHEAD_LIBRARIES = ("libfstlookahead.so.22", "libfstlookahead.so")


class GraphWriter:
    """An OpenFst graph under construction, over transition ids and word numbers."""

    def __init__(self, topology: Topology, words: Mapping[str, int]) -> None:
        self.graph = fst.VectorFst()
        self.topology, self._words = topology, words
        self._weight = self.graph.weight_type()

    def state(self) -> int:
        """A new state."""
        return int(self.graph.add_state())

    def arc(self, source: int, target: int, label: int = 0, word: str = "", cost: float = 0.0) -> None:
        """One arc; label 0 reads no frame."""
        number = self._words[word] if word else 0
        self.graph.add_arc(source, fst.Arc(label, number, fst.Weight(self._weight, cost), target))

    def phone(self, source: int, target: int, name: str, word: str = "", cost: float = 0.0) -> int:
        """One or more frames of a phone; the state inside it is returned."""
        inside = self.phone_inside(name, target)
        self.arc(source, inside, self.topology.leave(name), word, cost)
        return inside

    def phone_inside(self, name: str, target: int) -> int:
        """A phone that nothing leads into yet."""
        inside = self.state()
        self.arc(inside, inside, self.topology.stay(name))
        self.arc(inside, target)
        return inside


def sounds_to_words(
    topology: Topology, tree: WordTree, words: Mapping[str, int], costs: Costs, phones: NGram | None = None
) -> fst.VectorFst:
    """HCL: any number of words with optional silence between them. [unk] is any run of phones, at a cost for each."""
    writer = GraphWriter(topology, words)
    start, loop, after = writer.state(), writer.state(), writer.state()
    writer.graph.set_start(start)
    writer.graph.set_final(loop)
    writer.arc(start, loop)
    writer.phone(start, loop, SILENCE)
    writer.arc(after, loop)
    writer.phone(after, loop, SILENCE)
    _TreeWriter(writer, tree, {0: loop, 1: after}, costs).write()
    _write_unknown(writer, loop, after, phones, costs)
    writer.arc(loop, loop, topology.first_free_label, BACKOFF)
    writer.graph.arcsort("olabel")
    return writer.graph


class _TreeWriter:
    """Each step is a phone; frames of blank may follow it unless the word is over, for then they are silence.

    A node that only one step leaves needs no state of its own: what leads there leads into that step. States are dear,
    because for each of them the file also says which words can be reached.
    """

    def __init__(self, writer: GraphWriter, tree: WordTree, ends: Mapping[int, int], costs: Costs) -> None:
        self._writer, self._tree, self._costs = writer, tree, costs
        self._nodes = dict(ends)
        self._inside: dict[tuple[str, int], int] = {}
        self._blanks: dict[int, int] = {}
        for node, steps in tree.steps.items():
            if len(steps) > 1 and node not in ends:
                self._nodes[node] = writer.state()

    def write(self) -> None:
        """All steps of the tree."""
        for node, steps in self._tree.steps.items():
            if node in self._nodes:
                for step in steps:
                    self._enter(self._nodes[node], step, 0.0 if node else self._costs.word)

    def _enter(self, source: int, step: Step, cost: float = 0.0) -> None:
        if step.phone == ENDED:
            self._writer.arc(source, self._nodes[step.target], 0, step.word, cost)
        else:
            label = self._writer.topology.leave(step.phone)
            self._writer.arc(source, self._within(step), label, step.word, cost)

    def _within(self, step: Step) -> int:
        """The state inside this step's phone, with all that follows."""
        key = (step.phone, step.target)
        if key not in self._inside:
            state = self._inside[key] = self._writer.state()
            self._writer.arc(state, state, self._writer.topology.stay(step.phone))
            self._follow(state, step.target)
            if not _ends(self._tree, step.target):
                self._writer.arc(state, self._blank(step.target), self._writer.topology.leave(BLANK_INSIDE))
        return self._inside[key]

    def _blank(self, node: int) -> int:
        """An optional stretch of blank before a node; one for all phones that lead there."""
        if node not in self._blanks:
            state = self._blanks[node] = self._writer.state()
            self._writer.arc(state, state, self._writer.topology.stay(BLANK_INSIDE))
            self._follow(state, node)
        return self._blanks[node]

    def _follow(self, source: int, node: int) -> None:
        if node in self._nodes:
            self._writer.arc(source, self._nodes[node])
        else:
            self._enter(source, self._tree.steps[node][0])


def _ends(tree: WordTree, node: int) -> bool:
    return any(step.phone == ENDED for step in tree.steps.get(node, ()))


def _write_unknown(writer: GraphWriter, loop: int, after: int, phones: NGram | None, costs: Costs) -> None:
    """[unk]: two or more phones, each at a cost and at what it costs after the one before, with optional blank between.

    ``phones`` are costs of phones that follow one another; None counts all alike.
    """
    topology = writer.topology
    between = {phone: writer.state() for phone in topology.phones}
    last = {phone: writer.phone_inside(f"{phone}_E", after) for phone in topology.phones}
    middle = {phone: writer.phone_inside(f"{phone}_I", between[phone]) for phone in topology.phones}
    for phone in topology.phones:
        begun = writer.phone(loop, between[phone], f"{phone}_B", UNKNOWN, costs.word + costs.unknown_phone)
        blank = writer.phone_inside(BLANK_INSIDE, between[phone])
        for inside in (begun, middle[phone]):
            writer.arc(inside, blank, topology.leave(BLANK_INSIDE))
        for follower in topology.phones:
            usual = costs.phone_grammar * phones.cost_after((phone,), follower) if phones else 0.0
            for place, insides in (("I", middle), ("E", last)):
                leave = topology.leave(f"{follower}_{place}")
                writer.arc(between[phone], insides[follower], leave, cost=usual + costs.unknown_phone)


def word_numbers(vocabulary: Sequence[str]) -> dict[str, int]:
    """Numbers before relabelling: <eps> is 0, then the words, [unk] and #0."""
    return {word: k for k, word in enumerate(["<eps>", *vocabulary, UNKNOWN, BACKOFF])}


def spellings(vocabulary: Iterable[str], lexicon: Lexicon) -> list[tuple[tuple[str, ...], str]]:
    """(placed phones, word) for every pronunciation of every word; raises UnknownWordsError."""
    vocabulary = list(vocabulary)
    lexicon.require(vocabulary)
    return [(placed(variant), word) for word in vocabulary for variant in lexicon.pronunciations(word)]


def phone_bigram(vocabulary: Iterable[str], lexicon: Lexicon) -> NGram:
    """Which phone follows which inside words."""
    return estimate((" ".join(variant) for word in vocabulary for variant in lexicon.pronunciations(word)), PHONES)


def write_graph(folder: Path, vocabulary: Sequence[str], lexicon: Lexicon, spoken: NGram, costs: Costs) -> None:
    """Write HCLr.fst, Gr.fst, words.txt, disambig_tid.int and phones/word_boundary.int into ``folder``."""
    topology, words = Topology(), word_numbers(vocabulary)
    tree = build(spellings(vocabulary, lexicon))
    graph = sounds_to_words(topology, tree, words, costs, phone_bigram(vocabulary, lexicon))
    (folder / "phones").mkdir(parents=True, exist_ok=True)
    relabelled = _convert(graph, folder / "HCLr.fst")
    words = {word: relabelled.get(number, number) for word, number in words.items()}
    _grammar(spoken, words, costs).write(str(folder / "Gr.fst"))
    by_number = sorted(words.items(), key=lambda item: item[1])
    (folder / "words.txt").write_text("".join(f"{word} {n}\n" for word, n in by_number), encoding="utf-8")
    (folder / "disambig_tid.int").write_text(f"{topology.first_free_label}\n", encoding="ascii")
    (folder / "phones" / "word_boundary.int").write_text(topology.word_boundaries(), encoding="ascii")


def _convert(graph: fst.VectorFst, target: Path) -> dict[int, int]:
    """Have fstconvert make the lookahead type; the word numbers it wants used from now on."""
    with TemporaryDirectory() as scratch:
        plain, pairs = Path(scratch) / "HCL.fst", Path(scratch) / "pairs"
        graph.write(str(plain))
        command = [
            "fstconvert",
            "--fst_type=olabel_lookahead",
            f"--save_relabel_opairs={pairs}",
            str(plain),
            str(target),
        ]
        environment = {**os.environ, "LD_PRELOAD": _lookahead_library()}
        subprocess.run(command, check=True, env=environment)
        return {int(old): int(new) for old, new in (line.split() for line in pairs.read_text().splitlines())}


def _lookahead_library() -> str:
    """The plug-in must be loaded with fstconvert, which does not look for it by itself."""
    for name in LOOKAHEAD_LIBRARIES:
        for path in sorted(Path("/usr/lib").rglob(name)):
            return str(path)
    raise FileNotFoundError("no libfstlookahead: install Debian's libfst-tools and libfst22-plugins-base")


def _grammar(spoken: NGram, words: Mapping[str, int], costs: Costs) -> fst.VectorFst:
    """Gr: one state for each word, or two, that something was seen to follow, and one for having backed off."""
    grammar = fst.VectorFst()
    weight = grammar.weight_type()

    def arc(source: int, word: str, cost: float, target: int) -> None:
        label = words[word]
        scaled = fst.Weight(weight, cost * costs.grammar_scale)
        grammar.add_arc(source, fst.Arc(label, 0 if word == BACKOFF else label, scaled, target))

    states = {history: grammar.add_state() for history in ((), *spoken.after)}
    grammar.set_start(states[spoken.known((START,))])
    for word, cost in spoken.alone.items():
        if word != END:
            arc(states[()], word, cost, states[spoken.known((word,))])
    arc(states[()], UNKNOWN, costs.unknown_word, states[()])
    grammar.set_final(states[()], fst.Weight(weight, spoken.alone[END] * costs.grammar_scale))
    for history, seconds in spoken.after.items():
        for word, cost in seconds.items():
            if word == END:
                grammar.set_final(states[history], fst.Weight(weight, cost * costs.grammar_scale))
            else:
                arc(states[history], word, cost, states[spoken.known((*history, word))])
        arc(states[history], BACKOFF, spoken.backoff[history], states[spoken.known(history[1:])])
    grammar.arcsort("ilabel")
    return grammar
