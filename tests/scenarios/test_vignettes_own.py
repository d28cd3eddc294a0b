"""Sixty invented people who talk round their answers; how many are understood, and told the right thing."""

from typing import Any

import pytest

from tests.scenarios.talk import FOLDER
from tests.scenarios.vignettes import Told, Vignette, read, tell
from voice.content import Content
from voice.core.terms import Finding, SlotId, Urgency, Value
from voice.core.understand import understand

PEOPLE, FLOORS = read(FOLDER / "vignettes_own.yaml")
TODAY = 739_000
OPPOSITES: dict[Any, Value] = {"yes": Finding.ABSENT, "no": Finding.PRESENT}


@pytest.fixture(scope="module", name="told")
def _told(english: Content) -> list[Told]:
    return [tell(vignette, english.pathway) for vignette in PEOPLE]


def answered(content: Content) -> list[tuple[Vignette, str, Value | None]]:
    """Every answer, and the value that was understood for the slot asked."""
    return [
        (vignette, slot, understand(words, (SlotId(slot),), content.pathway, TODAY).findings.get(SlotId(slot)))
        for vignette in PEOPLE
        for slot, words in vignette.says.items()
        if slot != "opening"
    ]


def test_there_are_people_for_every_urgency() -> None:
    assert len(PEOPLE) == 60
    assert {vignette.urgency for vignette in PEOPLE} == set(Urgency)


def test_most_are_told_exactly_the_right_urgency(told: list[Told]) -> None:
    assert sum(one.urgency is one.vignette.urgency for one in told) >= FLOORS["exact"]


def test_most_are_told_an_acceptable_urgency(told: list[Told]) -> None:
    assert sum(one.urgency in one.vignette.acceptable for one in told) >= FLOORS["acceptable"]


def test_emergencies_are_told_as_such(told: list[Told]) -> None:
    urgencies = [one.urgency for one in told if one.vignette.urgency is Urgency.EMERGENCY]
    assert urgencies.count(Urgency.EMERGENCY) >= FLOORS["emergencies"], urgencies


def test_nobody_is_told_less_than_is_safe(told: list[Told]) -> None:
    low = [one.vignette.id for one in told if one.too_low]
    assert len(low) <= FLOORS["below_acceptable"], low


def test_answers_are_understood(english: Content) -> None:
    heard = answered(english)
    right = sum(value is not None and vignette.agrees(slot, value) for vignette, slot, value in heard)
    assert right >= FLOORS["turns_right"], f"{right} of {len(heard)}"


def test_answers_are_seldom_taken_for_their_opposite(english: Content) -> None:
    opposite = [
        (vignette.id, slot)
        for vignette, slot, value in answered(english)
        if value is not None and OPPOSITES.get(vignette.truth(slot)) is value
    ]
    assert len(opposite) <= FLOORS["turns_opposite"], opposite
