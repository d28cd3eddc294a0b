"""Authors of whom nothing was learned: what understanding brings for somebody whose words it has not met.

The authors of ``models/alarms`` and ``models/answers`` are dealt out into parts; each part in turn is left out, the
rest is learned from, and what was left out is measured. Thresholds and phrases stay what they are, so that this tells
how well what is learned carries over, not how good the program is. The phrases were written without these sentences.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from json import dumps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from models.alarms import __main__ as alarms
from models.answers import __main__ as answers
from models.learning import together
from models.tales import __main__ as tales
from tests.bench.corpora import TODAY
from tests.bench.engine import content
from tests.bench.figures import Figure, Report, share
from tests.bench.scoring import opposite
from voice.content.leaning import read_leaning
from voice.content.likelihood import read_weights
from voice.core.alarms import raised, signs
from voice.core.likelihood import Weights, weigh
from voice.core.pathway import Pathway
from voice.core.sayings import sayings_in
from voice.core.terms import Finding, value_text
from voice.core.understand import understand

PARTS = 5
TAKEN = 0.05  # of the look-alikes may be taken for an alarm
LEARNED = Path(alarms.__file__).parents[1]
LABELS = {"yes": "present", "no": "absent", "unsure": "unsure", "none": None}

One = TypeVar("One")


def report() -> Report:
    """Half an hour of one processor core."""
    found = Report(f"Authors of whom nothing was learned, {PARTS} parts of them left out in turn")
    found.add("Sentences of alarm and others", _alarms())
    found.add("Answers", _answers())
    found.remarks.append("Authors, not sentences, are left out; phrases and thresholds stay as they are.")
    return found


def _parts(written: Mapping[str, Sequence[One]]) -> Iterator[tuple[list[One], list[One]]]:
    """Of each part: what the others wrote, and what they did."""
    names = sorted(written)
    for part in range(PARTS):
        left_out = names[part::PARTS]
        yield (
            together({name: written[name] for name in names if name not in left_out}),
            together({name: written[name] for name in left_out}),
        )


def _alarms() -> Iterator[Figure]:
    pathway, found, named, of, taken = content().pathway, 0, 0, 0, 0
    elsewhere = alarms.elsewhere(
        together(answers.written(LEARNED / "answers" / "sentences")),
        tales.written(LEARNED / "tales" / "sentences"),
        pathway,
    )
    tuned = [*alarms.tuned_on(alarms.TUNED), *elsewhere]
    for known, unknown in _parts(alarms.written(LEARNED / "alarms" / "sentences")):
        weights = _read(alarms.learn([*tuned, *known], pathway), read_weights)
        likely = [(one.label, *_opinion(one, weights, pathway)) for one in unknown]
        harmless = sorted(total for label, total, _ in likely if label == alarms.NONE)
        least = harmless[int((1 - TAKEN) * len(harmless))]
        told = [(label, total, name) for label, total, name in likely if label.startswith("I")]
        of += len(told)
        found += sum(total > least for _, total, _ in told)
        named += sum(label == name for label, _, name in told)
        taken += len(harmless)
    yield share(f"alarms that are likelier than {TAKEN:.0%} of {taken} other sentences", found, of)
    yield share("the right one of the interrupts is the likeliest", named, of)


def _opinion(one: alarms.Sentence, weights: Weights, pathway: Pathway) -> tuple[float, str | None]:
    """How likely the words tell of an alarm, as the program weighs them, and of which."""
    said = sayings_in(one.text, (), pathway.language)
    if said is None:
        return 0.0, None
    shown = signs(said, raised(said, pathway.language), pathway)
    opinion = weigh(said.tokens, shown, replace(weights, asks=0.0), pathway.language.words.negators)
    return opinion.probability, opinion.interrupt


def _answers() -> Iterator[Figure]:
    counts = {kind: [0, 0, 0] for kind in ("plain answers", "answers that turn round")}
    pathway = content().pathway
    for known, unknown in _parts(answers.written(LEARNED / "answers" / "sentences")):
        leaning = _read(answers.learn(known, pathway), read_leaning)
        learned = replace(pathway, language=replace(pathway.language, leaning=leaning))
        for one in unknown:
            value = understand(one.text, (one.slot,), learned, TODAY.toordinal()).findings.get(one.slot)
            told = value_text(value) if isinstance(value, Finding) else None
            count = counts["answers that turn round" if one.turning else "plain answers"]
            count[0] += told == LABELS[one.label]
            count[1] += opposite(one.slot, LABELS[one.label], told)
            count[2] += 1
    for kind, (right, turned, of) in counts.items():
        yield share(f"{kind}: right", right, of)
        yield share(f"{kind}: taken for the opposite", turned, of)


def _read(written: Mapping[str, Any], read: Callable[[Path], One]) -> One:
    with TemporaryDirectory() as scratch:
        file = Path(scratch) / "weights.json"
        file.write_text(dumps(written), encoding="utf-8")
        return read(file)
