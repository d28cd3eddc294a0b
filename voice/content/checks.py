"""Checks of content that loads but would not serve: missing words, rules that cannot fire, dangers asked too late."""

from collections.abc import Iterator
from dataclasses import fields

from voice.content.loading import Content
from voice.core.pathway import Pathway
from voice.core.terms import PromptId, SlotId, SlotKind, Urgency

MOST_WORDS = 20  # in a question
MOST_LISTED_WORDS = 6  # for one sign in a sweep
LEAST_SWEPT = 2  # slots that make a sweep
FIXED_PROMPTS = (
    "welcome", "welcome.limits", "welcome.talking", "opening.ask", "opening.reprompt", "failsafe", "cannot_answer",
    "silence.emergency", "noinput.1", "nomatch.1", "nomatch.2", "unsure.noted", "confirm.ask", "readback.ask",
    "readback.wrong", "correct.noted", "closing.emergency", "closing.ask", "closing.bye", "closing.bye_emergency",
    "stop.early", "sweep.ask", "sweep.reprompt", "understood.failed", "warning.signs", "incomplete", "floor.urgent",
    "guide.emergency.here", "silence.over", "resume.ask", "resume.on", "command.help_keys", "waiting.ready",
    "changed.ask", "whose.ask",
)  # fmt: skip


def problems_of(content: Content) -> list[str]:
    """Every problem, as one sentence each."""
    pathway = content.pathway
    return [
        *_missing_prompts(pathway),
        *_unsaid_values(pathway),
        *_unused_slots(pathway),
        *_late_dangers(pathway),
        *_long_questions(pathway),
        *_unfit_for_sweeps(pathway),
        *_unfit_together(pathway),
        *_unknown_sources(pathway),
    ]


def differences(content: Content, reference: Content) -> list[str]:
    """Where a translation is not the same pathway as the reference: questions or sentences that are missing or too
    many, and questions that decide otherwise. Only words may differ."""
    mine, theirs = content.pathway, reference.pathway
    return [
        *(f"{slot}: this question is missing." for slot in theirs.questions if slot not in mine.questions),
        *(f"{slot}: the reference has no such question." for slot in mine.questions if slot not in theirs.questions),
        *(f"The sentence {name!r} is missing." for name in theirs.prompts if name not in mine.prompts),
        *(f"The interrupt {name!r} is missing." for name in theirs.interrupts if name not in mine.interrupts),
        *(
            f"{slot}: `{each.name}` differs from the reference, and only words may."
            for slot, question in theirs.questions.items()
            for each in fields(question)
            if slot in mine.questions and getattr(question, each.name) != getattr(mine.questions[slot], each.name)
        ),
    ]


def _missing_prompts(pathway: Pathway) -> Iterator[str]:
    wanted = [*FIXED_PROMPTS, *(rule.line for rule in (*pathway.rules, *pathway.scope_rules))]
    wanted += [f"interrupt.{interrupt}" for interrupt in pathway.interrupts]
    wanted += [f"command.options.{kind.value}" for kind in SlotKind]
    special = {"first", "reason", "variant"}
    wanted += [line.say for lines in pathway.guidance.values() for line in lines if line.say not in special]
    for prompt in wanted:
        if not pathway.prompts.get(PromptId(prompt)):
            yield f"The sentence {prompt!r} is missing from prompts.yaml."


def _unsaid_values(pathway: Pathway) -> Iterator[str]:
    """A danger sign that cannot be read back could not be confirmed."""
    for slot, question in pathway.questions.items():
        values = ("value",) if question.kind in (SlotKind.SCORE, SlotKind.DURATION, SlotKind.AGE) else question.choices
        for value in values or ("present", "absent"):
            if f"{slot}.said.{value}" not in pathway.prompts:
                yield f"{slot}: `said:` has no words for {value!r}."


def _unused_slots(pathway: Pathway) -> Iterator[str]:
    used = {slot for rule in (*pathway.rules, *pathway.scope_rules) for slot in rule.when.slots}
    for question in pathway.questions.values():
        for condition in (question.ask_if, question.skip_if):
            used |= condition.slots if condition is not None else set()
    for slot, question in pathway.questions.items():
        implied = any(implication.slot in used for implication in question.implies)
        if slot not in used and not implied:
            yield f"{slot}: no rule uses this slot, so asking it changes nothing."


def _late_dangers(pathway: Pathway) -> Iterator[str]:
    """A question that alone makes an emergency is asked before every one that never can."""
    grave = {slot for rule in pathway.rules if rule.urgency is Urgency.EMERGENCY for slot in rule.when.slots}
    light = [
        question.order for slot, question in pathway.questions.items() if slot not in grave and not question.listen_only
    ]
    first_light = min(light, default=0)
    for slot, question in pathway.questions.items():
        if question.alarm and question.guarded and question.order > first_light:
            yield f"{slot}: a danger sign with order {question.order} is asked after one that feeds no emergency rule."


def _long_questions(pathway: Pathway) -> Iterator[str]:
    for slot in pathway.questions:
        for key in ("ask", "reprompt"):
            text = pathway.prompts.get(PromptId(f"{slot}.{key}"), "")
            if len(text.split()) > MOST_WORDS:
                yield f"{slot}: `{key}` has more than {MOST_WORDS} words."


def _unfit_for_sweeps(pathway: Pathway) -> Iterator[str]:
    """A list is for soft signs of yes and no, named shortly; a guarded danger sign is asked about by itself, or with
    others that rules.yaml names, in words of their own."""
    for slot, question in pathway.questions.items():
        if not question.listed:
            continue
        if question.guarded or question.kind is not SlotKind.FINDING:
            yield f"{slot}: a guarded sign, or one that is not yes or no, may not be `listed`."
        if len(pathway.prompts[PromptId(f"{slot}.listed")].split()) > MOST_LISTED_WORDS:
            yield f"{slot}: `listed` has more than {MOST_LISTED_WORDS} words."


def _unfit_together(pathway: Pathway) -> Iterator[str]:
    """Danger signs asked for together are of yes and no, in one sweep each, and have words of their own."""
    taken: set[SlotId] = set()
    for name, slots in pathway.sweeps.items():
        if len(slots) < LEAST_SWEPT:
            yield f"The sweep {name!r} in rules.yaml needs two slots or more."
        for slot in slots:
            if pathway.questions[slot].listed or pathway.questions[slot].kind is not SlotKind.FINDING or slot in taken:
                yield f"{slot}: it is listed, not yes or no, or named twice, so it is not for the sweep {name!r}."
            taken.add(slot)
        yield from _unsaid_together(name, pathway)


def _unsaid_together(name: str, pathway: Pathway) -> Iterator[str]:
    for key in ("ask", "reprompt", "help", "why"):
        text = pathway.prompts.get(PromptId(f"sweep.{name}.{key}"), "")
        if not text:
            yield f"The sentence 'sweep.{name}.{key}' is missing from prompts.yaml."
        if key in ("ask", "reprompt") and len(text.split()) > MOST_WORDS:
            yield f"The sentence 'sweep.{name}.{key}' has more than {MOST_WORDS} words."


def _unknown_sources(pathway: Pathway) -> Iterator[str]:
    for slot, question in pathway.questions.items():
        for cite in question.cite:
            if cite not in pathway.sources:
                yield f"{slot}: there is no source {cite!r} in sources.yaml."
