"""Has the caller answered, are they still thinking, do they break in?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.content import Content
from voice.core.events import Listen
from voice.core.terms import InterruptId, ListenKind, SlotId
from voice.core.turns import BreakIn, Progress, agreed, break_in, progress

CHEST = Listen(ListenKind.QUESTION, (SlotId("chest_pain"),))
HOW_LONG = Listen(ListenKind.QUESTION, (SlotId("pain_duration"),))
OPENING, CLOSING = Listen(ListenKind.OPENING), Listen(ListenKind.CLOSING)
CONFIRM = Listen(ListenKind.CONFIRM, (SlotId("chest_pain"),))
SENTENCE = "Do you have any pain or tightness in your chest? You can say stop."


@pytest.mark.parametrize(
    ("text", "listen", "wanted"),
    [
        ("", CHEST, Progress.NOTHING),
        ("no", CHEST, Progress.BARE),
        ("yes it does", CHEST, Progress.ANSWERED),
        ("my chest feels tight", CHEST, Progress.ANSWERED),
        ("no but", CHEST, Progress.THINKING),
        ("um", CHEST, Progress.THINKING),
        ("yes i mean", CHEST, Progress.THINKING),
        ("let me think", CHEST, Progress.THINKING),
        ("how shall i put it", CHEST, Progress.THINKING),
        ("i don't think", CHEST, Progress.THINKING),
        ("it's been getting", CHEST, Progress.THINKING),
        ("the doctor said once", CHEST, Progress.UNFINISHED),
        ("about", HOW_LONG, Progress.UNFINISHED),
        ("three days", HOW_LONG, Progress.BARE),
        ("stop", CHEST, Progress.BARE),
        ("repeat", OPENING, Progress.BARE),
        ("my back hurts", OPENING, Progress.STORY),
        ("my back hurts and", OPENING, Progress.THINKING),
        ("no thank you", CLOSING, Progress.ANSWERED),
        ("well there is one thing", CLOSING, Progress.STORY),
        ("yes", CONFIRM, Progress.BARE),
    ],
)
def test_how_far_an_answer_has_come(text: str, listen: Listen, wanted: Progress, english: Content) -> None:
    assert progress(text, listen, english.pathway, 739_000) is wanted


@pytest.mark.parametrize(
    ("free", "expecting", "wanted"),
    [
        (Progress.BARE, Progress.BARE, Progress.BARE),
        (Progress.BARE, Progress.ANSWERED, Progress.DOUBTFUL),  # the other ear hears more words
        (Progress.BARE, Progress.NOTHING, Progress.DOUBTFUL),
        (Progress.ANSWERED, Progress.BARE, Progress.ANSWERED),
        (Progress.ANSWERED, Progress.THINKING, Progress.DOUBTFUL),
        (Progress.THINKING, Progress.BARE, Progress.THINKING),
        (Progress.STORY, Progress.STORY, Progress.STORY),
    ],
)
def test_an_answer_is_whole_only_to_both_ears(free: Progress, expecting: Progress, wanted: Progress) -> None:
    assert agreed(free, expecting) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", BreakIn.NOTHING),
        ("do you have any pain in your chest", BreakIn.NOTHING),
        ("paint tightness chests", BreakIn.NOTHING),
        ("uh huh okay", BreakIn.NOTHING),
        ("pain in uh huh", BreakIn.NOTHING),
        ("stop", BreakIn.NOTHING),  # it is saying so itself
        ("no not at all", BreakIn.WORDS),
        ("okay but what about my legs", BreakIn.WORDS),
        ("i can't breathe", BreakIn.DANGER),
    ],
)
def test_what_breaks_in(text: str, wanted: BreakIn, english: Content) -> None:
    assert break_in(text, SENTENCE, None, english.pathway, 739_000) is wanted


def test_stop_stops_a_sentence_that_does_not_speak_of_it(english: Content) -> None:
    assert break_in("stop", "Please call nine one one now.", None, english.pathway, 739_000) is BreakIn.STOP


def test_an_alarm_that_is_known_is_no_new_danger(english: Content) -> None:
    said = break_in("i can't breathe", "Call now.", InterruptId("I1"), english.pathway, 739_000)
    assert said is BreakIn.WORDS


@given(st.text(max_size=60), st.sampled_from(ListenKind))
def test_any_words_are_some_progress(english: Content, text: str, kind: ListenKind) -> None:
    assert isinstance(progress(text, Listen(kind), english.pathway, 1), Progress)
    assert isinstance(break_in(text, text[::2], None, english.pathway, 1), BreakIn)
