"""The interface for other programs, object by object."""

from typing import Any

import pytest

from voice.build import load_content
from voice.content import Content
from voice.core.events import Close, Delivery, Heard, Listen, NoInput, Say, Show, Spoken, Started
from voice.core.terms import ChoiceId, Finding, ListenKind, PromptId, RuleId, SlotId, Urgency, Utterance
from voice.errors import SettingsError
from voice.machine import MachineReport, read_objects, text_field
from voice.settings import Settings

CHEST, LEGS, AGE = SlotId("chest_pain"), SlotId("leg_numbness"), SlotId("age_years")


@pytest.fixture(scope="module", name="content")
def _content() -> Content:
    return load_content(Settings(region="UK"))


def noted(content: Content, *entries: Any) -> list[dict[str, Any]]:
    """Return what is written about these entries."""
    written: list[dict[str, Any]] = []
    report = MachineReport(content.pathway, lambda found: written.append(dict(found)))
    for entry in entries:
        report.note(entry)
    return written


def test_sentences_are_written_with_their_words(content: Content) -> None:
    say = {"event": "say", "prompt": "welcome", "text": content.pathway.prompts[PromptId("welcome")]}
    assert noted(content, Say(PromptId("welcome")), Show(PromptId("welcome"))) == [say, say]


def test_listening_tells_what_is_asked_and_what_a_yes_would_confirm(content: Content) -> None:
    listen = Listen(ListenKind.CONFIRM, (CHEST, LEGS), {CHEST: Finding.ABSENT, LEGS: ChoiceId("none")})
    assert noted(content, listen, Listen(ListenKind.OPENING)) == [
        {
            "event": "listen",
            "kind": "confirm",
            "asked": ["chest_pain", "leg_numbness"],
            "proposes": {"chest_pain": "absent", "leg_numbness": "none"},
        },
        {"event": "listen", "kind": "opening", "asked": [], "proposes": None},
    ]


def test_the_end_tells_everything(content: Content) -> None:
    close = Close(Urgency.SOON, (RuleId("N02"),), {AGE: 61}, 7, (PromptId("guide.soon.days"),))
    nothing = Close(None, (), {}, 0, ())
    ended, unknown = noted(content, close, nothing)
    assert ended == {
        "event": "close",
        "urgency": "SOON",
        "rules": ["N02"],
        "findings": {"age_years": 61},
        "questions": 7,
        "guidance": ["guide.soon.days"],
    }
    assert unknown["urgency"] is None


def test_what_the_other_program_did_itself_is_not_repeated(content: Content) -> None:
    events = (Started(1), Heard(Utterance("no")), NoInput(), Spoken(PromptId("welcome"), Delivery.PLAYED))
    assert noted(content, *events) == []


def test_lines_are_numbered_and_blank_ones_skipped() -> None:
    assert list(read_objects(["{}\n", "\n", '{"a": 1}'])) == [(1, {}), (3, {"a": 1})]
    with pytest.raises(SettingsError, match="Line 2 of the input is not JSON"):
        list(read_objects(["{}", "{"]))


def test_a_field_is_a_text_or_null() -> None:
    assert text_field(1, {"says": "no"}, "says") == "no"
    assert text_field(1, {"says": None}, "says") is None
    with pytest.raises(SettingsError, match='Line 4 of the input must have "says"'):
        text_field(4, {}, "says")
