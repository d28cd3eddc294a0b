"""Other ways to understand, given the same phrases and the same sentences in the same run.

Every peer gets the phrases of `intents/` as its intents (look-alikes as intents that fill nothing) and each clause of a
sentence as one utterance, both in the same normal form, so that none suffers from endings or contractions. None of
them knows negation, other people or time; that is their design, and it shows in the figures.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from time import process_time

from tests.bench import corpora
from tests.bench.corpora import Case
from tests.bench.engine import Heard, Listener, content, dangerous, hear
from tests.bench.figures import Figure, share
from tests.bench.judging import (
    Judge,
    alarm_held,
    alarm_recalled,
    any_alarm,
    any_interrupt,
    denial_kept,
    interrupt_held,
    measure,
)
from tests.bench.scoring import Tally
from voice.core.lexicon import Role
from voice.core.normalize import normalize, stem
from voice.core.patterns import Element, Variant, parse

FORMS = 60  # literal forms of each value of each slot that a peer is given
TEMPLATES = 60  # patterns of each value of each slot, for peers that take patterns
CUT_OFFS = (0, 60, 70, 75, 80, 85, 90, 95)
NUMBERS = frozenset({"pain_duration", "pain_severity", "age_years"})

Label = tuple[str, str]
"""Slot or interrupt, and value; the value is empty for a look-alike."""


@dataclass(frozen=True, slots=True)
class Peer:
    """One peer: how it was set up, and a maker that fails with ImportError where its package is missing."""

    name: str
    setup: str
    make: Callable[[], Callable[[str], Label | None]]


def variants() -> dict[Label, list[Variant]]:
    """The patterns by what they fill, at most so many each, one of every line before a second of any."""
    lines: dict[Label, list[tuple[Variant, ...]]] = {}
    book = content().book
    for entry in book.entries:
        if entry.role is not Role.REPLY and not entry.owner.startswith("#"):
            value = entry.value if entry.role is Role.PHRASE else ""
            lines.setdefault((entry.owner, value), []).append(parse(entry.text, book.dialect))
    return {label: _round(found, TEMPLATES) for label, found in lines.items()}


def _round(lines: Sequence[tuple[Variant, ...]], most: int) -> list[Variant]:
    longest = max(len(line) for line in lines)
    turns = (line[turn] for turn in range(longest) for line in lines if turn < len(line))
    return [variant for _, variant in zip(range(most), turns, strict=False)]


def literal(word: str) -> str:
    """A word of a pattern in the normal form of the sentences."""
    return stem(re.sub(r"[^\w ]", "", word), content().pathway.language.words.irregular)


def alternatives(element: Element) -> list[str]:
    """All words that one place of a pattern allows."""
    return sorted({literal(word) for word in element.stems})


@cache
def forms() -> dict[Label, tuple[tuple[str, ...], ...]]:
    """Literal forms of every label: rows of words, drawn from the alternatives with a fixed seed."""
    draw = random.Random(0)
    found: dict[Label, tuple[tuple[str, ...], ...]] = {}
    for label, listed in variants().items():
        rows: dict[tuple[str, ...], None] = {}
        for _ in range(4):
            for variant in listed:
                if len(rows) < FORMS:
                    elements = (element for part in variant.parts for element in part)
                    rows[tuple(draw.choice(alternatives(element)) for element in elements)] = None
        found[label] = tuple(rows)
    return found


def numberless(cases: Sequence[Case]) -> list[Case]:
    """The cases with numbers left out, which no peer reads."""
    return [replace(case, ignore=case.ignore | NUMBERS) for case in cases]


def _tally(cases: Sequence[Case], listen: Listener) -> Tally:
    tally = Tally()
    for case in cases:
        tally.add(case, listen(case.text, case.asked))
    return tally


def clauses(text: str) -> list[str]:
    """The clauses of a sentence in normal form, without small words."""
    found: dict[int, list[str]] = {}
    for token in normalize(text, content().pathway.language.words):
        if not token.light:
            found.setdefault(token.clause, []).append(token.stem)
    return [" ".join(words) for words in found.values()]


def listener(recognise: Callable[[str], Label | None]) -> Listener:
    """A peer's labels for the clauses of a sentence as findings and interrupt."""

    def listen(text: str, _: str) -> Heard:
        findings: dict[str, str | int] = {}
        interrupt = "none"
        for clause in clauses(text):
            label = recognise(clause)
            if label is None or not label[1]:
                continue
            owner, value = label
            if owner in content().pathway.interrupts:
                interrupt = owner
                owner, _, value = value.partition("=")
            if value and not dangerous(owner, findings.get(owner)):
                findings[owner] = value
        return Heard(findings, interrupt)

    return lru_cache(maxsize=None)(listen)


def _fuzzy(scorer_name: str) -> Callable[[str], tuple[float, Label]]:
    """Score and label of the phrase that is most like the clause."""
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import Levenshtein

    spoken = [(" ".join(row), label) for label, rows in forms().items() for row in rows]
    phrases = [phrase for phrase, _ in spoken]

    @cache
    def best(clause: str) -> tuple[float, Label]:
        if scorer_name == "WRatio":
            _, score, place = process.extractOne(clause, phrases, scorer=fuzz.WRatio)
        else:
            weights = {"weights": (1, 1, 3)}
            _, distance, place = process.extractOne(clause, phrases, scorer=Levenshtein.distance, scorer_kwargs=weights)
            score = 100 - 100 * distance / max(1, len(clause))
        return score, spoken[place][1]

    return best


def rapidfuzz_peer(scorer_name: str) -> Callable[[str], Label | None]:
    """The nearest phrase, if near enough; the cut-off is the one that does best on the tuned half."""
    best = _fuzzy(scorer_name)

    def at(cut_off: float) -> Callable[[str], Label | None]:
        return lambda clause: best(clause)[1] if best(clause)[0] >= cut_off else None

    tuned = [case for case in numberless(corpora.phrases()) if not case.held_out]
    scores = [(_tally(tuned, listener(at(cut_off))).f1, cut_off) for cut_off in CUT_OFFS] if tuned else [(0.0, 90)]
    return at(max(scores)[1])


def padacioso_peer() -> Callable[[str], Label | None]:
    """Templates with a wildcard wherever other words may stand; its process pool is replaced by a plain loop."""
    from padacioso import IntentContainer

    labels = {f"{owner}:{value or 'lookalike'}": (owner, value) for owner, value in forms()}
    container = IntentContainer(fuzz=False)
    for name, label in labels.items():
        container.add_intent(name, [f"*{'*'.join(f' {word} ' for word in row)}*" for row in forms()[label]])

    def recognise(clause: str) -> Label | None:
        spaced = f" {clause.replace(' ', '  ')} "
        matched = (container._match(spaced, name, rows) for name, rows in container.intent_samples.items())
        found = max((one for one in matched if one), key=lambda one: one["conf"], default=None)
        return labels[found["name"]] if found else None

    return recognise


def adapt_peer() -> Callable[[str], Label | None]:
    """One keyword type for each set of alternatives, one intent for each pattern that requires all its types."""
    from adapt.engine import IntentDeterminationEngine
    from adapt.intent import IntentBuilder

    engine = IntentDeterminationEngine()
    names: dict[tuple[str, ...], str] = {}
    labels: dict[str, Label] = {}
    for label, listed in variants().items():
        for variant in listed:
            builder = IntentBuilder(f"intent{len(labels)}")
            labels[f"intent{len(labels)}"] = label
            for element in (one for part in variant.parts for one in part):
                words = tuple(alternatives(element))
                if words not in names:
                    names[words] = f"keyword{len(names)}"
                    for word in words:
                        engine.register_entity(word, names[words])
                builder.require(names[words])
            engine.register_intent_parser(builder.build())

    def recognise(clause: str) -> Label | None:
        found = next(iter(engine.determine_intent(clause)), None)
        return labels[found["intent_type"]] if found else None

    return recognise


def hassil_peer() -> Callable[[str], Label | None]:
    """Sentence templates with alternatives, and an optional wildcard wherever other words may stand."""
    from hassil import Intents, recognize_best

    names = {f"intent{place}": label for place, label in enumerate(variants())}
    blocks = {
        name: {"data": [{"sentences": [_template(variant) for variant in variants()[label]]}]}
        for name, label in names.items()
    }
    lists = {name: {"wildcard": True} for name in ("before", "between", "after")}
    intents = Intents.from_dict({"language": "en", "intents": blocks, "lists": lists})

    def recognise(clause: str) -> Label | None:
        found = recognize_best(clause, intents)
        return names[found.intent.name] if found else None

    return recognise


def _template(variant: Variant) -> str:
    parts = []
    for part in variant.parts:
        words = ""
        for element in part:
            gap = " [{between}] " if element.gap and words else " "
            words += f"{gap}({'|'.join(alternatives(element))})"
        parts.append(words.strip())
    return f"[{{before}}] {' [{between}] '.join(parts)} [{{after}}]"


PEERS = (
    Peer(
        "rapidfuzz WRatio",
        f"process.extractOne over {FORMS} literal forms a value; cut-off chosen on the tuned half",
        lambda: rapidfuzz_peer("WRatio"),
    ),
    Peer(
        "rapidfuzz Levenshtein",
        f"process.extractOne with the weights 1, 1, 3 of wyoming-vosk over {FORMS} literal forms a value; "
        "distance as a share of the length, cut-off chosen on the tuned half",
        lambda: rapidfuzz_peer("Levenshtein"),
    ),
    Peer("padacioso", f"{FORMS} literal forms a value with a wildcard between all words; no fuzziness", padacioso_peer),
    Peer("adapt-parser", f"{TEMPLATES} patterns a value, each word class a keyword", adapt_peer),
    Peer("hassil", f"{TEMPLATES} patterns a value with alternatives and wildcards", hassil_peer),
)

SAMPLE = 3  # every third alarm sentence and look-alike of the reported half: some peers take long


def compared(remarks: list[str]) -> Iterator[Figure]:
    """The program, then every peer that is installed, on the reported half; says in ``remarks`` how each was set up."""
    yield from _row("this program", hear)
    for peer in PEERS:
        try:
            made = peer.make()
        except ImportError as missing:
            remarks.append(f"{peer.name} was left out: {missing}.")
            continue
        remarks.append(f"{peer.name}: {peer.setup}.")
        yield from _row(peer.name, listener(made))


def _row(name: str, listen: Listener) -> Iterator[Figure]:
    real = [case for case in numberless(corpora.phrases()) if case.held_out]
    alarming = [case for case in corpora.alarms() if case.held_out][::SAMPLE]
    alike = [case for case in corpora.lookalikes() if case.held_out][::SAMPLE]
    begun = process_time()
    for case in (*real, *alarming, *alike):
        listen(case.text, case.asked)
    each = 1000 * (process_time() - begun) / len((*real, *alarming, *alike))
    if real:
        tally = _tally(real, listen)
        counts = f"{tally.right} right, {tally.wrong} wrong, {tally.missing} missing"
        yield Figure(f"{name}: findings F1 without numbers", tally.f1, "", counts)
        yield Figure(f"{name}: findings precision without numbers", tally.precision)
        yield _counted(f"{name}: alarms recalled, real sentences", real, listen, alarm_recalled)
        yield _counted(f"{name}: false alarms, real sentences", real, listen, alarm_held, wrong=True)
    yield _counted(f"{name}: any interrupt set off, alarm sentences", alarming, listen, any_interrupt)
    yield _counted(f"{name}: any alarm raised, alarm sentences", alarming, listen, any_alarm)
    yield _counted(f"{name}: look-alikes that set off an interrupt", alike, listen, interrupt_held, wrong=True)
    both = [*alarming, *alike, *(case for case in corpora.scope() if case.held_out)]
    yield _counted(f"{name}: sentences with a red flag denied yet present", both, listen, denial_kept, wrong=True)
    yield Figure(
        f"{name}: milliseconds a sentence", each if name != "this program" else _own_time(real, alarming, alike)
    )


def _own_time(*groups: Sequence[Case]) -> float:
    """The program's own time, without what was remembered of sentences heard before."""
    cases = [case for group in groups for case in group]
    begun = process_time()
    for case in cases:
        hear.__wrapped__(case.text, case.asked)
    return 1000 * (process_time() - begun) / len(cases)


def _counted(label: str, cases: Sequence[Case], listen: Listener, judge: Judge, *, wrong: bool = False) -> Figure:
    outcome = measure(cases, listen, judge)
    return share(label, outcome.of - outcome.right if wrong else outcome.right, outcome.of)
