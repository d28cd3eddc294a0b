"""A model with one fixed graph (HCLG), as the largest official ones have: it takes no grammar, and is heard freely.

The graph of a few words is composed in a process of its own, since libvosk carries its own OpenFst.
"""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from shutil import copytree

import pytest

from voice.audio import wav
from voice.core.events import Listen
from voice.core.terms import ListenKind, SlotId
from voice.models import check, find
from voice.recognizers.vosk import VoskEar
from voice.settings import Hearing

ROOT = Path(__file__).parents[2]
RECORDINGS = ROOT / "tests" / "audio" / "en" / "awb"
COMPOSE = """
import sys
import pywrapfst as fst
from pathlib import Path
from models.train.costs import Costs
from models.train.graph import UNKNOWN, sounds_to_words, spellings, word_numbers
from models.train.lexicon import Lexicon
from models.train.topology import Topology
from models.train.tree import build

folder, strange = Path(sys.argv[1]), sys.argv[2] == "strange"
said = {"no": (("N", "OW"),), "yes": (("Y", "EH", "S"),), "not": (("N", "AA", "T"),), "sure": (("SH", "UH", "R"),)}
topology, numbers = Topology(), word_numbers(sorted(said))
sounds = sounds_to_words(topology, build(spellings(sorted(said), Lexicon(said))), numbers, Costs())
any_words = fst.VectorFst()
any_words.set_start(any_words.add_state())
any_words.set_final(0)
for word in (*said, UNKNOWN) if strange else said:
    cost = 3 if word == UNKNOWN else 0.5
    any_words.add_arc(0, fst.Arc(numbers[word], numbers[word], fst.Weight(any_words.weight_type(), cost), 0))
graph = fst.compose(sounds, any_words.arcsort("ilabel"))
fst.convert(graph, "const").write(str(folder / "HCLG.fst"))
kept = numbers if strange else {word: number for word, number in numbers.items() if word != UNKNOWN}
(folder / "words.txt").write_text("".join(f"{word} {number}\\n" for word, number in kept.items()))
"""


@pytest.mark.parametrize("strange", [True, False], ids=["with-unk", "without-unk"])
def test_a_model_with_a_fixed_graph_is_heard_freely(tmp_path: Path, strange: bool) -> None:
    if find_spec("pywrapfst") is None:
        pytest.skip("pynini belongs to the extra [train]")
    folder = copytree(find(None).folder, tmp_path / "model")
    for name in ("HCLr.fst", "Gr.fst", "disambig_tid.int"):
        (folder / "graph" / name).unlink()
    words = "strange" if strange else "none"
    subprocess.run([sys.executable, "-c", COMPOSE, folder / "graph", words], check=True, cwd=ROOT)
    model = check(folder)
    assert not model.runtime_grammars
    ear = VoskEar(model, Hearing(), lambda _: ("yes", "no", "up to now"), pytest.fail)
    recognizer = ear.open(Listen(ListenKind.QUESTION, (SlotId("chest_pain"),)))
    recognizer.accept(wav.read(RECORDINGS / "yes.flac", 16_000))
    heard = recognizer.finish()
    assert (heard.text, heard.free) == ("yes", "yes")
