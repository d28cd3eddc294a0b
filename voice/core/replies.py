"""What the caller asks of the program itself: repeat, slower, help, why, go back and the rest. Each gives a Step and
leaves the open question open; "stop" and "skip" give None, because they move the interview on, and "sum that up" is
`voice.core.summary`'s."""

from dataclasses import replace

from voice.core.agenda import wanted
from voice.core.asking import ask, explained
from voice.core.events import Action, Adjust, Listen, Say
from voice.core.pathway import Pathway
from voice.core.state import Interview, Step
from voice.core.terms import Command, ListenKind, PromptId, Urgency


def command(now: Interview, wish: Command, pathway: Pathway) -> Step | None:
    """Do what was asked; None for what is done elsewhere."""
    listen = now.listen or Listen(ListenKind.OPENING)
    match wish:
        case Command.STOP | Command.SKIP | Command.SUMMARY:
            return None
        case Command.REPEAT:
            return _again(now, (), listen)
        case Command.SLOWER | Command.FASTER | Command.LOUDER | Command.QUIETER:
            return _again(now, (Adjust(wish), Say(PromptId(f"command.{wish.value}"))), listen)
        case Command.HELP | Command.WHY | Command.OPTIONS:
            says = _explained(wish, listen, pathway)
            keys = (Say(PromptId("command.help_keys")),) if now.keys and wish is Command.HELP else ()
            return _again(now, (*says, *keys), listen)
        case Command.WAIT:
            return _said(now, (Say(PromptId("command.wait")),), replace(listen, wait=pathway.silence.pause))
        case Command.HOW_MANY_MORE:
            return _again(now, (_how_many(now, pathway),), listen)
        case Command.GO_BACK | Command.THAT_IS_WRONG | Command.START_OVER:
            return _undone(now, wish, listen, pathway)


def _undone(now: Interview, wish: Command, listen: Listen, pathway: Pathway) -> Step:
    """Take back the last question, something that was noted, or everything."""
    if wish is Command.GO_BACK:
        return _back(now, listen, pathway)
    if wish is Command.THAT_IS_WRONG:
        return _wrong(now)
    fresh = Interview(today=now.today, turns=now.turns, questions=now.questions, vigil=now.vigil, keys=now.keys)
    says = (Say(PromptId("command.start_over")), Say(PromptId("opening.ask")))
    return _said(replace(fresh, said=says), says, Listen(ListenKind.OPENING))


def _said(now: Interview, actions: tuple[Action, ...], listen: Listen) -> Step:
    return Step(replace(now, listen=listen), (*actions, listen))


def _again(now: Interview, first: tuple[Action, ...], listen: Listen) -> Step:
    """Something first, then what was said before, once more."""
    return _said(now, (*first, *now.said), listen)


def _explained(wish: Command, listen: Listen, pathway: Pathway) -> tuple[Say, ...]:
    if wish is Command.OPTIONS:
        question = pathway.questions[listen.asked[0]] if listen.kind is ListenKind.QUESTION else None
        return (Say(PromptId(f"command.options.{question.kind.value if question is not None else 'confirm'}")),)
    about = explained(listen, wish.value, pathway)
    if about is None or listen.kind is ListenKind.READBACK:
        name = "command.why" if wish is Command.WHY else "command.help"
        more = () if wish is Command.WHY else (Say(PromptId("command.help_more")),)
        return (Say(PromptId(name)), *more)
    return (about,)


def _how_many(now: Interview, pathway: Pathway) -> Say:
    left = len(wanted(now.answers, pathway)) if now.outcome is None else 0
    if left == 0:
        return Say(PromptId("command.more_none"))
    return Say(PromptId("command.more_one")) if left == 1 else Say(PromptId("command.more"), count=left)


def _back(now: Interview, listen: Listen, pathway: Pathway) -> Step:
    """Return to the question before the open one, with what was known then."""
    earlier = [turn for turn in now.history if turn.listen != listen] if listen.kind is not ListenKind.OPENING else []
    if not earlier:
        return _again(now, (Say(PromptId("command.back_none")),), listen)
    turn = earlier[-1]
    place = now.history.index(turn)
    says = (Say(PromptId("command.back")), ask(turn.listen, pathway))
    gone_back = replace(
        now, answers=turn.answers, history=now.history[: place + 1], said=says[1:], tries=0, outcome=None,
        confirmed=False, correcting=True, interrupt=None,
    )  # fmt: skip
    return _said(gone_back, says, turn.listen)


def _wrong(now: Interview) -> Step:
    """Something was taken down wrong: hear it again in the caller's own words, as a correction."""
    urgent = now.outcome is not None and now.outcome.urgency is Urgency.EMERGENCY
    says = (Say(PromptId("readback.wrong" if urgent else "command.wrong")),)
    kind = ListenKind.CLOSING if urgent else ListenKind.OPENING
    return _said(replace(now, correcting=True, said=says), says, Listen(kind))
