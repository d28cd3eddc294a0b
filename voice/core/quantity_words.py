"""The closed word lists of ``quantities.yaml``, which says what each is for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from voice.core.feasts import Feast


class Unit(StrEnum):
    """A unit of time."""

    MINUTE = "minute"
    SECOND = "second"
    HOUR = "hour"
    DAY = "day"
    NIGHT = "night"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Numbers in words. ``names`` gives for a number the word that is spoken."""

    units: Mapping[str, int]
    tens: Mapping[str, int]
    ordinals: Mapping[str, int]
    scales: Mapping[str, int]
    names: Mapping[int, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Turn the words round; of several for a number the first is kept."""
        spoken = reversed([*self.units.items(), *self.tens.items()])
        object.__setattr__(self, "names", {number: name for name, number in spoken})


@dataclass(frozen=True, slots=True)
class CountedWords:
    """Lengths of time that are counted."""

    units: Mapping[str, Unit]
    after_digits: Mapping[str, Unit]
    vague: Mapping[str, float]
    parts: Mapping[str, float]
    shares: frozenset[str]
    idle: frozenset[str]
    felt: frozenset[str]
    before_now: frozenset[str]
    episode: frozenset[str]
    ahead: frozenset[tuple[str, ...]]
    rate: frozenset[str]
    joins: frozenset[str]
    tail_ends: frozenset[str]
    clock: frozenset[str]
    compared: frozenset[str]
    bare_tails: frozenset[tuple[str, ...]]
    each_of: frozenset[str]
    rated: frozenset[str]
    no_rate_before: frozenset[str]
    tale_goes_on: frozenset[str]
    tale_began: frozenset[str]
    lasts: frozenset[str]


@dataclass(frozen=True, slots=True)
class DatingWords:
    """When it began, as a day of the calendar: numbers are days. ``signals`` are all the words at which a dating is
    looked for."""

    at_once: Mapping[str, int]
    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    seasons: Mapping[str, Feast]
    feasts: Mapping[str, Feast]
    feast_ends: frozenset[str]
    of_feast: frozenset[str]
    last: Mapping[str, int]
    before_last: Mapping[str, int]
    month_leads: frozenset[str]
    no_month_alone: frozenset[str]
    day_leads: frozenset[str]
    day_ends: frozenset[str]
    season_leads: frozenset[str]
    small_hours: frozenset[str]
    same_day: frozenset[str]
    starts: frozenset[str]
    ends: frozenset[str]
    middles: frozenset[str]
    gone_by: frozenset[str]
    not_the_week_before: frozenset[str]
    nth_leads: frozenset[str]
    nth_ends: frozenset[str]
    yet_to_come: frozenset[str]
    well_until: frozenset[str]
    well_before: frozenset[str]
    not_well_before: frozenset[str]
    others: frozenset[str]
    signals: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Put together what dates."""
        named = (self.at_once, self.weekdays, self.months, self.seasons, self.same_day, self.others)
        words = {word for group in named for word in group}
        words |= {f"{name}s" for name in self.weekdays} | {name.split()[0] for name in self.feasts}
        words |= {name.split()[0].removesuffix("s") for name in self.feasts}  # "mother's day", too
        object.__setattr__(self, "signals", frozenset(words))


@dataclass(frozen=True, slots=True)
class DurationWords:
    """Which of several lengths of time counts."""

    contrast: frozenset[str]
    old_story: frozenset[str]
    links: frozenset[tuple[str, ...]]
    links_ahead: frozenset[tuple[str, ...]]
    reaches: frozenset[tuple[str, ...]]
    gone: frozenset[str]
    only_gone: frozenset[str]
    lacks: frozenset[tuple[str, ...]]
    lacking: frozenset[tuple[str, ...]]
    besides: frozenset[tuple[str, ...]]
    over: frozenset[str]
    throughout: frozenset[str]
    well: frozenset[str]
    not_well: frozenset[str]
    explains: frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ScoreWords:
    """Pain scores."""

    not_before: frozenset[str]
    not_after: frozenset[str]
    put_at: frozenset[str]
    plural_allowed: frozenset[str]
    addresses: frozenset[str]
    scored_of: frozenset[str]
    one_after: frozenset[str]
    one_before: frozenset[str]
    over_now: frozenset[str]
    over_after: frozenset[str]
    at_once: frozenset[str]
    at_times: frozenset[str]
    stands_at: frozenset[tuple[str, ...]]
    asks_of: frozenset[tuple[str, ...]]
    others: frozenset[str]
    sounds_like: Mapping[str, int]
    around: frozenset[str]
    pronouns: frozenset[str]
    tells: frozenset[str]
    percent: frozenset[str]
    percent_of: frozenset[str]
    above: frozenset[tuple[str, ...]]
    below: frozenset[tuple[str, ...]]
    no_more: frozenset[str]
    denied: frozenset[tuple[str, ...]]
    fingers: frozenset[str]
    held_up: frozenset[str]
    gestures: frozenset[str]
    gestured_at: frozenset[str]
    number_leads: frozenset[tuple[str, ...]]
    shown_after: frozenset[tuple[str, ...]]
    worst: frozenset[str]
    scale_leads: frozenset[str]
    scale_tops: frozenset[str]


@dataclass(frozen=True, slots=True)
class AgeWords:
    """Ages. ``patients`` are whose age it is where somebody speaks for them, ``owners`` those who are in a decade,
    ``leads_to_age`` all that may stand between somebody and the age."""

    after_age: frozenset[str]
    not_before: frozenset[str]
    soft: frozenset[str]
    coming: frozenset[str]
    nearly: frozenset[tuple[str, ...]]
    ahead: frozenset[str]
    odd: frozenset[str]
    decades: Mapping[str, int]
    likened: frozenset[str]
    stages: frozenset[str]
    family: frozenset[str]
    alone: frozenset[str]
    born: frozenset[str]
    reared: frozenset[str]
    own: frozenset[str]
    reached: frozenset[str]
    reaching: frozenset[str]
    attended: frozenset[str]
    sole_owners: frozenset[str]
    many_owners: frozenset[str]
    elders: frozenset[str]
    owns: frozenset[str]
    age_verbs: frozenset[str]
    claims: frozenset[str]
    short_of: frozenset[tuple[str, ...]]
    beyond: frozenset[tuple[str, ...]]
    adds: frozenset[str]
    takes: frozenset[str]
    older: frozenset[str]
    younger: frozenset[str]
    until: frozenset[str]
    charges: frozenset[str]
    own_body: frozenset[str]
    bred: frozenset[str]
    wards: frozenset[str]
    of_them: frozenset[str]
    no_more: frozenset[str]
    patients: frozenset[str] = field(init=False, repr=False)
    owners: frozenset[str] = field(init=False, repr=False)
    leads_to_age: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Add the others to the family, those who share a decade to those who do not; all that may lead to an age."""
        object.__setattr__(self, "patients", self.family | self.attended | self.elders)
        nearing = {word for words in self.nearly for word in words}
        object.__setattr__(self, "leads_to_age", self.age_verbs | self.soft | self.coming | nearing)
        object.__setattr__(self, "owners", self.sole_owners | self.many_owners)


@dataclass(frozen=True, slots=True)
class AmountWords:
    """What a length of time was said of."""

    pain_stems: frozenset[str]
    own_subjects: frozenset[str]
    hedges: frozenset[str]
    begun: frozenset[str]
    relatives: frozenset[str]
    other_events: frozenset[str]
    elsewhere: frozenset[str]
    happened: frozenset[str]
    spell: frozenset[str]
    not_so_long: frozenset[str]
    through: frozenset[str]
    leads_anew: frozenset[str]
    hindered: frozenset[str]
    it: frozenset[str]
    bouts: frozenset[str]
    turns: frozenset[str]
    remains: frozenset[str]
    takes_back: frozenset[str]
    puts_right: frozenset[tuple[str, ...]]
    said_again: frozenset[str]
    parts: frozenset[str]
    so_long: frozenset[tuple[str, ...]]
    so_long_after: frozenset[tuple[str, ...]]
    with_child: frozenset[str]


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """All of them."""

    numbers: NumberWords
    counted: CountedWords
    datings: DatingWords
    durations: DurationWords
    scores: ScoreWords
    ages: AgeWords
    amounts: AmountWords
