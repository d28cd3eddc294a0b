"""Conditions of the content, and how they are worked out with three values: true, false, or not yet known (Kleene).

An unknown answer never acts as "no". Conditions are compiled once into nested functions, because a table of a hundred
rules is checked several times in every turn.
"""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from voice.core.terms import ChoiceId, Finding, SlotId, Value

Truth = bool | None

Look = Callable[[SlotId], Value | None]
"""Gives the value that counts for a slot; None: not yet known."""


@dataclass(frozen=True, slots=True)
class Is:
    """The slot has this value; for ``PRESENT`` also an unsure that counts as present."""

    slot: SlotId
    value: Value


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The slot's number is this or more."""

    slot: SlotId
    number: int


@dataclass(frozen=True, slots=True)
class Below:
    """The slot's number is less than this."""

    slot: SlotId
    number: int


@dataclass(frozen=True, slots=True)
class OneOf:
    """The slot has one of these choices."""

    slot: SlotId
    values: tuple[ChoiceId, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class Count:
    """At least so many of these slots are present."""

    slots: tuple[SlotId, ...]
    at_least: int


Condition = Is | AtLeast | Below | OneOf | All | Any | Not | Count


@dataclass(frozen=True, slots=True)
class Test:
    """A condition ready to be worked out: ``truth`` does it, ``slots`` are all that it names, ``parts`` those of a
    condition made of others. ``plain`` marks one whose open slots are simply those of its slots that are unknown."""

    condition: "Condition"
    truth: Callable[[Look], Truth] = field(init=False, compare=False, repr=False)
    slots: frozenset[SlotId] = field(init=False, compare=False, repr=False)
    parts: tuple["Test", ...] = field(init=False, compare=False, repr=False)
    plain: bool = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        parts = tuple(Test(part) for part in _parts(self.condition))
        object.__setattr__(self, "parts", parts)
        object.__setattr__(self, "truth", _compiled(self.condition, parts))
        object.__setattr__(self, "slots", slots_in(self.condition))
        single = all(not part.parts and not isinstance(part.condition, Count) for part in parts)
        object.__setattr__(self, "plain", single)

    def __reduce__(self) -> tuple[type["Test"], tuple[Condition]]:
        """Copies are made from the condition alone: the rest follows from it."""
        return Test, (self.condition,)

    def waits_for(self, look: Look, unknown: AbstractSet[SlotId]) -> frozenset[SlotId]:
        """The ``unknown`` slots that could still decide a condition that is open; parts already decided drop out. What
        would only hold a condition back is waited for once all else in it holds."""
        if self.plain:
            return self.slots & unknown
        waiting = [part for part in self.parts if part.truth(look) is None]
        if isinstance(self.condition, All):
            waiting = [part for part in waiting if not isinstance(part.condition, Not)] or waiting
        return frozenset(slot for part in waiting for slot in part.waits_for(look, unknown))


def slots_in(condition: Condition) -> frozenset[SlotId]:
    """Every slot that a condition names."""
    match condition:
        case Count(slots, _):
            return frozenset(slots)
        case Is(slot, _) | AtLeast(slot, _) | Below(slot, _) | OneOf(slot, _):
            return frozenset({slot})
        case _:
            return frozenset(slot for part in _parts(condition) for slot in slots_in(part))


def _parts(condition: Condition) -> tuple[Condition, ...]:
    match condition:
        case All(parts) | Any(parts):
            return parts
        case Not(part):
            return (part,)
        case _:
            return ()


def _compiled(condition: Condition, parts: tuple[Test, ...]) -> Callable[[Look], Truth]:
    truths = tuple(part.truth for part in parts)
    match condition:
        case All():
            return _every(truths)
        case Any():
            return _some(truths)
        case Not():
            return lambda look: None if (inner := truths[0](look)) is None else not inner
        case Count(slots, at_least):
            return lambda look: _counted(slots, at_least, look)
        case _:
            return _compared(condition)


def _compared(test: Is | AtLeast | Below | OneOf) -> Callable[[Look], Truth]:
    """A test of one slot; a number is asked of a slot that has none is false."""
    slot = test.slot
    match test:
        case Is(_, Finding() as wanted):
            return lambda look: None if (value := look(slot)) is None else value is wanted
        case Is(_, wanted):
            return lambda look: None if (value := look(slot)) is None else value == wanted
        case OneOf(_, values):
            return lambda look: None if (value := look(slot)) is None else value in values
        case AtLeast(_, number):
            return lambda look: None if (value := look(slot)) is None else isinstance(value, int) and value >= number
        case Below(_, number):
            return lambda look: None if (value := look(slot)) is None else isinstance(value, int) and value < number


def _every(truths: tuple[Callable[[Look], Truth], ...]) -> Callable[[Look], Truth]:
    def every(look: Look) -> Truth:
        result: Truth = True
        for each in truths:
            truth = each(look)
            if truth is False:
                return False
            if truth is None:
                result = None
        return result

    return every


def _some(truths: tuple[Callable[[Look], Truth], ...]) -> Callable[[Look], Truth]:
    def some(look: Look) -> Truth:
        result: Truth = False
        for each in truths:
            truth = each(look)
            if truth is True:
                return True
            if truth is None:
                result = None
        return result

    return some


def _counted(slots: tuple[SlotId, ...], at_least: int, look: Look) -> Truth:
    values = [look(slot) for slot in slots]
    sure, possible = values.count(Finding.PRESENT), values.count(None)
    return True if sure >= at_least else None if sure + possible >= at_least else False
