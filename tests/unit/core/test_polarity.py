"""Yes, no and not sure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.said import content, hear, tokens
from voice.core.polarity import answers
from voice.core.terms import Polarity

YES = [
    "yes", "that I have", "can't deny it", "it does that", "I must admit it does", "every single day",
    "probably", "yes but not much", "I'd have to say yes to that one", "all of the above",
    "it is, it's up like a marrow", "it does I dread a sneeze", "I am, funnily enough. Jug after jug.",
    "still there yes even at night", "up all night and yes it's worse", "it did love I was up all night",
    "too bloody right it does", "it was, the day she pressed it, yes, I hit the ceiling",
]  # fmt: skip
NO = [
    "no", "not that I know of", "I wouldn't say it does", "couldn't say that I do", "I've none of that",
    "thankfully not", "not even a little", "you wouldn't call that weak", "every day no bother", "yes, sorry, no",
    "no, it crept up on me, so it did", "it doesn't travel, no, it stays in one spot",
]  # fmt: skip
UNSURE = [
    "so-so", "maybe quick, maybe not", "I've no way of knowing", "it is and it isn't", "some days yes some days no",
    "might have, might not have", "I'm not sure", "hard to say", "I was never told", "a bit of both",
]  # fmt: skip


@pytest.mark.parametrize("text", YES)
def test_a_yes_is_a_yes(text: str) -> None:
    assert hear(text, "fatigue").polarity is Polarity.YES


@pytest.mark.parametrize("text", NO)
def test_a_no_is_a_no(text: str) -> None:
    assert hear(text, "fatigue").polarity is Polarity.NO


@pytest.mark.parametrize("text", UNSURE)
def test_a_doubt_is_a_doubt(text: str) -> None:
    assert hear(text, "fatigue").polarity is Polarity.UNSURE


@pytest.mark.parametrize(
    "text",
    [
        "my name is george",
        "three weeks",
        "I have, um, hay fever",
        "it's more in my back",
        "he said yes to the tablets",
        "in my twenties yes but never now",
        "I can't I sat down",
        "not the gentle sort, no, it hits hard",
    ],
)
def test_a_statement_answers_neither(text: str) -> None:
    assert hear(text, "fatigue").polarity is None


@given(st.sampled_from(YES + NO + UNSURE), st.lists(st.sampled_from(["um", "well", "er", "oh"]), max_size=3))
def test_fillers_before_an_answer_change_nothing(text: str, fillers: list[str]) -> None:
    assert hear(" ".join([*fillers, text]), "fatigue").polarity is hear(text, "fatigue").polarity


@given(st.text())
def test_answers_stand_in_order_within_the_text(text: str) -> None:
    said = tokens(text)
    found = answers(said, content().pathway.language.answers)
    assert all(0 <= one.start < one.end <= len(said) for one in found)
