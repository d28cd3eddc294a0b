"""Nobody answers: the emergency number, again and again, until a person is heard or the program is ended.

Somebody who stops answering in the middle of a consultation about a danger may have collapsed; somebody near may hear
the loudspeaker. How often and for how long is data (``silence:`` in ``rules.yaml``), counted in sound, not by a clock.
What was asked before stays open and is asked again afterwards.
"""

from dataclasses import replace

from voice.core import ending
from voice.core.agenda import wanted
from voice.core.ears import Hearing
from voice.core.events import Listen, Manner, Say
from voice.core.pathway import Pathway
from voice.core.state import Interview, Step, listening
from voice.core.terms import Command, ListenKind, Polarity, PromptId, Utterance
from voice.core.triage import Answers


def keep(now: Interview, pathway: Pathway) -> Step:
    """Say the emergency number and listen for longer each time; in the end give up, as graver than it may be."""
    silence = pathway.silence
    if now.watch >= silence.repeats:
        unanswered = now.answers.unanswered | set(wanted(now.answers, pathway))
        return ending.end_early(replace(now, answers=Answers(now.answers.findings, unanswered)), pathway)
    told = now.outcome is not None
    say = Say(
        PromptId("guide.emergency.here" if told else "silence.emergency"), interruptible=False, manner=Manner.URGENT
    )
    wait = silence.repeat_after[min(now.watch, len(silence.repeat_after) - 1)]
    listen = Listen(ListenKind.CLOSING if told else ListenKind.OPENING, wait=wait)
    return listening(replace(now, watch=now.watch + 1), (say,), listen)


def broken(now: Interview, utterance: Utterance, hearing: Hearing, pathway: Pathway) -> Step | None:
    """What is heard at last. Sound without words is nobody yet; "help", or a yes to "if you need help", is an
    emergency, and once that was told, an acknowledgement. None: it is for the interview."""
    if not utterance.text.strip() and not (utterance.free or "").strip():
        return keep(now, pathway)
    understood = hearing.understanding
    yes = understood.polarity is Polarity.YES and not understood.found
    answered = replace(now, watch=0)
    if now.outcome is not None:
        return ending.close(answered, pathway) if yes else None
    if not yes and understood.command is not Command.HELP:
        return None
    alarmed = replace(answered, interrupt=pathway.silence.help)
    return ending.give_guidance(alarmed, ending.outcome_of(alarmed, pathway), pathway)


def goes_on(step: Step) -> Step:
    """The interview's answer to somebody who is heard again, told so first; an emergency needs no such words."""
    if step.interview.outcome is not None or step.interview.closed:
        return step
    return Step(step.interview, (Say(PromptId("silence.over")), *step.actions))
