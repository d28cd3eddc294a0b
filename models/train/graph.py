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

from models.train.bigram import END, START, Bigram
from models.train.costs import Costs
from models.train.lexicon import Lexicon
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
        inside = self.state()
        self.arc(source, inside, self.topology.leave(name), word, cost)
        self.arc(inside, inside, self.topology.stay(name))
        self.arc(inside, target)
        return inside


def sounds_to_words(topology: Topology, tree: WordTree, words: Mapping[str, int], costs: Costs) -> fst.VectorFst:
    """HCL: any number of words with optional silence between them. [unk] is any run of phones, at a cost for each."""
    writer = GraphWriter(topology, words)
    start, loop, after = writer.state(), writer.state(), writer.state()
    writer.graph.set_start(start)
    writer.graph.set_final(loop)
    writer.arc(start, loop)
    writer.phone(start, loop, SILENCE)
    writer.arc(after, loop)
    writer.phone(after, loop, SILENCE)
    nodes = {0: loop, 1: after} | {node: writer.state() for node in tree.steps if node}
    _write_tree(writer, tree, nodes, costs)
    _write_unknown(writer, topology, loop, after, costs)
    writer.arc(loop, loop, topology.first_free_label, BACKOFF)
    writer.graph.arcsort("olabel")
    return writer.graph


def _write_tree(writer: GraphWriter, tree: WordTree, nodes: Mapping[int, int], costs: Costs) -> None:
    """Each step is a phone; frames of blank may follow it unless the word is over, for then they are silence."""
    blanks: dict[int, int] = {}
    inside: dict[tuple[str, int], int] = {}
    for node, steps in tree.steps.items():
        for step in steps:
            cost = 0.0 if node else costs.word
            if step.phone == ENDED:
                writer.arc(nodes[node], nodes[1], 0, step.word, cost)
            elif (step.phone, step.target) in inside:
                _enter(writer, nodes[node], inside[step.phone, step.target], step, cost)
            else:
                target = nodes[step.target]
                state = inside[step.phone, step.target] = writer.phone(nodes[node], target, step.phone, step.word, cost)
                if not _ends(tree, step.target):
                    _add_blank(writer, state, target, step.target, blanks)


def _enter(writer: GraphWriter, source: int, inside: int, step: Step, cost: float) -> None:
    writer.arc(source, inside, writer.topology.leave(step.phone), step.word, cost)


def _add_blank(writer: GraphWriter, state: int, target: int, node: int, blanks: dict[int, int]) -> None:
    """An optional stretch of blank before ``target``; one for all phones that lead there."""
    if node not in blanks:
        blanks[node] = writer.phone(state, target, BLANK_INSIDE)
    else:
        writer.arc(state, blanks[node], writer.topology.leave(BLANK_INSIDE))


def _ends(tree: WordTree, node: int) -> bool:
    return any(step.phone == ENDED for step in tree.steps[node])


def _write_unknown(writer: GraphWriter, topology: Topology, loop: int, after: int, costs: Costs) -> None:
    """[unk]: two or more phones, each at a cost, with optional blank between."""
    between = writer.state()
    blank = writer.state()
    writer.arc(blank, blank, topology.stay(BLANK_INSIDE))
    writer.arc(blank, between)
    for phone in topology.phones:
        for place, source, target in (("B", loop, between), ("I", between, between), ("E", between, after)):
            word, cost = (UNKNOWN, costs.word) if place == "B" else ("", 0.0)
            inside = writer.phone(source, target, f"{phone}_{place}", word, cost + costs.unknown_phone)
            if place != "E":
                writer.arc(inside, blank, topology.leave(BLANK_INSIDE))


def word_numbers(vocabulary: Sequence[str]) -> dict[str, int]:
    """Numbers before relabelling: <eps> is 0, then the words, [unk] and #0."""
    return {word: k for k, word in enumerate(["<eps>", *vocabulary, UNKNOWN, BACKOFF])}


def spellings(vocabulary: Iterable[str], lexicon: Lexicon) -> list[tuple[tuple[str, ...], str]]:
    """(placed phones, word) for every pronunciation of every word; raises UnknownWordsError."""
    vocabulary = list(vocabulary)
    lexicon.require(vocabulary)
    return [(placed(variant), word) for word in vocabulary for variant in lexicon.pronunciations(word)]


def write_graph(folder: Path, vocabulary: Sequence[str], lexicon: Lexicon, bigram: Bigram, costs: Costs) -> None:
    """Write HCLr.fst, Gr.fst, words.txt, disambig_tid.int and phones/word_boundary.int into ``folder``."""
    topology, words = Topology(), word_numbers(vocabulary)
    graph = sounds_to_words(topology, build(spellings(vocabulary, lexicon)), words, costs)
    (folder / "phones").mkdir(parents=True, exist_ok=True)
    relabelled = _convert(graph, folder / "HCLr.fst")
    words = {word: relabelled.get(number, number) for word, number in words.items()}
    _grammar(bigram, words, costs).write(str(folder / "Gr.fst"))
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


def _grammar(bigram: Bigram, words: Mapping[str, int], costs: Costs) -> fst.VectorFst:
    """Gr: one state for each word that something was seen to follow, and one for having backed off."""
    grammar = fst.VectorFst()
    weight = grammar.weight_type()

    def arc(source: int, word: str, cost: float, target: int) -> None:
        label = words[word]
        scaled = fst.Weight(weight, cost * costs.grammar_scale)
        grammar.add_arc(source, fst.Arc(label, 0 if word == BACKOFF else label, scaled, target))

    anywhere = grammar.add_state()
    states = {first: grammar.add_state() for first in bigram.after}
    grammar.set_start(states.get(START, anywhere))
    for word, cost in bigram.alone.items():
        if word != END:
            arc(anywhere, word, cost, states.get(word, anywhere))
    arc(anywhere, UNKNOWN, costs.unknown_word, anywhere)
    grammar.set_final(anywhere, fst.Weight(weight, bigram.alone[END] * costs.grammar_scale))
    for first, seconds in bigram.after.items():
        for second, cost in seconds.items():
            if second == END:
                grammar.set_final(states[first], fst.Weight(weight, cost * costs.grammar_scale))
            else:
                arc(states[first], second, cost, states.get(second, anywhere))
        arc(states[first], BACKOFF, bigram.backoff[first], anywhere)
    return _with_symbols(grammar, words)


def _with_symbols(grammar: fst.VectorFst, words: Mapping[str, int]) -> fst.VectorFst:
    symbols = fst.SymbolTable()
    for word, number in sorted(words.items(), key=lambda item: item[1]):
        symbols.add_symbol(word, number)
    grammar.arcsort("ilabel")
    grammar.set_input_symbols(symbols)
    grammar.set_output_symbols(symbols)
    return grammar
