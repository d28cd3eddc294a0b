"""Two ears, one decision: the same sound decoded with the question's grammar and freely.

A grammar alone forces strange speech onto a known phrase with full confidence, so what it hears is believed only as
far as the free ear supports it. What both ears understand alike is taken. Where they differ, the asked slot keeps the
graver value but is marked doubtful, so that it is asked about once more; a danger sign about which nobody asked is
only suspected, so that it is read back first; everything else is dropped.

How far the two can be believed is measured first. Strange speech comes as a long string of words on which the ears
agree here and there by chance, and of which neither is sure: of such an utterance nothing is taken, or nothing without
asking again, even where both seem to have heard a yes or a no. Nor is what rests on no phrase, but on the weight of all
the words alone: misheard words weigh something, too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from voice.core.findings import Found, Understanding
from voice.core.leaning import is_guess
from voice.core.own_words import is_own
from voice.core.pathway import Pathway
from voice.core.scope import Scope
from voice.core.sureness import rests_on, sure_stretches, unsure_words
from voice.core.terms import Command, Finding, SlotId, Utterance, Value
from voice.core.understand import understand

ALIKE = 60.0  # fuzz.ratio of the two hearings from which they count as the same words, misheard here and there

# Chosen on 95 spoken coffee orders, each in answer to six questions, two of them in a kitchen, and on 302 written
# answers in a synthetic voice; none of these is reported on. With 0.03 for each word and 1.25 from which something was
# heard, of 570 hearings of an order 1 was settled (none now) and 237 left a yes or a no (243 now); of the answers 251,
# and in the kitchen, 20, 10 and 5 dB below the voice, 235, 206 and 158 were right (250, 237, 207 and 171 now). Settled
# from 1.8, 96 answers are asked again in place of 104, but 1 order is settled.
SETTLED = 1.9  # belief from which an answer need not be asked about again
HEARD = 0.9  # belief below which nothing was said that can be understood
# Of 1,208 answers in three voices and four rooms, none reported on, 25 had the same words for both ears and less than
# this for one of them: 5 were wrong, one of these a yes for a no. A kitchen alone says a "no" of the kind now and then.
BARELY = 0.6  # confidence of either ear below which words that both heard alike are asked about once more
ANSWER_WORDS = 6  # an answer seldom has more
LENGTH_COST = 0.08  # of belief, for each word beyond
GRAVITY = (Finding.ABSENT, Finding.UNSURE, Finding.PRESENT)


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was understood; the asked slots on which the ears differ; and danger signs that are read back before they
    count: only one ear heard them, or they are likely not meant."""

    understanding: Understanding
    doubtful: frozenset[SlotId] = frozenset()
    suspected: Mapping[SlotId, Value] = field(default_factory=dict)


def hear(utterance: Utterance, asked: tuple[SlotId, ...], pathway: Pathway, today: int) -> Hearing:
    """Understand an utterance with both ears; typed words, and words that both ears heard, need only one. A danger sign
    that was said but is likely not meant is read back, too. Of what is the program's own sentence nothing is taken."""
    if utterance.free is not None and is_own(utterance.free, pathway.own_words):
        return Hearing(Understanding())
    closed = understand(utterance.text, asked, pathway, today)
    if utterance.free is None or utterance.free == utterance.text:
        heard = _alone(closed, utterance, asked, pathway, today)
        barely = min(utterance.confidence, utterance.free_confidence) < BARELY
        heard = _hardly_heard(heard, asked) if barely else heard
        return replace(heard, suspected={**_unmeant(closed, pathway), **heard.suspected})
    free = understand(utterance.free, asked, pathway, today)
    same = closed.polarity is not None and closed.polarity is free.polarity
    trust = _trust(utterance, answered_alike=same and _short(utterance))
    if not utterance.text.strip():
        return _agreed(_Both(free, closed, trust, surer=free), asked, pathway)
    surer = free if utterance.free_confidence >= utterance.confidence else closed
    return _agreed(_Both(closed, free, trust, surer), asked, pathway)


def _alone(
    closed: Understanding, utterance: Utterance, asked: tuple[SlotId, ...], pathway: Pathway, today: int
) -> Hearing:
    """What one ear heard where any answer may come, and it has words for everything: a danger sign, one of whose words
    it was not sure of, is read back before it counts. A call for help stands beside it. What was denied in such words
    is asked about in its turn, as if nothing had been said of it."""
    unsure = unsure_words(utterance, pathway.language.words)
    closed = _without_doubtful_denials(closed, unsure, asked, pathway)
    suspected = {
        one.slot: one.value
        for one in closed.found
        if one.slot not in asked and _is_danger(one, pathway) and rests_on(one, unsure, closed.tokens)
    }
    if not suspected:
        return Hearing(closed)
    kept = replace(
        closed,
        found=tuple(one for one in closed.found if one.slot not in suspected),
        command=closed.command if closed.command is Command.STOP else None,  # "i fainted" is no "it is too faint"
        offscript=None,
    )
    filled = {slot for alarm, slot, _ in pathway.language.interrupt_fills.values() if alarm == closed.interrupt}
    if not filled.isdisjoint(suspected):
        surely = [understand(said, asked, pathway, today).alarm for said in sure_stretches(utterance)]
        calls = (alarm for alarm in surely if alarm is not None and alarm in pathway.language.requests)
        kept = replace(kept, interrupt=next(calls, None))
    return Hearing(kept, suspected=suspected)


def _hardly_heard(heard: Hearing, asked: tuple[SlotId, ...]) -> Hearing:
    """What both ears heard alike without being sure of it: the answer is asked for once more, and a yes or a no to
    several things at once counts for nothing."""
    understood = heard.understanding
    if asked:
        return replace(heard, doubtful=frozenset(asked).intersection(understood.findings))
    return replace(heard, understanding=replace(understood, polarity=None, flat=False))


def _unmeant(heard: Understanding, pathway: Pathway) -> dict[SlotId, Value]:
    """The danger signs that were said but are likely not meant."""
    unmeant = (one for one in heard.set_aside if one.scope is Scope.UNMEANT and _is_danger(one, pathway))
    return {one.slot: one.value for one in unmeant}


def _without_doubtful_denials(
    heard: Understanding, unsure: frozenset[str], asked: tuple[SlotId, ...], pathway: Pathway
) -> Understanding:
    """Leave out what is denied by a word, or in words, that the ear was not sure of ("now" is soon a "no")."""
    doubted = unsure & pathway.language.words.negators

    def is_doubtful(one: Found) -> bool:
        if one.slot in asked or one.value is not Finding.ABSENT:
            return False
        beside = (token.said for token in heard.tokens if token.segment == heard.tokens[one.start].segment)
        return rests_on(one, unsure, heard.tokens) or not doubted.isdisjoint(beside)

    return replace(heard, found=tuple(one for one in heard.found if not is_doubtful(one))) if unsure else heard


class _Trust(Enum):
    """How far two hearings can be believed."""

    NOTHING = "nothing"  # not even that somebody answered
    LITTLE = "little"  # both may be wrong in the same way
    SOME = "some"  # what both heard
    MOST = "most"  # they are the same words, misheard here and there


@dataclass(frozen=True, slots=True)
class _Both:
    """What each ear understood, how far they can be believed where they differ, and which was surer of its words."""

    closed: Understanding
    free: Understanding
    trust: _Trust
    surer: Understanding


def _short(utterance: Utterance) -> bool:
    """Is it but one word for either ear, as "nope" for the one and "no" for the other?"""
    return len(utterance.text.split()) == len((utterance.free or "").split()) == 1


def _trust(utterance: Utterance, *, answered_alike: bool) -> _Trust:
    """Return how far the ears can be believed where they heard something different. Two words for the same answer are
    as good as one word."""
    found = belief(utterance) + answered_alike
    if found < HEARD:
        return _Trust.NOTHING
    if found < SETTLED:
        return _Trust.LITTLE
    alike = bool(utterance.text.strip()) and fuzz.ratio(utterance.text, utterance.free or "") >= ALIKE
    return _Trust.MOST if alike else _Trust.SOME


def belief(utterance: Utterance) -> float:
    """How much both ears together are to be believed, 0 to 3: the share of words that they have in common in the same
    order, and how sure each was; less for what is longer than an answer."""
    mine, other = utterance.text.split(), (utterance.free or "").split()
    longer = max(len(mine), len(other)) - ANSWER_WORDS
    common = float(Indel.normalized_similarity(mine, other))
    return common + utterance.confidence + utterance.free_confidence - LENGTH_COST * max(0, longer)


def _agreed(both: _Both, asked: tuple[SlotId, ...], pathway: Pathway) -> Hearing:
    """Put two understandings of one answer together."""
    closed, free, trust = both.closed, both.free, both.trust
    alike, settled = trust is _Trust.MOST, trust in {_Trust.SOME, _Trust.MOST}
    kept: dict[SlotId, Found] = {}
    doubtful: set[SlotId] = set()
    suspected = _unmeant(free, pathway) | _unmeant(closed, pathway)
    for slot in {one.slot: None for one in (*closed.found, *free.found)}:
        mine, other = _of(slot, closed), _of(slot, free)
        graver = _graver(mine, other)
        if settled and mine is not None and other is not None and mine.value == other.value:
            kept[slot] = mine
            doubtful |= {slot} & {*asked} if is_guess(mine) and is_guess(other) else set()
        elif slot in asked:
            danger = _is_danger_slot(slot, pathway)
            if trust is not _Trust.NOTHING:
                kept[slot] = graver if danger else _likelier(slot, both) or graver
            if not alike or danger or _is_shaky(mine, other):
                doubtful.add(slot)
        elif _is_danger(graver, pathway):
            suspected[slot] = graver.value
        elif alike and mine is not None:
            kept[slot] = mine
    suspected = {slot: value for slot, value in suspected.items() if slot not in kept}
    whole = replace(
        closed,
        found=tuple(kept.values()),
        interrupt=closed.interrupt if closed.interrupt == free.interrupt or alike else None,
        shown=closed.shown or free.shown,
        flat=closed.flat and free.flat,
        polarity=closed.polarity if settled and (closed.polarity is free.polarity or alike) else None,
        command=closed.command if settled and (closed.command is free.command or alike) else None,
        offscript=closed.offscript if settled and (closed.offscript == free.offscript or alike) else None,
    )
    return Hearing(whole, frozenset(doubtful), suspected)


def _likelier(slot: SlotId, both: _Both) -> Found | None:
    """The finding that is likelier right where both ears have one: of yes and no the free ear's, which was not held to
    the question's words; of numbers and choices that of the surer ear."""
    free = _of(slot, both.free)
    return free if free is not None and isinstance(free.value, Finding) else _of(slot, both.surer)


def _of(slot: SlotId, understood: Understanding) -> Found | None:
    return next((one for one in understood.found if one.slot == slot), None)


def _is_shaky(mine: Found | None, other: Found | None) -> bool:
    """Is it too little to close a question by, however alike the words: two answers, or one ear's no or guess?"""
    if mine is not None and other is not None:
        return mine.value != other.value
    lone = _graver(mine, other)
    return lone.value is Finding.ABSENT or is_guess(lone)


def _graver(mine: Found | None, other: Found | None) -> Found:
    """The finding that means more danger; the grammar's where neither does."""
    present = [one for one in (mine, other) if one is not None]
    return max(present, key=lambda one: GRAVITY.index(one.value) if isinstance(one.value, Finding) else 0)


def _is_danger_slot(slot: SlotId, pathway: Pathway) -> bool:
    return slot in pathway.questions and (pathway.questions[slot].alarm or pathway.questions[slot].guarded)


def _is_danger(found: Found, pathway: Pathway) -> bool:
    denied = pathway.language.traits[found.slot].denied if found.slot in pathway.language.traits else None
    return _is_danger_slot(found.slot, pathway) and found.value not in (Finding.UNSURE, denied)
