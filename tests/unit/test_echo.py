"""The program's own voice, come back, is told from somebody else's by its loudness."""

import pytest

from tests.fakes import loud, quiet
from voice.echo import Echo, levels
from voice.ports import Pcm

OWN = 3000.0


def echo(gain: float, seconds: float = 10.0) -> Echo:
    """Return what has learnt that the voice comes back so loudly."""
    one = Echo(2.0, 40.0, 0.1)
    for _ in range(int(seconds / 0.1)):
        one.play(OWN)
        one.foreign(gain * OWN)
    return one


@pytest.mark.parametrize("gain", [0.0, 0.1, 0.5, 1.0])
def test_what_always_comes_back_so_is_the_echo(gain: float) -> None:
    assert not echo(gain).foreign(gain * OWN * 1.5)


@pytest.mark.parametrize("gain", [0.001, 0.1])
def test_what_is_louder_is_somebody(gain: float) -> None:
    assert echo(gain).foreign(OWN)


def test_at_first_everything_may_be_the_echo() -> None:
    assert not echo(0.0, seconds=1.0).foreign(OWN)


def test_who_speaks_for_a_while_does_not_become_the_echo() -> None:
    one = echo(0.001)
    found = []
    for _ in range(30):
        one.play(OWN)
        found.append(one.foreign(OWN))
    assert all(found)


def test_when_nothing_is_played_anything_loud_is_somebody() -> None:
    one = echo(1.0)
    assert not one.foreign(OWN)
    one.rest()
    assert one.foreign(OWN)
    assert not one.foreign(20.0)


def test_levels_are_of_blocks() -> None:
    sound = Pcm(loud(0.2, level=1000).samples + quiet(0.1).samples, 16_000)
    assert levels(sound, 0.1) == pytest.approx([1000, 1000, 0])
