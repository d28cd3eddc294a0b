"""How a consultation ends: the level it came to, the guidance for it, and the close.

Every end of `interview` leads through here, so that three things hold for all of them: home care is given only after a
confirmed read-back with nothing open; guidance is followed by "anything else?", so that a late danger sign is still
heard; and who stops early is told the worst-case advice so far.
"""

from dataclasses import replace

from voice.core.events import Close, Listen, Manner, Say
from voice.core.findings import Understanding
from voice.core.guidance import Outcome, guide
from voice.core.pathway import Pathway
from voice.core.state import Interview, Step, listening
from voice.core.terms import ListenKind, PromptId, SlotId, Urgency
from voice.core.triage import Answers, Assessment, assess

SILENCES = 2  # unanswered prompts running before the emergency number is spoken
TELLINGS = 2  # of emergency guidance that nobody acknowledges, the first included


def is_emergency(now: Interview, pathway: Pathway) -> bool:
    """Is there an alarm, or does a rule say so already?"""
    return now.interrupt is not None or assess(now.answers, pathway).urgency is Urgency.EMERGENCY


def is_emergency_without(now: Interview, slot: SlotId, pathway: Pathway) -> bool:
    """Is it an emergency even if this slot were not known?"""
    findings = {one: known for one, known in now.answers.findings.items() if one != slot}
    return is_emergency(replace(now, answers=Answers(findings, now.answers.unanswered)), pathway)


def outcome_of(now: Interview, pathway: Pathway) -> Outcome:
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


def _early_outcome(now: Interview, pathway: Pathway) -> Outcome:
    """What is known so far, and never home care: what was not asked is not a no."""
    outcome = outcome_of(replace(now, confirmed=False), pathway)
    return (
        outcome
        if outcome.urgency > Urgency.SOON or outcome.lead is not None
        else Outcome(Urgency.SOON, (pathway.incomplete,))
    )


def give_guidance(now: Interview, outcome: Outcome, pathway: Pathway, lead: tuple[Say, ...] = ()) -> Step:
    """Speak the outcome, then ask whether there is anything else, so that a late danger sign is still heard."""
    urgent = outcome.urgency is Urgency.EMERGENCY
    says = (*lead, *_advice(outcome, now, pathway))
    closing = "closing.emergency" if urgent else "closing.ask"
    told = replace(now, outcome=outcome, rounds=now.rounds + 1, tries=0, advised=1 if urgent else 0)
    return listening(told, (*says, Say(PromptId(closing))), Listen(ListenKind.CLOSING))


def _advice(outcome: Outcome, now: Interview, pathway: Pathway) -> tuple[Say, ...]:
    """The guidance as it is spoken: nobody talks over it, and in an emergency it is slower and louder."""
    return tuple(_plainly(prompt, outcome) for prompt in guide(outcome, now.answers, pathway))


def _plainly(prompt: PromptId, outcome: Outcome) -> Say:
    manner = Manner.URGENT if outcome.urgency is Urgency.EMERGENCY else Manner.PLAIN
    return Say(prompt, interruptible=False, manner=manner)


def is_told(now: Interview) -> bool:
    """Was the emergency guidance given?"""
    return now.outcome is not None and now.outcome.urgency is Urgency.EMERGENCY


def acknowledges(understood: Understanding, pathway: Pathway) -> bool:
    """Does this show that somebody heard the advice? A noise, or words that mean nothing here, do not."""
    if understood.polarity is not None or understood.found:
        return True
    said = tuple(token.said for token in understood.tokens)
    ends = range(1, len(said) + 1)
    return any(said[start:end] in pathway.language.acknowledge for end in ends for start in range(end))


def tell_again(now: Interview, pathway: Pathway) -> Step | None:
    """The emergency guidance once more; None if it was given twice, or if it is no emergency."""
    if now.outcome is None or not is_told(now) or now.advised >= TELLINGS:
        return None
    here = _plainly(PromptId("guide.emergency.here"), now.outcome)
    again = (here, *_advice(now.outcome, now, pathway))
    return listening(replace(now, advised=now.advised + 1), again, Listen(ListenKind.CLOSING))


def after_silence(now: Interview, pathway: Pathway) -> Step:
    """After an emergency the advice is repeated once; after anything else silence means that all is said."""
    return tell_again(now, pathway) or close(now, pathway)


def end_early(now: Interview, pathway: Pathway) -> Step:
    """The consultation stops before its end: the worst-case advice so far."""
    outcome = now.outcome or _early_outcome(now, pathway)
    says: tuple[Say, ...] = ()
    if now.outcome is None:
        open_dangers = Say(PromptId("stop.early"), interruptible=False)
        says = (open_dangers, *(_advice(outcome, now, pathway) if now.answers.findings else ()))
    closed = close(replace(now, outcome=outcome), pathway, bye=False)
    return Step(closed.interview, (*says, *closed.actions))


def close(now: Interview, pathway: Pathway, *, bye: bool = True) -> Step:
    """Say goodbye, and give the result."""
    outcome = now.outcome or _early_outcome(now, pathway)
    goodbye = "closing.bye_emergency" if outcome.urgency is Urgency.EMERGENCY else "closing.bye"
    says = (_plainly(PromptId(goodbye), outcome),) if bye else ()
    close = Close(
        urgency=outcome.urgency,
        rules=tuple(rule.id for rule in outcome.rules),
        findings=dict(now.answers.findings),
        questions=now.questions,
        guidance=guide(outcome, now.answers, pathway),
    )
    return Step(replace(now, closed=True, outcome=outcome, listen=None), (*says, close))
