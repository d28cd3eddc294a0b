"""Does a yes, no or unsure answer where it stands?

One that opens the utterance, a sentence, or what follows a "but" does. In the midst of a tale it answers nothing,
unless pauses set it off or it takes another answer back. What only limits an answer, or stresses it, is none of its
own.
"""

from dataclasses import dataclass

from voice.core.answer_words import AnswerWords, ReplyWords
from voice.core.normalize import Token
from voice.core.terms import Polarity

EARLY = 5  # words before a yes in the midst of a sentence that it may follow, as in "still there yes even at night"
YES_ALONE = 2  # words at most; more hold an echo
LONGEST_ECHO = 14  # words
DENIES = frozenset({"not", "never", "nothing", "none"})  # with one of these before it a "no" only agrees


@dataclass(frozen=True, slots=True)
class Answer:
    """One yes, no or unsure found at token places ``start`` to ``end`` (exclusive)."""

    polarity: Polarity
    start: int
    end: int


def stands(
    answer: Answer, found: list[Answer], where: tuple[bool, bool], tokens: tuple[Token, ...], words: AnswerWords
) -> bool:
    """Does it count beside those found before it? ``where`` tells whether a clause begins here, and whether anything
    but fillers was said before."""
    (fresh, started), replies = where, words.replies
    counts = (
        not started
        or _opens(answer, found, tokens, replies)
        or closes(answer.end, tokens, words)
        or _asserts(answer, tokens, replies)
        or (fresh and _takes_back(answer, found, tokens, replies))
    )
    if not counts or _says_more(answer, found, tokens, words):
        return False
    return not _concedes(answer, found, tokens, words) and not _stresses(answer, found, tokens)


def _opens(answer: Answer, found: list[Answer], tokens: tuple[Token, ...], replies: ReplyWords) -> bool:
    """Does a sentence, or what follows a "but" or a "so", begin here? In the midst of a tale a "yes" answers nothing,
    unless it stands between pauses."""
    place, end = answer.start, answer.end
    before, said = tokens[place - 1], tokens[place].said
    if before.sentence != tokens[place].sentence or before.said in ("but", "so"):
        return True
    early = place <= EARLY and not found and len(tokens) <= LONGEST_ECHO and before.said not in replies.quoting
    goes_on = before.said in replies.leads_to_yes or (early and _goes_straight_on(end, tokens, replies))
    if goes_on and said in replies.plain_yes:
        return True
    alone = end < len(tokens) and tokens[end].clause != tokens[place].clause
    doubted = bool(found) and found[-1].polarity is not Polarity.NO  # "no, um, yeah, no pain" only goes on
    set_off = doubted and before.clause != tokens[place].clause and said in replies.plain_yes
    # "Yeah, no, it built up": the first only says that the question was heard.
    turns = bool(found) and found[-1].end == place and before.said in replies.hearing and said in replies.plain_no
    return alone and (
        set_off
        or turns
        or (before.said == "and" and said in replies.short)
        or (before.clause != tokens[place].clause and not found and _agrees_amid(place, tokens, replies))
    )


def _agrees_amid(place: int, tokens: tuple[Token, ...], replies: ReplyWords) -> bool:
    """Does a word between pauses bear out what was said before it ("it doesn't travel, no, it's in one spot"; "when the
    physio pressed, yes, I nearly hit the ceiling")?"""
    goes_on = tokens[place + 1].sentence == tokens[place].sentence
    if len(tokens) > LONGEST_ECHO or not goes_on or tokens[0].said == "not":  # "not weak, no, clumsy"
        return False
    before = {token.said for token in tokens[:place]}
    if not before.isdisjoint(replies.quoting | replies.contrasts):
        return False
    denied = not before.isdisjoint(DENIES)
    if tokens[place].said in replies.plain_no:
        return denied
    return not denied and _goes_straight_on(place + 1, tokens, replies)


def _goes_straight_on(end: int, tokens: tuple[Token, ...], replies: ReplyWords) -> bool:
    """Is what follows no turning back ("in my youth yes, not any more")?"""
    turning = replies.plain_no | replies.contrasts | {"not", "never"}
    return turning.isdisjoint(token.said for token in tokens[end:])


def _asserts(answer: Answer, tokens: tuple[Token, ...], replies: ReplyWords) -> bool:
    """Is it a yes with its echo ("yes it does"), which answers wherever it stands?"""
    return answer.end - answer.start > YES_ALONE and tokens[answer.start].said in replies.asserting


def _takes_back(answer: Answer, found: list[Answer], tokens: tuple[Token, ...], replies: ReplyWords) -> bool:
    """Does an answer follow another, with nothing between them but "well, actually", or begin with it? It replaces
    that one."""
    return bool(found) and not replies.revising.isdisjoint(token.said for token in tokens[found[-1].end : answer.end])


def closes(end: int, tokens: tuple[Token, ...], words: AnswerWords) -> bool:
    """Is nothing said after this but fillers and further answers?"""
    while end < len(tokens):
        filler = filler_at(end, tokens, words) or (1 if tokens[end].said in words.replies.short else 0)
        if not filler:
            return False
        end += filler
    return True


def _concedes(answer: Answer, found: list[Answer], tokens: tuple[Token, ...], words: AnswerWords) -> bool:
    """Is it a limit to a yes ("yes, but not much") rather than a no, or a mere "I suppose" after a doubt?"""
    said = tuple(token.said for token in tokens[answer.start : answer.end])
    if found and mere_opinion(said, words.replies) and found[-1].polarity is Polarity.UNSURE:
        return True
    if tokens[answer.start].said == "not" and found:
        doubted = found[-1].polarity is Polarity.UNSURE and found[-1].end == answer.start
        if doubted or tokens[answer.start - 1].said in words.echo.doubts:
            return True
    if answer.polarity is not Polarity.NO or not found or found[-1].polarity is not Polarity.YES:
        return False
    return tokens[answer.start].said == "not" and tokens[answer.start - 1].said in words.replies.concessions


def _says_more(answer: Answer, found: list[Answer], tokens: tuple[Token, ...], words: AnswerWords) -> bool:
    """After a yes, or after something told, is what looks like a no the beginning of a statement ("yes, at nineteen. I
    don't count it", "my skirts turn round on me. I'm not slimming")?"""
    end = answer.end
    said = {token.said for token in tokens[answer.start : end]}
    if answer.polarity is not Polarity.NO or (found and found[-1].polarity is not Polarity.YES):
        return False
    speakers = words.replies.subjects if found else words.replies.begins_at_once
    while end < len(tokens) and tokens[end].said in words.replies.address:
        end += 1  # "I don't really count it"
    if "not" not in said or tokens[answer.start].said not in speakers or end == len(tokens):
        return False
    goes_on = tokens[end].clause == tokens[answer.start].clause and tokens[answer.start].sentence != tokens[0].sentence
    return goes_on and tokens[end].said not in words.replies.begins | words.replies.short


def _stresses(answer: Answer, found: list[Answer], tokens: tuple[Token, ...]) -> bool:
    """Does it only stress what a no was followed by ("no, it crept up on me, so it did")?"""
    after_no = bool(found) and found[-1].polarity is Polarity.NO and found[-1].end < answer.start - 1
    said = {token.said for token in tokens[answer.start - 1 : answer.start + 1]}
    return after_no and answer.polarity is Polarity.YES and "so" in said


def mere_opinion(said: tuple[str, ...], replies: ReplyWords) -> bool:
    """Is it "I suppose" and the like?"""
    first, *rest = said
    return first == "i" and len(rest) == 1 and rest[0] in replies.mere_opinions


def filler_at(place: int, tokens: tuple[Token, ...], words: AnswerWords) -> int:
    """How many tokens of filler stand here."""
    for filler in words.fillers.get(tokens[place].said, ()):
        if tuple(token.said for token in tokens[place : place + len(filler)]) == filler:
            return len(filler)
    return 0
