"""Whose turn it is, as far as words can tell: has the caller answered, are they still thinking, do they break in? Pure.

When a turn ends is decided in `voice.endpointing`, from sound; this only says how long a silence may mean nothing.
"""

from enum import Enum

from rapidfuzz import fuzz

from voice.core.events import Listen
from voice.core.findings import Understanding
from voice.core.pathway import Pathway
from voice.core.pauses import plain
from voice.core.terms import Command, InterruptId, ListenKind
from voice.core.understand import understand

STORIES = frozenset({ListenKind.OPENING, ListenKind.CLOSING})
"""Listening to which people answer with a story, and pause in it."""

ALIKE = 80.0  # fuzz.ratio of two single words from which one may be the other, misheard


class Progress(Enum):
    """How far an answer has come."""

    NOTHING = "nothing"  # no words yet
    THINKING = "thinking"  # it ends in "um", "let me think", "and"
    UNFINISHED = "unfinished"  # words, but none that answer
    STORY = "story"  # told in the caller's own words: only silence can tell its end
    DOUBTFUL = "doubtful"  # it answers what was asked to one ear, but not yet to the other
    ANSWERED = "answered"  # it answers what was asked
    BARE = "bare"  # it does, in a word or two: yes, no, a number


WHOLE = frozenset({Progress.ANSWERED, Progress.BARE})


def agreed(free: Progress, expecting: Progress) -> Progress:
    """How far an answer has come that is whole to the free ear, when the ear that expects answers is heard, too: what
    sounds whole to one of them only is often the beginning of something longer. Total."""
    if free is Progress.BARE:
        return free if expecting is Progress.BARE else Progress.DOUBTFUL
    return Progress.DOUBTFUL if free in WHOLE and expecting not in WHOLE else free


class BreakIn(Enum):
    """What it is that a caller says while the program speaks."""

    NOTHING = "nothing"  # the program's own words, or only "uh huh"
    WORDS = "words"  # anything else
    STOP = "stop"
    DANGER = "danger"  # an alarm that was not known before


def progress(text: str, listen: Listen, pathway: Pathway, today: int) -> Progress:
    """How far the words so far have come as an answer to this. Total."""
    if not text.strip():
        return Progress.NOTHING
    if pathway.language.pauses.trails_off(text):
        return Progress.THINKING
    understood = understand(text, listen.asked if listen.kind is ListenKind.QUESTION else (), pathway, today)
    if _answers(understood, listen):
        return Progress.BARE if len(plain(text)) <= BARE_WORDS else Progress.ANSWERED
    return Progress.STORY if listen.kind in STORIES else Progress.UNFINISHED


def _answers(understood: Understanding, listen: Listen) -> bool:
    """Is it a command, or an answer to what was asked?"""
    if understood.command is not None and understood.command is not Command.WAIT:
        return True
    match listen.kind:
        case ListenKind.QUESTION:
            return any(slot in understood.findings for slot in listen.asked)
        case ListenKind.OPENING:
            return False
        case ListenKind.CLOSING | ListenKind.SWEEP | ListenKind.CONFIRM | ListenKind.READBACK:
            return understood.polarity is not None and len(understood.tokens) <= SHORT_ANSWER


BARE_WORDS = 2
SHORT_ANSWER = 4
"""Up to so many words a yes or a no is the whole answer; after more of them something may follow."""


def break_in(text: str, speaking: str, known: InterruptId | None, pathway: Pathway, today: int) -> BreakIn:
    """What words mean that were heard while ``speaking`` was spoken; ``known`` is an alarm that was heard before.

    What is being said itself comes back through the microphone: words of it are not the caller's. Total.
    """
    own, words = set(plain(speaking)), plain(text)
    foreign = tuple(word for word in words if not _among(word, own))
    rest = " ".join(foreign)
    if not foreign or pathway.language.pauses.only_listens(rest):
        return BreakIn.NOTHING
    understood = understand(rest, (), pathway, today)
    if understood.command is Command.STOP:
        return BreakIn.STOP
    if 2 * len(foreign) >= len(words):  # "i can't breathe" over "is it hard to breathe?" is said with its words
        understood = understand(text, (), pathway, today)
    if understood.worded is not None and understood.worded != known:
        return BreakIn.DANGER
    return BreakIn.WORDS


def _among(word: str, own: set[str]) -> bool:
    """Is it one of the program's own words, or one of them misheard?"""
    return word in own or any(fuzz.ratio(word, one) >= ALIKE for one in own)
