"""Learn from labelled sentences how likely an utterance is to tell of an alarm; writes ``intents/en/likelihood.json``.

    python -m models.alarms [--sentences FOLDER] [--intents FOLDER] [--out FILE]

Two kinds of sentences are learned from. Those in ``models/alarms/sentences`` were written without knowledge of the
phrases and the program, so that what phrases find in them is what they find in anybody's words. The phrases were tuned
on those in ``tests/content``, where they are right more often than elsewhere: there only the words count.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from models.learning import ROOT, digest, fitted, lesson, tabled
from voice.content.likelihood import NAME
from voice.core.alarms import raised, signs
from voice.core.likelihood import NO_INTERRUPT, words_of
from voice.core.pathway import Pathway
from voice.core.sayings import sayings_in

TUNED_ON = "#unknown"  # what phrases find in sentences that they were tuned on tells nothing
NONE, SLOTS = "none", "slots"
STRENGTH = 2.0  # inverse of the L2 penalty; 1 to 8 made no difference on sentences of authors left out
SMALL = 0.15  # a weight below this is left out, which costs nothing at first sight
NAMES_KEPT = 800  # features that name each interrupt
AGREES, RAISES, KEEPS, ASKS, BELIEVES = 0.5, 0.85, 0.35, 0.35, 0.05


@dataclass(frozen=True)
class Sentence:
    """What somebody says, and the interrupt it tells of, `NO_INTERRUPT` or ``none``."""

    text: str
    label: str
    tuned_on: bool = False


def written(folder: Path) -> list[Sentence]:
    """``<author>/I<n>.tsv``: A (alarm) or L (look-alike), sentence; ``slots.tsv``: a danger sign's slot, a sentence
    that tells of it but of no interrupt; ``none.tsv``: sentences without alarm."""
    found = []
    for path in sorted(folder.glob("*/*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            kind, _, text = line.rpartition("\t")
            found.append(Sentence(text, NO_INTERRUPT if path.stem == SLOTS else path.stem if kind == "A" else NONE))
    return found


def tuned_on(folder: Path) -> list[Sentence]:
    """The sentences beside the tests that everything was tuned on."""
    found = []
    for path in sorted((folder / "alarms").glob("I*.yaml")):
        kept = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        found += [Sentence(one["says"], kept["interrupt"], tuned_on=True) for one in kept["alarms"]]
        found += [Sentence(one["says"], NONE, tuned_on=True) for one in kept["lookalikes"]]
    return found


def features(sentence: Sentence, pathway: Pathway) -> set[str]:
    """The features of a sentence, as the program has them."""
    language = pathway.language
    said = sayings_in(sentence.text, (), language)
    if said is None:
        return set()
    shown = {TUNED_ON} if sentence.tuned_on else signs(said, raised(said, language), pathway)
    return words_of(said.tokens, language.words.negators) | shown


def learned_from(sentences: Iterable[Sentence]) -> str:
    """Tells whether weights were learned from these sentences."""
    return digest(f"{one.label} {one.tuned_on:d} {one.text}" for one in sentences)


def learn(sentences: Sequence[Sentence], pathway: Pathway) -> dict[str, Any]:
    """The weights, as they are written."""
    table = tabled([features(one, pathway) for one in sentences])
    alarms = [number for number, one in enumerate(sentences) if one.label != NONE]
    told = fitted(table.rows, [one.label != NONE for one in sentences], STRENGTH)
    which = fitted(table.rows[alarms], [sentences[number].label for number in alarms], STRENGTH)
    names: dict[str, dict[str, float]] = {}
    for label, weights in zip(which.classes_, which.coef_, strict=True):
        for place in sorted(range(len(weights)), key=lambda one: -abs(weights[one]))[:NAMES_KEPT]:
            names.setdefault(table.names[place], {})[str(label)] = round(float(weights[place]), 2)
    kept = {
        name: round(float(weight), 2)
        for name, weight in zip(table.names, told.coef_[0], strict=True)
        if abs(weight) >= SMALL and name != TUNED_ON
    }
    return {
        "learned_from": learned_from(sentences),
        "bias": round(float(told.intercept_[0]), 3),
        "agrees": AGREES,
        "raises": RAISES,
        "keeps": KEEPS,
        "asks": ASKS,
        "believes": BELIEVES,
        "features": dict(sorted(kept.items())),
        "names": dict(sorted(names.items())),
    }


def main(arguments: Iterable[str] | None = None) -> int:
    """Learn and write."""
    return lesson("alarms", NAME, _from_folder, arguments)


def _from_folder(folder: Path, pathway: Pathway) -> tuple[dict[str, Any], str]:
    sentences = [*tuned_on(ROOT / "tests" / "content"), *written(folder)]
    weights = learn(sentences, pathway)
    return weights, f"{len(sentences)} sentences, {len(weights['features'])} features"


if __name__ == "__main__":
    sys.exit(main())
