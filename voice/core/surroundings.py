"""What stands around the phrases of one utterance: its negators, its cues, and which words belong to phrases."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from voice.core.lexicon import Match
from voice.core.normalize import Token
from voice.core.scope_words import PostposedWords, ScopeWords

CALLING, ATTENDING = "calling_for", "attending"
THEIR_PAIN, OWN_PAIN = "their_pain", "own_pain"  # kinds of cues
DENIALS = ("absent", "none", "unsure")  # values of phrases whose own "not" leaves the rest of the sentence denied too


@dataclass(frozen=True, slots=True)
class Surroundings:
    """One utterance with what is needed to judge its phrases: cues by kind, and tokens that belong to phrases."""

    tokens: tuple[Token, ...]
    words: ScopeWords
    cues: Mapping[str, tuple[Match, ...]]
    negators: tuple[int, ...]
    users: Mapping[int, tuple[frozenset[int], ...]]
    taken: frozenset[int]
    ends: frozenset[int]
    for_someone: bool
    starts: frozenset[int]
    postposed: frozenset[int]


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
        place: tuple({frozenset(one.places) for one in found if _claims(one, place, tokens, words)})
        for place in negators
        if place in taken
    }
    kinds = {kind: tuple(group) for kind, group in by_kind.items()}
    return Surroundings(
        tokens,
        words,
        kinds,
        negators,
        users,
        taken,
        frozenset(match.end for match in found if match.entry.value not in DENIALS),
        for_another(kinds, tokens, words),
        statement_starts(tokens, words),
        _postposed(tokens, taken, words.postposed),
    )


def _claims(match: Match, negator: int, tokens: tuple[Token, ...], words: ScopeWords) -> bool:
    """Is the negator a word of the phrase itself? Not where another subject stands between it and the rest of it:
    in "I can grip and my face has not dropped" no grip is gone."""
    if negator not in match.places or match.entry.value in DENIALS:
        return False
    others = [place for place in match.places if place != negator]
    nearest = min(others, key=lambda place: abs(place - negator), default=negator)
    between = range(min(nearest, negator) + 1, max(nearest, negator))
    return not any(
        tokens[place].said == "and" and tokens[place + 1].said in words.subjects and place + 1 in between
        for place in between
    )


def for_another(kinds: Container[str], tokens: tuple[Token, ...], words: ScopeWords) -> bool:
    """Does the caller speak for a patient: by saying so, or by telling of somebody's pain and of no body of their own
    ("my mother is eighty-two and has pain in her back")?"""
    if CALLING in kinds:
        return True
    attends = ATTENDING in kinds or (THEIR_PAIN in kinds and not _of_oneself(tokens, words))
    return attends and OWN_PAIN not in kinds


def _of_oneself(tokens: tuple[Token, ...], words: ScopeWords) -> bool:
    """Is the speaker named otherwise than as the one who calls or whose relative it is?"""
    for place, token in enumerate(tokens):
        if token.said not in words.first_person:
            continue
        following = [one.said for one in tokens[place + 1 : place + 3]]
        calls = token.said == "i" and not words.persons.callers.isdisjoint(following)
        if not calls and words.other_person.isdisjoint(following):
            return True
    return False


def _postposed(tokens: tuple[Token, ...], taken: frozenset[int], words: PostposedWords) -> frozenset[int]:
    """The places of a "no" that denies what stands before it: "numbness no, tingling yes", "fever no cough no". The
    sentence shows it by a "yes" that follows a phrase, or by beginning with a phrase and ending with its "no"."""
    after_phrase = {place + 1 for place in taken}
    noes = [place for place in after_phrase if place < len(tokens) and tokens[place].said in words.noes]
    if not noes:
        return frozenset()
    first = min(noes)
    yeses = any(
        token.said in words.yeses and tokens[place - 1].said not in words.noes
        for place, token in enumerate(tokens)
        if place > first
    )
    listed = not any(
        tokens[place].said in ("no", "not", "never")
        and tokens[place + 1].said not in words.measured
        and not _denies_a_part(place, tokens, words)
        for place in range(first)
    ) and not any(tokens[place].said in words.states for place in range(first))
    ends = max(noes) == len(tokens) - 1
    if listed and (yeses or ends or (tokens[first + 1 :][:1] and tokens[first + 1].said in words.against)):
        return frozenset(noes)
    return frozenset()


def _denies_a_part(place: int, tokens: tuple[Token, ...], words: PostposedWords) -> bool:
    """As in "Chest? No." and "chest no": does a "no" follow the mere name of a part of the body?"""
    return place > 0 and tokens[place].said in words.noes and tokens[place - 1].said in words.parts


def statement_starts(tokens: tuple[Token, ...], words: ScopeWords) -> frozenset[int]:
    """Where a new statement begins though no pause was heard, as in "no fever | I have been cold": at a subject with
    its verb, after a word that takes no clause. Whatever may be a relative clause ("the pain I had in May") is none."""
    return frozenset(
        place
        for place in range(1, len(tokens) - 1)
        if (
            tokens[place].said in words.statements.subjects
            and tokens[place + 1].said in words.statements.finite
            and tokens[place - 1].said not in words.statements.binders
            and _is_whole(tokens, place + 2, words)
        )
        or (tokens[place].said in ("my", "the") and _names_anew(place, tokens, words))
    )


def _names_anew(place: int, tokens: tuple[Token, ...], words: ScopeWords) -> bool:
    """Does what is spoken of change without a pause: "I noticed it | my side is numb", "not the left leg | the right
    one", "a heart attack | my chest is crushed"?"""
    before = tokens[place - 1].said
    if before == "side":
        return False  # "the left side [of] my face"
    if before in words.statements.objects or before in words.body:
        return tokens[place].said == "my" or before in words.body
    after = tokens[place + 2].said if place + 2 < len(tokens) else ""
    return (
        tokens[place + 1].said in words.body
        and after in words.statements.finite
        and before not in words.statements.binders
    )


def _is_whole(tokens: tuple[Token, ...], after: int, words: ScopeWords) -> bool:
    """Does more follow the verb than would follow it in a relative clause?"""
    return after < len(tokens) and (
        tokens[after].said in words.verbal_negators or tokens[after].said not in words.statements.trails
    )


def answering(tokens: tuple[Token, ...], words: ScopeWords) -> frozenset[int]:
    """The places of a "no" that answers rather than belongs to its sentence ("no, my chest hurts")."""
    return frozenset(
        place for place, token in enumerate(tokens) if token.said in ("no", "nope") and _answers(place, tokens, words)
    )


def _answers(place: int, tokens: tuple[Token, ...], words: ScopeWords) -> bool:
    if place and tokens[place - 1].said in words.quotes:
        return False
    if place + 1 == len(tokens) or tokens[place + 1].clause != tokens[place].clause:
        return True
    spoken_of = tokens[place + 1].said in words.address and place + 2 < len(tokens)
    if spoken_of and tokens[place + 2].said in words.statements.finite:
        return False  # "no doctor has looked at it"
    return tokens[place + 1].said in words.answer_no_before
