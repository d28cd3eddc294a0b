"""Invented people in their own words; how many of their answers are understood, and who is told the right thing."""

from collections.abc import Mapping

import pytest

from tests.scenarios.vignettes import OPPOSITES, SETS, Told, Vignette, answered, tell
from voice.content import Content
from voice.core.terms import Urgency, Value


@pytest.fixture(scope="module", name="name", params=SETS)
def _name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module", name="floors")
def _floors(name: str) -> Mapping[str, int]:
    return SETS[name][1]


@pytest.fixture(scope="module", name="told")
def _told(english: Content, name: str) -> list[Told]:
    return [tell(vignette, english.pathway) for vignette in SETS[name][0]]


@pytest.fixture(scope="module", name="heard")
def _heard(english: Content, name: str) -> list[tuple[Vignette, str, Value | None]]:
    return answered(english.pathway, SETS[name][0])


def test_there_are_people_for_every_urgency(name: str) -> None:
    assert {vignette.urgency for vignette in SETS[name][0]} == set(Urgency)


def test_most_are_told_exactly_the_right_urgency(told: list[Told], floors: Mapping[str, int]) -> None:
    assert sum(one.urgency is one.vignette.urgency for one in told) >= floors["exact"]


def test_most_are_told_an_acceptable_urgency(told: list[Told], floors: Mapping[str, int]) -> None:
    assert sum(one.urgency in one.vignette.acceptable for one in told) >= floors["acceptable"]


def test_emergencies_are_told_as_such(told: list[Told], floors: Mapping[str, int]) -> None:
    urgencies = [one.urgency for one in told if one.vignette.urgency is Urgency.EMERGENCY]
    assert urgencies.count(Urgency.EMERGENCY) >= floors["emergencies"], urgencies


def test_nobody_is_told_less_than_is_safe(told: list[Told], floors: Mapping[str, int]) -> None:
    low = [one.vignette.id for one in told if one.too_low]
    assert len(low) <= floors["below_acceptable"], low


def test_answers_are_understood(heard: list[tuple[Vignette, str, Value | None]], floors: Mapping[str, int]) -> None:
    right = sum(value is not None and vignette.agrees(slot, value) for vignette, slot, value in heard)
    assert right >= floors["turns_right"], f"{right} of {len(heard)}"


def test_answers_are_seldom_taken_for_their_opposite(
    heard: list[tuple[Vignette, str, Value | None]], floors: Mapping[str, int]
) -> None:
    opposite = [
        (vignette.id, slot)
        for vignette, slot, value in heard
        if value is not None and OPPOSITES.get(vignette.truth(slot)) is value
    ]
    assert len(opposite) <= floors["turns_opposite"], opposite
