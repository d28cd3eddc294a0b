"""Learning what is meant in a tale, from a few; what ships was learned from the tales that are here."""

from pathlib import Path

import pytest

from models.tales.__main__ import Tale, learn, learned_from, main, tale, written
from tests.bench.engine import INTENTS, content
from tests.train.alike import alike
from voice.content.assertion import NAME, read_assertion
from voice.content.learned import read_table
from voice.core.terms import SlotId, SlotKind

ROOT = Path(__file__).parents[2]
SENTENCES = ROOT / "models" / "tales" / "sentences"
FEVER, COUGH = SlotId("fever"), SlotId("persistent_cough")
FEW = [
    tale("-\tfever=+\tI have a fever among oaks"),
    tale("-\tfever=o\tI have a fever among aunts"),
    tale("-\tfever=-\tI have no fever among oaks"),
    tale("-\tfever=+\tI have no fever among aunts"),
] * 200


def test_what_tells_the_meant_apart_weighs_most() -> None:
    weights = learn(FEW, content().pathway)
    for side in ("present", "absent"):
        features = read_table(weights[side]["features"], 1)
        assert features.row("> oak")[0] > 0 > features.row("> aunt")[0]


def test_a_tale_is_read_with_what_was_asked_and_how_each_slot_is_meant(tmp_path: Path) -> None:
    (tmp_path / "someone.tsv").write_text(
        "-\tfever=+ persistent_cough=h\tfever\nfever\tfever=-\tno\n", encoding="utf-8"
    )
    assert written(tmp_path) == [
        Tale((), ((FEVER, "+"), (COUGH, "h")), "fever"),
        Tale((FEVER,), ((FEVER, "-"),), "no"),
    ]


def test_every_tale_names_slots_and_signs_that_there_are() -> None:
    tales, pathway = written(SENTENCES), content().pathway
    named = {slot for one in tales for slot, _ in one.labels}
    assert {slot for one in tales for slot in one.asked} | named <= set(pathway.questions)
    assert {pathway.questions[slot].kind for slot in named} == {SlotKind.FINDING}
    assert {sign for one in tales for _, sign in one.labels} == set("+-poh?")


def test_what_ships_was_learned_from_the_tales_that_are_here() -> None:
    learned = read_assertion(INTENTS / "en" / NAME)
    assert learned.learned_from == learned_from(written(SENTENCES)), "learn again: python -m models.tales"


@pytest.mark.long
def test_learning_again_gives_what_ships(tmp_path: Path) -> None:
    assert main(["--out", str(tmp_path / NAME)]) == 0
    again, shipped = read_assertion(tmp_path / NAME), read_assertion(INTENTS / "en" / NAME)
    assert alike(again.present.features, shipped.present.features)
    assert alike(again.absent.features, shipped.absent.features)
