"""The page for the doctor: plain labelled lines of at most 80 columns, for eyes, a screen reader or a braille line.

No boxes, no underlines, no columns: each line says what it is, and an empty line ends each part. What a rule is there
to catch (`Rule.concern`) is left out, because the person who carries the page reads it, too, and it diagnoses nobody.
"""

import textwrap
from collections.abc import Iterable, Iterator

from voice.core.labels import Labels
from voice.core.pathway import Pathway, Rule
from voice.core.terms import Finding, PromptId, SlotId, Value
from voice.core.wording import words_of
from voice.reports.course import Correction, Course, How, Said, Told
from voice.reports.statements import level, plain, statement

WIDTH = 80  # columns of a terminal, and of most printers


def page_of(course: Course, pathway: Pathway, version: str) -> str:
    """Return the page, ending in a line break."""
    parts = (part for part in _parts(course, pathway, version) if part)
    return "\n\n".join("\n".join(_wrapped(part)) for part in parts) + "\n"


def _parts(course: Course, pathway: Pathway, version: str) -> Iterator[list[str]]:
    labels = pathway.labels
    yield [labels.title]
    yield [*_head(course, pathway, version)]
    yield [*_result(course, pathway)]
    yield [labels.advice + ":", *_numbered([words_of(say, pathway) for say in course.advice] or [labels.no_advice])]
    if course.account:
        yield [labels.account + ":", *_numbered(f"{_quoted(one, labels)} {_time(one)}" for one in course.account)]
    yield [labels.reasons + ":"]
    yield from _each(_rule(rule, course, pathway) for rule in course.outcome.rules)
    if not course.outcome.rules:
        yield [labels.no_reason]
    yield from _findings(course, pathway)


def _head(course: Course, pathway: Pathway, version: str) -> Iterator[str]:
    """When, where, by what, and how it went."""
    labels = pathway.labels
    yield f"{labels.held}: {_span(course)}"
    yield f"{labels.region}: {pathway.region.name}"
    ended = labels.end_broken if course.broken else labels.end_early if course.early else labels.end_complete
    yield f"{labels.course}: {ended}"
    yield labels.made.replace("{version}", version)
    yield labels.privacy


def _result(course: Course, pathway: Pathway) -> Iterator[str]:
    """The urgency, and the alarm wording if that decided."""
    labels = pathway.labels
    yield f"{labels.urgency}: {level(course.outcome.urgency, labels)}"
    if course.alarm is not None:
        interrupt, said = course.alarm
        yield f"{labels.alarm}: {pathway.interrupts[interrupt].name} ({interrupt})"
        yield f"{labels.said}: {_quoted(said, labels)} {_time(said)}"


def _rule(rule: Rule, course: Course, pathway: Pathway) -> Iterator[str]:
    """A rule, the findings that it looked at, and its sources."""
    labels = pathway.labels
    yield f"{labels.rule}: {rule.id}, {rule.urgency.name.lower().replace('_', '-')}"
    yield f"{labels.noted}: {pathway.prompts.get(rule.line, '')}"
    because = [told for told in course.told if told.slot in rule.when.slots and told.value is not Finding.ABSENT]
    for told in because:
        yield f"{labels.because}: {_noted(told.slot, told.value, pathway)}"
    for name in rule.cite:
        source = pathway.sources[name]
        memory = f" ({labels.from_memory})" if source.kind == "memory" else ""
        yield f"{labels.source}: {name}, {source.title}{memory}"


def _findings(course: Course, pathway: Pathway) -> Iterator[list[str]]:
    """What is present or chosen, denied, unsure, unanswered, never asked, and what was changed."""
    labels, denied = pathway.labels, pathway.language.traits
    unsure = [one for one in course.told if one.value is Finding.UNSURE]
    noes = [one for one in course.told if one.value == denied[one.slot].denied]
    rest = [one for one in course.told if one not in unsure and one not in noes]
    for heading, some in (
        (labels.present, rest),
        (labels.unsure, unsure),
        (labels.unanswered, course.unanswered),
        (labels.denied, noes),
    ):
        yield [f"{heading}:"]
        yield from _each(_told(one, pathway) for one in some)
        if not some:
            yield [labels.nothing]
    if course.corrections:
        yield [f"{labels.corrections}:"]
        yield from _each(_correction(one, pathway) for one in course.corrections)
    if course.never_asked:
        asked = (pathway.prompts.get(PromptId(f"{slot}.ask"), "") for slot in course.never_asked)
        yield [f"{labels.never_asked}:", *_numbered(asked)]


def _told(told: Told, pathway: Pathway) -> Iterator[str]:
    """One finding: as it was noted, in the person's words, when, how, and what it counted as if it was no answer."""
    labels = pathway.labels
    if told.value is None or told.value is Finding.UNSURE:
        yield f"{labels.question}: {pathway.prompts.get(PromptId(f'{told.slot}.ask'), '')}"
    else:
        yield f"{labels.noted}: {_noted(told.slot, told.value, pathway)}"
    for said in told.said:
        if told.how is How.TOGETHER:
            yield f"{labels.question}: {said.to}"
        yield f"{labels.said}: {_quoted(said, labels)} {_time(said)}"
    yield f"{labels.how}: {getattr(labels, told.how.value)}"
    if (told.value is None or told.value is Finding.UNSURE) and told.counts_as is not None:
        yield f"{labels.counted}: {_noted(told.slot, told.counts_as, pathway)}"


def _correction(one: Correction, pathway: Pathway) -> Iterator[str]:
    labels = pathway.labels
    yield f"{labels.before}: {_noted(one.slot, one.before, pathway)}"
    yield f"{labels.after}: {labels.taken_back if one.after is None else _noted(one.slot, one.after, pathway)}"
    yield f"{labels.said}: {_quoted(one.said, labels)} {_time(one.said)}"


def _noted(slot: SlotId, value: Value | None, pathway: Pathway) -> str:
    return statement(slot, value, pathway) if value is not None else pathway.labels.dont_know


def _quoted(said: Said, labels: Labels) -> str:
    if not said.words:
        return labels.said_nothing
    also = f' ({labels.also_heard} "{plain(said.also)}")' if said.also else ""
    return f'"{plain(said.words)}"{also}'


def _time(said: Said) -> str:
    """The time of day of ``2026-03-02T14:05:11+00:00``; nothing where there is no time."""
    return f"({said.at[11:16]})" if said.at[11:16] else ""


def _span(course: Course) -> str:
    """The day, from when to when, and the clock that was read."""
    zone = course.started[19:].lstrip(".0123456789") or "+00:00"
    return f"{course.started[:10]}, {course.started[11:16]} to {course.ended[11:16]} (UTC{zone})"


def _numbered(lines: Iterable[str]) -> list[str]:
    return [f"{number}. {line}" for number, line in enumerate(lines, start=1)]


def _each(blocks: Iterable[Iterable[str]]) -> Iterator[list[str]]:
    """Each block as a part of its own, its first line numbered."""
    for number, block in enumerate(blocks, start=1):
        first, *rest = block
        yield [f"{number}. {first}", *rest]


def _wrapped(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from textwrap.wrap(plain(line), WIDTH) or [""]
