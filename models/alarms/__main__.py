"""Learn from labelled sentences how likely an utterance is to tell of an alarm; writes ``intents/en/likelihood.json``.

    python -m models.alarms [--sentences FOLDER] [--tests FOLDER] [--intents FOLDER] [--out FILE]

Two kinds of sentences are learned from. Those in ``models/alarms/sentences`` were written without knowledge of the
phrases and the program, so that what phrases find in them is what they find in anybody's words. The phrases were tuned
on those in ``tests/content``, where they are right more often than elsewhere: there only the words count.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from models.learning import digest, write
from voice.content import load
from voice.content.likelihood import NAME
from voice.core.alarms import raised, signs
from voice.core.likelihood import NO_INTERRUPT, words_of
from voice.core.pathway import Pathway
from voice.core.sayings import sayings_in

ROOT = Path(__file__).parents[2]
TUNED_ON = "#unknown"  # what phrases find in sentences that they were tuned on tells nothing
NONE, SLOTS = "none", "slots"
STRENGTH = 2.0  # inverse of the L2 penalty; 1 to 8 made no difference on sentences of authors left out
RARE = 2  # a feature of fewer sentences than this is left out
SMALL = 0.1  # and so is a weight below this, which costs nothing on authors left out
NAMES_KEPT = 250  # features that name each interrupt
RAISES, KEEPS, ASKS, BELIEVES = 0.8, 0.4, 0.3, 0.05


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


def features(sentence: Sentence, pathway: Pathway) -> dict[str, int]:
    """The features of a sentence, as the program has them."""
    language = pathway.language
    said = sayings_in(sentence.text, (), language)
    if said is None:
        return {}
    shown = {TUNED_ON} if sentence.tuned_on else signs(said, raised(said, language), pathway)
    return dict.fromkeys(words_of(said.tokens, language.words.negators) | shown, 1)


def learned_from(sentences: Iterable[Sentence]) -> str:
    """Tells whether weights were learned from these sentences."""
    return digest(f"{one.label} {one.tuned_on:d} {one.text}" for one in sentences)


def learn(sentences: Sequence[Sentence], pathway: Pathway) -> dict[str, Any]:
    """The weights, as they are written."""
    from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415 - of the extra [train]
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    rows = [features(one, pathway) for one in sentences]
    common = Counter(name for row in rows for name in row)
    rows = [{name: 1 for name in row if common[name] >= RARE} for row in rows]
    vectors = DictVectorizer()
    table = vectors.fit_transform(rows)
    alarms = [number for number, one in enumerate(sentences) if one.label != NONE]
    told = LogisticRegression(C=STRENGTH, max_iter=3000).fit(table, [one.label != NONE for one in sentences])
    which = LogisticRegression(C=STRENGTH, max_iter=3000).fit(
        table[alarms], [sentences[number].label for number in alarms]
    )
    names: dict[str, dict[str, float]] = {}
    for label, weights in zip(which.classes_, which.coef_, strict=True):
        for place in sorted(range(len(weights)), key=lambda one: -abs(weights[one]))[:NAMES_KEPT]:
            names.setdefault(vectors.feature_names_[place], {})[str(label)] = round(float(weights[place]), 2)
    kept = {
        name: round(float(weight), 2)
        for name, weight in zip(vectors.feature_names_, told.coef_[0], strict=True)
        if abs(weight) >= SMALL and name != TUNED_ON
    }
    return {
        "learned_from": learned_from(sentences),
        "bias": round(float(told.intercept_[0]), 3),
        "raises": RAISES,
        "keeps": KEEPS,
        "asks": ASKS,
        "believes": BELIEVES,
        "features": dict(sorted(kept.items())),
        "names": dict(sorted(names.items())),
    }


def main(arguments: Iterable[str] | None = None) -> int:
    """Learn and write."""
    parser = argparse.ArgumentParser(prog="python -m models.alarms", description=__doc__.partition("\n")[0])
    parser.add_argument("--sentences", type=Path, default=ROOT / "models" / "alarms" / "sentences")
    parser.add_argument("--tests", type=Path, default=ROOT / "tests" / "content", help="what the phrases were tuned on")
    parser.add_argument("--intents", type=Path, default=ROOT / "intents")
    parser.add_argument("--out", type=Path, help="file to write; otherwise the one in the intents")
    chosen = parser.parse_args(None if arguments is None else list(arguments))
    path = chosen.out or chosen.intents / "en" / NAME
    path.unlink(missing_ok=True)  # one of another form could not be read
    pathway = load(chosen.intents, "en", "unknown").pathway
    sentences = [*tuned_on(chosen.tests), *written(chosen.sentences)]
    weights = learn(sentences, pathway)
    write(weights, path)
    sys.stdout.write(f"{len(sentences)} sentences, {len(weights['features'])} features\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
