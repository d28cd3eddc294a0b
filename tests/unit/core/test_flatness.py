"""A flat no is made of wordings that deny everything, and of nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.people import PATHWAY
from voice.core.flatness import FlatWords
from voice.core.normalize import normalize

WORDS = PATHWAY.language.words
FLAT = PATHWAY.language.flat


def flat(text: str, words: FlatWords = FLAT) -> bool:
    """Is this a flat no?"""
    return words.flat(normalize(text, WORDS))


@pytest.mark.parametrize(
    "text", ["no", "No, none of those, thank you.", "no, it's only my back", "no no no", "not at all"]
)
def test_a_no_and_what_may_stand_beside_it(text: str) -> None:
    assert flat(text)


@pytest.mark.parametrize(
    "text", ["", "thank you", "only my back", "no, well", "no more than usual", "not really", "no, but", "yes and no"]
)
def test_one_word_more_or_nothing_that_denies(text: str) -> None:
    assert not flat(text)


@given(st.lists(st.sampled_from(["no", "none", "of", "those", "ta", "well", "a", "leak"]), max_size=40))
def test_every_word_belongs_to_a_wording(said: list[str]) -> None:
    words = FlatWords(frozenset({("no",), ("none", "of", "those")}), frozenset({("ta",)}))
    rest = " ".join(said).replace("none of those", "no").split()
    assert flat(" ".join(said), words) == (set(rest) <= {"no", "ta"} and "no" in rest)


def test_a_long_text_takes_no_longer_than_it_must() -> None:
    assert flat("no " * 5000)
    assert not flat("no " * 5000 + "leak")
