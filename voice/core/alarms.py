"""Which alarm an utterance raises: one whose wording it holds, or one that all its words together make likely.

An alarm that no phrase shows is asked about before it counts, and so is a phrase of alarm among words that go with
something harmless: `Settled.doubted` holds both. A danger sign among such words is left to its own question.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from voice.core.findings import Found
from voice.core.language import Language
from voice.core.lexicon import Match
from voice.core.likelihood import EARNEST, signs_of, weigh
from voice.core.normalize import Token
from voice.core.pathway import Pathway
from voice.core.phrasing import JUST_NOW
from voice.core.sayings import Sayings
from voice.core.scope import Scope
from voice.core.terms import Finding, InterruptId, SlotId

AT_ITS_WORD = 2  # telling words beside a phrase, up to which it is nearly all that is said and not doubted
BESIDE = 2  # words within which a tense tells of the finding beside it
ASKED_OTHERWISE = (Scope.UNCHANGED, Scope.UNCLEAR)  # whose is it, and since when: these have questions of their own
FAR_OFF = 1_000_000  # further than any utterance is long


@dataclass(frozen=True, slots=True)
class Settled:
    """The alarm that is raised, whether a phrase shows it, the phrases that are left and what is to be asked about; the
    probability (0 to 1) that an alarm is told."""

    interrupt: InterruptId | None
    shown: bool
    judged: tuple[Found, ...]
    doubted: tuple[Found, ...] = ()
    likelihood: float = 0.0


def settle(said: Sayings, asked: tuple[SlotId, ...], pathway: Pathway) -> Settled:
    """Weigh what the phrases raise against the likelihood of all the words."""
    language, learned = pathway.language, pathway.language.likelihood
    alarm = raised(said, language)
    opinion = weigh(said.tokens, signs(said, alarm, pathway), learned, language.words.negators)
    as_found = Settled(alarm, shown=alarm is not None, judged=tuple(said.judged), likelihood=opinion.probability)
    if alarm is not None:
        shown_by = [one for one in said.judged if one.owner in language.interrupt_ids and one.scope in EARNEST]
        at_its_word = any(_beside(one, said) <= AT_ITS_WORD for one in shown_by)
        strays = bool(learned.keeps and shown_by) and all(one.strays for one in shown_by)
        if opinion.probability >= (learned.asks if strays else learned.keeps) or at_its_word:
            return as_found
        has_check = bool(_asked_about(alarm, Scope.UNLIKELY, said, language))
        return _doubted(as_found, said, asked, pathway) if has_check else as_found
    if opinion.probability < learned.believes:
        return _doubted(as_found, said, asked, pathway)
    interrupt, sure = opinion.interrupt, opinion.of_its_kind >= learned.raises
    if (
        interrupt is None
        or not (sure or opinion.of_it >= learned.asks)
        or any(one.scope in ASKED_OTHERWISE for one in said.judged)
    ):
        return as_found
    if not sure and (asked or _denies(said, pathway)):
        return as_found  # what is but half likely is no reason to ask beside an answer or after a denial
    doubted = _asked_about(interrupt, Scope.LIKELY, said, language, ", ".join(opinion.because))
    return replace(as_found, interrupt=interrupt if sure else None, shown=sure and not doubted, doubted=doubted)


def signs(said: Sayings, alarm: InterruptId | None, pathway: Pathway) -> set[str]:
    """What the phrases of an utterance are for its likelihood."""
    return signs_of(said.judged, alarm, said.hints, pathway.is_alarm)


def _doubted(as_found: Settled, said: Sayings, asked: tuple[SlotId, ...], pathway: Pathway) -> Settled:
    """Set aside what phrases say and the other words make unlikely: it is asked about, or asked for in its turn."""
    language, alarm = pathway.language, as_found.interrupt
    doubted = _asked_about(alarm, Scope.UNLIKELY, said, language) if alarm is not None else ()
    filled = {slot for one, slot, _ in language.interrupt_fills.values() if one == alarm}
    aside: list[Found] = []
    for one in said.judged:
        told = pathway.is_alarm(one.slot) and pathway.told(one.slot, one.value) and one.slot not in asked
        if alarm is None:
            doubtful = told and _beside(one, said) > AT_ITS_WORD
        else:  # half likely, its sign is believed, and that alone is an emergency
            doubtful = told and one.slot in filled and as_found.likelihood < language.likelihood.asks
        if one.scope in EARNEST and (doubtful or one.owner in language.interrupt_ids):
            aside.append(one)
    opened = {one.slot for one in aside}  # what else is said of these signs does not settle them: "no pain, just numb"
    left = tuple(one for one in said.judged if one not in aside and one.slot not in opened)
    for one in aside:
        if one.slot in pathway.questions and pathway.questions[one.slot].listen_only:
            of_it = (owner for owner, slot, _ in language.interrupt_fills.values() if slot == one.slot)
            doubted += tuple(found for owner in of_it for found in _asked_about(owner, Scope.UNLIKELY, said, language))
    return replace(as_found, interrupt=None, shown=False, judged=left, doubted=doubted)


def _denies(said: Sayings, pathway: Pathway) -> bool:
    """Is some danger sign denied?"""
    return any(
        pathway.is_alarm(one.slot) and (one.scope is Scope.NEGATED or not pathway.told(one.slot, one.value))
        for one in said.judged
    )


def _beside(one: Found, said: Sayings) -> int:
    """How many telling words there are beside those of a phrase; counted no further than matters."""
    telling = (place for place, token in enumerate(said.tokens) if not token.light and place not in one.places)
    return sum(1 for _ in islice(telling, AT_ITS_WORD + 1))


def _asked_about(
    interrupt: InterruptId, scope: Scope, said: Sayings, language: Language, because: str = ""
) -> tuple[Found, ...]:
    """What the check question of an interrupt is put for. A call for help is about no sign: it has none."""
    for one, slot, value in language.interrupt_fills.values():
        if one == interrupt and slot is not None and value is not None:
            return (Found(slot, value, 0, len(said.tokens), scope, interrupt, because),)
    return ()


def raised(said: Sayings, language: Language) -> InterruptId | None:
    """The interrupt that fires: a family of alarm wording said of the patient, now, and not denied; or a finding that
    makes one by having just happened. Of several the one that comes first in ``interrupts``, because it says more of
    what to do; the order is the content's."""
    fired = {one.owner for one in said.judged if one.owner in language.interrupt_ids and one.scope in EARNEST}
    times = [match for match in said.matches if match.entry.owner == JUST_NOW]
    for one in said.judged:
        recent = language.just_now.get(one.slot)
        if recent is None or one.value is not Finding.PRESENT:
            continue
        theirs = one.scope in (Scope.SOMEONE_ELSE, Scope.UNCLEAR) and _all_about_another(said.tokens, language)
        if (one.scope in EARNEST or theirs) and _just_now(one, recent, times, theirs=theirs):
            fired.add(recent)
    return next((InterruptId(one) for one in language.interrupts if one in fired), None)


def _all_about_another(tokens: tuple[Token, ...], language: Language) -> bool:
    """Does the speaker speak of nobody but "my wife"? Then she is whom help is asked for."""
    own = [place for place, token in enumerate(tokens) if token.said in language.scope.first_person]
    return all(
        any(token.said in language.scope.other_person for token in tokens[place + 1 : place + 3]) for place in own
    )


def _just_now(one: Found, interrupt: InterruptId, times: Iterable[Match], *, theirs: bool) -> bool:
    """Is the time that is told nearest to the finding a time just past? Of somebody else no other may be told."""
    told: dict[str, list[Match]] = {}
    for match in times:
        owner, _, kind = match.entry.value.partition(":")
        if owner == interrupt:
            told.setdefault(kind, []).append(match)
    old = told.get("unless", [])
    taken = {place for match in old for place in match.places}
    if theirs and old:
        return False
    fresh = [_distance(one, match) for match in told.get("anywhere", ()) if taken.isdisjoint(match.places)]
    fresh += [
        away
        for match in told.get("beside", ())
        if taken.isdisjoint(match.places) and (away := _distance(one, match)) <= BESIDE
    ]
    return bool(fresh) and min(fresh) < min((_distance(one, match) for match in old), default=FAR_OFF)


def _distance(one: Found, match: Match) -> int:
    """Words between a finding and a match; 0 where they touch or overlap."""
    return max(0, match.start - one.end, one.start - match.end - 1)
