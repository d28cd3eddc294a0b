"""Every conversation in ``en/`` held with the core in words; those marked ``spoken`` are held aloud in tests/audio."""

from collections.abc import Callable
from functools import cache

import pytest

from tests.scenarios.talk import Scenario, Typist, failures, play, scenarios
from voice import content, places
from voice.core.pathway import Pathway
from voice.core.terms import ListenKind, Urgency

ALL = scenarios()
every_scenario = pytest.mark.parametrize("scenario", ALL, ids=[each.file for each in ALL])


@pytest.fixture(scope="module", name="pathway_for")
def _pathway_for() -> Callable[[str], Pathway]:
    """The pathway of a region, each loaded once."""
    return cache(lambda region: content.load(places.intents(), "en", region).pathway)


@every_scenario
def test_a_conversation_ends_as_it_should(scenario: Scenario, pathway_for: Callable[[str], Pathway]) -> None:
    played = play(Typist(scenario.answers), pathway_for(scenario.region))
    wrong = list(failures(played, scenario.expect))
    assert not wrong, f"{scenario.name}: {'; '.join(wrong)}\n{played.transcript()}"


@every_scenario
def test_a_conversation_goes_the_same_way_again(scenario: Scenario, pathway_for: Callable[[str], Pathway]) -> None:
    pathway = pathway_for(scenario.region)
    assert play(Typist(scenario.answers), pathway) == play(Typist(scenario.answers), pathway)


def test_there_are_scenarios_for_every_urgency_and_every_way_of_listening() -> None:
    assert len(ALL) >= 25
    assert {each.expect["urgency"] for each in ALL} == {urgency.name for urgency in Urgency}
    assert {kind for each in ALL for kind in each.expect.get("listens", ())} == {kind.value for kind in ListenKind}
    assert {"US", "UK", "EU", "unknown"} <= {each.region for each in ALL}


def test_every_interrupt_is_set_off_by_a_scenario(pathway_for: Callable[[str], Pathway]) -> None:
    assert {each.expect.get("interrupt") for each in ALL} - {None} == set(pathway_for("unknown").interrupts)


def test_names_are_sentences_of_their_own() -> None:
    assert len({each.name for each in ALL}) == len(ALL)
    assert all(" " in each.name and not each.name.endswith(".") for each in ALL)
