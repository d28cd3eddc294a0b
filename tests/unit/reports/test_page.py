"""The page for the doctor: what it says, and that anybody can follow it, by eye or by ear."""

import re

import pytest

from tests.content.test_clinical_data import NEVER_SAY
from tests.unit.core.people import PATHWAY
from tests.unit.reports.talks import STRAIN, course
from voice.reports.page import WIDTH, page_of

LONG = "my upper back has been hurting " + "very " * 40 + "badly"


def page(*answers: str | None, ends: bool = True) -> str:
    """The page of such a consultation."""
    return page_of(course(*answers, ends=ends), PATHWAY, "9.9")


def part(text: str, heading: str) -> str:
    """The page from a heading to the next."""
    start = text.index(f"\n{heading}:\n")
    headings = [PATHWAY.labels.present, PATHWAY.labels.unsure, PATHWAY.labels.unanswered, PATHWAY.labels.denied,
                PATHWAY.labels.corrections, PATHWAY.labels.never_asked, PATHWAY.labels.reasons]  # fmt: skip
    ends = [text.index(f"\n{one}:\n") for one in headings if f"\n{one}:\n" in text]
    return text[start : min((end for end in ends if end > start), default=len(text))]


def test_it_tells_urgency_times_words_rules_and_sources() -> None:
    text = page("my upper back hurts and I've had a fever since monday")
    assert "Urgency: URGENT, be seen the same day" in text
    assert "Time: 2026-03-02, 09:00 to " in text
    assert "Backtalk 9.9" in text
    fired = part(text, PATHWAY.labels.reasons)
    assert "Rule: U02, urgent" in fired
    assert "Because: You have had a fever or shivers." in fired
    assert "Source: S19, Spinal epidural abscess" in fired
    found = part(text, PATHWAY.labels.present)
    assert "Noted: You have had a fever or shivers." in found
    assert 'Said: "my upper back hurts and I\'ve had a fever since monday" (09:01)' in found


def test_denied_unsure_and_corrected_are_apart() -> None:
    text = page("my upper back hurts, it's eight out of ten", "that's wrong", "it's three out of ten", "no", "not sure")
    assert "No trouble with your breathing." in part(text, PATHWAY.labels.denied)
    unsure = part(text, PATHWAY.labels.unsure)
    assert "Do you have any pain or tightness in your chest?" in unsure
    assert "Counted in the rules as: You have pain or tightness in your chest." in unsure
    changed = part(text, PATHWAY.labels.corrections)
    assert re.search(r"Before: .*eight.*\nAfter: .*three", changed)


def test_silence_and_skipping_are_told() -> None:
    text = part(page(STRAIN, "no", "no", "no", "skip", None, None, None), PATHWAY.labels.unanswered)
    assert PATHWAY.labels.how_skipped in text
    assert PATHWAY.labels.how_silence in text
    assert "Said: nothing" in text


def test_who_stops_early_is_told_that_not_asked_is_not_a_no() -> None:
    text = page("my upper back hurts", "stop").replace("\n", " ")
    assert "What was not asked is not a no." in text
    assert "Have you had a fever, or felt hot and shivery?" in text


def test_what_broke_off_gave_no_advice() -> None:
    text = page("my upper back hurts", ends=False).replace("\n", " ")
    assert "It broke off" in text
    assert PATHWAY.labels.no_advice in text


@pytest.mark.parametrize("answers", [(LONG,), ("I can't breathe",), ("my back hurts", "stop"), ("x" * 300,)])
def test_no_line_is_too_wide_and_none_is_an_ornament(answers: tuple[str, ...]) -> None:
    lines = page(*answers).splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert not [line for line in lines if line and not re.search(r"\w", line)]
    assert not [line for line in lines if line != line.rstrip() or "\t" in line or "  " in line]


def test_what_was_typed_cannot_command_a_terminal() -> None:
    assert page("my back hurts \x1b[31m\x07 a lot\r\nUrgency: NONE").isprintable() is False  # line breaks only
    assert not re.search(r"[^\n\x20-\x7e\u00a0-\uffff]", page("my back hurts \x1b[31m\x07 a lot\r\nUrgency: NONE"))
    assert "\nUrgency: NONE" not in page("my back hurts \r\nUrgency: NONE")


def test_what_a_rule_is_there_to_catch_is_not_on_the_page() -> None:
    text = page("I have had a fever for a week and my upper back hurts").lower()
    assert "spinal infection" not in text
    assert "pneumonia" not in text


@pytest.mark.parametrize("entry", NEVER_SAY, ids=lambda entry: entry["id"])
def test_its_words_say_nothing_that_may_not_be_said(entry: dict[str, list[str]]) -> None:
    texts = [getattr(PATHWAY.labels, name) for name in PATHWAY.labels.__dataclass_fields__]
    assert not [text for text in texts for pattern in entry["patterns"] if re.search(pattern, text, re.IGNORECASE)]
