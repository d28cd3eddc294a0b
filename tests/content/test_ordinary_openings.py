"""Ordinary openings, said without a pause: hardly one of them sets off an alarm."""

from tests.bench.callers import alarming

MOST_ALARMS = 10  # once 103 did, most by phrases that ran on from one statement into the next


def test_hardly_an_ordinary_opening_sets_off_an_alarm() -> None:
    alarmed = alarming()
    assert len(alarmed) <= MOST_ALARMS, alarmed
