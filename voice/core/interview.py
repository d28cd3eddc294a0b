"""Every transition of the dialogue: (interview, event) -> (interview, actions).

Rules of this file, as of no other:
1. `advance` is total: any event in any state gives a Step, and a closed interview stays closed.
2. Each utterance is first read for commands and alarms, then recorded, then the next question is derived.
3. An emergency is spoken at once; SOON and SELF_CARE are read back first; guidance is spoken once more on silence.
4. Every dialogue ends: questions are asked at most three times, silences and rounds are counted.
5. It knows prompt ids and slot ids only as values; no sentence and no clinical name stands here.
"""

from dataclasses import replace

from voice.core import replies
from voice.core.agenda import sweep_for, wanted
from voice.core.ears import Hearing, hear
from voice.core.events import Close, Event, Heard, Interrupted, Listen, NoInput, Say, Show, Spoken, Started
from voice.core.events import Delivery as Receipt
from voice.core.guidance import Outcome, guide
from voice.core.pathway import Pathway
from voice.core.readback import facts_of, key_facts
from voice.core.record import denial, deny_all, is_flat_no, record, with_findings
from voice.core.state import Interview, Step, Turn
from voice.core.terms import Command, Finding, ListenKind, Polarity, PromptId, SlotId, Urgency, Utterance
from voice.core.triage import Answers, Assessment, assess

TRIES = 3  # askings of one question before "not sure" is taken
SILENCES = 2  # unanswered prompts running before the emergency number is spoken
ENDS_AFTER = 6  # unanswered prompts running before the consultation ends
ROUNDS = 6  # replies to "anything else?" and to a read-back before the consultation ends
MOST_TURNS = 400  # of any kind; nobody gets here, but every dialogue must end
FAILURES = 3  # failed deliveries of one sentence before it is shown instead

__all__ = ["Interview", "Step", "advance", "begin"]


def begin(pathway: Pathway) -> Interview:
    """A consultation that has not started."""
    del pathway  # the state holds none of it; asked for so that hosts need not know that
    return Interview()


def advance(now: Interview, event: Event, pathway: Pathway) -> Step:
    """What the event leads to."""
    if now.closed:
        return Step(now)
    match event:
        case Started(today):
            return _open(replace(now, today=today))
        case Heard(utterance):
            return _heard(replace(now, turns=now.turns + 1, silences=0), utterance, pathway)
        case NoInput():
            return _silence(replace(now, turns=now.turns + 1, silences=now.silences + 1), pathway)
        case Spoken(prompt, delivery):
            return _spoken(now, prompt, delivery)
        case Interrupted():
            return _end_early(now, pathway)


def _listen(now: Interview, says: tuple[Say, ...], listen: Listen) -> Step:
    """Speak, then listen; what was said is kept for "say that again"."""
    return Step(replace(now, listen=listen, said=says), (*says, listen))


def _open(now: Interview) -> Step:
    says = tuple(Say(PromptId(name)) for name in ("welcome", "welcome.limits", "welcome.talking", "opening.ask"))
    return _listen(now, says, Listen(ListenKind.OPENING))


def _heard(now: Interview, utterance: Utterance, pathway: Pathway) -> Step:
    listen = now.listen or Listen(ListenKind.OPENING)
    if now.turns > MOST_TURNS:
        return _end_early(now, pathway)
    hearing = hear(utterance, listen.asked if listen.kind is ListenKind.QUESTION else (), pathway, now.today)
    understood = hearing.understanding
    if understood.interrupt is None and understood.command is not None:
        if understood.command is Command.STOP:
            return _end_early(now, pathway)
        answer = replies.command(now, understood.command, pathway)
        return answer if answer is not None else _skip(now, listen, pathway)
    if understood.offscript is not None and understood.interrupt is None and not understood.found:
        answered = Step(
            replace(now, listen=listen), (Say(pathway.offscript[understood.offscript]), *now.said[-1:], listen)
        )
        return answered
    now = replace(now, interrupt=understood.interrupt or now.interrupt)
    match listen.kind:
        case ListenKind.CONFIRM:
            return _confirmed(now, hearing, listen, pathway)
        case ListenKind.READBACK:
            return _readback_answered(now, hearing, pathway)
        case ListenKind.CLOSING:
            return _closing_answered(now, hearing, pathway)
        case ListenKind.SWEEP:
            return _sweep_answered(now, hearing, listen, pathway)
        case _:
            return _answered(now, hearing, listen, pathway)


def _skip(now: Interview, listen: Listen, pathway: Pathway) -> Step:
    """Leave a question unanswered; for a danger sign say whom to call, because its policy then decides."""
    if listen.kind not in (ListenKind.QUESTION, ListenKind.SWEEP):
        return _next(replace(now, single=now.single | set(listen.asked)), pathway)
    skipped = Answers(now.answers.findings, now.answers.unanswered | set(listen.asked))
    guarded = any(pathway.questions[slot].guarded for slot in listen.asked)
    first = Say(PromptId("cannot_answer" if guarded else "command.skip"))
    return _next(replace(now, answers=skipped, tries=0), pathway, first)


def _answered(now: Interview, hearing: Hearing, listen: Listen, pathway: Pathway) -> Step:
    """An answer to the opening or to a single question."""
    recorded = record(now.answers, hearing, listen.asked, pathway, correcting=now.correcting)
    noted = replace(now, answers=recorded.answers, denials=recorded.denials, correcting=False)
    if recorded.withdrawn:
        return _confirm(noted, recorded.withdrawn, pathway)
    if not _emergency(noted, pathway) and set(hearing.suspected) - now.checked:
        return _check(noted, hearing, pathway)
    if listen.asked and not all(noted.answers.known(slot) for slot in listen.asked):
        if _emergency(noted, pathway):
            return _next(noted, pathway)
        if recorded.changed or recorded.denials:
            return _next(replace(noted, tries=now.tries + 1), pathway)
        return _not_understood(noted, listen, pathway)
    again = _second_asking(noted, hearing, listen, pathway)
    if again is not None:
        return again
    return _next(replace(noted, tries=0, lost=0), pathway)


def _second_asking(now: Interview, hearing: Hearing, listen: Listen, pathway: Pathway) -> Step | None:
    """A half-meant no to a danger question, a doubtful yes, or an unsure that may be asked about once more."""
    if len(listen.asked) != 1 or listen.asked[0] in now.reasked or _emergency_without(now, listen.asked[0], pathway):
        return None
    slot = listen.asked[0]
    question, value = pathway.questions[slot], now.answers.findings.get(slot)
    half_meant = question.guarded and hearing.understanding.soft and value == denial(slot, pathway)
    unsure = question.reask_unsure and value is Finding.UNSURE
    one_ear = slot in hearing.doubtful
    if not (half_meant or unsure or one_ear):
        return None
    findings = {one: known for one, known in now.answers.findings.items() if one != slot}
    again = replace(now, answers=Answers(findings, now.answers.unanswered), reasked=now.reasked | {slot})
    return _listen(again, (Say(PromptId(f"{slot}.reprompt")),), listen)


def _emergency(now: Interview, pathway: Pathway) -> bool:
    return now.interrupt is not None or assess(now.answers, pathway).urgency is Urgency.EMERGENCY


def _emergency_without(now: Interview, slot: SlotId, pathway: Pathway) -> bool:
    """Is it an emergency even if this slot were not known?"""
    findings = {one: known for one, known in now.answers.findings.items() if one != slot}
    return _emergency(replace(now, answers=Answers(findings, now.answers.unanswered)), pathway)


def _not_understood(now: Interview, listen: Listen, pathway: Pathway) -> Step:
    """Ask in other words; the third time take it as not sure."""
    tries = now.tries + 1
    if tries < TRIES:
        again = replace(now, tries=tries)
        says: tuple[Say, ...] = (Say(PromptId(f"nomatch.{tries}")), _reprompt(listen))
        if tries > 1 and listen.asked:
            kind = pathway.questions[listen.asked[0]].kind.value
            says = (*says, Say(PromptId(f"command.options.{kind}")))
        return _listen(again, says, listen)
    unsure = with_findings(now.answers, dict.fromkeys(listen.asked, Finding.UNSURE))
    noted = replace(now, answers=unsure, tries=0, lost=now.lost + 1)
    return _next(noted, pathway, Say(PromptId("unsure.noted")))


def _reprompt(listen: Listen) -> Say:
    if listen.kind is ListenKind.SWEEP:
        return Say(PromptId("opening.reprompt"))
    return Say(PromptId(f"{listen.asked[0]}.reprompt" if listen.asked else "opening.reprompt"))


def _sweep_answered(now: Interview, hearing: Hearing, listen: Listen, pathway: Pathway) -> Step:
    """Only a flat no closes a sweep; anything else is recorded, and what is left is asked one by one."""
    if is_flat_no(hearing, listen.asked):
        return _next(replace(now, answers=deny_all(now.answers, listen.asked, pathway), tries=0), pathway)
    recorded = record(now.answers, hearing, (), pathway, correcting=now.correcting)
    if set(hearing.suspected) - now.checked:
        return _check(replace(now, answers=recorded.answers, single=now.single | set(listen.asked)), hearing, pathway)
    split = replace(
        now, answers=recorded.answers, denials=recorded.denials, single=now.single | set(listen.asked), tries=0
    )
    return _next(split, pathway)


def _check(now: Interview, hearing: Hearing, pathway: Pathway) -> Step:
    """Read back a danger sign that only one ear heard, once."""
    proposes = {slot: value for slot, value in hearing.suspected.items() if slot not in now.checked}
    say = Say(PromptId("confirm.ask"), facts=facts_of(proposes, pathway))
    checked = replace(now, checked=now.checked | set(proposes))
    return _listen(checked, (say,), Listen(ListenKind.CONFIRM, tuple(proposes), proposes))


def _confirm(now: Interview, slots: tuple[SlotId, ...], pathway: Pathway) -> Step:
    """Read back denials of danger signs, or a correction that would take one away."""
    proposes = {slot: value for slot in slots if (value := denial(slot, pathway)) is not None}
    asked = replace(now, denials=())
    say = Say(PromptId("confirm.ask"), facts=facts_of(proposes, pathway))
    return _listen(asked, (say,), Listen(ListenKind.CONFIRM, tuple(proposes), proposes))


def _confirmed(now: Interview, hearing: Hearing, listen: Listen, pathway: Pathway) -> Step:
    recorded = record(now.answers, hearing, (), pathway, correcting=True)
    noted = replace(now, answers=recorded.answers)
    contradicted = {found.slot for found in hearing.understanding.found if found.value is not Finding.ABSENT}
    if hearing.understanding.polarity is Polarity.YES and listen.proposes is not None:
        agreed = {slot: value for slot, value in listen.proposes.items() if slot not in contradicted}
        noted = replace(noted, answers=with_findings(noted.answers, agreed))
    return _next(replace(noted, single=noted.single | set(listen.asked), tries=0), pathway)


def _next(now: Interview, pathway: Pathway, first: Say | None = None) -> Step:
    """Derive what comes next: the emergency, a read-back of denials, the next question, or the outcome."""
    lead = (first,) if first is not None else ()
    if _emergency(now, pathway):
        return _guide(now, _outcome(now, pathway), pathway)
    if now.lost >= TRIES:
        return _conclude(now, pathway, (Say(PromptId("understood.failed")), Say(PromptId("warning.signs"))))
    pending = tuple(slot for slot in now.denials if not now.answers.known(slot) and slot not in now.single)
    if pending:
        return _confirm(now, pending, pathway)
    agenda = wanted(now.answers, pathway)
    if not agenda:
        return _conclude(now, pathway, lead)
    return _ask(now, agenda, pathway, lead)


def _ask(now: Interview, agenda: tuple[SlotId, ...], pathway: Pathway, lead: tuple[Say, ...]) -> Step:
    slot = agenda[0]
    if now.listen is not None and now.listen.asked == (slot,) and now.tries >= TRIES:
        unsure = with_findings(now.answers, {slot: Finding.UNSURE})
        return _next(replace(now, answers=unsure, tries=0, lost=now.lost + 1), pathway)
    repeated = now.listen is not None and now.listen.asked == (slot,)
    swept = sweep_for(slot, agenda, now.answers, pathway)
    if swept is not None and not now.single & set(swept[1]):
        say, listen = Say(PromptId(f"sweep.{swept[0].id}.ask")), Listen(ListenKind.SWEEP, swept[1])
    else:
        say = Say(PromptId(f"{slot}.{'reprompt' if repeated else 'ask'}"))
        listen = Listen(ListenKind.QUESTION, (slot,))
    asked = replace(
        now,
        questions=now.questions + 1,
        tries=now.tries if repeated else 0,
        history=now.history if repeated else (*now.history, Turn(now.answers, listen)),
    )
    return _listen(asked, (*lead, say), listen)


def _outcome(now: Interview, pathway: Pathway) -> Outcome:
    """The level and the rules behind it; SELF_CARE only when nothing it needs is open."""
    assessment = assess(now.answers, pathway)
    interrupt = pathway.interrupts.get(now.interrupt) if now.interrupt is not None else None
    if interrupt is not None:
        return Outcome(Urgency.EMERGENCY, assessment.fired, interrupt)
    urgency = assessment.urgency
    if urgency is None or (urgency is Urgency.SELF_CARE and not _home_allowed(now, assessment, pathway)):
        return Outcome(Urgency.SOON, (pathway.incomplete,))
    return Outcome(urgency, assessment.fired)


def _home_allowed(now: Interview, assessment: Assessment, pathway: Pathway) -> bool:
    open_slots = len(now.answers.unanswered) + now.lost
    return now.confirmed and not assessment.open and open_slots <= pathway.unanswered_allowed


def _conclude(now: Interview, pathway: Pathway, lead: tuple[Say, ...] = ()) -> Step:
    """Nothing is left to ask: read back before a low level, then give the guidance."""
    outcome = _outcome(now, pathway)
    if outcome.urgency <= Urgency.SOON and not now.confirmed and now.rounds < ROUNDS and now.lost < TRIES:
        proposes = key_facts(now.answers.findings, pathway)
        if proposes:
            say = Say(PromptId("readback.ask"), facts=facts_of(proposes, pathway))
            read = replace(now, rounds=now.rounds + 1)
            return _listen(read, (*lead, say), Listen(ListenKind.READBACK, tuple(proposes), proposes))
    return _guide(now, outcome, pathway, lead)


def _readback_answered(now: Interview, hearing: Hearing, pathway: Pathway) -> Step:
    recorded = record(now.answers, hearing, (), pathway, correcting=True)
    if recorded.withdrawn:
        return _confirm(replace(now, answers=recorded.answers), recorded.withdrawn, pathway)
    if hearing.understanding.polarity is Polarity.YES and not recorded.changed:
        return _next(replace(now, confirmed=True), pathway)
    if recorded.changed or recorded.denials:
        return _next(
            replace(now, answers=recorded.answers, denials=recorded.denials), pathway, Say(PromptId("correct.noted"))
        )
    if now.rounds >= ROUNDS // 2:
        return _guide(now, _outcome(now, pathway), pathway)
    wrong = replace(now, correcting=True, tries=0)
    return _listen(wrong, (Say(PromptId("readback.wrong")),), Listen(ListenKind.OPENING))


def _guide(now: Interview, outcome: Outcome, pathway: Pathway, lead: tuple[Say, ...] = ()) -> Step:
    """Speak the outcome, then ask whether there is anything else, so that a late danger sign is still heard."""
    prompts = guide(outcome, now.answers, pathway)
    says = (*lead, *(Say(prompt, interruptible=False) for prompt in prompts))
    closing = "closing.emergency" if outcome.urgency is Urgency.EMERGENCY else "closing.ask"
    told = replace(now, outcome=outcome, rounds=now.rounds + 1, tries=0)
    return _listen(told, (*says, Say(PromptId(closing))), Listen(ListenKind.CLOSING))


def _closing_answered(now: Interview, hearing: Hearing, pathway: Pathway) -> Step:
    """Something worse raises the outcome; a marked correction is taken up; anything else ends the consultation."""
    recorded = record(now.answers, hearing, (), pathway, correcting=now.correcting)
    noted = replace(now, answers=recorded.answers, correcting=False)
    outcome = _outcome(noted, pathway)
    before = now.outcome.urgency if now.outcome is not None else Urgency.SELF_CARE
    if recorded.withdrawn and now.rounds < ROUNDS:
        return _confirm(replace(noted, outcome=None, interrupt=None), recorded.withdrawn, pathway)
    if now.rounds >= ROUNDS:
        return _close(noted, pathway)
    if outcome.urgency > before or hearing.understanding.interrupt is not None:
        return _guide(noted, outcome, pathway)
    if recorded.changed and before < Urgency.EMERGENCY:
        return _next(noted, pathway, Say(PromptId("correct.noted")))
    understood = hearing.understanding
    if understood.polarity is Polarity.YES and not understood.found:
        return _listen(
            replace(noted, rounds=now.rounds + 1), (Say(PromptId("opening.reprompt")),), Listen(ListenKind.CLOSING)
        )
    return _close(noted, pathway)


def _silence(now: Interview, pathway: Pathway) -> Step:
    """Nothing was heard: ask in other words, then take the question as unanswered and say whom to call."""
    listen = now.listen or Listen(ListenKind.OPENING)
    if listen.kind is ListenKind.CLOSING:
        return _silent_closing(now, pathway)
    if now.silences >= ENDS_AFTER or now.turns > MOST_TURNS:
        return _end_early(now, pathway)
    if now.silences < SILENCES:
        return _listen(now, (Say(PromptId("noinput.1")), _reprompt(listen)), listen)
    alarm = Say(PromptId("silence.emergency"), interruptible=False)
    if listen.kind in (ListenKind.QUESTION, ListenKind.SWEEP):
        gave_up = Answers(now.answers.findings, now.answers.unanswered | set(listen.asked))
        return _next(replace(now, answers=gave_up, tries=0), pathway, alarm)
    if listen.kind is ListenKind.CONFIRM:
        return _next(replace(now, single=now.single | set(listen.asked)), pathway, alarm)
    if listen.kind is ListenKind.READBACK:
        return _guide(now, _outcome(now, pathway), pathway, (alarm,))
    return _next(now, pathway, alarm)


def _silent_closing(now: Interview, pathway: Pathway) -> Step:
    """After an emergency the advice is repeated once; after anything else silence means that all is said."""
    urgent = now.outcome is not None and now.outcome.urgency is Urgency.EMERGENCY
    if urgent and now.silences < SILENCES and now.outcome is not None:
        again = tuple(Say(prompt, interruptible=False) for prompt in guide(now.outcome, now.answers, pathway))
        here = Say(PromptId("guide.emergency.here"), interruptible=False)
        return _listen(now, (here, *again), Listen(ListenKind.CLOSING))
    return _close(now, pathway)


def _spoken(now: Interview, prompt: PromptId, delivery: Receipt) -> Step:
    """A sentence that could not be spoken is said again, and shown the third time."""
    if delivery is not Receipt.FAILED:
        return Step(replace(now, failures=0) if now.failures else now)
    failed = replace(now, failures=now.failures + 1)
    say = next((one for one in now.said if one.prompt == prompt), Say(prompt))
    if failed.failures < FAILURES:
        return Step(failed, (say,))
    return Step(replace(failed, failures=0), (Show(say.prompt, say.facts, say.count),))


def _end_early(now: Interview, pathway: Pathway) -> Step:
    """The consultation stops before its end: the worst-case advice so far."""
    outcome = now.outcome or _early_outcome(now, pathway)
    says: tuple[Say, ...] = ()
    if now.outcome is None:
        open_dangers = Say(PromptId("stop.early"), interruptible=False)
        prompts = guide(outcome, now.answers, pathway) if now.answers.findings else ()
        says = (open_dangers, *(Say(prompt, interruptible=False) for prompt in prompts))
    closed = _close(replace(now, outcome=outcome), pathway, bye=False)
    return Step(closed.interview, (*says, *closed.actions))


def _early_outcome(now: Interview, pathway: Pathway) -> Outcome:
    """What is known so far, and never home care: what was not asked is not a no."""
    outcome = _outcome(replace(now, confirmed=False), pathway)
    return (
        outcome
        if outcome.urgency > Urgency.SOON or outcome.lead is not None
        else Outcome(Urgency.SOON, (pathway.incomplete,))
    )


def _close(now: Interview, pathway: Pathway, *, bye: bool = True) -> Step:
    outcome = now.outcome or _early_outcome(now, pathway)
    goodbye = "closing.bye_emergency" if outcome.urgency is Urgency.EMERGENCY else "closing.bye"
    says = (Say(PromptId(goodbye), interruptible=False),) if bye else ()
    close = Close(
        urgency=outcome.urgency,
        rules=tuple(rule.id for rule in outcome.rules),
        findings=dict(now.answers.findings),
        questions=now.questions,
        guidance=guide(outcome, now.answers, pathway),
    )
    return Step(replace(now, closed=True, outcome=outcome, listen=None), (*says, close))
