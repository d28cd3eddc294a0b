"""The first start: a few questions about region, voice, microphone and what is kept; a small dialogue of its own.

Pure like the interview: (setup, answer) -> (setup, actions). It never stands in the way: every question can be left
out, a person who is not heard is left alone with it, and one who tells of a danger is passed on to the interview at
once, with what they said. The shell measures how loud an answer is; what that means is decided here.
"""

from dataclasses import dataclass, replace
from enum import Enum

from voice.core.ears import Hearing, hear
from voice.core.events import Adjust, Fact, Listen, Say
from voice.core.pathway import Pathway, Wordings
from voice.core.terms import Command, Finding, ListenKind, Polarity, PromptId, SlotId, Utterance

SOFTEST, LOUDEST = -45.0, -6.0
"""Decibels below full scale of the loudest tenth of a second, between which speech is heard well. Speech is by custom
recorded at about -26."""

TRIES = 2  # askings of one question
MOST_TURNS = 60  # nobody gets here, but every dialogue must end
VOICE = (Command.SLOWER, Command.FASTER, Command.LOUDER, Command.QUIETER)


class Topic(Enum):
    """What is asked about, in this order."""

    REGION = "region"
    RATE = "rate"
    MICROPHONE = "microphone"
    SCREEN = "screen"
    RESUME = "resume"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of listening: the words (None: silence), and the decibels of the loudest tenth of a second below full
    scale, None where nothing was measured or there was no sound at all."""

    utterance: Utterance | None
    loudness: float | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice to be remembered; None is none."""

    region: str | None = None
    captions: bool | None = None
    resume: bool | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """It is over. ``heard`` is what the interview must take up; ``asked`` whether it was gone through, so that it need
    not be asked at the next start."""

    asked: bool = True
    heard: Utterance | None = None


SetupAction = Say | Listen | Adjust | Chosen | Finished


@dataclass(frozen=True, slots=True)
class Setup:
    """Where it stands: what is still to be asked, the open one first."""

    topics: tuple[Topic, ...]
    today: int
    tries: int = 0
    silences: int = 0
    turns: int = 0
    said: tuple[Say, ...] = ()


@dataclass(frozen=True, slots=True)
class SetupStep:
    """The next state, and what to do now."""

    setup: Setup
    actions: tuple[SetupAction, ...]


def begin_setup(today: int, *, speaks: bool, listens: bool, region: bool = True) -> SetupStep:
    """Start: what concerns a voice is asked only if the program speaks, what a microphone only if it listens, the
    region unless it is known."""
    wanted = {
        Topic.REGION: region, Topic.RATE: speaks, Topic.MICROPHONE: listens, Topic.SCREEN: speaks, Topic.RESUME: True,
    }  # fmt: skip
    topics = tuple(topic for topic in Topic if wanted[topic])
    return _ask(Setup(topics, today), (_say("welcome"), _say("urgent")))


def advance_setup(now: Setup, answer: Answer, pathway: Pathway) -> SetupStep:
    """What an answer leads to. Total."""
    now = replace(now, turns=now.turns + 1, silences=0 if answer.utterance else now.silences + 1)
    if not now.topics or now.turns > MOST_TURNS:
        return SetupStep(now, (Finished(),))
    if now.topics[0] is Topic.MICROPHONE and (answer.utterance is None or not _words(answer.utterance)):
        return _level_told(now, answer)
    if answer.utterance is None:
        return _silence(now)
    hearing = hear(answer.utterance, (), pathway, now.today)
    if _tells_of_danger(now, hearing):
        return SetupStep(replace(now, topics=()), (Finished(asked=False, heard=answer.utterance),))
    return _asked_of_program(now, hearing) or _answered(now, answer, hearing, pathway)


def _tells_of_danger(now: Setup, hearing: Hearing) -> bool:
    """Is it about the person's health? When asked to say a sentence about a back, only an alarm counts."""
    if hearing.understanding.interrupt is not None:
        return True
    found = (*hearing.understanding.findings.values(), *hearing.suspected.values())
    return now.topics[0] is not Topic.MICROPHONE and any(value is Finding.PRESENT for value in found)


def _asked_of_program(now: Setup, hearing: Hearing) -> SetupStep | None:
    """A command; None if it is an answer."""
    command = hearing.understanding.command
    if command is Command.STOP:
        return SetupStep(replace(now, topics=()), (_say("done"), Finished()))
    if command is Command.SKIP:
        return _next(now, (_say("region.none"),) if now.topics[0] is Topic.REGION else ())
    if command in VOICE:
        return _ask(now, (Adjust(command),))
    if command is Command.REPEAT:
        return SetupStep(now, (*now.said, _listen(now)))
    if command in (Command.HELP, Command.WHY, Command.OPTIONS):
        return _ask(now, (_say("help"),))
    if command is Command.WAIT:
        return SetupStep(now, (Say(PromptId("command.wait")), _listen(now)))
    return None


def _answered(now: Setup, answer: Answer, hearing: Hearing, pathway: Pathway) -> SetupStep:
    match now.topics[0]:
        case Topic.REGION:
            return _region(now, hearing, pathway)
        case Topic.RATE:
            fine = hearing.understanding.polarity is Polarity.YES or _says(hearing, pathway.setup.fine)
            return _next(now) if fine else _again(now)
        case Topic.MICROPHONE:
            return _level_told(now, answer)
        case Topic.SCREEN:
            return _yes_or_no(now, hearing, Chosen(captions=False), Chosen(captions=True))
        case Topic.RESUME:
            return _yes_or_no(now, hearing, Chosen(resume=True), Chosen(resume=False))


def _region(now: Setup, hearing: Hearing, pathway: Pathway) -> SetupStep:
    lengths = {name: _says(hearing, wordings) for name, wordings in pathway.setup.regions.items()}
    longest = max(lengths, key=lambda name: lengths[name], default="")
    if longest and lengths[longest]:  # "northern ireland" is longer than "ireland"
        noted = Say(PromptId("setup.region.noted"), facts=(Fact(PromptId(f"setup.region.{longest}")),))
        return _next(now, (Chosen(region=longest), noted))
    if hearing.understanding.polarity is not None or now.tries + 1 >= TRIES:
        return _next(now, (_say("region.none"),))
    return _again(now)


def _yes_or_no(now: Setup, hearing: Hearing, yes: Chosen, no: Chosen) -> SetupStep:
    topic, polarity = now.topics[0].value, hearing.understanding.polarity
    if polarity is Polarity.YES:
        return _next(now, (yes, _say(f"{topic}.yes")))
    if polarity is Polarity.NO:
        return _next(now, (no, _say(f"{topic}.no")))
    return _again(now)


def _level_told(now: Setup, answer: Answer) -> SetupStep:
    """Say in words how the microphone hears; once more if that is not well."""
    how = _level(answer)
    if how == "good" or now.tries + 1 >= TRIES:
        return _next(now, (_say(f"microphone.{how}"),))
    return _again(now, (_say(f"microphone.{how}"),))


def _level(answer: Answer) -> str:
    if answer.loudness is None:
        return "silent"
    if answer.utterance is None:
        return "nobody"
    if answer.loudness < SOFTEST:
        return "soft"
    if answer.loudness > LOUDEST:
        return "loud"
    return "good" if _words(answer.utterance) else "unclear"


def _silence(now: Setup) -> SetupStep:
    """Ask once more; then leave it, and the whole of it when nobody was heard at all."""
    if now.silences < TRIES:
        return _again(now, (Say(PromptId("noinput.1")),))
    if now.topics[0] is Topic.REGION:
        return SetupStep(replace(now, topics=()), (_say("unheard"), Finished(asked=False)))
    return _next(now)


def _next(now: Setup, first: tuple[SetupAction, ...] = ()) -> SetupStep:
    """The next topic, or the end."""
    rest = replace(now, topics=now.topics[1:], tries=0)
    if not rest.topics:
        return SetupStep(rest, (*first, _say("done"), Finished()))
    return _ask(rest, first)


def _again(now: Setup, first: tuple[SetupAction, ...] = ()) -> SetupStep:
    """The same topic once more, in other words where there are some; then without an answer."""
    if now.tries + 1 >= TRIES:
        return _next(now, first)
    tried = replace(now, tries=now.tries + 1)
    name = f"{now.topics[0].value}.{'again' if now.topics[0] in (Topic.REGION, Topic.MICROPHONE) else 'ask'}"
    lead = first or (Say(PromptId("nomatch.1")),)
    return SetupStep(replace(tried, said=(_say(name),)), (*lead, _say(name), _listen(tried)))


def _ask(now: Setup, first: tuple[SetupAction, ...]) -> SetupStep:
    say = _say(f"{now.topics[0].value}.ask")
    return SetupStep(replace(now, said=(say,)), (*first, say, _listen(now)))


def _listen(now: Setup) -> Listen:
    """Listen with what the recogniser may expect; to a whole sentence without."""
    named = now.topics[0] in (Topic.REGION, Topic.RATE)
    if now.topics[0] is Topic.MICROPHONE:
        return Listen(ListenKind.OPENING)
    return Listen(ListenKind.CONFIRM, (SlotId(f"setup.{now.topics[0].value}"),) if named else ())


def _say(name: str) -> Say:
    return Say(PromptId(f"setup.{name}"))


def _says(hearing: Hearing, wordings: Wordings) -> int:
    """How many words the longest of these wordings has that was said; 0 if none was."""
    said = tuple(token.said for token in hearing.understanding.tokens)
    ends = range(1, len(said) + 1)
    return max((end - start for end in ends for start in range(end) if said[start:end] in wordings), default=0)


def _words(utterance: Utterance) -> bool:
    return bool(utterance.text.strip() or (utterance.free or "").strip())
