"""From words to findings: one utterance, and the question it answers, into an `Understanding`.

Order: what the caller asks of the program; findings about any slot, in their scope; yes, no or unsure to the question;
a number for the question. A finding that the words name weighs more than a bare yes or no, and what is said later
more than what was said before, except that "present" is only taken back by a marked correction.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from voice.core.amounts import amounts
from voice.core.context import DENIALS, Scope, answering, judge, survey
from voice.core.language import Language, Several, Trait
from voice.core.lexicon import Match, Role, find, read
from voice.core.normalize import Token, normalize
from voice.core.pathway import Pathway
from voice.core.polarity import Answer, answers, verdict
from voice.core.terms import ChoiceId, Command, Finding, InterruptId, Polarity, SlotId, SlotKind, Value

COMMAND, CUE, OFFSCRIPT = "#command", "#cue", "#offscript"  # owners of patterns that fill no slot
CONTRASTS = frozenset("but though although except only just mind however apart".split())
ELSEWHERE = ChoiceId("elsewhere")
LOCATION = SlotId("pain_location")


@dataclass(frozen=True, slots=True)
class Found:
    """One finding: its value, the words it was read from (token places), and why. ``slack`` counts the words between
    that are neither small nor the phrase's own."""

    slot: SlotId
    value: Value
    start: int
    end: int
    scope: Scope = Scope.AFFIRMED
    owner: str = ""
    because: str = ""
    role: Role | None = None
    places: tuple[int, ...] = ()
    slack: int = 0


@dataclass(frozen=True, slots=True)
class Understanding:
    """What one utterance comes to. ``soft`` marks a denial only half meant, ``corrected`` a marked correction."""

    tokens: tuple[Token, ...]
    found: tuple[Found, ...]
    interrupt: InterruptId | None
    polarity: Polarity | None
    soft: bool
    corrected: bool
    command: Command | None
    offscript: str | None
    set_aside: tuple[Found, ...]

    @property
    def findings(self) -> dict[SlotId, Value]:
        """Slot to value, as the machine interface gives them."""
        return {found.slot: found.value for found in self.found}


def understand(text: str, asked: tuple[SlotId, ...], pathway: Pathway, today: int) -> Understanding:
    """Read one utterance. Total: any text gives an Understanding, an empty one if nothing was understood."""
    language = pathway.language
    tokens = normalize(text, language.words)
    if not tokens:
        return Understanding((), (), None, None, False, False, None, None, ())
    reading = read(tokens, language.lexicon, answering(tokens, language.scope))
    matches, shadows = _unshadowed(
        find(reading, language.lexicon, frozenset(asked)), tokens, language.words.negators
    )
    marks = _marks(tokens, language)
    said = answers(tokens, language.answers)
    polarity = verdict(said)
    judged = _judged(tokens, matches, language)
    alarm = _alarm(judged, language)
    kept = [one for one in judged if one.scope in (Scope.AFFIRMED, Scope.NEGATED, Scope.DOUBTED)]
    by_slot = _by_slot(kept, marks, language)
    speaks_for = any(match.entry.owner == CUE and match.entry.value == "calling_for" for match in matches)
    numbers = amounts((tokens, marks, shadows), asked, language, today, for_another=speaks_for)
    for slot, amount in numbers.items():
        by_slot[slot] = Found(slot, amount.value, amount.start, amount.end, because="a number in words")
    _answer(by_slot, (said, polarity), tokens, asked, language)
    found = _implied(_of_pain_in_scope(by_slot, asked, language), language)
    return Understanding(
        tokens,
        tuple(sorted(found.values(), key=lambda one: (one.start, one.slot))),
        alarm,
        polarity,
        _soft(said, tokens, language),
        bool(marks),
        _command(matches, by_slot, tokens, asked, language),
        next((one.entry.value for one in matches if one.entry.owner == OFFSCRIPT), None),
        tuple(one for one in judged if one not in kept),
    )


def _unshadowed(matches: list[Match], tokens: tuple[Token, ...], negators: frozenset[str]) -> tuple[list[Match], dict[str, set[int]]]:
    """Drop what a look-alike of the same owner covers, and the look-alikes themselves; give their places too."""
    shadows: dict[str, set[int]] = {}
    for match in matches:
        if match.entry.role is Role.LOOKALIKE and not _denied_inside(match, tokens, negators):
            shadows.setdefault(match.entry.owner, set()).update(match.places)
    kept = [
        match
        for match in matches
        if match.entry.role is not Role.LOOKALIKE
        and not shadows.get(SlotId(match.entry.owner), set()).intersection(match.places)
    ]
    return kept, shadows


def _denied_inside(match: Match, tokens: tuple[Token, ...], negators: frozenset[str]) -> bool:
    """ "It has stopped" is no look-alike of "it has not stopped"."""
    span = range(match.start, match.end + 1)
    return any(tokens[place].said in negators and place not in match.places for place in span)


def _marks(tokens: tuple[Token, ...], language: Language) -> tuple[int, ...]:
    """Token places where what follows replaces what was said before."""
    found: list[int] = []
    for place, token in enumerate(tokens):
        for phrase in language.corrections.get(token.said, ()):
            end = place + len(phrase)
            if place and end < len(tokens) and tuple(one.said for one in tokens[place:end]) == phrase:
                found.append(end)
                break
    return tuple(found)


def _judged(tokens: tuple[Token, ...], matches: list[Match], language: Language) -> list[Found]:
    """Every phrase with the scope it stands in."""
    phrases = _unclaimed([match for match in matches if not match.entry.owner.startswith("#")], language)
    around = survey(tokens, language.scope, (match for match in matches if match.entry.owner == CUE), phrases)
    out: list[Found] = []
    for match in phrases:
        slot, value = _target(match, language)
        trait = language.traits.get(slot)
        scope = judge(
            match,
            around,
            any_time=trait is not None and trait.any_time,
            family_too=trait is not None and trait.family_too,
            conditional=trait is not None and trait.conditional,
            of_the_pain=trait is not None and trait.of_the_pain,
            urgent=match.entry.owner in language.interrupt_ids,
        )
        if scope is Scope.PAST and match.entry.value in DENIALS:
            scope = Scope.AFFIRMED  # "none now, same as ever" is still a denial
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
            )
        )
    return out


def _unclaimed(phrases: list[Match], language: Language) -> list[Match]:
    """Drop a reply whose words belong to a fuller phrase about something else ("heavy" in "my legs feel heavy"). What
    is said of the pain itself may well be a reply too."""
    fuller = [one for one in phrases if one.entry.role is Role.PHRASE and not _of_the_pain(one, language)]
    return [one for one in phrases if one.entry.role is not Role.REPLY or not any(_claims(other, one) for other in fuller)]


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


def _alarm(judged: Iterable[Found], language: Language) -> InterruptId | None:
    """The interrupt that fires: a family of alarm wording said of the patient, now, and not denied."""
    for one in judged:
        if one.owner in language.interrupt_ids and one.scope in (Scope.AFFIRMED, Scope.DOUBTED):
            return InterruptId(one.owner)
    return None


def _scoped(one: Found, trait: Trait | None) -> Value | None:
    """The value that is meant, given the scope; None if neither yes nor no may be assumed."""
    if one.scope is Scope.NEGATED:
        if one.value is Finding.PRESENT:
            return Finding.ABSENT
        if trait is not None and trait.kind is SlotKind.CHOICE:
            return trait.denied
        return None
    if one.scope is Scope.DOUBTED and one.value is not Finding.ABSENT:
        return Finding.UNSURE if trait is None or trait.kind in (SlotKind.FINDING, SlotKind.CHOICE) else None
    return one.value


def _by_slot(kept: list[Found], marks: tuple[int, ...], language: Language) -> dict[SlotId, Found]:
    """One finding a slot: tighter readings of the same words first, then the last correction, then the rule of the slot."""
    gathered: dict[SlotId, list[Found]] = {}
    for one in kept:
        trait = language.traits.get(one.slot)
        value = _scoped(one, trait)
        if value is not None:
            gathered.setdefault(one.slot, []).append(replace(one, value=value))
    return {
        slot: _chosen(_after_marks(_tightest(found), marks), language.traits.get(slot))
        for slot, found in gathered.items()
    }


def _tightest(found: list[Found]) -> list[Found]:
    """Of readings that share words but not values, keep the one with the fewest foreign words and the most own."""
    ordered = sorted(found, key=lambda one: (one.slack - len(one.places), one.start))
    kept: list[Found] = []
    for one in ordered:
        if not any(one.value != other.value and set(one.places) & set(other.places) for other in kept):
            kept.append(one)
    return kept


def _after_marks(found: list[Found], marks: tuple[int, ...]) -> list[Found]:
    for mark in reversed(marks):
        later = [one for one in found if one.start >= mark]
        if later and len(later) < len(found):
            return later
    return found


def _chosen(found: list[Found], trait: Trait | None) -> Found:
    if trait is None or trait.several is Several.WORST:
        ranked = trait.ranked if trait is not None else (Finding.ABSENT, Finding.UNSURE, Finding.PRESENT)
        return max(found, key=lambda one: (_rank(one.value, ranked), -one.start))
    return (min if trait.several is Several.FIRST else max)(found, key=lambda one: one.start)


def _rank(value: Value, ranked: tuple[Value, ...]) -> int:
    if isinstance(value, int):
        return value
    return ranked.index(value) if value in ranked else -1


def _answer(
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
    bare = _bare(polarity, trait)
    if bare is None:
        return
    last = [answer for answer in said if answer.polarity is polarity][-1]
    if polarity is Polarity.NO and any(last.start in found.places for found in by_slot.values()):
        return
    named = by_slot.get(asked[0])
    if named is not None and set(range(last.start, last.end)) & set(named.places):
        return
    if named is None or (trait.kind is SlotKind.FINDING and _gives_way(named, last, polarity, tokens)):
        by_slot[asked[0]] = Found(asked[0], bare, last.start, last.end, because=f"the answer {polarity.value}")


def _bare(polarity: Polarity, trait: Trait) -> Value | None:
    if polarity is Polarity.UNSURE:
        return Finding.UNSURE
    return trait.affirmed if polarity is Polarity.YES else trait.denied


def _gives_way(named: Found, last: Answer, polarity: Polarity, tokens: tuple[Token, ...]) -> bool:
    """Does the bare answer outweigh what the words named? One said after it does, and one said before it when the
    words mean something only as a reply ("no; they did look at the prostate"), unless a "but" takes it back."""
    if polarity is Polarity.UNSURE or named.value is Finding.UNSURE:
        return named.value is Finding.UNSURE
    if last.start > named.start:
        return polarity is Polarity.NO or named.value is Finding.ABSENT
    if named.role is not Role.REPLY:
        return False
    between = {token.said for token in tokens[last.end : named.end]}
    return not between & CONTRASTS


def _of_pain_in_scope(
    by_slot: dict[SlotId, Found], asked: tuple[SlotId, ...], language: Language
) -> dict[SlotId, Found]:
    """Attributes of a pain that is elsewhere (head, knee, tooth) describe nothing that this pathway is about."""
    location = by_slot.get(LOCATION)
    if location is None or location.value != ELSEWHERE:
        return by_slot
    if any(slot in by_slot and by_slot[slot].value is Finding.PRESENT for slot in language.in_scope):
        return {slot: found for slot, found in by_slot.items() if slot != LOCATION or slot in asked}
    return {slot: found for slot, found in by_slot.items() if slot in asked or slot not in language.traits or not language.traits[slot].of_the_pain}


def _implied(by_slot: dict[SlotId, Found], language: Language) -> dict[SlotId, Found]:
    """Add what a value means for other slots, where nothing was said of them."""
    out = dict(by_slot)
    for found in by_slot.values():
        trait = language.traits.get(found.slot)
        for value, slot, fills in trait.implies if trait is not None else ():
            if found.value == value and slot not in by_slot:
                out[slot] = replace(found, slot=slot, value=fills, because=f"implied by {found.slot}")
    return {slot: found for slot, found in out.items() if slot in language.traits}


def _soft(said: tuple[Answer, ...], tokens: tuple[Token, ...], language: Language) -> bool:
    """Was every no only half meant ("I don't think so")?"""
    denials = [
        tuple(token.said for token in tokens[one.start : one.end]) for one in said if one.polarity is Polarity.NO
    ]
    return bool(denials) and all(denial in language.soft for denial in denials)


def _command(
    matches: list[Match],
    by_slot: dict[SlotId, Found],
    tokens: tuple[Token, ...],
    asked: tuple[SlotId, ...],
    language: Language,
) -> Command | None:
    """A command is the whole of what was said, but for politeness; inside an answer its words are the answer's."""
    if any(slot in by_slot and by_slot[slot].role is not None for slot in asked):
        return None
    named = any(found.role is Role.PHRASE for found in by_slot.values())
    for match in sorted(matches, key=lambda one: -len(one.places)):
        if match.entry.owner == COMMAND and _is_whole(match, tokens, language, alone=named):
            return Command(match.entry.value)
    return None


def _is_whole(match: Match, tokens: tuple[Token, ...], language: Language, *, alone: bool) -> bool:
    """Is the command all of what was said, or, where nothing was found in the rest, all of one clause of it?"""
    rest = [
        place
        for place in range(len(tokens))
        if place not in match.places and tokens[place].said not in language.politeness
    ]
    if not rest:
        return True
    if alone or len(match.places) < 2:
        return False
    if match.entry.value == Command.WAIT.value and match.start == 0:
        return True
    clauses = {tokens[place].clause for place in match.places}
    return not any(tokens[place].clause in clauses for place in rest)
