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
