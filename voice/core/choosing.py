"""One value for each slot, where an utterance may give several: corrections, tighter readings, and yes or no weighed
against what the words name."""

from dataclasses import replace

from voice.core.findings import Found
from voice.core.language import Language, Several, Trait
from voice.core.lexicon import Role
from voice.core.normalize import Token
from voice.core.scope import Scope
from voice.core.standing import Answer
from voice.core.terms import ChoiceId, Finding, Polarity, SlotId, SlotKind, Value

NOT_HIS = (Scope.SOMEONE_ELSE, Scope.UNCLEAR, Scope.HYPOTHETICAL, Scope.FIGURATIVE)
ELSEWHERE = ChoiceId("elsewhere")
LOCATION = SlotId("pain_location")


def correction_marks(tokens: tuple[Token, ...], language: Language) -> tuple[int, ...]:
    """Token places where what follows replaces what was said before."""
    found: list[int] = []
    for place, token in enumerate(tokens):
        for phrase in language.corrections.get(token.said, ()):
            end = place + len(phrase)
            if place and end < len(tokens) and tuple(one.said for one in tokens[place:end]) == phrase:
                found.append(end)
                break
    return tuple(found)


def _scoped(one: Found, trait: Trait | None) -> Value | None:
    """The value that is meant, given the scope; None if neither yes nor no may be assumed."""
    if one.scope is Scope.NEGATED:
        if trait is not None and trait.kind is SlotKind.CHOICE:
            return None if one.value == trait.denied else trait.denied  # "my legs are not normal" says no more
        return Finding.ABSENT if one.value is Finding.PRESENT else None
    if one.scope is Scope.DOUBTED and one.value is not Finding.ABSENT:
        return Finding.UNSURE if trait is None or trait.kind in (SlotKind.FINDING, SlotKind.CHOICE) else None
    return one.value


def chosen(kept: list[Found], marks: tuple[int, ...], language: Language) -> dict[SlotId, Found]:
    """One finding a slot: tighter readings of the same words first, then the last correction, then the slot's rule."""
    gathered: dict[SlotId, list[Found]] = {}
    for one in kept:
        trait = language.traits.get(one.slot)
        value = _scoped(one, trait)
        if value is not None:
            gathered.setdefault(one.slot, []).append(replace(one, value=value))
    alarms = language.interrupt_ids
    return {
        slot: _foremost(_outspoken(_after_marks(_tightest(found, alarms), marks)), language.traits.get(slot))
        for slot, found in gathered.items()
    }


def _tightest(found: list[Found], alarms: frozenset[str]) -> list[Found]:
    """Of readings that share words but not values, keep the one with the fewest foreign words and the most own; an
    alarm that was raised is never dropped for a tighter reading ("they were fine, and today they're weak")."""
    raised = [one for one in found if one.owner in alarms and one.value is not Finding.ABSENT]
    ordered = raised + sorted(found, key=lambda one: (one.slack - len(one.places), -len(one.places), one.start))
    kept: list[Found] = []
    for one in ordered:
        if not any(one.value != other.value and set(one.places) & set(other.places) for other in kept):
            kept.append(one)
    return kept


def _outspoken(found: list[Found]) -> list[Found]:
    """Drop a reply of one word that stands after a fuller denial of the same ("I can feel everything down to my
    toes"), and one that is merely vague."""
    denials = [one for one in found if one.role is not Role.REPLY and one.value in (Finding.ABSENT, "none")]
    return [
        one
        for one in found
        if not denials
        or one.role is not Role.REPLY
        or not (
            one.value is Finding.UNSURE or (len(one.places) == 1 and any(said.end <= one.start for said in denials))
        )
    ]


def _after_marks(found: list[Found], marks: tuple[int, ...]) -> list[Found]:
    for mark in reversed(marks):
        later = [one for one in found if one.start >= mark]
        if later and len(later) < len(found):
            return later
    return found


def _foremost(found: list[Found], trait: Trait | None) -> Found:
    if trait is None or trait.several is Several.WORST:
        ranked = trait.ranked if trait is not None else (Finding.ABSENT, Finding.UNSURE, Finding.PRESENT)
        return max(found, key=lambda one: (_rank(one.value, ranked), -one.start))
    return (min if trait.several is Several.FIRST else max)(found, key=lambda one: one.start)


def _rank(value: Value, ranked: tuple[Value, ...]) -> int:
    if isinstance(value, int):
        return value
    return ranked.index(value) if value in ranked else -1


def weigh_answer(
    by_slot: dict[SlotId, Found],
    answered: tuple[tuple[Answer, ...], Polarity | None],
    tokens: tuple[Token, ...],
    asked: tuple[SlotId, ...],
    language: Language,
) -> None:
    """Let yes, no or unsure fill the asked slot, weighed against what the words said of it."""
    said, polarity = answered
    if len(asked) != 1 or polarity is None:
        return
    trait = language.traits[asked[0]]
    last = [answer for answer in said if answer.polarity is polarity][-1]
    bare = _bare(Polarity.YES if _holds_for_some((last, polarity), tokens, asked[0], language) else polarity, trait)
    if bare is None:
        return
    if polarity is Polarity.NO and any(last.start in found.places for found in by_slot.values()):
        return
    if polarity is Polarity.YES and (_sorts_out(last, tokens, language) or _agrees_to_another(last, by_slot, asked[0])):
        return
    named, own = by_slot.get(asked[0]), range(last.start, last.end)
    # The words of "I'm not sure" are a doubt, even where some of them would deny if they stood alone.
    doubt = polarity is Polarity.UNSURE and trait.kind is SlotKind.FINDING
    doubted = named is not None and (named.scope is Scope.DOUBTED or set(named.places) <= set(own))
    if doubt and doubted and named is not None and named.role is Role.REPLY:
        named = None
    if named is not None and set(own) & set(named.places):
        return
    if named is None or (trait.kind is SlotKind.FINDING and _gives_way(named, (last, polarity), tokens, language)):
        by_slot[asked[0]] = Found(asked[0], bare, last.start, last.end, because=f"the answer {polarity.value}")


def _holds_for_some(
    last: tuple[Answer, Polarity], tokens: tuple[Token, ...], asked: SlotId, language: Language
) -> bool:
    """As in "not unless I cough, and then it hurts": does the no say when it is a yes?"""
    words, (answer, polarity) = language.taking_back, last
    after = [token.said for token in tokens[answer.start + 1 :]] if polarity is Polarity.NO else []
    if not after or after[0] not in words.exceptions or not words.counts.isdisjoint(after):
        return False
    return asked in words.brought_on or not words.consequences.isdisjoint(after)


def set_apart(
    by_slot: dict[SlotId, Found],
    heard: tuple[list[Found], dict[SlotId, set[int]]],
    asked: tuple[SlotId, ...],
    language: Language,
) -> None:
    """Take "my sister takes steroids, I don't" as a no to the question, where nothing was said of the speaker but that
    he is unlike the one who was named, or that what was feared is ruled out; ``heard`` are the judged phrases and the
    places of look-alikes."""
    if len(asked) != 1 or asked[0] in by_slot:
        return
    judged, shadows = heard
    denied = language.traits[asked[0]].denied
    places = [one.start for one in judged if one.slot == asked[0] and one.scope in NOT_HIS]
    places += shadows.get(asked[0], set())
    if not judged and not by_slot:
        places.append(0)
    if denied is not None and places:
        by_slot[asked[0]] = Found(asked[0], denied, min(places), max(places) + 1, because="unlike somebody else")


def _agrees_to_another(last: Answer, by_slot: dict[SlotId, Found], asked: SlotId) -> bool:
    """Does the yes follow right on another sign, when the one asked about was spoken of itself?"""
    return asked in by_slot and any(found.end == last.start and slot != asked for slot, found in by_slot.items())


def _sorts_out(last: Answer, tokens: tuple[Token, ...], language: Language) -> bool:
    """As in "chest no, back yes" and "legs, no. Hand, yes, I drop things": several things answered one by one, so that
    the yes is none to the question."""
    noes = [place for place in range(1, last.start) if tokens[place].said == "no"]
    after = bool(last.start) and tokens[last.start - 1].sentence == tokens[last.start].sentence
    ends = last.end == len(tokens) or (after and tokens[last.start - 1].said in language.scope.postposed.parts)
    return after and ends and bool(noes) and tokens[0].said not in language.answers.replies.short | {"well"}


def _bare(polarity: Polarity, trait: Trait) -> Value | None:
    if polarity is Polarity.UNSURE:
        return Finding.UNSURE
    return trait.affirmed if polarity is Polarity.YES else trait.denied


def _gives_way(named: Found, answered: tuple[Answer, Polarity], tokens: tuple[Token, ...], language: Language) -> bool:
    """Does the bare answer outweigh what the words named? One said after it does, and one said before it when the
    words mean something only as a reply ("no; they did look at the prostate"), unless a "but" takes it back."""
    last, polarity = answered
    if polarity is Polarity.UNSURE or named.value is Finding.UNSURE:
        return named.value is Finding.UNSURE
    if last.start > named.start:
        if polarity is Polarity.YES:
            return named.value is Finding.ABSENT and not _agrees(named, last, tokens, language)
        return not _agrees(named, last, tokens, language)
    if named.role is not Role.REPLY or (polarity is Polarity.NO and _says_not(named, tokens, language)):
        return False
    between = {token.said for token in tokens[last.end : named.end]}
    return not between & language.answers.replies.contrasts


def _agrees(named: Found, last: Answer, tokens: tuple[Token, ...], language: Language) -> bool:
    """Does the very last word only agree with what was said: "it doesn't go off when I lie down, no", "it goes off,
    yes"? Or does a belief end it: "I'm breathing fine, I reckon"?"""
    said = {token.said for token in tokens[last.start : last.end]}
    if last.end == len(tokens) and said <= language.answers.replies.belief:
        return True
    if last.end < len(tokens) or last.end - last.start > 1 or named.role is None:
        return False
    return _says_not(named, tokens, language) is (tokens[last.start].said == "no")


def _says_not(named: Found, tokens: tuple[Token, ...], language: Language) -> bool:
    """Is it a finding that is said with a "not", which a "no" agrees with ("no, I can't go", "no, not the hill without
    stopping")?"""
    undone = named.value is Finding.PRESENT and any(
        tokens[place].said in language.words.denials.lists.without for place in range(named.start, named.end)
    )
    return undone or any(tokens[place].said in language.scope.verbal_negators for place in named.places)


def of_pain_in_scope(
    by_slot: dict[SlotId, Found], asked: tuple[SlotId, ...], language: Language
) -> dict[SlotId, Found]:
    """Attributes of a pain that is elsewhere (head, knee, tooth) describe nothing that this pathway is about."""
    location = by_slot.get(LOCATION)
    if location is None or location.value != ELSEWHERE:
        return by_slot
    if any(slot in by_slot and by_slot[slot].value is Finding.PRESENT for slot in language.in_scope):
        return {slot: found for slot, found in by_slot.items() if slot != LOCATION or slot in asked}
    return {
        slot: found
        for slot, found in by_slot.items()
        if slot in asked or slot not in language.traits or not language.traits[slot].of_the_pain
    }


def with_implied(by_slot: dict[SlotId, Found], language: Language) -> dict[SlotId, Found]:
    """Add what a value means for other slots, where nothing was said of them."""
    out = dict(by_slot)
    for found in by_slot.values():
        trait = language.traits.get(found.slot)
        for value, slot, fills in trait.implies if trait is not None else ():
            if found.value == value and slot not in by_slot:
                out[slot] = replace(found, slot=slot, value=fills, because=f"implied by {found.slot}")
    return {slot: found for slot, found in out.items() if slot in language.traits}
