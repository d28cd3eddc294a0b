"""Learn which findings in a tale are meant: `python -m models.tales` writes `intents/en/assertion.json`.

The tales in ``sentences/`` were written one by one, by a language model in the parts of many kinds of callers, who
knew the slots but neither the phrases nor the program. Each tells what is meant of every slot that it names.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from models.learning import digest, fitted, lesson, packed, tabled
from voice.content.assertion import NAME
from voice.core.assertion import AssertionWeights, features_of, told
from voice.core.pathway import Pathway
from voice.core.terms import Finding, SlotId
from voice.core.understand import understand

STRENGTH = 0.7  # inverse of the L2 penalty; 3 times and a third did no better on tales of authors left out
RARITY = 1  # of 0, 1 and 2 the best on tales of hands left out
SMALL = 0.2  # a weight below this, for the root of the number of features, is left out
BELIEVED = {Finding.PRESENT: 0.3, Finding.ABSENT: 0.7}
MEANT = {"+": Finding.PRESENT, "-": Finding.ABSENT}  # other signs: p past, o of others, h supposed, ? not sure
NO_DAY = 1  # nothing but durations hangs on the date


@dataclass(frozen=True)
class Tale:
    """What somebody says, perhaps to a question, and how each slot is meant that it names."""

    asked: tuple[SlotId, ...]
    labels: tuple[tuple[SlotId, str], ...]
    text: str


def written(folder: Path) -> list[Tale]:
    """``<author>.tsv``: the slot asked or ``-``, ``slot=sign`` for each slot that is named, what is said."""
    lines = (line for path in sorted(folder.glob("*.tsv")) for line in path.read_text(encoding="utf-8").splitlines())
    return [tale(line) for line in lines]


def tale(line: str) -> Tale:
    """Read one line."""
    asked, labels, text = line.split("\t")
    pairs = (label.split("=") for label in labels.split())
    return Tale(() if asked == "-" else (SlotId(asked),), tuple((SlotId(slot), sign) for slot, sign in pairs), text)


def findings(one: Tale, pathway: Pathway) -> Iterator[tuple[Finding, set[str], bool]]:
    """What the program finds in a tale and was labelled there: the value, the features, and whether it is meant. It
    must have learned nothing of tales yet."""
    heard = understand(one.text, one.asked, pathway, NO_DAY)
    if heard.command is not None:
        return
    meant, negators = dict(one.labels), pathway.language.words.negators
    whole = told(heard.tokens, heard.found, heard.set_aside, one.asked, negators)
    for found in whole.judged:
        if found.slot in meant and isinstance(found.value, Finding):
            yield found.value, features_of(found, whole), MEANT.get(meant[found.slot]) is found.value


def learned_from(tales: Iterable[Tale]) -> str:
    """Tells whether weights were learned from these tales."""
    return digest(f"{one.asked} {one.labels} {one.text}" for one in tales)


def learn(tales: Sequence[Tale], pathway: Pathway) -> dict[str, Any]:
    """The weights, as they are written."""
    unlearned = replace(pathway, language=replace(pathway.language, assertion=AssertionWeights()))
    rows = [row for one in tales for row in findings(one, unlearned)]
    sides = {value: _side([(names, meant) for which, names, meant in rows if which is value]) for value in BELIEVED}
    return {
        "learned_from": learned_from(tales),
        **{value.value: {"believed": BELIEVED[value], **side} for value, side in sides.items()},
    }


def _side(rows: list[tuple[set[str], bool]]) -> dict[str, Any]:
    matrix = tabled([names for names, _ in rows], RARITY)
    model = fitted(matrix.rows, [meant for _, meant in rows], STRENGTH)
    return {"bias": round(float(model.intercept_[0]), 3), "features": packed(matrix, model.coef_, SMALL)}


def main(arguments: Iterable[str] | None = None) -> int:
    """Learn and write."""
    return lesson("tales", NAME, _from_folder, arguments)


def _from_folder(folder: Path, pathway: Pathway) -> tuple[dict[str, Any], str]:
    tales = written(folder)
    weights = learn(tales, pathway)
    return weights, f"{len(tales)} tales"


if __name__ == "__main__":
    sys.exit(main())
