"""From the phrases that stand in an utterance to what each was meant to say: look-alikes taken out, replies that belong
to another matter dropped, and every phrase judged in its scope."""

from collections.abc import Container, Iterable, Iterator

from voice.core.context import judge
from voice.core.findings import Found
from voice.core.language import Language, Trait
from voice.core.lapsing import lapsed
from voice.core.lexicon import Match, Role
from voice.core.negation import straddles, strays, wrongly_denied
from voice.core.normalize import Token
from voice.core.scope import Scope
from voice.core.surroundings import DENIALS, survey
from voice.core.terms import ChoiceId, Finding, InterruptId, SlotId, SlotKind, Value

CUE = "#cue"  # owner of the patterns that only show in what scope others stand
UNCHANGED = "unchanged"  # value of the look-alikes that say that something has been so for long
IDIOM = "idiom"  # value of the look-alikes of an interrupt that may be meant after all
NO_POINTS = "0"  # value of the phrases that say that nothing hurts
HINT = "hint"  # value of what only hints at an interrupt: it hides no phrase, and a look-alike hides it
JUST_NOW = "#just_now"  # owner of the patterns that tell when something happened
EARNEST = (Scope.AFFIRMED, Scope.DOUBTED)


def unshadowed(
    matches: list[Match], tokens: tuple[Token, ...], language: Language
) -> tuple[list[Match], dict[SlotId, set[int]]]:
    """Drop what a look-alike of the same owner covers, and the look-alikes themselves; give their places too. What is
    none of a slot sets off no interrupt that fills the slot, and the reverse; but "my chest is fine", no alarm, denies
    the slot."""
    shadows: dict[SlotId, set[int]] = {}
    covers: dict[str, list[frozenset[int]]] = {}
    own: dict[str, list[frozenset[int]]] = {}
    for match in matches:
        if _hides(match) and not _denied_inside(match, tokens, language.words.negators):
            places = frozenset(match.places)
            own.setdefault(match.entry.owner, []).append(places)
            for owner in (match.entry.owner, *language.shaded.get(match.entry.owner, ())):
                shadows.setdefault(SlotId(owner), set()).update(places)
                covers.setdefault(owner, []).append(places)

    def hidden(match: Match) -> bool:
        owner, value = match.entry.owner, match.entry.value
        over = own if value in DENIALS else covers
        return any(_shadowed(match, one) for name in (owner, f"{owner}:{value}") for one in over.get(name, ()))

    return [match for match in matches if match.entry.role is not Role.LOOKALIKE and not hidden(match)], shadows


def unchanged(matches: Iterable[Match], language: Language) -> Iterator[Found]:
    """What some look-alikes tell: a sign that has been there for long ("my feet have been numb for years")."""
    for match in matches:
        if match.entry.role is Role.LOOKALIKE and match.entry.value == UNCHANGED:
            slot = SlotId(match.entry.owner)
            value = language.traits[slot].affirmed or Finding.UNSURE
            yield Found(slot, value, match.start, match.end + 1, Scope.UNCHANGED, slot, match.entry.text)


def idioms(
    matches: list[Match], tokens: tuple[Token, ...], language: Language, told: Container[SlotId]
) -> Iterator[Found]:
    """Sayings that may be meant ("it'll be the death of me"), and words that hint at a danger without saying it, of
    which nothing else was ``told``: both said of the speaker, now, and not denied."""
    said = [match for match in matches if match.entry.value in (IDIOM, HINT)]
    if not said:
        return
    around = survey(tokens, language.scope, (match for match in matches if match.entry.owner == CUE), ())
    never = dict.fromkeys(("any_time", "family_too", "conditional", "of_the_pain", "requests"), False)
    fills = {interrupt: (slot, value) for interrupt, slot, value in language.interrupt_fills.values()}
    for match in said:
        owner, scope = match.entry.owner, Scope.IDIOM
        if match.entry.value == HINT:
            scope = Scope.HINT
            slots = {slot for one, slot, _ in language.interrupt_fills.values() if one == owner and slot is not None}
            harmless = (frozenset(one.places) for one in matches if _hides(one) and one.entry.owner in {owner, *slots})
            if any(slot in told for slot in slots) or any(_shadowed(match, one) for one in harmless):
                continue
        slot, value = fills[InterruptId(owner)]
        if slot is not None and value is not None and judge(match, around, urgent=True, **never) in EARNEST:
            yield Found(slot, value, match.start, match.end + 1, scope, owner, match.entry.text)


def _hides(match: Match) -> bool:
    """Is this a look-alike that takes phrases out of reach?"""
    return match.entry.role is Role.LOOKALIKE and match.entry.value != HINT


def _shadowed(match: Match, cover: frozenset[int]) -> bool:
    """Is a phrase no more than part of a look-alike? One that holds all its words and says more is the better
    reading."""
    return not cover.isdisjoint(match.places) and not (cover < frozenset(match.places))


def _denied_inside(match: Match, tokens: tuple[Token, ...], negators: frozenset[str]) -> bool:
    """Look-alikes do not act across a negator: "it has stopped" is none of "it has not stopped"."""
    span = range(match.start, match.end + 1)
    return any(tokens[place].said in negators and place not in match.places for place in span)


def judged_phrases(tokens: tuple[Token, ...], matches: list[Match], language: Language) -> list[Found]:
    """Every phrase with the scope it stands in."""
    phrases = _unclaimed([match for match in matches if not match.entry.owner.startswith("#")], tokens, language)
    around = survey(tokens, language.scope, (match for match in matches if match.entry.owner == CUE), phrases)
    out: list[Found] = []
    for match in phrases:
        if straddles(match, around):
            continue
        slot, value = _target(match, language)
        trait = language.traits.get(slot)
        scope = judge(
            match,
            around,
            any_time=trait is not None and trait.any_time,
            family_too=trait is not None and trait.family_too,
            conditional=trait is not None and trait.conditional,
            of_the_pain=trait is not None and trait.of_the_pain,
            urgent=match.entry.owner in language.interrupt_ids or slot in language.just_now,
            requests=match.entry.owner in language.requests,
        )
        if match.entry.role is Role.NAME and scope is not Scope.NEGATED and not _agreed(match, scope, tokens, language):
            continue
        denies = match.entry.value in DENIALS
        if denies and (lapsed(match, tokens, language.scope) or wrongly_denied(match, around)):
            continue
        if scope in (Scope.PAST, Scope.OVER, Scope.UNCHANGED) and match.entry.value in DENIALS:
            scope = Scope.AFFIRMED  # "none now, same as ever" is still a denial
        if scope is Scope.OVER and match.entry.value == NO_POINTS:
            scope = Scope.AFFIRMED  # and so is "no pain, it went away"
        foreign = sum(not token.light for token in tokens[match.start : match.end + 1]) - len(match.places)
        out.append(
            Found(
                slot,
                value,
                match.start,
                match.end + 1,
                scope,
                match.entry.owner,
                match.entry.text,
                match.entry.role,
                match.places,
                max(0, foreign),
                strays(match, around),
            )
        )
    return out


def _unclaimed(phrases: list[Match], tokens: tuple[Token, ...], language: Language) -> list[Match]:
    """Drop a reply whose words belong to a fuller phrase about something else ("heavy" in "my legs feel heavy"). What
    is said of the pain itself may well be a reply too. A bare name gives way to any fuller phrase that holds it, and
    where a part of the body says that it is not about the slot's own ("no numbness in my face")."""
    full = [one for one in phrases if one.entry.role is Role.PHRASE]
    fuller = [one for one in full if not _of_the_pain(one, language)]
    kept: list[Match] = []
    for one in phrases:
        role = one.entry.role
        if role is Role.REPLY and (
            any(_claims(other, one) for other in fuller) or _has_turned(one, fuller, (phrases, tokens), language)
        ):
            continue
        if role is Role.NAME and (_placed(one, tokens, language) or any(_holds(other, one) for other in full)):
            continue
        kept.append(one)
    return kept


def _holds(phrase: Match, name: Match) -> bool:
    return phrase.entry.owner != name.entry.owner and set(name.places) <= set(phrase.places)


def _agreed(name: Match, scope: Scope, tokens: tuple[Token, ...], language: Language) -> bool:
    """Does a yes follow the bare name of a sign ("breathless no, tired yes")?"""
    trait = language.traits.get(SlotId(name.entry.owner))
    after = tokens[name.end + 1].said if name.end + 1 < len(tokens) else ""
    finding = trait is not None and trait.kind is SlotKind.FINDING
    return finding and scope is Scope.AFFIRMED and after in language.scope.postposed.yeses


def _has_turned(
    reply: Match, fuller: list[Match], heard: tuple[list[Match], tuple[Token, ...]], language: Language
) -> bool:
    """Has the speaker passed from what was asked to another matter, which a single word then belongs to, too ("no
    weakness, but my feet are tingling, both of them")?"""
    phrases, tokens = heard
    segment = tokens[reply.start].segment
    if not segment:
        return False
    single = len(reply.places) == 1
    other = any(
        one.entry.owner != reply.entry.owner
        and tokens[one.start].segment == segment
        and (one.start <= reply.start if single else set(reply.places) <= set(one.places))
        for one in fuller
    )
    spoken = tokens[0].said in language.answers.replies.plain_no or any(
        one.entry.owner == reply.entry.owner and tokens[one.end].segment < segment for one in phrases
    )
    return other and spoken


def _placed(name: Match, tokens: tuple[Token, ...], language: Language) -> bool:
    """Does a part of the body follow in the clause ("no numbness or burning in my hand")?"""
    naming = language.scope.naming
    rest = [token.said for token in tokens[name.end + 1 :] if token.clause == tokens[name.end].clause]
    for place, word in enumerate(rest):
        if word in naming.stops:
            return False
        if word in naming.locates and not language.scope.body.isdisjoint(rest[place + 1 : place + 4]):
            return True
    return False


def _of_the_pain(phrase: Match, language: Language) -> bool:
    trait = language.traits.get(SlotId(phrase.entry.owner))
    return trait is not None and trait.of_the_pain


def _claims(phrase: Match, reply: Match) -> bool:
    inside = phrase.start <= reply.start and reply.end <= phrase.end
    return inside and phrase.entry.owner != reply.entry.owner and len(phrase.places) > len(reply.places) == 1


def _target(match: Match, language: Language) -> tuple[SlotId, Value]:
    """The slot and value a phrase fills; an interrupt that fills none stands for itself."""
    fills = language.interrupt_fills.get(f"{match.entry.owner}:{match.entry.value}")
    if fills is not None:
        interrupt, slot, value = fills
        return (slot or SlotId(interrupt), value if value is not None else Finding.PRESENT)
    slot = SlotId(match.entry.owner)
    return slot, _value(match.entry.value, language.traits[slot])


def _value(text: str, trait: Trait) -> Value:
    if text in ("present", "absent", "unsure"):
        return Finding(text)
    return ChoiceId(text) if trait.kind is SlotKind.CHOICE else int(text)
