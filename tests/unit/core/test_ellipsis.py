"""What is left unsaid, denied twice, or meant by a pronoun: in the words that patterns are compared with."""

import pytest

from tests.unit.core.said import content, hear, tokens
from voice.core.reference import referred
from voice.core.terms import Finding, SlotId


def plain(text: str) -> str:
    return " ".join(token.said for token in tokens(text))


def meant(text: str) -> list[str]:
    """What the pronouns of a text stand for."""
    language = content().pathway.language
    return [token.stands_for.said for token in referred(tokens(text), language.reference) if token.stands_for]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no numbness except between my legs", "no numbness except numbness between my legs"),
        ("no numbness except that I ache", "no numbness except that i ache"),
        ("my chest, my breathing and my legs are fine", "my chest are fine my breathing are fine my legs are fine"),
        ("arms and legs all normal", "arms and legs all normal"),
        ("my arms and legs are not fine", "my arms and legs are not fine"),
        ("no pain in my chest and my legs are fine", "no pain in my chest and my legs are fine"),
    ],
)
def test_an_exception_and_a_list_are_said_in_full(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it's not that I can't walk", "i can walk"),
        ("it never doesn't hurt", "it hurt"),
        ("there isn't a single night it doesn't wake me", "there is a single night it does wake me"),
        ("hardly a meal without being sick", "a meal being sick"),
        ("not a joint that doesn't ache", "a joint that does ache"),
        ("I couldn't speak for a minute and the words wouldn't come", None),
        ("she can't stand without two of us", None),
        ("I haven't had a fever and I'm not sick", None),
        ("I've never not once had it", "i have once had it"),
    ],
)
def test_denials_of_denials_undo_each_other(text: str, expected: str | None) -> None:
    opened = text.lower().replace("couldn't", "could not").replace("wouldn't", "would not").replace("can't", "can not")
    opened = opened.replace("haven't", "have not").replace("i'm", "i am")
    assert plain(text) == (expected if expected is not None else opened)


@pytest.mark.parametrize(
    ("text", "stands_for"),
    [
        ("my legs are fine except they've gone numb", ["legs"]),
        ("my feet, I can't feel them", ["feet"]),
        ("my bladder, it won't start", ["bladder"]),
        ("my left foot is fine but I can't move it", ["foot"]),
        ("my legs are fine, they said at the hospital", []),
        ("my legs hurt so the doctors looked and they were pleased", []),
        ("nothing in my chest, it's my back", []),
        ("my chest is fine, it hurts further down", []),
    ],
)
def test_a_pronoun_stands_for_the_part_that_was_named(text: str, stands_for: list[str]) -> None:
    assert meant(text) == stands_for


def test_what_a_pronoun_stands_for_is_found() -> None:
    found = hear("my legs are fine except they've gone numb").findings
    assert found[SlotId("leg_numbness")] == "both_legs"
    assert hear("my arms are fine but my legs aren't, they're weak").findings[SlotId("leg_weakness")] is Finding.PRESENT
    assert SlotId("leg_weakness") not in hear("I feel weak, they've gone to get help").findings
