"""Going on where an unfinished consultation stopped: what is kept of one, and how it is offered and taken up again.

A clear "no" starts afresh, because it may be another person. Everything else goes on with what is known: a danger sign
that was heard once is not lost to a noise or to silence.
"""

from dataclasses import replace

from voice.core.ears import Hearing
from voice.core.events import Kept, Listen, Say
from voice.core.state import Interview, Step, listening
from voice.core.terms import Command, ListenKind, Polarity, PromptId
from voice.core.triage import Answers

OLDEST = 1  # days; pain changes, and so do the lengths of time that were told
TRIES = 2  # askings before it goes on with what is known
ANSWERS = (None, Command.STOP, Command.SKIP, Command.START_OVER)  # commands that answer whether to go on
GOES_ON = PromptId("resume.on")


def kept_of(now: Interview) -> Kept:
    """What is worth keeping of a consultation as it stands."""
    if now.kept is not None:
        return now.kept
    return Kept(
        today=now.today,
        findings=dict(now.answers.findings),
        unanswered=tuple(sorted(now.answers.unanswered)),
        interrupt=now.interrupt,
        questions=now.questions,
        lost=now.lost,
        confirmed=now.confirmed,
        single=tuple(sorted(now.single)),
        reasked=tuple(sorted(now.reasked)),
        checked=tuple(sorted(now.checked)),
        verified=tuple(sorted(now.verified)),
    )


def offered(now: Interview, kept: Kept | None) -> Step | None:
    """Ask whether to go on from there; None if there is nothing to go on from, or if it is too old."""
    if kept is None or kept.empty or not 0 <= now.today - kept.today <= OLDEST:
        return None
    says = tuple(Say(PromptId(name)) for name in ("welcome", "welcome.limits", "resume.ask"))
    return listening(replace(now, kept=kept), says, Listen(ListenKind.CONFIRM))


def restored(now: Interview) -> Interview:
    """The consultation with what was kept; as it is, if nothing was."""
    kept = now.kept
    if kept is None:
        return now
    return replace(
        now,
        kept=None,
        answers=Answers(dict(kept.findings), frozenset(kept.unanswered)),
        interrupt=kept.interrupt,
        questions=kept.questions,
        lost=kept.lost,
        confirmed=kept.confirmed,
        single=frozenset(kept.single),
        reasked=frozenset(kept.reasked),
        checked=frozenset(kept.checked),
        verified=frozenset(kept.verified),
        tries=0,
    )


def is_wish(hearing: Hearing) -> bool:
    """Does the caller ask something of the program first ("repeat", "help")?"""
    understood = hearing.understanding
    return understood.interrupt is None and understood.command not in ANSWERS


def agrees(hearing: Hearing) -> bool:
    """Is it a yes, and no more?"""
    return hearing.understanding.polarity is Polarity.YES and not hearing.understanding.found


def answered(now: Interview, hearing: Hearing) -> Step | None:
    """A no, or something that means nothing here; None if it goes on with what is known."""
    understood = hearing.understanding
    if understood.command is Command.STOP:
        return None
    if understood.interrupt is not None or understood.found or understood.polarity is Polarity.YES:
        return None
    if understood.polarity is Polarity.NO or understood.command is Command.START_OVER:
        fresh = replace(now, kept=None, tries=0)
        return listening(fresh, (Say(PromptId("opening.ask")),), Listen(ListenKind.OPENING))
    if now.tries + 1 >= TRIES:
        return None
    again = (Say(PromptId("nomatch.1")), Say(PromptId("resume.ask")))
    return listening(replace(now, tries=now.tries + 1), again, Listen(ListenKind.CONFIRM))
