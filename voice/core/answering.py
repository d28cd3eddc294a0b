"""What an answer leads to, by what was listened for: a question, a sweep, a read-back, or "anything else?"."""

from dataclasses import replace

from voice.core import asking, ending, probing
from voice.core.agenda import left_single, left_unasked
from voice.core.ears import Hearing
from voice.core.events import Listen, Say
from voice.core.following import ROUNDS, TRIES, confirm_denials, confirm_suspected, proceed
from voice.core.pathway import Pathway
from voice.core.readback import key_facts
from voice.core.record import denial, deny_all, is_flat_no, record, with_findings, without
from voice.core.state import Interview, Step, listening
from voice.core.terms import Finding, ListenKind, Polarity, PromptId, SlotId, Urgency
from voice.core.triage import Answers


def answered(now: Interview, hearing: Hearing, listen: Listen, pathway: Pathway) -> Step:
    """Take in an answer to what was listened for. What is only suspected waits to be read back, whatever the answer
    leads to first."""
    suspected = {slot: value for slot, value in hearing.suspected.items() if slot not in now.checked}
    noted = replace(now, suspected={**now.suspected, **suspected}) if suspected else now
    return _BY_KIND[listen.kind](noted, hearing, listen, pathway)


def _question_answered(now: Interview, hearing: Hearing, listen: Listen, pathway: Pathway) -> Step:
    """An answer to the opening or to a single question."""
    recorded = record(now.answers, hearing, listen.asked, pathway, correcting=now.correcting)
    noted = replace(now, answers=recorded.answers, denials=recorded.denials, correcting=False)
    if recorded.withdrawn:
        return confirm_denials(noted, recorded.withdrawn, pathway)
    first = _unsettled(noted, hearing, pathway)
    if first is not None:
        return first
    if now.correcting and now.rounds == 1 and not (recorded.changed or recorded.denials):
        return proceed(
            replace(noted, answers=without(noted.answers, key_facts(noted.answers.findings, pathway))), pathway
        )
    if listen.asked and not all(noted.answers.known(slot) for slot in listen.asked):
        if ending.is_emergency(noted, pathway):
            return proceed(noted, pathway)
        if recorded.changed or recorded.denials:
            return proceed(replace(noted, tries=now.tries + 1), pathway)
        return _not_understood(noted, listen, pathway)
    again = _second_asking(noted, hearing, listen, pathway)
    if again is not None:
        return again
    return proceed(
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
    if now.tries + 1 < TRIES:
        return _once_more(now, listen, pathway)
    unsure = with_findings(now.answers, dict.fromkeys(listen.asked, Finding.UNSURE))
    baffling = now.baffling | set(listen.asked)
    noted = replace(now, answers=unsure, tries=0, lost=now.lost + 1, baffling=baffling)
    return proceed(noted, pathway, Say(PromptId("unsure.noted")))


def _once_more(now: Interview, listen: Listen, pathway: Pathway) -> Step:
    again = replace(now, tries=now.tries + 1)
    return listening(again, asking.after_no_match(again, listen, pathway), listen)


def _sweep_answered(now: Interview, hearing: Hearing, listen: Listen, pathway: Pathway) -> Step:
    """Only a flat no closes a sweep; anything else is recorded, and what is left is asked one by one."""
    recorded = record(now.answers, hearing, (), pathway, correcting=now.correcting)
    if is_flat_no(hearing, pathway):
        denied = deny_all(recorded.answers, listen.asked, pathway)
        return proceed(replace(now, answers=denied, denials=recorded.denials, tries=0), pathway)
    noted = replace(now, answers=recorded.answers, denials=recorded.denials)
    single = left_single(now.single | set(listen.asked), listen.asked, noted.answers, pathway)
    noted = replace(noted, single=single, affirmed=_affirmed(now, hearing, listen))
    return _unsettled(noted, hearing, pathway) or proceed(replace(noted, tries=0), pathway)


def _affirmed(now: Interview, hearing: Hearing, listen: Listen) -> tuple[frozenset[SlotId], ...]:
    """The signs asked for together of which one was said to be there: a yes to several at once."""
    if hearing.understanding.polarity is not Polarity.YES:
        return now.affirmed
    return (*now.affirmed, frozenset(listen.asked))


def _unsettled(now: Interview, hearing: Hearing, pathway: Pathway) -> Step | None:
    """What comes before all else but an emergency: a danger sign that was hardly heard, or of which it is not clear
    whose it is, or since when."""
    if ending.is_emergency(now, pathway):
        return None
    return confirm_suspected(now, pathway) or probing.probe(now, hearing, pathway)


def _verified(now: Interview, hearing: Hearing, listen: Listen, pathway: Pathway) -> Step:
    """The answer to an interrupt's check question."""
    recorded = record(now.answers, hearing, listen.asked, pathway, correcting=True)
    noted = replace(now, answers=recorded.answers)
    if ending.is_emergency(noted, pathway):
        return proceed(noted, pathway)
    known = probing.verified(noted, hearing, listen, pathway)
    if isinstance(known, Step):
        return known
    return proceed(replace(known, single=known.single | set(listen.asked), tries=0), pathway)


def _confirmed(now: Interview, hearing: Hearing, listen: Listen, pathway: Pathway) -> Step:
    if listen.raises is not None:
        return _verified(now, hearing, listen, pathway)
    recorded = record(now.answers, hearing, (), pathway, correcting=True)
    noted = replace(now, answers=recorded.answers)
    contradicted = {found.slot for found in hearing.understanding.found if found.value is not Finding.ABSENT}
    if hearing.understanding.polarity is Polarity.YES and listen.proposes is not None:
        agreed = {slot: value for slot, value in listen.proposes.items() if slot not in contradicted}
        noted = replace(noted, answers=with_findings(noted.answers, agreed))
    unasked = left_unasked(listen.asked, noted.answers, pathway)
    if unasked and hearing.understanding.polarity is not Polarity.NO and not ending.is_emergency(noted, pathway):
        return _left_open(noted, unasked, hearing, listen, pathway)
    noted = probing.denied(noted, hearing, listen, pathway)
    return proceed(replace(noted, single=noted.single | set(listen.asked), tries=0), pathway)


def _left_open(now: Interview, slots: tuple[SlotId, ...], hearing: Hearing, listen: Listen, pathway: Pathway) -> Step:
    """Neither yes nor no to a sign that no question asks about: it is read back again, and not knowing is not no."""
    if hearing.understanding.polarity is None and now.tries + 1 < TRIES:
        return _once_more(now, listen, pathway)
    return proceed(replace(now, answers=with_findings(now.answers, dict.fromkeys(slots, Finding.UNSURE))), pathway)


def _readback_answered(now: Interview, hearing: Hearing, _: Listen, pathway: Pathway) -> Step:
    recorded = record(now.answers, hearing, (), pathway, correcting=True)
    if recorded.withdrawn:
        return confirm_denials(replace(now, answers=recorded.answers), recorded.withdrawn, pathway)
    if hearing.understanding.polarity is Polarity.YES and not recorded.changed:
        return proceed(replace(now, confirmed=True), pathway)
    noted = replace(now, answers=recorded.answers, denials=recorded.denials)
    doubt = None if ending.is_emergency(noted, pathway) else confirm_suspected(noted, pathway)
    if doubt is not None:
        return doubt
    if recorded.changed or recorded.denials:
        return proceed(noted, pathway, Say(PromptId("correct.noted")))
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
        return confirm_denials(replace(noted, outcome=None, interrupt=None), recorded.withdrawn, pathway)
    if now.rounds >= ROUNDS:
        return ending.close(noted, pathway)
    if outcome.urgency > before or hearing.understanding.alarm is not None:
        return ending.give_guidance(noted, outcome, pathway)
    opened = replace(noted, outcome=None, interrupt=None)
    told = confirm_suspected(opened, pathway) if before < Urgency.EMERGENCY else None
    if told is not None:
        return told
    if recorded.changed and before < Urgency.EMERGENCY:
        return proceed(noted, pathway, Say(PromptId("correct.noted")))
    return _nothing_new(noted, hearing, pathway)


def _nothing_new(now: Interview, hearing: Hearing, pathway: Pathway) -> Step:
    """Close, unless the guidance is wanted once more or a yes shows that something is yet to be told."""
    understood = hearing.understanding
    if not ending.acknowledges(understood, pathway):
        again = ending.tell_again(now, pathway)
        if again is not None:
            return again
    if understood.polarity is Polarity.YES and not understood.found:
        asked = replace(now, rounds=now.rounds + 1)
        return listening(asked, (Say(PromptId("opening.reprompt")),), Listen(ListenKind.CLOSING))
    return ending.close(now, pathway)


_BY_KIND = {
    ListenKind.OPENING: _question_answered,
    ListenKind.QUESTION: _question_answered,
    ListenKind.SWEEP: _sweep_answered,
    ListenKind.CONFIRM: _confirmed,
    ListenKind.READBACK: _readback_answered,
    ListenKind.CLOSING: _closing_answered,
}
