"""From what was said to words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.said import tokens


def words(text: str) -> str:
    return " ".join(token.said for token in tokens(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I can't", "i can not"),
        ("I cannae", "i can not"),
        ("3wks", "3 wks"),
        ("6am", "6 am"),
        ("8/10", "8 out of 10"),
        ("10.6.60", "10 6 60"),
        ("7.5", "7.5"),
        ("so-so", "so so"),
    ],
)
def test_what_is_said_is_opened_and_parted(text: str, expected: str) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it's not that I can't walk", "i can walk"),
        ("it is not that, I can't walk", "it is not that i can not walk"),
        ("not that I've noticed", "not that i have noticed"),
        ("no numbness apart from in my toes", "no numbness apart numbness from in my toes"),
        ("no pain in my legs only in my chest", "no pain in my legs only pain in my chest"),
        ("no fever only in the mornings I ache", "no fever only in the mornings i ache"),
        ("no fever but in the night I sweat", "no fever but in the night i sweat"),
    ],
)
def test_two_denials_make_none_and_an_exception_is_filled_in(text: str, expected: str) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [("I'm not weak more sort of tired", 2), ("it doesn't hurt any more now", 1), ("I can't walk more than a yard", 1)],
)
def test_after_a_denial_more_and_just_part_what_is_said(text: str, parts: int) -> None:
    assert len({token.segment for token in tokens(text)}) == parts


@given(st.text())
def test_clauses_and_sentences_only_go_up(text: str) -> None:
    said = tokens(text)
    for one, two in pairwise(said):
        assert one.sentence <= two.sentence
        assert one.clause <= two.clause
        assert one.segment <= two.segment


@given(st.text())
def test_no_word_is_empty(text: str) -> None:
    assert all(token.said for token in tokens(text))
