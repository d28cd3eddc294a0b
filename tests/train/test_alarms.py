"""Learning how likely words make an alarm, from a few sentences; what ships was learned from the sentences here."""

from pathlib import Path

import pytest

from models.alarms.__main__ import NONE, TOLD, Sentence, elsewhere, learn, learned_from, lessons, main, written
from models.alarms.__main__ import features as features_of
from models.answers.__main__ import Answer
from models.learning import together
from models.tales.__main__ import Tale
from tests.bench.engine import INTENTS, content
from tests.train.alike import alike
from voice.content.learned import read_table
from voice.content.likelihood import NAME, read_weights
from voice.core.likelihood import NO_INTERRUPT
from voice.core.terms import SlotId

ROOT = Path(__file__).parents[2]
ALARMS = ("my legs are like custard", "his legs turned to custard", "legs gone to custard on me")
HARMLESS = ("I had custard for tea", "custard is my favourite", "we made custard today")


def _few() -> list[Sentence]:
    told = [Sentence(text, "I4") for text in ALARMS] + [
        Sentence("choking on my custard", "I1"),
        Sentence("I want to end it", "I9"),
    ]
    return (told + [Sentence(text, NONE) for text in HARMLESS] + [Sentence("nothing of the kind", NONE)] * 10) * 50


def test_what_tells_alarms_apart_weighs_most() -> None:
    weights = learn(_few(), content().pathway)
    features, names = read_table(weights["features"], 1), read_table(weights["names"], 3)
    assert features.row("leg")[0] > 0
    told, harmless = (
        features.sums(set.union(*features_of(Sentence(text, NONE), content().pathway)))[0]
        for text in ("legs like custard", "I had custard")
    )
    assert told > max(harmless, 0)
    few, _ = features_of(Sentence("choking on my tea", NONE), content().pathway)
    assert max(zip(names.sums(few), weights["labels"], strict=True))[1] == "I1"


def test_sentences_are_read_with_their_labels(tmp_path: Path) -> None:
    (tmp_path / "someone").mkdir()
    for name, line in (("I4", "A\tmy legs are custard"), ("slots", "chest_pain\tmy chest hurts"), ("none", "hello")):
        (tmp_path / "someone" / f"{name}.tsv").write_text(f"{line}\n", encoding="utf-8")
    (tmp_path / "someone" / "I9.tsv").write_text("L\tdying for tea\n", encoding="utf-8")
    labels = {one.text: one.label for one in together(written(tmp_path))}
    assert labels == {"my legs are custard": "I4", "my chest hurts": NO_INTERRUPT, "hello": NONE, "dying for tea": NONE}


def test_answers_and_tales_tell_of_danger_or_are_harmless() -> None:
    weak, tired = SlotId("leg_weakness"), SlotId("fatigue")
    answers = [Answer(weak, "no", "firm"), Answer(weak, "yes", "weak"), Answer(tired, "yes", "tired")]
    signs = {"there": "+", "not sure": "?", "denied": "-"}
    tales = [Tale((), ((weak, sign),), text) for text, sign in signs.items()]
    found = {one.text: one.label for one in elsewhere(answers, tales, content().pathway)}
    assert found == {"firm": NONE, "tired": NONE, "there": TOLD, "denied": NONE}


def test_what_ships_was_learned_from_the_sentences_that_are_here() -> None:
    sentences = lessons(ROOT / "models" / "alarms" / "sentences", content().pathway)
    learned = read_weights(INTENTS / "en" / NAME)
    assert learned.learned_from == learned_from(sentences), "learn again: python -m models.alarms"


@pytest.mark.long
def test_learning_again_gives_what_ships(tmp_path: Path) -> None:
    assert main(["--out", str(tmp_path / NAME)]) == 0
    again, shipped = read_weights(tmp_path / NAME), read_weights(INTENTS / "en" / NAME)
    assert alike(again.features, shipped.features)
    assert alike(again.names, shipped.names)
