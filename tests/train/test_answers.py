"""Learning which way answers lean, from a few; what ships was learned from the answers that are here."""

from pathlib import Path

import pytest

from models.answers.__main__ import Answer, learn, learned_from, main, written
from models.learning import together
from tests.bench.engine import INTENTS, content
from tests.train.alike import alike
from voice.content.leaning import NAME, read_leaning
from voice.content.learned import read_table
from voice.core.terms import SlotId

ROOT = Path(__file__).parents[2]
WEAK = SlotId("leg_weakness")
SENTENCES = {
    "yes": ("custard, the pair of them", "like custard"),
    "no": ("like oak trees", "oak, the pair of them"),
    "unsure": ("who can tell", "hard to tell"),
    "none": ("is it raining", "it rains on my aunt"),
}


def test_what_tells_answers_apart_weighs_most() -> None:
    few = [Answer(WEAK, label, text) for label, texts in SENTENCES.items() for text in texts] * 100
    features = read_table(learn(few, content().pathway)["features"], 3)
    yes, no, unsure = features.row("custard")
    assert yes > max(no, unsure)
    yes, no, unsure = features.row("oak")
    assert no > max(yes, unsure)


def test_commands_are_no_answers_to_learn_from() -> None:
    few = [Answer(WEAK, label, text) for label, texts in SENTENCES.items() for text in (*texts, "repeat")] * 100
    assert not read_table(learn(few, content().pathway)["features"], 3).row("repeat")


def test_answers_are_read_with_slot_and_label(tmp_path: Path) -> None:
    (tmp_path / "someone.tsv").write_text("leg_weakness\tno\tlike oaks\n", encoding="utf-8")
    assert together(written(tmp_path)) == [Answer(WEAK, "no", "like oaks")]


def test_answers_that_turn_round_count_less(tmp_path: Path) -> None:
    (tmp_path / "turning").mkdir()
    (tmp_path / "turning" / "someone.tsv").write_text("leg_weakness\tyes\toak, but felled\n", encoding="utf-8")
    assert [one.turning for one in together(written(tmp_path))] == [True]
    few = [Answer(WEAK, label, text) for label, texts in SENTENCES.items() for text in texts] * 100
    against = [Answer(WEAK, "yes", "like oak trees")] * 200
    plain, turning = (
        learn([*few, *(Answer(one.slot, one.label, one.text, turns) for one in against)], content().pathway)
        for turns in (False, True)
    )
    told = [read_table(weights["features"], 3).row("oak tre")[0] for weights in (plain, turning)]
    assert told[0] > told[1]


def test_every_answer_is_to_a_question_there_is() -> None:
    answers = together(written(ROOT / "models" / "answers" / "sentences"))
    assert {one.slot for one in answers} <= set(content().pathway.questions)
    assert {one.label for one in answers} == {"yes", "no", "unsure", "none"}


def test_what_ships_was_learned_from_the_answers_that_are_here() -> None:
    answers = together(written(ROOT / "models" / "answers" / "sentences"))
    learned = read_leaning(INTENTS / "en" / NAME)
    assert learned.learned_from == learned_from(answers), "learn again: python -m models.answers"


@pytest.mark.long
def test_learning_again_gives_what_ships(tmp_path: Path) -> None:
    assert main(["--out", str(tmp_path / NAME)]) == 0
    assert alike(read_leaning(tmp_path / NAME).features, read_leaning(INTENTS / "en" / NAME).features)
