"""What a consultation looks like on the screen: plain labelled lines, the same words as spoken. Pure."""

from collections.abc import Iterable

from voice.core.events import Action, Heard, Listen, Say
from voice.core.terms import ListenKind, SlotId

_NUMBERED = {ListenKind.QUESTION, ListenKind.SWEEP}


def label(say: Say, following: Iterable[Action], asked_before: list[tuple[SlotId, ...]]) -> str:
    """Return what stands before a sentence: a question's number, ``Advice``, or the program's name.

    ``asked_before`` lists what each question was about, in order, so that a question asked again keeps its number;
    a new one is added to it.
    """
    next_action = next(iter(following), None)
    match next_action:
        case Listen(kind=kind, asked=asked) if kind in _NUMBERED:
            if asked not in asked_before:
                asked_before.append(asked)
            return f"Question {asked_before.index(asked) + 1}"
        case _:
            return "Backtalk" if say.interruptible else "Advice"


def heard_line(heard: Heard) -> str | None:
    """Return the line about what was heard; None for what was typed, which is on the screen already."""
    utterance = heard.utterance
    if utterance.free is None:
        return None
    return f"You said: {utterance.text or utterance.free or '(nothing I could make out)'}"
