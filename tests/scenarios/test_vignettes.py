"""Forty people hold a consultation; how many of them are told the right thing."""

from collections.abc import Mapping
from statistics import mean
from typing import Any

import pytest

from tests.scenarios.typed import hold
from tests.scenarios.vignettes import Told, read, tell
from voice.content import Content
from voice.core.terms import Urgency

PEOPLE, FLOORS = read()


@pytest.fixture(scope="module", name="told")
def _told(english: Content) -> list[Told]:
    return [tell(vignette, english.pathway) for vignette in PEOPLE]


def names(told: list[Told]) -> str:
    """Who it is, to be read where a test fails."""
    return ", ".join(f"{one.vignette.id} {one.urgency and one.urgency.name}" for one in told)


def test_there_are_people_for_every_urgency() -> None:
    assert len(PEOPLE) == 40
    assert {vignette.urgency for vignette in PEOPLE} == set(Urgency)


def test_every_consultation_ends(told: list[Told]) -> None:
    assert not names([one for one in told if one.close is None])


def test_most_are_told_exactly_the_right_urgency(told: list[Told]) -> None:
    wrong = [one for one in told if one.urgency is not one.vignette.urgency]
    assert len(told) - len(wrong) >= FLOORS["exact"], names(wrong)


def test_nearly_all_are_told_an_acceptable_urgency(told: list[Told]) -> None:
    wrong = [one for one in told if one.urgency not in one.vignette.acceptable]
    assert len(told) - len(wrong) >= FLOORS["acceptable"], names(wrong)


def test_no_emergency_is_missed(told: list[Told]) -> None:
    missed = [one for one in told if one.vignette.urgency is Urgency.EMERGENCY and one.urgency is not Urgency.EMERGENCY]
    assert sum(one.vignette.urgency is Urgency.EMERGENCY for one in told) - len(missed) >= FLOORS["emergencies"], names(
        missed
    )


def test_nobody_is_told_less_than_is_safe(told: list[Told]) -> None:
    low = [one for one in told if one.too_low]
    assert len(low) <= FLOORS["below_acceptable"], names(low)


@pytest.mark.parametrize("urgency", Urgency, ids=lambda urgency: urgency.name)
def test_nobody_is_asked_too_much(told: list[Told], urgency: Urgency) -> None:
    most: Mapping[str, Any] = FLOORS["questions"]
    asked = [one.close.questions for one in told if one.vignette.urgency is urgency and one.close is not None]
    assert mean(asked) <= most[urgency.name], asked


@pytest.mark.long
def test_another_program_is_told_the_same(told: list[Told]) -> None:
    """All forty through ``backtalk type --jsonl``: urgency, questions and guidance are those of the core."""
    for one in told:
        assert one.close is not None
        close = hold(one.vignette)
        assert close["urgency"] == one.close.urgency.name if one.close.urgency else None, one.vignette.id
        assert (close["questions"], close["guidance"]) == (one.close.questions, list(one.close.guidance))
