"""Understanding is total: any text gives an Understanding, whatever was asked, and what it gives is well formed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.engine import content
from voice.core.terms import Finding, SlotId, SlotKind
from voice.core.understand import Understanding, understand

TODAY = 739577  # 22 November 2026

PATHWAY = content().pathway
SLOTS = sorted(PATHWAY.questions)
WORDS = st.sampled_from(
    "no not never i my chest legs numb weak pain can't breathe three weeks ago but and or if father had since yes "
    "don't know sorry actually two blood wet myself ten out of ... , . ? stop back go help".split()
)


def _understood(text: str, asked: SlotId | None = None) -> Understanding:
    return understand(text, (asked,) if asked else (), PATHWAY, TODAY)


@given(st.text(), st.sampled_from([None, *SLOTS]))
def test_any_text_is_understood_without_an_error(text: str, asked: SlotId | None) -> None:
    assert all(slot in PATHWAY.questions for slot in _understood(text, asked).findings)


@given(st.lists(WORDS, max_size=40), st.sampled_from([None, *SLOTS]))
def test_any_words_of_the_language_give_values_of_their_slots(words: list[str], asked: SlotId | None) -> None:
    for slot, value in _understood(" ".join(words), asked).findings.items():
        question = PATHWAY.questions[slot]
        if isinstance(value, int):
            assert value >= 0
            assert question.kind in {SlotKind.SCORE, SlotKind.DURATION, SlotKind.AGE}
        elif not isinstance(value, Finding):
            assert value in question.choices


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\t ",
        "\x00\x07\x1b[31m",
        "\u202e\u0000\ufeff",
        "胸が痛い",
        "болит грудь",
        "ألم في الصدر",
        "💔" * 50,
        "'" * 500,
        "." * 5000,
        "-" * 5000,
        "a" * 10_000,
        "chest " * 10_000,
        "no " * 10_000,
        "three weeks " * 5_000,
        "not my chest but my legs and " * 1_500,
        "1e999 0x10 ٣ ² ⅷ",
    ],
    ids=lambda text: f"{len(text)} signs",
)
@pytest.mark.parametrize("asked", [None, "pain_duration"])
def test_hostile_text_is_understood_without_an_error(text: str, asked: SlotId | None) -> None:
    assert isinstance(_understood(text, asked), Understanding)


@pytest.mark.parametrize(
    ("text", "asked", "finds"),
    [
        (
            "well no, but my legs do feel heavy",
            "chest_pain",
            {"chest_pain": Finding.ABSENT, "leg_weakness": Finding.PRESENT},
        ),
        ("no numbness but my chest hurts", "leg_numbness", {"leg_numbness": "none", "chest_pain": Finding.PRESENT}),
        ("i'm not sure", "chest_pain", {"chest_pain": Finding.UNSURE}),
        ("eight, no sorry, three", "pain_severity", {"pain_severity": 3}),
        ("four sitting still, eight when i move", "pain_severity", {"pain_severity": 8}),
        ("my father had cancer", None, {}),
        ("what if i couldn't breathe", None, {}),
        ("my husband can't feel his legs", None, {"leg_numbness": "both_legs"}),
    ],
)
def test_an_answer_fills_what_it_says(text: str, asked: SlotId | None, finds: dict[SlotId, object]) -> None:
    assert {
        slot: value for slot, value in _understood(text, asked).findings.items() if slot in finds or finds == {}
    } == finds


@pytest.mark.parametrize(
    ("text", "interrupt"),
    [
        ("I was kicked by a bullock half an hour ago", "I12"),
        ("me and the wife were rear ended on the way here", "I12"),
        ("my uncle tumbled off the barn an hour ago", "I12"),
        ("I was kicked by a bullock on Tuesday and it is worse today", None),
        ("I was kicked by a bullock", None),
        ("my uncle tumbled off the barn an hour ago, he is fine", None),
        ("my uncle tumbled off the barn an hour ago but I ring about my own back", None),
    ],
)
def test_an_accident_interrupts_only_when_it_was_just_now(text: str, interrupt: str | None) -> None:
    assert _understood(text).alarm == interrupt


@pytest.mark.parametrize("text", ["my back won't stop hurting", "i can't go back to work", "cancer", "nothing helps"])
def test_an_answer_is_not_taken_for_a_command(text: str) -> None:
    assert _understood(text, SlotId("cancer_history")).command is None
