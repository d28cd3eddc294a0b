"""One ear alone, where any answer may come: alarms that it was not sure of are read back before they count."""

import pytest

from tests.unit.core.people import PATHWAY
from tests.unit.core.said import TODAY
from voice.content import Content
from voice.core.ears import Hearing, hear
from voice.core.events import Heard, Listen, NoInput, Started
from voice.core.interview import advance, begin
from voice.core.state import Step
from voice.core.sureness import SURE
from voice.core.terms import Finding, ListenKind, SlotId, Urgency, Utterance


def told(english: Content, text: str, unsure_of: str = "") -> Hearing:
    """What comes of a tale that one ear heard, unsure of a word."""
    sureness = tuple(SURE - 0.05 if word == unsure_of else 0.9 for word in text.split())
    return hear(Utterance(text, text, 0.8, 0.8, sureness), (), english.pathway, TODAY)


def test_an_alarm_of_words_that_one_ear_was_sure_of_counts_at_once(english: Content) -> None:
    found = told(english, "i fainted this morning")
    assert found.understanding.interrupt == "I3"
    assert not found.suspected


@pytest.mark.parametrize(
    ("text", "word", "slot"),
    [
        ("i fainted this morning", "fainted", "collapse_faint"),
        ("i can't breathe", "can't", "breathing_difficulty"),
    ],
)
def test_an_alarm_of_a_word_that_one_ear_was_not_sure_of_is_read_back(
    english: Content, text: str, word: str, slot: str
) -> None:
    found = told(english, text, unsure_of=word)
    assert found.understanding.interrupt is None
    assert not found.understanding.found
    assert found.suspected == {SlotId(slot): Finding.PRESENT}


def test_a_call_for_help_beside_a_doubtful_alarm_counts_at_once(english: Content) -> None:
    found = told(english, "i can't breathe call an ambulance", unsure_of="breathe")
    assert found.understanding.interrupt == "I13"
    assert SlotId("breathing_difficulty") in found.suspected


def test_a_doubtful_word_beside_an_alarm_takes_nothing_from_it(english: Content) -> None:
    assert told(english, "well i fainted this morning", unsure_of="well").understanding.interrupt == "I3"


def test_a_doubtful_word_takes_nothing_from_what_is_no_danger(english: Content) -> None:
    found = told(english, "it is worse when i twist", unsure_of="twist")
    assert found.understanding.findings[SlotId("movement_related")] is Finding.PRESENT


def after(*answers: Utterance) -> Step:
    """What the last of these answers leads to."""
    step = advance(begin(PATHWAY), Started(TODAY), PATHWAY)
    for answer in answers:
        step = advance(step.interview, Heard(answer), PATHWAY)
    return step


def test_a_doubtful_alarm_is_asked_back_and_only_a_yes_makes_it_count() -> None:
    tale = Utterance("i fainted", "i fainted", sureness=(0.9, SURE - 0.05))
    *_, listen = after(tale).actions
    assert isinstance(listen, Listen)
    assert listen.kind is ListenKind.CONFIRM
    assert listen.proposes == {SlotId("collapse_faint"): Finding.PRESENT}
    outcome = after(tale, Utterance("yes")).interview.outcome
    assert outcome is not None
    assert outcome.urgency is Urgency.EMERGENCY
    assert after(tale, Utterance("no")).interview.outcome is None


@pytest.mark.parametrize("answers", [["i don't know"], ["the cat sat on the mat"] * 3])
def test_a_doubtful_alarm_that_no_question_asks_about_is_not_dropped_for_want_of_an_answer(answers: list[str]) -> None:
    tale = Utterance("i want to die", "i want to die", sureness=(0.9, 0.9, 0.9, SURE - 0.05))
    assert after(tale, Utterance("no")).interview.outcome is None
    step = after(tale, *map(Utterance, answers))
    assert step.interview.outcome is not None
    assert step.interview.outcome.urgency is Urgency.EMERGENCY


def test_nor_for_silence() -> None:
    tale = Utterance("i want to die", "i want to die", sureness=(0.9, 0.9, 0.9, SURE - 0.05))
    now = after(tale).interview
    for _ in range(2):
        now = advance(now, NoInput(), PATHWAY).interview
    assert now.outcome is not None
    assert now.outcome.urgency is Urgency.EMERGENCY


@pytest.mark.parametrize("word", ["no", "rash"])
def test_what_is_denied_in_words_of_which_one_ear_was_not_sure_is_left_to_be_asked(english: Content, word: str) -> None:
    tale = "my back burns and there is no rash on my skin"
    assert told(english, tale).understanding.findings[SlotId("rash_blisters")] is Finding.ABSENT
    assert SlotId("rash_blisters") not in told(english, tale, unsure_of=word).understanding.findings


def test_a_denial_elsewhere_in_the_tale_stands(english: Content) -> None:
    tale = "no fever but neither a rash on my skin"
    found = told(english, tale, unsure_of="neither").understanding.findings
    assert found[SlotId("fever")] is Finding.ABSENT
    assert SlotId("rash_blisters") not in found
