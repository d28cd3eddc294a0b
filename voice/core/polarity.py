"""Yes, no or unsure, as said in answer to a direct question. Exact words only: no fuzzy score hears a "no".

A wording counts where a clause begins (after fillers) or, if the content says so, anywhere; some only where the clause
also ends. What was said last and clearly wins, but a doubt that trails after a firm yes or no does not undo it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from voice.core.normalize import Token
from voice.core.terms import Polarity


SHORT = frozenset("yes yeah yep no nope aye nah".split())
ADDRESS = frozenset("love duck pet dear sir madam mate doctor nurse thanks thank you really actually indeed then".split())
PRONOUNS = frozenset("i it they he she there that we".split())


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to answer: the words, where they count, and what they mean."""

    words: tuple[str, ...]
    polarity: Polarity
    anywhere: bool
    to_the_end: bool


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """All wordings; for a first word the lengths to try, longest first; and the fillers that may stand around."""

    wordings: Mapping[tuple[str, ...], Wording]
    lengths: Mapping[str, tuple[int, ...]]
    fillers: Mapping[str, tuple[tuple[str, ...], ...]]
    answer_no_before: frozenset[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """One yes, no or unsure found at token places ``start`` to ``end`` (exclusive)."""

    polarity: Polarity
    start: int
    end: int


def answer_words(
    wordings: Iterable[Wording], fillers: Iterable[tuple[str, ...]], no_before: frozenset[str]
) -> AnswerWords:
    """File the wordings and fillers by first word."""
    known = {wording.words: wording for wording in wordings}
    lengths: dict[str, set[int]] = {}
    for words in known:
        lengths.setdefault(words[0], set()).add(len(words))
    by_filler: dict[str, list[tuple[str, ...]]] = {}
    for filler in fillers:
        by_filler.setdefault(filler[0], []).append(filler)
    return AnswerWords(
        known,
        {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()},
        {first: tuple(sorted(found, key=len, reverse=True)) for first, found in by_filler.items()},
        no_before,
    )


def answers(tokens: tuple[Token, ...], words: AnswerWords) -> tuple[Answer, ...]:
    """Every yes, no and unsure in what was said, in order."""
    found: list[Answer] = []
    place, fresh, started = 0, True, False
    while place < len(tokens):
        if place and tokens[place].clause != tokens[place - 1].clause:
            fresh = True
        answer = _answer_at(place, (fresh, started), tokens, words)
        if answer is not None:
            if not started or _opens(place, tokens) or _closes(answer.end, tokens, words):
                found.append(answer)
            place, fresh, started = answer.end, True, True
            continue
        filler = _filler_at(place, tokens, words) if fresh else 0
        started = started or not filler
        fresh = fresh and filler > 0
        place += filler or 1
    return tuple(found)


def _opens(place: int, tokens: tuple[Token, ...]) -> bool:
    """Does a sentence, or what follows a "but" or a "so", begin here? In the midst of a tale a "yes" answers nothing."""
    before = tokens[place - 1]
    return before.sentence != tokens[place].sentence or before.said in ("but", "so")


def _closes(end: int, tokens: tuple[Token, ...], words: AnswerWords) -> bool:
    """Is nothing said after this but fillers and further answers?"""
    while end < len(tokens):
        filler = _filler_at(end, tokens, words) or (1 if tokens[end].said in SHORT else 0)
        if not filler:
            return False
        end += filler
    return True


def _answer_at(place: int, where: tuple[bool, bool], tokens: tuple[Token, ...], words: AnswerWords) -> Answer | None:
    """The answer that stands here. A "no" that opens the utterance always answers ("no fever"); a later one only where
    nothing that it could belong to follows."""
    fresh, found_before = where
    for length in words.lengths.get(tokens[place].said, ()):
        end = place + length
        if end > len(tokens) or tokens[place].sentence != tokens[end - 1].sentence:
            continue
        wording = words.wordings.get(tuple(token.said for token in tokens[place:end]))
        if wording is None or not (fresh or wording.anywhere):
            continue
        if wording.words == ("no",) and found_before and not _stands_alone(end, tokens, words):
            continue
        if wording.to_the_end and not _ends(wording, end, tokens, words):
            continue
        if wording.polarity is Polarity.UNSURE and wording.anywhere and _asks_further(end, tokens):
            continue
        return Answer(wording.polarity, place, end)
    return None


def _stands_alone(end: int, tokens: tuple[Token, ...], words: AnswerWords) -> bool:
    """ "no" answers when nothing that it could belong to follows ("no, my chest" against "no chest pain")."""
    if end == len(tokens) or tokens[end].clause != tokens[end - 1].clause:
        return True
    return tokens[end].said in words.answer_no_before


def _ends(wording: Wording, end: int, tokens: tuple[Token, ...], words: AnswerWords) -> bool:
    """Does the clause end here, but for a word of address or another answer? After "I have" only a sentence ends: a
    comma there is a pause for breath ("I have, um, hay fever")."""
    while end < len(tokens) and tokens[end].said in ADDRESS and tokens[end].clause == tokens[end - 1].clause:
        end += 1
    if end == len(tokens) or tokens[end].sentence != tokens[end - 1].sentence:
        return True
    if tokens[end].said in SHORT and (tokens[end].said != "no" or _stands_alone(end + 1, tokens, words)):
        return True
    paused = tokens[end].clause != tokens[end - 1].clause
    return paused and (wording.words[0] not in PRONOUNS or wording.words[-1] == "not")


def _asks_further(end: int, tokens: tuple[Token, ...]) -> bool:
    """ "I don't know what you mean" doubts something other than the answer."""
    if end == len(tokens) or tokens[end].clause != tokens[end - 1].clause:
        return False
    return tokens[end].said in ("what", "why", "how", "who", "where", "when", "which", "about")


def _filler_at(place: int, tokens: tuple[Token, ...], words: AnswerWords) -> int:
    """How many tokens of filler stand here."""
    for filler in words.fillers.get(tokens[place].said, ()):
        if tuple(token.said for token in tokens[place : place + len(filler)]) == filler:
            return len(filler)
    return 0


def verdict(found: tuple[Answer, ...]) -> Polarity | None:
    """What the answers come to: the last clear one; unsure only if nothing firm was said, or it came last of all
    after a mere opinion. A yes and a no apart, with neither marked as a correction, end with the later."""
    firm = [answer for answer in found if answer.polarity is not Polarity.UNSURE]
    if not firm:
        return Polarity.UNSURE if found else None
    return firm[-1].polarity
