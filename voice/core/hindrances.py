"""When the way in is blocked: the microphone is in the way, or the last answer was taken before it was whole."""

from dataclasses import replace

from voice.core import ending
from voice.core.events import Hindered, Listen, Resumed, Say, Trouble
from voice.core.pathway import Pathway
from voice.core.state import Interview, Step
from voice.core.terms import ListenKind, PromptId

MOST_HINDERED = 20  # times running that the microphone is in the way, some minutes in all


def hindered(now: Interview, event: Hindered | Resumed, pathway: Pathway) -> Step:
    """What became of the way in."""
    if isinstance(event, Resumed):
        return _taken_back(now)
    return _blocked(replace(now, hindered=now.hindered + 1), event.trouble, pathway)


def _blocked(now: Interview, trouble: Trouble, pathway: Pathway) -> Step:
    """Say what is wrong and stay where we are; once the microphone is back, put the same question again."""
    if now.hindered > MOST_HINDERED:
        return ending.end_early(now, pathway)
    listen = now.listen or Listen(ListenKind.OPENING)
    again = now.said[-1:] if trouble is Trouble.BACK else ()
    return Step(replace(now, listen=listen), (Say(PromptId(f"trouble.{trouble.value}")), *again, listen))


def _taken_back(now: Interview) -> Step:
    """Go back to before the last utterance, and listen on: it will be heard again, whole."""
    earlier = now.before or now
    listen = earlier.listen or Listen(ListenKind.OPENING)
    return Step(replace(earlier, before=None, listen=listen), (listen,))
