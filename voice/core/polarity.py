"""Yes, no or unsure, as said in answer to a direct question. Exact words only: no fuzzy score hears a "no".

A wording counts where a clause begins (after fillers) or, if the content says so, anywhere; some only where the clause
also ends. A clause that only echoes the question ("it does not, really") is understood by its grammar. What was said
last and clearly wins, but a doubt that trails after a firm yes or no does not undo it.
"""

from itertools import takewhile

from voice.core.answer_words import AnswerWords, ReplyWords, Wording
from voice.core.echoes import answering, echoed, echoes, whole
from voice.core.normalize import Token
from voice.core.standing import LONGEST_ECHO, Answer, closes, filler_at, stands
from voice.core.terms import Polarity

ADDS = frozenset({"and", "but"})
LONGEST_NOT = 8  # words of a clause that begins with "not"


def answers(tokens: tuple[Token, ...], words: AnswerWords) -> tuple[Answer, ...]:
    """Every yes, no and unsure in what was said, in order."""
    found: list[Answer] = []
    replies = words.replies
    place, fresh, started = 0, True, False
    while place < len(tokens):
        if place and tokens[place].clause != tokens[place - 1].clause:
            fresh = True
        answer = _answer_at(place, (fresh, started), tokens, words)
        if answer is not None:
            if stands(answer, found, (fresh, started), tokens, words):
                found.append(answer)
            place, fresh, started = _after(answer, tokens, replies), True, True
            continue
        filler = filler_at(place, tokens, words) if fresh else 0
        started = started or not filler
        fresh = fresh and (filler > 0 or (bool(found) and tokens[place].said in replies.revising))
        place += filler or 1
    return _swinging(_withdrawn(found, tokens, replies), tokens, replies)


def _after(answer: Answer, tokens: tuple[Token, ...], replies: ReplyWords) -> int:
    """Where to read on: what follows a "not" in its clause belongs to it ("not even a little")."""
    end, stops = answer.end, replies.short | replies.stops
    if "not" not in (tokens[answer.start].said, tokens[end - 1].said):
        return end
    while end < len(tokens) and tokens[end].clause == tokens[end - 1].clause and tokens[end].said not in stops:
        end += 1
    return end


def _withdrawn(found: list[Answer], tokens: tuple[Token, ...], replies: ReplyWords) -> list[Answer]:
    """A doubt that comes last undoes a mere opinion ("I think so, but I wouldn't swear to it")."""
    if not found[1:] or found[-1].polarity is not Polarity.UNSURE:
        return found
    trailing = list(takewhile(lambda one: one.polarity is Polarity.UNSURE, reversed(found)))
    if any(one.start and tokens[one.start - 1].said == "so" for one in trailing):
        return found[-1:]  # "nobody tested me, so I don't know"
    before = {token.said for token in tokens[found[-2].start : found[-2].end]}
    words = {token.said for token in tokens[:LONGEST_ECHO]}
    torn = bool(replies.plain_yes & words and replies.plain_no & words) and len(tokens) <= LONGEST_ECHO
    return found[-1:] if torn or before & replies.opinion_verbs else found


def _swinging(found: list[Answer], tokens: tuple[Token, ...], replies: ReplyWords) -> tuple[Answer, ...]:
    """Makes one doubt of "some days yes, some days no"."""
    words = [token.said for token in tokens[:LONGEST_ECHO]]
    if found and len(tokens) <= LONGEST_ECHO and replies.plain_yes & set(words) and replies.plain_no & set(words):
        swings = sum(word in replies.swings for word in words)
        if swings > 1 or not replies.swings_alone.isdisjoint(words):
            return (Answer(Polarity.UNSURE, found[0].start, found[-1].end),)
    return tuple(found)


def _answer_at(place: int, where: tuple[bool, bool], tokens: tuple[Token, ...], words: AnswerWords) -> Answer | None:
    """The answer that stands here: an echo, a fixed wording, or a clause that begins with "not"."""
    fresh, found_before = where
    told = found_before and place and tokens[place].sentence == tokens[place - 1].sentence
    echo = (
        _echo_at(place, tokens, words)
        if fresh and not (told and tokens[place - 1].said not in words.replies.short)
        else None
    )
    fixed = _wording_at(place, where, tokens, words)
    if echo is not None and not (fixed and fixed.end >= echo.end):
        return echo
    return fixed or (_not_at(place, tokens, words.replies) if fresh else None)


def _wording_at(place: int, where: tuple[bool, bool], tokens: tuple[Token, ...], words: AnswerWords) -> Answer | None:
    """The longest fixed wording that stands here and counts."""
    for length in words.lengths.get(tokens[place].said, ()):
        end = place + length
        if end > len(tokens) or tokens[place].sentence != tokens[end - 1].sentence:
            continue
        said = tuple(token.said for token in tokens[place:end])
        sense = words.wordings.get(said)
        if sense is None:
            continue
        if _holds((said, sense), end, where, tokens, words):
            return Answer(sense.polarity, place, end)
        if sense.polarity is Polarity.UNSURE and sense.anywhere and _asks_further(end, tokens, words.replies):
            return None  # the "no" of "no idea what you mean" is no answer either
    return None


def _holds(wording: Wording, end: int, where: tuple[bool, bool], tokens: tuple[Token, ...], words: AnswerWords) -> bool:
    """Does a wording count where it stands? A "no" that opens the utterance always answers ("no fever"); a later one
    only where nothing that it could belong to follows."""
    fresh, found_before = where
    said, sense = wording
    if not (fresh or sense.anywhere) or (sense.first and found_before):
        return False
    if said == ("no",) and found_before and not _stands_alone(end, tokens, words):
        return False
    if sense.to_the_end and not _ends(said, end, tokens, words):
        return False
    return not (sense.polarity is Polarity.UNSURE and sense.anywhere and _asks_further(end, tokens, words.replies))


def _echo_at(place: int, tokens: tuple[Token, ...], words: AnswerWords) -> Answer | None:
    """A clause of nothing but echo: "it does that", "I wouldn't say I have", "it is and it isn't"."""
    end, echo = place, words.echo
    while end < len(tokens) and tokens[end].clause == tokens[place].clause and end - place <= LONGEST_ECHO:
        if end > place and tokens[end].said in words.replies.short and closes(end, tokens, words):
            break
        if not echoes(tokens[end].said, echo):
            run = [token.said for token in tokens[place : end + 1]]
            closed = next((at for at in range(len(run) - 1, 1, -1) if whole(run[:at], run[at], echo)), 0)
            end = place + closed if closed else _begun_anew(place, end, tokens, words)
            break
        end += 1
    while end > place and tokens[end - 1].said in ADDS:
        end -= 1  # "they haven't and my girls would know"
    said = [token.said for token in tokens[place:end]]
    if len(said) > LONGEST_ECHO or not answering(said, echo):
        return None
    polarity = echoed(said, echo)
    goes_on = end < len(tokens) and tokens[end].said in words.replies.begins_at_once
    unable = polarity is not Polarity.YES and not {"can", "could"}.isdisjoint(said)
    if goes_on and tokens[end].clause == tokens[end - 1].clause and unable:
        return None  # "I can't I had to sit" may say that they are weak
    return (
        None
        if _breathes(polarity, end, tokens, words) and not closes(end, tokens, words)
        else Answer(polarity, place, end)
    )


def _breathes(polarity: Polarity, end: int, tokens: tuple[Token, ...], words: AnswerWords) -> bool:
    """Is it a start that goes on after a pause ("I have, um, hay fever", "it's like, really bad")?"""
    if polarity is Polarity.NO or tokens[end - 1].said in words.echo.whole | words.echo.sealing:
        return False  # "it does, round to the ribs", "it is that, as big as a marrow"
    begun = tokens[end - 1].sentence
    while end < len(tokens) and (filler := filler_at(end, tokens, words)):
        end += filler  # "I am, funnily enough."
    if end == len(tokens) or tokens[end].sentence != begun:
        return False
    return tokens[end].said not in words.replies.short | words.replies.begins and not _only_times(
        end, tokens, words.times
    )


def _begun_anew(place: int, end: int, tokens: tuple[Token, ...], words: AnswerWords) -> int:
    """Where in what ceases to echo at ``end`` a new clause begins ("it does I dread a sneeze", "it did love I was up
    all night", "it has and the doctor says so"); else ``place``."""

    def begins(at: int) -> bool:
        addressed = tokens[at].said in words.replies.address and at + 1 < len(tokens)
        joined = tokens[at - 1].said in ADDS and tokens[at].said in words.echo.after_whole_not
        return joined or tokens[at + addressed].said in words.replies.begins_at_once

    return next((at for at in range(end, place + 1, -1) if begins(at)), place)


def _not_at(place: int, tokens: tuple[Token, ...], replies: ReplyWords) -> Answer | None:
    """A clause that begins with "not" denies ("not what you'd call weak") where no mere subject was left out ("not
    slept a wink")."""
    end = place + 1
    if tokens[place].said != "not" or end >= len(tokens) or tokens[end].clause != tokens[place].clause:
        return None
    if tokens[end].said not in replies.after_not and not tokens[end].said.endswith("ly"):
        return None
    while end < len(tokens) and tokens[end].clause == tokens[place].clause:
        end += 1
    return Answer(Polarity.NO, place, place + 1) if end - place <= LONGEST_NOT else None


def _stands_alone(end: int, tokens: tuple[Token, ...], words: AnswerWords) -> bool:
    """A "no" answers when nothing that it could belong to follows ("no, my chest" against "no chest pain")."""
    if end >= len(tokens) or tokens[end].clause != tokens[end - 1].clause:
        return True
    return tokens[end].said in words.answer_no_before


def _ends(wording: tuple[str, ...], end: int, tokens: tuple[Token, ...], words: AnswerWords) -> bool:
    """Does the clause end here, but for a word of address or another answer? After "I have" only a sentence ends: a
    comma there is a pause for breath ("I have, um, hay fever")."""
    while (
        end < len(tokens) and tokens[end].said in words.replies.address and tokens[end].clause == tokens[end - 1].clause
    ):
        end += 1
    if end == len(tokens) or tokens[end].sentence != tokens[end - 1].sentence:
        return True
    if tokens[end].said in words.replies.short and (tokens[end].said != "no" or _stands_alone(end + 1, tokens, words)):
        return True
    paused = tokens[end].clause != tokens[end - 1].clause
    if paused and _only_times(end, tokens, words.times):
        return True
    return paused and (wording[0] not in words.replies.subjects or wording[-1] == "not")


def _only_times(place: int, tokens: tuple[Token, ...], times: frozenset[str]) -> bool:
    """Is nothing said from here on but how long, or how often ("we are, twelve weeks")?"""
    return all(token.said in times or token.said.isdigit() for token in tokens[place:])


def _asks_further(end: int, tokens: tuple[Token, ...], replies: ReplyWords) -> bool:
    """Does it doubt something other than the answer ("I don't know what you mean")?"""
    if end == len(tokens) or tokens[end].clause != tokens[end - 1].clause:
        return False
    if tokens[end].said == "about" and end + 1 < len(tokens) and tokens[end + 1].said in replies.points:
        return False  # "not certain about that" doubts the answer
    return tokens[end].said in replies.asks


def verdict(found: tuple[Answer, ...]) -> Polarity | None:
    """What the answers come to: the last clear one; unsure only if nothing firm was said, or it came last of all
    after a mere opinion. A yes and a no apart, with neither marked as a correction, end with the later."""
    firm = [answer for answer in found if answer.polarity is not Polarity.UNSURE]
    if not firm:
        return Polarity.UNSURE if found else None
    return firm[-1].polarity
