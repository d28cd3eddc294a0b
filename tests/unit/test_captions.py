"""The lines on the screen say who speaks and which question it is."""

import pytest

from voice.captions import heard_line, label
from voice.core.events import Action, Heard, Listen, Say
from voice.core.terms import ListenKind, PromptId, SlotId, Utterance

SAY = Say(PromptId("a"))
ADVICE = Say(PromptId("a"), interruptible=False)
CHEST = Listen(ListenKind.QUESTION, (SlotId("chest_pain"),))
AGE = Listen(ListenKind.QUESTION, (SlotId("age_years"),))
SWEEP = Listen(ListenKind.SWEEP, (SlotId("rash"), SlotId("jaundice")))


def test_questions_are_numbered_and_keep_their_number_when_asked_again() -> None:
    asked: list[tuple[SlotId, ...]] = []
    labels = [label(SAY, [listen], asked) for listen in (CHEST, CHEST, AGE, CHEST, SWEEP)]
    assert labels == ["Question 1", "Question 1", "Question 2", "Question 1", "Question 3"]


@pytest.mark.parametrize(
    ("say", "following", "expected"),
    [
        (SAY, [], "Backtalk"),
        (SAY, [SAY, CHEST], "Backtalk"),
        (SAY, [Listen(ListenKind.OPENING)], "Backtalk"),
        (ADVICE, [], "Advice"),
        (ADVICE, [Listen(ListenKind.CLOSING)], "Advice"),
    ],
)
def test_everything_else_says_what_it_is(say: Say, following: list[Action], expected: str) -> None:
    assert label(say, following, []) == expected


@pytest.mark.parametrize(
    ("utterance", "line"),
    [
        (Utterance("no", "no", 1.0), "You said: no"),
        (Utterance("", "snow", 1.0), "You said: snow"),
        (Utterance("", "", 0.0), "You said: (nothing I could make out)"),
        (Utterance("typed"), None),
    ],
)
def test_what_was_heard_is_shown_unless_it_was_typed(utterance: Utterance, line: str | None) -> None:
    assert heard_line(Heard(utterance)) == line
