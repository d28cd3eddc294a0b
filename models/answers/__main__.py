"""Learn which way answers lean: `python -m models.answers` writes `intents/en/leaning.json`.

The answers in ``sentences/`` were written one by one, by a language model in the parts of many kinds of callers, who
knew the questions but neither the phrases nor the program.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from models.learning import digest, fitted, lesson, packed, tabled, together
from voice.content.leaning import NAME
from voice.core.leaning import LeaningWeights, features_of
from voice.core.pathway import Pathway
from voice.core.terms import Finding, Polarity, SlotId
from voice.core.understand import understand

NONE = "none"
TURNING = "turning"
TURNING_COUNTS = 0.25  # people turn round less often than those who were asked to; with 1 plain answers suffer
STRENGTH = 5.0  # inverse of the L2 penalty; 3 and 10 did no better on answers of authors left out
RARITY = 2  # better than 1, and than no worth: of answers of hands left out 0.943, 0.931 and 0.915 were right
SMALL = 0.1  # a feature whose three weights are below this, for the root of the number of features, is left out
TAKES, DOUBTS, OPPOSES, IGNORES = 0.6, 0.6, 0.75, 0.8
NO_DAY = 1  # no answer yes, no or not sure hangs on the date


@dataclass(frozen=True)
class Answer:
    """What somebody answers to the question of a slot: ``label`` is yes, no, unsure or none; ``turning`` if it begins
    like the opposite of what it comes to."""

    slot: SlotId
    label: str
    text: str
    turning: bool = False


def written(folder: Path) -> dict[str, list[Answer]]:
    """What each author wrote. ``<author>.tsv``: slot, label, answer; those in ``turning/`` were all written to turn
    round."""
    found = {}
    for path in (*sorted(folder.glob("*.tsv")), *sorted(folder.glob(f"{TURNING}/*.tsv"))):
        rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
        turning = path.parent.name == TURNING
        found[path.stem] = [Answer(SlotId(slot), label, text, turning) for slot, label, text in rows]
    return found


def features(answer: Answer, pathway: Pathway) -> set[str] | None:
    """The features of an answer, as the program has them; None for one that it takes for a command."""
    heard = understand(answer.text, (answer.slot,), pathway, NO_DAY)
    if heard.command is not None or not heard.tokens:
        return None
    value = heard.findings.get(answer.slot)
    told = value if isinstance(value, Finding) else None
    return features_of(heard.tokens, answer.slot, told, heard.polarity, pathway.language.words.negators)


def learned_from(answers: Iterable[Answer]) -> str:
    """Tells whether weights were learned from these answers."""
    return digest(f"{one.slot} {one.label} {one.text}" for one in answers)


def learn(answers: Sequence[Answer], pathway: Pathway) -> dict[str, Any]:
    """The weights, as they are written."""
    unlearned = replace(pathway, language=replace(pathway.language, leaning=LeaningWeights()))
    found = [(features(one, unlearned), one) for one in answers]
    rows = [(row, one) for row, one in found if row is not None]
    matrix = tabled([row for row, _ in rows], RARITY)
    counts = [TURNING_COUNTS if one.turning else 1.0 for _, one in rows]
    model = fitted(matrix.rows, [one.label for _, one in rows], STRENGTH, counts)
    order = [list(model.classes_).index(name) for name in (*(one.value for one in Polarity), NONE)]
    against = model.coef_[order[:3]] - model.coef_[order[3]]
    bias = model.intercept_[order[:3]] - model.intercept_[order[3]]
    return {
        "learned_from": learned_from(answers),
        "takes": TAKES,
        "doubts": DOUBTS,
        "opposes": OPPOSES,
        "ignores": IGNORES,
        "bias": [round(float(one), 3) for one in bias],
        "features": packed(matrix, against, SMALL),
    }


def main(arguments: Iterable[str] | None = None) -> int:
    """Learn and write."""
    return lesson("answers", NAME, _from_folder, arguments)


def _from_folder(folder: Path, pathway: Pathway) -> tuple[dict[str, Any], str]:
    answers = together(written(folder))
    weights = learn(answers, pathway)
    return weights, f"{len(answers)} answers"


if __name__ == "__main__":
    sys.exit(main())
