"""The decoding graph of a few words.

Built in a process of its own: libvosk carries its own OpenFst, and hangs when it is loaded after pywrapfst.
"""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUILD = """
import json
from models.train.costs import Costs
from models.train.graph import phone_bigram, sounds_to_words, spellings, word_numbers
from models.train.lexicon import Lexicon
from models.train.topology import Topology
from models.train.tree import build

words = ["know", "no", "yes"]
lexicon = Lexicon({"no": (("N", "OW"),), "know": (("N", "OW"),), "yes": (("Y", "EH", "S"),)})
numbers = word_numbers(words)
phones = phone_bigram(words, lexicon)
graph = sounds_to_words(Topology(), build(spellings(words, lexicon)), numbers, Costs(), phones)
arcs = [(s, a.ilabel, a.olabel, a.nextstate) for s in graph.states() for a in graph.arcs(s)]
costs = [(a.ilabel, float(a.weight)) for s in graph.states() for a in graph.arcs(s)]
print(json.dumps({"start": graph.start(), "arcs": arcs, "numbers": numbers, "costs": costs}))
"""


@pytest.fixture(scope="module")
def graph():
    if find_spec("pywrapfst") is None:
        pytest.skip("pynini belongs to the extra [train]")
    made = subprocess.run([sys.executable, "-c", BUILD], check=True, capture_output=True, text=True, cwd=ROOT)
    return json.loads(made.stdout)


def words_said(graph, labels: list[int]) -> set[tuple[str, ...]]:
    """All word strings that the graph gives for these transition ids, ending between words."""
    names = {number: word for word, number in graph["numbers"].items()}
    arcs: dict[int, list[tuple[int, int, int]]] = {}
    for source, label, word, target in graph["arcs"]:
        arcs.setdefault(source, []).append((label, word, target))
    found: set[tuple[str, ...]] = set()
    stack: list[tuple[int, int, tuple[str, ...]]] = [(graph["start"], 0, ())]
    seen: set[tuple[int, int, tuple[str, ...]]] = set()
    while stack:
        state = stack.pop()
        if state in seen:
            continue
        seen.add(state)
        node, at, said = state
        if at == len(labels) and node == 1:
            found.add(said)
        for label, word, target in arcs.get(node, ()):
            more = (*said, names[word]) if word else said
            if label == 0:
                stack.append((target, at, more))
            elif at < len(labels) and label == labels[at]:
                stack.append((target, at + 1, more))
    return found


def test_transition_ids_become_words(graph):
    from models.train.topology import Topology

    topology = Topology()
    leave, stay = topology.leave, topology.stay
    yes = [leave("SIL"), stay("SIL"), leave("Y_B"), leave("EH_I"), stay("EH_I"), leave("BLK_I"), leave("S_E")]
    assert ("yes",) in words_said(graph, yes)
    no = [leave("N_B"), leave("OW_E"), stay("OW_E")]
    assert words_said(graph, no) >= {("no",), ("know",)}
    assert words_said(graph, [*no, leave("SIL"), *yes[2:]]) >= {("no", "yes"), ("know", "yes")}


def test_any_other_run_of_phones_is_unknown(graph):
    from models.train.topology import Topology

    leave = Topology().leave
    assert words_said(graph, [leave("K_B"), leave("AO_I"), leave("F_E")]) == {("[unk]",)}


def test_backing_off_is_a_loop_between_words(graph):
    from models.train.topology import Topology

    mark = Topology().first_free_label
    assert [arc for arc in graph["arcs"] if arc[1] == mark] == [[1, mark, graph["numbers"]["#0"], 1]]


def test_in_unknown_words_a_usual_phone_costs_less(graph):
    from models.train.topology import Topology

    leave = Topology().leave
    entering = {phone: [cost for label, cost in graph["costs"] if label == leave(phone)] for phone in ("OW_I", "ZH_I")}
    # OW follows N in the only words there are; nothing leads to ZH.
    assert min(entering["OW_I"]) < min(entering["ZH_I"])


def test_only_forks_have_states_of_their_own(graph):
    """Between "Y" and "EH" of "yes" nothing else can come, so one inside leads straight into the other."""
    from models.train.topology import Topology

    leave = Topology().leave
    word = graph["numbers"]["yes"]
    (begun,) = {target for _, label, said, target in graph["arcs"] if label == leave("Y_B") and said == word}
    assert begun in {source for source, label, _, _ in graph["arcs"] if label == leave("EH_I")}
