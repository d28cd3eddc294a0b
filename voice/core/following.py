"""What comes next, whatever was answered: the emergency, a read-back, the next question, or the outcome."""

from dataclasses import replace

from voice.core import asking, ending
from voice.core.agenda import sweep_for, wanted
from voice.core.events import Listen, Say
from voice.core.pathway import Pathway
from voice.core.readback import facts_of, key_facts
from voice.core.record import denial, with_findings, with_the_one_left
from voice.core.state import Interview, Step, Turn, listening
from voice.core.terms import Finding, ListenKind, PromptId, SlotId, Urgency

TRIES = 3  # askings of one question before "not sure" is taken
ROUNDS = 6  # replies to "anything else?" and to a read-back before the consultation ends


def proceed(now: Interview, pathway: Pathway, first: Say | None = None) -> Step:
    """Derive what comes next: the emergency, a read-back of denials, the next question, or the outcome."""
    lead = (first,) if first is not None else ()
    now = replace(now, answers=with_the_one_left(now.answers, now.affirmed, now.baffling, pathway))
    if ending.is_emergency(now, pathway):
        return ending.give_guidance(now, ending.outcome_of(now, pathway), pathway)
    if now.lost >= TRIES:
        return _conclude(now, pathway, (Say(PromptId("understood.failed")), Say(PromptId("warning.signs"))))
    doubt = confirm_suspected(now, pathway)
    if doubt is not None:
        return doubt
    pending = tuple(slot for slot in now.denials if not now.answers.known(slot) and slot not in now.single)
    if pending:
        return confirm_denials(now, pending, pathway)
    agenda = wanted(now.answers, pathway)
    if not agenda:
        return _conclude(now, pathway, lead)
    return _ask(now, agenda, pathway, lead)


def confirm_suspected(now: Interview, pathway: Pathway) -> Step | None:
    """Read back danger signs that were hardly heard or are likely not meant, each once in a consultation."""
    proposes = {slot: value for slot, value in now.suspected.items() if now.answers.findings.get(slot) != value}
    if not proposes:
        return None
    asked = replace(now, checked=now.checked | set(proposes), suspected={}, tries=0)
    return asking.confirm(asked, proposes, pathway)


def confirm_denials(now: Interview, slots: tuple[SlotId, ...], pathway: Pathway) -> Step:
    """Read back denials of danger signs, or a correction that would take one away."""
    proposes = {slot: value for slot in slots if (value := denial(slot, pathway)) is not None}
    return asking.confirm(replace(now, denials=()), proposes, pathway)


def _ask(now: Interview, agenda: tuple[SlotId, ...], pathway: Pathway, lead: tuple[Say, ...]) -> Step:
    slot = agenda[0]
    if now.listen is not None and now.listen.asked == (slot,) and now.tries >= TRIES:
        unsure = with_findings(now.answers, {slot: Finding.UNSURE})
        baffled = replace(now, answers=unsure, tries=0, lost=now.lost + 1, baffling=now.baffling | {slot})
        return proceed(baffled, pathway)
    repeated = now.listen is not None and now.listen.asked == (slot,) and now.listen.kind is not ListenKind.CONFIRM
    swept = sweep_for(agenda, now.single, pathway)
    listen = Listen(ListenKind.SWEEP, swept) if swept else Listen(ListenKind.QUESTION, (slot,))
    say = Say(PromptId(f"{slot}.reprompt")) if repeated and not swept else asking.ask(listen, pathway)
    asked = replace(
        now,
        questions=now.questions + 1,
        tries=now.tries if repeated else 0,
        history=now.history if repeated else (*now.history, Turn(now.answers, listen)),
    )
    return listening(asked, (*lead, say), listen)


def _conclude(now: Interview, pathway: Pathway, lead: tuple[Say, ...] = ()) -> Step:
    """Nothing is left to ask: read back before a low level, then give the guidance."""
    outcome = ending.outcome_of(now, pathway)
    if outcome.urgency <= Urgency.SOON and not now.confirmed and now.rounds < ROUNDS and now.lost < TRIES:
        proposes = key_facts(now.answers.findings, pathway)
        if proposes:
            say = Say(PromptId("readback.ask"), facts=facts_of(proposes, pathway))
            read = replace(now, rounds=now.rounds + 1)
            return listening(read, (*lead, say), Listen(ListenKind.READBACK, tuple(proposes), proposes))
    return ending.give_guidance(now, outcome, pathway, lead)
