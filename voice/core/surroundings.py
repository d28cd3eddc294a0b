"""What stands around the phrases of one utterance: its negators, its cues, and which words belong to phrases."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from voice.core.lexicon import Match
from voice.core.normalize import Token

CALLING, THEIR_PAIN = "calling_for", "their_pain"  # kinds of cues
CALLERS = frozenset("call calling ring ringing phone phoning ask asking think worried said".split())
DENIALS = ("absent", "none", "unsure")  # values of phrases whose own "not" leaves the rest of the sentence denied too


@dataclass(frozen=True, slots=True)
class ScopeWords:
    """The closed word lists of ``scope.yaml``."""

    negators: frozenset[str]
    answer_no_before: frozenset[str]
    transparent: frozenset[str]
    reporting_verbs: frozenset[str]
    modals: frozenset[str]
    terminators: frozenset[str]
    subjects: frozenset[str]
    first_person: frozenset[str]
    other_person: frozenset[str]
    animals: frozenset[str]
    household: frozenset[str]
    people: frozenset[str]
    bodily: frozenset[str]
    pronouns: frozenset[str]
    reporting: frozenset[str]
    body: frozenset[str]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """One utterance with what is needed to judge its phrases: cues by kind, and tokens that belong to phrases."""

    tokens: tuple[Token, ...]
    words: ScopeWords
    cues: Mapping[str, tuple[Match, ...]]
    negators: tuple[int, ...]
    users: Mapping[int, tuple[frozenset[int], ...]]
    taken: frozenset[int]
    for_someone: bool


def survey(
    tokens: tuple[Token, ...], words: ScopeWords, cues: Iterable[Match], matches: Iterable[Match]
) -> Surroundings:
    """Gather the negators, the phrases that have one as a word of their own, and the cues."""
    found = tuple(matches)
    taken = frozenset(place for match in found for place in match.places)
    by_kind: dict[str, list[Match]] = {}
    for cue in cues:
        by_kind.setdefault(cue.entry.value, []).append(cue)
    silent = answering(tokens, words)
    negators = tuple(
        place for place, token in enumerate(tokens) if token.said in words.negators and place not in silent
    )
    users = {
        place: tuple({frozenset(one.places) for one in found if place in one.places and one.entry.value not in DENIALS})
        for place in negators
        if place in taken
    }
    kinds = {kind: tuple(group) for kind, group in by_kind.items()}
    return Surroundings(tokens, words, kinds, negators, users, taken, for_another(kinds, tokens, words))


def for_another(kinds: Container[str], tokens: tuple[Token, ...], words: ScopeWords) -> bool:
    """Does the caller speak for a patient: by saying so, or by telling of somebody's pain and of no body of their own
    ("my mother is eighty-two and has pain in her back")?"""
    return CALLING in kinds or (THEIR_PAIN in kinds and not _of_oneself(tokens, words))


def _of_oneself(tokens: tuple[Token, ...], words: ScopeWords) -> bool:
    """Is the speaker named otherwise than as the one who calls or whose relative it is?"""
    for place, token in enumerate(tokens):
        if token.said not in words.first_person:
            continue
        following = [one.said for one in tokens[place + 1 : place + 3]]
        calls = token.said == "i" and not CALLERS.isdisjoint(following)
        if not calls and words.other_person.isdisjoint(following):
            return True
    return False


def answering(tokens: tuple[Token, ...], words: ScopeWords) -> frozenset[int]:
    """The places of a "no" that answers rather than belongs to its sentence ("no, my chest hurts")."""
    return frozenset(
        place for place, token in enumerate(tokens) if token.said in ("no", "nope") and _answers(place, tokens, words)
    )


def _answers(place: int, tokens: tuple[Token, ...], words: ScopeWords) -> bool:
    if place + 1 == len(tokens) or tokens[place + 1].clause != tokens[place].clause:
        return True
    return tokens[place + 1].said in words.answer_no_before
