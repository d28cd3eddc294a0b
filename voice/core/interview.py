"""Every transition of the dialogue: (interview, event) -> (interview, actions).

Rules of this file, as of no other:
1. `advance` is total: any event in any state gives a Step, and a closed interview stays closed.
2. Each utterance is first read for commands and alarms, then recorded, then the next question is derived.
3. An emergency is spoken at once, and once more if nobody acknowledges it; SOON and SELF_CARE are read back first.
4. Every dialogue ends: questions are asked at most three times, silences and rounds are counted.
5. It knows prompt ids and slot ids only as values; no sentence and no clinical name stands here.

What leads from one state to another is here; which sentence puts a question is in `asking`, how it all ends in
`ending`, what a caller may ask of the program in `replies` and `summary`, and what becomes known by an answer in
`record`.
"""

from dataclasses import replace

from voice.core import asking, ending, probing, replies, resuming, summary, watch
from voice.core.agenda import left_single, sweep_for, wanted
from voice.core.ears import Hearing, hear
from voice.core.events import (
    Event,
    Heard,
    Hindered,
    Interrupted,
    Listen,
    Manner,
    NoInput,
    Resumed,
    Say,
    Spoken,
    Started,
)
from voice.core.hindrances import hindered
from voice.core.pathway import Pathway
from voice.core.readback import facts_of, key_facts
from voice.core.record import denial, deny_all, is_flat_no, record, with_findings, without
from voice.core.state import Interview, Step, Turn, listening
from voice.core.terms import Command, Finding, ListenKind, Polarity, PromptId, SlotId, Urgency, Utterance
from voice.core.triage import Answers

TRIES = 3  # askings of one question before "not sure" is taken
ENDS_AFTER = 6  # unanswered prompts running before the consultation ends
ROUNDS = 6  # replies to "anything else?" and to a read-back before the consultation ends
WISHES = 5  # times running that a question is said again, or explained, for the asking
ASKING_BACK = frozenset({Command.REPEAT, Command.HELP, Command.WHY, Command.OPTIONS})
MOST_TURNS = 400  # of any kind; nobody gets here, but every dialogue must end

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
        case Started(today, vigil, kept, keys):
            begun = replace(now, today=today, vigil=vigil, keys=keys)
            return resuming.offered(begun, kept) or _open(begun)
        case Heard(utterance):
            step = _heard(replace(now, turns=now.turns + 1, silences=0, hindered=0), utterance, pathway)
            return Step(replace(step.interview, before=replace(now, before=None)), step.actions)
        case NoInput():
            return _silence(replace(now, turns=now.turns + 1, silences=now.silences + 1), pathway)
        case Spoken(prompt, delivery):
            return asking.delivered(now, prompt, delivery)
        case Interrupted():
            return ending.end_early(now, pathway)
        case Hindered() | Resumed():
            return hindered(now, event, pathway)


def _open(now: Interview) -> Step:
    says = tuple(Say(PromptId(name)) for name in ("welcome", "welcome.limits", "welcome.talking", "opening.ask"))
    return listening(now, says, Listen(ListenKind.OPENING))


def _heard(now: Interview, utterance: Utterance, pathway: Pathway) -> Step:
    listen = replace(now.listen or Listen(ListenKind.OPENING), wait=None)
    if now.turns > MOST_TURNS:
        return ending.end_early(now, pathway)
    hearing = hear(utterance, listen.asked if listen.kind is ListenKind.QUESTION else (), pathway, now.today)
    if not now.watch:
        return _understood(now, hearing, listen, pathway)
    if hearing.understanding.interrupt is None:
        step = watch.broken(now, utterance, hearing, pathway)
        if step is not None:
            return step
    return watch.goes_on(_understood(replace(now, watch=0), hearing, listen, pathway))


def _understood(now: Interview, hearing: Hearing, listen: Listen, pathway: Pathway) -> Step:
    """What the caller asks of the program, else the answer."""
    if now.kept is not None:
        return _resumed(now, hearing, listen, pathway)
    if hearing.understanding.interrupt is None and not _answers_besides(hearing, listen, pathway):
        step = _wish(now, hearing, listen, pathway)
        if step is not None:
            return step
    alarmed = replace(now, wishes=0, interrupt=hearing.understanding.interrupt or now.interrupt)
    return _ANSWERED[listen.kind](alarmed, hearing, listen, pathway)


def _answers_besides(hearing: Hearing, listen: Listen, pathway: Pathway) -> bool:
    """Is there an answer beside the wish ("no, hang on, I did")? Where danger signs are asked for together it counts:
    it was no flat no, so the same question is not put again."""
    understood = hearing.understanding
    swept = listen.kind is ListenKind.SWEEP and pathway.sweep_of(listen.asked)
    return bool(swept) and understood.polarity is not None and understood.command is not Command.STOP


def _resumed(now: Interview, hearing: Hearing, listen: Listen, pathway: Pathway) -> Step:
    """The answer to whether to go on where the last consultation stopped."""
    if resuming.is_wish(hearing):
        return _asked_of_program(now, hearing, listen, pathway) or _next(resuming.restored(now), pathway)
    step = resuming.answered(now, hearing)
    if step is not None:
        return step
    known = resuming.restored(now)
    if resuming.agrees(hearing):
        return _next(known, pathway, Say(resuming.GOES_ON))
    return _understood(known, hearing, Listen(ListenKind.OPENING), pathway)


def _wish(now: Interview, hearing: Hearing, listen: Listen, pathway: Pathway) -> Step | None:
    """What the caller asks of the program. Nobody asks back for ever: who seems to may be telling something that only
    sounds like it, and is then told that it was not understood."""
    asks_back = hearing.understanding.command in ASKING_BACK
    if asks_back and now.wishes >= WISHES:
        return None
    step = _asked_of_program(now, hearing, listen, pathway)
    if step is None or not asks_back:
        return step
    return replace(step, interview=replace(step.interview, wishes=now.wishes + 1))


def _asked_of_program(now: Interview, hearing: Hearing, listen: Listen, pathway: Pathway) -> Step | None:
    """A command, or a question such as "is it cancer?"; None if the caller asked neither."""
    understood = hearing.understanding
    if understood.command is Command.STOP:
        return ending.end_early(now, pathway)
    if understood.command is Command.SUMMARY:
        return summary.told(now, listen, pathway)
    if understood.command is not None:
        answer = replies.command(now, understood.command, pathway)
        return answer if answer is not None else _skip(now, listen, pathway)
    if understood.offscript is None or understood.found:
        return None
    says = (Say(pathway.offscript[understood.offscript]), *now.said[-1:])
    return Step(replace(now, listen=listen), (*says, listen))


def _skip(now: Interview, listen: Listen, pathway: Pathway) -> Step:
    """Leave a question unanswered; for a danger sign say whom to call, because its policy then decides."""
    if listen.kind not in (ListenKind.QUESTION, ListenKind.SWEEP):
        return _next(replace(now, single=now.single | set(listen.asked)), pathway)
    if listen.kind is ListenKind.SWEEP and pathway.sweep_of(listen.asked):
        return _next(replace(now, single=now.single | set(listen.asked), tries=0), pathway)
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
    first = _unsettled(noted, hearing, pathway)
    if first is not None:
        return first
    if now.correcting and now.rounds == 1 and not (recorded.changed or recorded.denials):
        return _next(
            replace(noted, answers=without(noted.answers, key_facts(noted.answers.findings, pathway))), pathway
        )
    if listen.asked and not all(noted.answers.known(slot) for slot in listen.asked):
        if ending.is_emergency(noted, pathway):
            return _next(noted, pathway)
        if recorded.changed or recorded.denials:
            return _next(replace(noted, tries=now.tries + 1), pathway)
        return _not_understood(noted, listen, pathway)
    again = _second_asking(noted, hearing, listen, pathway)
    if again is not None:
        return again
    return _next(
        replace(noted, tries=0, lost=0, single=left_single(now.single, listen.asked, noted.answers, pathway)), pathway
    )


def _second_asking(now: Interview, hearing: Hearing, listen: Listen, pathway: Pathway) -> Step | None:
    """A half-meant no to a danger question, a doubtful yes, or an unsure that may be asked about once more. A no to a
    danger question that is still doubtful then is no answer."""
    if len(listen.asked) != 1 or ending.is_emergency_without(now, listen.asked[0], pathway):
        return None
    slot = listen.asked[0]
    question, value = pathway.questions[slot], now.answers.findings.get(slot)
    denied = value == denial(slot, pathway)
    half_meant = question.guarded and hearing.understanding.soft and denied
    unsure = question.reask_unsure and value is Finding.UNSURE
    one_ear = slot in hearing.doubtful
    findings = {one: known for one, known in now.answers.findings.items() if one != slot}
    unheard = replace(now, answers=Answers(findings, now.answers.unanswered))
    if slot in now.reasked:
        danger = question.guarded or question.alarm
        return _not_understood(unheard, listen, pathway) if one_ear and denied and danger else None
    if not (half_meant or unsure or one_ear):
        return None
    again = replace(unheard, reasked=now.reasked | {slot})
    return listening(again, (Say(PromptId(f"{slot}.reprompt")),), listen)


def _not_understood(now: Interview, listen: Listen, pathway: Pathway) -> Step:
    """Ask in other words; the third time take it as not sure."""
    again = replace(now, tries=now.tries + 1)
    if again.tries < TRIES:
        return listening(again, asking.after_no_match(again, listen, pathway), listen)
    unsure = with_findings(now.answers, dict.fromkeys(listen.asked, Finding.UNSURE))
    noted = replace(now, answers=unsure, tries=0, lost=now.lost + 1)
    return _next(noted, pathway, Say(PromptId("unsure.noted")))


def _sweep_answered(now: Interview, hearing: Hearing, listen: Listen, pathway: Pathway) -> Step:
    """Only a flat no closes a sweep; anything else is recorded, and what is left is asked one by one."""
    recorded = record(now.answers, hearing, (), pathway, correcting=now.correcting)
    if is_flat_no(hearing, pathway):
        denied = deny_all(recorded.answers, listen.asked, pathway)
        return _next(replace(now, answers=denied, denials=recorded.denials, tries=0), pathway)
    noted = replace(now, answers=recorded.answers, denials=recorded.denials)
    single = left_single(now.single | set(listen.asked), listen.asked, noted.answers, pathway)
    noted = replace(noted, single=single)
    return _unsettled(noted, hearing, pathway) or _next(replace(noted, tries=0), pathway)


def _unsettled(now: Interview, hearing: Hearing, pathway: Pathway) -> Step | None:
    """What comes before all else but an emergency: a danger sign that was hardly heard, or of which it is not clear
    whose it is, or since when."""
    if ending.is_emergency(now, pathway):
        return None
    if set(hearing.suspected) - now.checked:
        return _check(now, hearing, pathway)
    return probing.probe(now, hearing, pathway)


def _check(now: Interview, hearing: Hearing, pathway: Pathway) -> Step:
    """Read back a danger sign that only one ear heard, once."""
    proposes = {slot: value for slot, value in hearing.suspected.items() if slot not in now.checked}
    return asking.confirm(replace(now, checked=now.checked | set(proposes)), proposes, pathway)


def _confirm(now: Interview, slots: tuple[SlotId, ...], pathway: Pathway) -> Step:
    """Read back denials of danger signs, or a correction that would take one away."""
    proposes = {slot: value for slot in slots if (value := denial(slot, pathway)) is not None}
    return asking.confirm(replace(now, denials=()), proposes, pathway)


def _verified(now: Interview, hearing: Hearing, listen: Listen, pathway: Pathway) -> Step:
    """The answer to an interrupt's check question."""
    recorded = record(now.answers, hearing, listen.asked, pathway, correcting=True)
    noted = replace(now, answers=recorded.answers)
    if ending.is_emergency(noted, pathway):
        return _next(noted, pathway)
    known = probing.verified(noted, hearing, listen, pathway)
    if isinstance(known, Step):
        return known
    return _next(replace(known, single=known.single | set(listen.asked), tries=0), pathway)


def _confirmed(now: Interview, hearing: Hearing, listen: Listen, pathway: Pathway) -> Step:
    if listen.raises is not None:
        return _verified(now, hearing, listen, pathway)
    recorded = record(now.answers, hearing, (), pathway, correcting=True)
    noted = replace(now, answers=recorded.answers)
    contradicted = {found.slot for found in hearing.understanding.found if found.value is not Finding.ABSENT}
    if hearing.understanding.polarity is Polarity.YES and listen.proposes is not None:
        agreed = {slot: value for slot, value in listen.proposes.items() if slot not in contradicted}
        noted = replace(noted, answers=with_findings(noted.answers, agreed))
    noted = probing.denied(noted, hearing, listen, pathway)
    return _next(replace(noted, single=noted.single | set(listen.asked), tries=0), pathway)


def _next(now: Interview, pathway: Pathway, first: Say | None = None) -> Step:
    """Derive what comes next: the emergency, a read-back of denials, the next question, or the outcome."""
    lead = (first,) if first is not None else ()
    if ending.is_emergency(now, pathway):
        return ending.give_guidance(now, ending.outcome_of(now, pathway), pathway)
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


def _readback_answered(now: Interview, hearing: Hearing, _: Listen, pathway: Pathway) -> Step:
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
        return ending.give_guidance(now, ending.outcome_of(now, pathway), pathway)
    wrong = replace(now, correcting=True, tries=0)
    return listening(wrong, (Say(PromptId("readback.wrong")),), Listen(ListenKind.OPENING))


def _closing_answered(now: Interview, hearing: Hearing, _: Listen, pathway: Pathway) -> Step:
    """Something worse raises the outcome; a marked correction is taken up; anything else ends the consultation."""
    recorded = record(now.answers, hearing, (), pathway, correcting=now.correcting)
    noted = replace(now, answers=recorded.answers, correcting=False)
    outcome = ending.outcome_of(noted, pathway)
    before = now.outcome.urgency if now.outcome is not None else Urgency.SELF_CARE
    if recorded.withdrawn and now.rounds < ROUNDS:
        return _confirm(replace(noted, outcome=None, interrupt=None), recorded.withdrawn, pathway)
    if now.rounds >= ROUNDS:
        return ending.close(noted, pathway)
    if outcome.urgency > before or hearing.understanding.interrupt is not None:
        return ending.give_guidance(noted, outcome, pathway)
    if recorded.changed and before < Urgency.EMERGENCY:
        return _next(noted, pathway, Say(PromptId("correct.noted")))
    understood = hearing.understanding
    if not ending.acknowledges(understood, pathway):
        again = ending.tell_again(noted, pathway)
        if again is not None:
            return again
    if understood.polarity is Polarity.YES and not understood.found:
        return listening(
            replace(noted, rounds=now.rounds + 1), (Say(PromptId("opening.reprompt")),), Listen(ListenKind.CLOSING)
        )
    return ending.close(noted, pathway)


def _silence(now: Interview, pathway: Pathway) -> Step:
    """Nothing was heard: ask in other words, then stay with whoever may have collapsed, or go on without an answer."""
    listen = replace(now.listen or Listen(ListenKind.OPENING), wait=None)
    if now.turns > MOST_TURNS:
        return ending.end_early(now, pathway)
    if now.watch:
        return watch.keep(now, pathway)
    if listen.kind is ListenKind.CLOSING:
        stays = now.vigil and ending.is_told(now) and now.advised >= ending.TELLINGS
        return watch.keep(now, pathway) if stays else ending.after_silence(now, pathway)
    if now.silences < ending.SILENCES:
        return listening(now, (Say(PromptId("noinput.1")), asking.in_other_words(now, listen, pathway)), listen)
    known = resuming.restored(now)
    return watch.keep(known, pathway) if now.vigil else _unanswered(known, listen, pathway)


def _unanswered(now: Interview, listen: Listen, pathway: Pathway) -> Step:
    """Take the question as unanswered, and say whom to call."""
    if now.silences >= ENDS_AFTER:
        return ending.end_early(now, pathway)
    alarm = Say(PromptId("silence.emergency"), interruptible=False, manner=Manner.URGENT)
    if listen.kind is ListenKind.QUESTION:
        gave_up = Answers(now.answers.findings, now.answers.unanswered | set(listen.asked))
        return _next(replace(now, answers=gave_up, tries=0), pathway, alarm)
    if listen.kind in (ListenKind.SWEEP, ListenKind.CONFIRM):
        return _next(replace(now, single=now.single | set(listen.asked)), pathway, alarm)
    if listen.kind is ListenKind.READBACK:
        return ending.give_guidance(now, ending.outcome_of(now, pathway), pathway, (alarm,))
    return _next(now, pathway, alarm)


_ANSWERED = {
    ListenKind.OPENING: _answered,
    ListenKind.QUESTION: _answered,
    ListenKind.SWEEP: _sweep_answered,
    ListenKind.CONFIRM: _confirmed,
    ListenKind.READBACK: _readback_answered,
    ListenKind.CLOSING: _closing_answered,
}
"""What an answer leads to, by what was listened for."""
