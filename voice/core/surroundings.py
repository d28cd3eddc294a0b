"""What stands around the phrases of one utterance: its negators, its cues, and which words belong to phrases."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from voice.core.lexicon import Match
from voice.core.normalize import Token

CALLING, THEIR_PAIN = "calling_for", "their_pain"  # kinds of cues
CALLERS = frozenset("call calling ring ringing phone phoning ask asking think worried said".split())
DENIALS = ("absent", "none", "unsure")  # values of phrases whose own "not" leaves the rest of the sentence denied too


SUBJECTS = frozenset("i it he she they we there".split())
FINITE = frozenset(
    "am is are was were have has had do does did can could will would just only never also still feel keep s "
    "feels hurts".split()
)
DENIES = frozenset("not never".split())
QUOTES = frozenset("said say ticked answered replied put wrote them him her is meant mean".split())  # "I told her no"
AFTER_ITS_PHRASE = frozenset("no nope none never".split())
MEASURED = frozenset("better worse different more change".split())  # "no better" denies no sign
AGREES = frozenset("yes yeah yep aye definitely".split())
AGAINST = frozenset("but though although".split())
STATES = frozenset("am is are was were have has had do does did can could feel feels felt get gets keep s".split())
OBJECTS = frozenset("it them him her".split())  # before "my": "I noticed it | my side is numb"
TRAILS = frozenset("is was are were and when since in on at last now from with has before years for or to".split())
# What a clause without its own beginning may follow: "the day I am ...", "I think it is ...", "is it ...".
BINDERS = frozenset(
    "that what when where how if whether because cause cos as like than so and but or nor though although since until "
    "till while before after unless except only who which why whatever whenever wherever once say says said saying "
    "think thinks thought know knows knew feel feels felt believe guess suppose supposing reckon hope wish swear sure "
    "certain sorry afraid glad mean tell told asked ask notice noticed noticing imagine assume see find found worried "
    "scared aware convinced way time day night moment thing one anything something everything nothing all much "
    "far long "
    "am is are was were be been do does did have has had can could will would should might may must "
    "not no yes never neither then now i it he she they we you there this these those not just even in with of for to "
    "about on at by from into".split()
)


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
        place: tuple({frozenset(one.places) for one in found if place in one.places and one.entry.value not in DENIALS})
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
        for_another(kinds, tokens, words),
        statement_starts(tokens, words.body),
        _postposed(tokens, taken),
    )


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


def _postposed(tokens: tuple[Token, ...], taken: frozenset[int]) -> frozenset[int]:
    """The places of a "no" that denies what stands before it: "numbness no, tingling yes", "fever no cough no". The
    sentence shows it by a "yes" that follows a phrase, or by beginning with a phrase and ending with its "no"."""
    after_phrase = {place + 1 for place in taken}
    noes = [place for place in after_phrase if place < len(tokens) and tokens[place].said in AFTER_ITS_PHRASE]
    if not noes:
        return frozenset()
    first = min(noes)
    yeses = any(
        token.said in AGREES and tokens[place - 1].said not in AFTER_ITS_PHRASE
        for place, token in enumerate(tokens)
        if place > first
    )
    listed = not any(
        tokens[place].said in ("no", "not", "never") and tokens[place + 1].said not in MEASURED
        for place in range(first)
    ) and not any(tokens[place].said in STATES for place in range(first))
    ends = max(noes) == len(tokens) - 1
    if listed and (yeses or ends or (tokens[first + 1 :][:1] and tokens[first + 1].said in AGAINST)):
        return frozenset(noes)
    return frozenset()


def statement_starts(tokens: tuple[Token, ...], body: frozenset[str]) -> frozenset[int]:
    """Where a new statement begins though no pause was heard, as in "no fever | I have been cold": at a subject with
    its verb, after a word that takes no clause. Whatever may be a relative clause ("the pain I had in May") is none."""
    return frozenset(
        place
        for place in range(1, len(tokens) - 1)
        if (
            tokens[place].said in SUBJECTS
            and tokens[place + 1].said in FINITE
            and tokens[place - 1].said not in BINDERS
            and _is_whole(tokens, place + 2)
        )
        or (tokens[place].said in ("my", "the") and _names_anew(place, tokens, body))
    )


def _names_anew(place: int, tokens: tuple[Token, ...], body: frozenset[str]) -> bool:
    """Does what is spoken of change without a pause: "I noticed it | my side is numb", "not the left leg | the right
    one", "a heart attack | my chest is crushed"?"""
    before = tokens[place - 1].said
    if before == "side":
        return False  # "the left side [of] my face"
    if before in OBJECTS or before in body:
        return tokens[place].said == "my" or before in body
    after = tokens[place + 2].said if place + 2 < len(tokens) else ""
    return tokens[place + 1].said in body and after in FINITE and before not in BINDERS


def _is_whole(tokens: tuple[Token, ...], after: int) -> bool:
    """Does more follow the verb than would follow it in a relative clause?"""
    return after < len(tokens) and (tokens[after].said in DENIES or tokens[after].said not in TRAILS)


def answering(tokens: tuple[Token, ...], words: ScopeWords) -> frozenset[int]:
    """The places of a "no" that answers rather than belongs to its sentence ("no, my chest hurts")."""
    return frozenset(
        place for place, token in enumerate(tokens) if token.said in ("no", "nope") and _answers(place, tokens, words)
    )


def _answers(place: int, tokens: tuple[Token, ...], words: ScopeWords) -> bool:
    if place and tokens[place - 1].said in QUOTES:
        return False
    if place + 1 == len(tokens) or tokens[place + 1].clause != tokens[place].clause:
        return True
    return tokens[place + 1].said in words.answer_no_before
