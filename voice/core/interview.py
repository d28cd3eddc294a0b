"""Every transition of the dialogue: (interview, event) -> (interview, actions).

Rules of the dialogue, here and in what this file calls:
1. `advance` is total: any event in any state gives a Step, and a closed interview stays closed.
2. Each utterance is first read for commands and alarms, then recorded, then the next question is derived.
3. An emergency is spoken at once, and once more if nobody acknowledges it; SOON and SELF_CARE are read back first.
4. Every dialogue ends: questions are asked at most three times, silences and rounds are counted.
5. It knows prompt ids and slot ids only as values; no sentence and no clinical name stands here.

What happens is told apart here; what an answer leads to is in `answering`, what comes after it in `following`, which
sentence puts a question in `asking`, how it all ends in `ending`, what a caller may ask of the program in `replies` and
`summary`, and what becomes known by an answer in `record`.
"""

from dataclasses import replace

from voice.core import asking, ending, probing, replies, resuming, summary, watch
from voice.core.agenda import left_unasked
from voice.core.answering import answered
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
from voice.core.following import proceed
from voice.core.hindrances import hindered
from voice.core.pathway import Pathway
from voice.core.state import Interview, Step, listening
from voice.core.terms import ASKING_BACK, Command, ListenKind, PromptId, Utterance
from voice.core.triage import Answers

ENDS_AFTER = 6  # unanswered prompts running before the consultation ends
WISHES = 5  # times running that a question is said again, or explained, for the asking
ASIDES = 2  # times running that it is put again after something was asked of the program, as "is it serious?"
UNCHECKED = (ListenKind.CONFIRM, ListenKind.READBACK, ListenKind.CLOSING)  # no check question can follow: alarms count
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
    if hearing.understanding.alarm is None:
        step = watch.broken(now, utterance, hearing, pathway)
        if step is not None:
            return step
    return watch.goes_on(_understood(replace(now, watch=0), hearing, listen, pathway))


def _understood(now: Interview, hearing: Hearing, listen: Listen, pathway: Pathway) -> Step:
    """What the caller asks of the program, else the answer."""
    if now.kept is not None:
        return _resumed(now, hearing, listen, pathway)
    said = hearing.understanding
    counting = said.worded or (said.interrupt if listen.kind in UNCHECKED else None)
    if counting is not None and (listen.kind in UNCHECKED or not probing.checkable(now, counting, pathway)):
        hearing = replace(hearing, understanding=replace(said, interrupt=counting, shown=True))
    if hearing.understanding.alarm is None and not _answers_besides(hearing, listen, pathway):
        step = _wish(now, hearing, listen, pathway)
        if step is not None:
            return step
    step = answered(replace(now, interrupt=hearing.understanding.alarm or now.interrupt), hearing, listen, pathway)
    # While the same question stands, what was asked of the program before goes on counting.
    return step if step.interview.listen == listen else replace(step, interview=replace(step.interview, wishes=0))


def _answers_besides(hearing: Hearing, listen: Listen, pathway: Pathway) -> bool:
    """Is there an answer beside the wish ("no, hang on, I did")? Where danger signs are asked for together it counts:
    it was no flat no, so the same question is not put again."""
    understood = hearing.understanding
    swept = listen.kind is ListenKind.SWEEP and pathway.sweep_of(listen.asked)
    return bool(swept) and understood.polarity is not None and understood.command is not Command.STOP


def _resumed(now: Interview, hearing: Hearing, listen: Listen, pathway: Pathway) -> Step:
    """The answer to whether to go on where the last consultation stopped."""
    if resuming.is_wish(hearing):
        return _asked_of_program(now, hearing, listen, pathway) or proceed(resuming.restored(now), pathway)
    step = resuming.answered(now, hearing)
    if step is not None:
        return step
    known = resuming.restored(now)
    if resuming.agrees(hearing):
        return proceed(known, pathway, Say(resuming.GOES_ON))
    return _understood(known, hearing, Listen(ListenKind.OPENING), pathway)


def _wish(now: Interview, hearing: Hearing, listen: Listen, pathway: Pathway) -> Step | None:
    """What the caller asks of the program. Nobody asks back for ever: who seems to may be telling something that only
    sounds like it, and is then told that it was not understood."""
    command = hearing.understanding.command
    asks_back = command is None or command in ASKING_BACK
    if asks_back and now.wishes >= (WISHES if command else ASIDES):
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
        return proceed(replace(now, single=now.single | set(listen.asked)), pathway)
    if listen.kind is ListenKind.SWEEP and pathway.sweep_of(listen.asked):
        return proceed(replace(now, single=now.single | set(listen.asked), tries=0), pathway)
    skipped = Answers(now.answers.findings, now.answers.unanswered | set(listen.asked))
    guarded = any(pathway.questions[slot].guarded for slot in listen.asked)
    first = Say(PromptId("cannot_answer" if guarded else "command.skip"))
    return proceed(replace(now, answers=skipped, tries=0), pathway, first)


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
        return proceed(replace(now, answers=gave_up, tries=0), pathway, alarm)
    if listen.kind in (ListenKind.SWEEP, ListenKind.CONFIRM):
        unasked = set(left_unasked(listen.asked, now.answers, pathway))
        gave_up = Answers(now.answers.findings, now.answers.unanswered | unasked)
        return proceed(replace(now, answers=gave_up, single=now.single | set(listen.asked)), pathway, alarm)
    if listen.kind is ListenKind.READBACK:
        return ending.give_guidance(now, ending.outcome_of(now, pathway), pathway, (alarm,))
    return proceed(now, pathway, alarm)
