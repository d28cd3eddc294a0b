"""The closed word lists of ``scope.yaml``, which says what each is for."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class StatementWords:
    """Where a new statement begins though no pause was heard."""

    subjects: frozenset[str]
    finite: frozenset[str]
    binders: frozenset[str]
    trails: frozenset[str]
    objects: frozenset[str]


@dataclass(frozen=True, slots=True)
class PostposedWords:
    """What shows that a "no" denies what stands before it."""

    noes: frozenset[str]
    yeses: frozenset[str]
    measured: frozenset[str]
    against: frozenset[str]
    states: frozenset[str]
    parts: frozenset[str]


@dataclass(frozen=True, slots=True)
class NegationWords:
    """How far a "no" reaches."""

    prepositions: frozenset[str]
    adverbs: frozenset[str]
    after: frozenset[str]
    takes_back: frozenset[str]
    taken_back: frozenset[str]
    finds: frozenset[str]
    compares: frozenset[str]
    joins: frozenset[str]
    content_clauses: frozenset[str]
    against: frozenset[str]
    own_words: frozenset[str]
    granted: frozenset[str]
    degrees: frozenset[str]
    before_content: frozenset[str]
    parts_without: frozenset[str]
    stays: frozenset[str]
    goes: frozenset[str]
    goes_away: frozenset[str]
    unwell: frozenset[str]


@dataclass(frozen=True, slots=True)
class SuppositionWords:
    """What is supposed or asked about, and what is not."""

    asserts: frozenset[str]
    inverted: frozenset[str]
    subordinates: frozenset[str]
    question_follows: frozenset[str]
    presupposing: frozenset[str]
    outright: frozenset[str]
    takes_object: frozenset[str]
    copulas: frozenset[str]
    what: frozenset[str]
    was_not: frozenset[str]


@dataclass(frozen=True, slots=True)
class PersonWords:
    """Who is spoken of."""

    callers: frozenset[str]
    company: frozenset[str]
    present_verbs: frozenset[str]
    ability: frozenset[str]
    past_verbs: frozenset[str]
    then_calls: frozenset[str]
    participles: frozenset[str]
    here: frozenset[str]
    introduced: frozenset[str]
    recent: frozenset[str]
    long_ago: frozenset[str]
    habits: frozenset[str]
    collective: frozenset[str]
    auxiliaries: frozenset[str]
    perfect: frozenset[str]
    determiners: frozenset[str]
    owners: frozenset[str]
    openers: frozenset[str]


@dataclass(frozen=True, slots=True)
class NamingWords:
    """Where a sign is that is merely named."""

    locates: frozenset[str]
    stops: frozenset[str]


@dataclass(frozen=True, slots=True)
class CorrectingWords:
    """What says what a thing is, after what it is not."""

    subjects: frozenset[str] = frozenset()
    copulas: frozenset[str] = frozenset()
    instead: frozenset[str] = frozenset()
    binders: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class EllipsisWords:
    """What is left unsaid."""

    exceptives: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    need_link: frozenset[str] = frozenset()
    locatives: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    before_list: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    copulas: frozenset[str] = frozenset()
    verdicts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DenialWords:
    """Which denials undo each other. ``disclaimers`` are filed by their first word."""

    clause_openers: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    nearly: frozenset[str] = frozenset()
    counting: frozenset[str] = frozenset()
    single: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    breaks: frozenset[str] = frozenset()
    disclaimers: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TakingBackWords:
    """What takes back what was said before; filed by first words."""

    thinks_again: Mapping[str, tuple[tuple[str, ...], ...]]
    withdraws: Mapping[str, tuple[tuple[str, ...], ...]]
    exceptions: frozenset[str]
    consequences: frozenset[str]
    counts: frozenset[str]
    brought_on: frozenset[str]


@dataclass(frozen=True, slots=True)
class ReferenceWords:
    """What pronouns stand for."""

    several: frozenset[str]
    pronouns: frozenset[str]
    subjects: frozenset[str]
    one: frozenset[str]
    owners: frozenset[str]
    presents: frozenset[str]
    handled: frozenset[str]
    people: frozenset[str]
    people_do: frozenset[str]


@dataclass(frozen=True, slots=True)
class ScopeWords:
    """All that judge a phrase."""

    negators: frozenset[str]
    answer_no_before: frozenset[str]
    address: frozenset[str]
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
    details: frozenset[str]
    none_of: frozenset[str]
    them: frozenset[str]
    nominative: frozenset[str]
    verbal_negators: frozenset[str]
    quotes: frozenset[str]
    measures: frozenset[str]
    lifetimes: frozenset[str]
    comes_back: frozenset[str]
    takes_up: frozenset[str]
    present_times: frozenset[str]
    long_ago: frozenset[str]
    statements: StatementWords
    postposed: PostposedWords
    negation: NegationWords
    supposition: SuppositionWords
    persons: PersonWords
    naming: NamingWords
