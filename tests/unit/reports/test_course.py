"""The course of a consultation: by which words, how and when each fact was found, and what is not known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.people import PATHWAY
from tests.unit.core.test_interview import events, tried
from tests.unit.reports.talks import STRAIN, TODAY, course, interrupted, talk
from voice.core.events import Close, Event, Kept, Started
from voice.core.terms import Finding, PromptId, SlotId, Urgency, Utterance
from voice.reports.course import Course, How, Told, course_of
from voice.reports.fhir import bundle_of
from voice.reports.page import page_of

CHEST, FEVER, SEVERITY = SlotId("chest_pain"), SlotId("fever"), SlotId("pain_severity")


def told(found: Course, slot: str) -> Told:
    """What became of a slot."""
    return next(one for one in (*found.told, *found.unanswered) if one.slot == slot)


def test_a_finding_keeps_the_words_it_was_read_from_and_when() -> None:
    found = told(course("my upper back hurts and I've had a fever since monday"), FEVER)
    assert (found.value, found.how) == (Finding.PRESENT, How.VOLUNTEERED)
    assert [(one.at[11:16], one.words) for one in found.said] == [
        ("09:01", "my upper back hurts and I've had a fever since monday")
    ]


def test_a_direct_answer_keeps_its_question() -> None:
    found = told(course("my back hurts"), CHEST)
    assert (found.value, found.how) == (Finding.ABSENT, How.ASKED)
    assert [(one.words, one.to) for one in found.said] == [("no", PATHWAY.prompts[PromptId("chest_pain.ask")])]


def test_a_flat_no_to_several_questions_says_so() -> None:
    found = course(STRAIN)
    together = [one for one in found.told if one.how is How.TOGETHER]
    assert together
    asked = {one.said[0].to.split("?")[0] + "?" for one in together}
    assert asked == {"Do you have one of these?", PATHWAY.prompts[PromptId("sweep.saddle.ask")]}


def test_a_denial_that_was_read_back_keeps_both_sentences() -> None:
    found = told(course("my back hurts but there's no chest pain", "yes"), CHEST)
    assert (found.value, found.how) == (Finding.ABSENT, How.CONFIRMED)
    assert [one.words for one in found.said] == ["my back hurts but there's no chest pain", "yes"]


def test_what_both_ears_heard_is_kept_where_they_differ() -> None:
    answer = Utterance("no", "know", 0.7)
    (said, *_) = told(course("my back hurts", answer, then="no"), "breathing_difficulty").said
    assert (said.words, said.also) == ("no", "know")


def test_unsure_says_what_it_counts_as() -> None:
    found = told(course("my back hurts", "no", "not sure"), CHEST)
    assert (found.value, found.counts_as) == (Finding.UNSURE, Finding.PRESENT)


def test_not_understood_is_not_what_the_person_said() -> None:
    found = told(course("my back hurts", *["purple monkey dishwasher"] * 3), "breathing_difficulty")
    assert (found.value, found.how) == (Finding.UNSURE, How.NOT_UNDERSTOOD)


@pytest.mark.parametrize(("answers", "how"), [(("skip",), How.SKIPPED), ((None, None), How.SILENCE)])
def test_no_answer_says_whether_it_was_silence(answers: tuple[str | None, ...], how: How) -> None:
    found = told(course(STRAIN, "no", "no", "no", *answers), "onset_sudden")
    assert (found.value, found.how) == (None, how)


def test_a_question_that_was_open_at_the_end_is_no_never_asked_one() -> None:
    found = course_of(interrupted("my back hurts"), PATHWAY)
    assert told(found, "breathing_difficulty").how is How.OPEN
    assert SlotId("breathing_difficulty") not in found.never_asked
    assert CHEST in found.never_asked
    assert found.early
    assert not found.broken


def test_a_correction_keeps_before_and_after() -> None:
    found = course("my back hurts, it's eight out of ten", "that's wrong", "it's three out of ten")
    one, *_ = [one for one in found.corrections if one.slot == SEVERITY]  # at the end all that was read back is refused
    assert (one.before, one.after, one.said.words) == (8, 3, "it's three out of ten")


def test_going_back_takes_back() -> None:
    found = course("my back hurts", "no", "go back", "no")
    assert [(one.slot, one.after) for one in found.corrections] == [(SlotId("breathing_difficulty"), None)]


def test_an_alarm_keeps_its_words() -> None:
    found = course("I can't breathe and my back hurts")
    assert found.alarm is not None
    assert (found.alarm[0], found.alarm[1].words) == ("I1", "I can't breathe and my back hurts")
    assert found.outcome.urgency is Urgency.EMERGENCY
    assert found.advice


@pytest.mark.parametrize(("answer", "how"), [("yes", How.KEPT), ("no", How.ASKED)])
def test_what_an_unfinished_talk_left_is_not_put_into_anybodys_mouth(answer: str, how: How) -> None:
    kept = Kept(TODAY, {SlotId("breathing_difficulty"): Finding.ABSENT, FEVER: Finding.PRESENT}, (CHEST,), questions=3)
    found = course_of(talk(answer, "my back hurts", kept=kept), PATHWAY)
    breath = told(found, "breathing_difficulty")
    assert (breath.value, breath.how) == (Finding.ABSENT, how)
    assert [one.words for one in breath.said] == ([] if how is How.KEPT else ["no"])


def test_a_summary_or_another_command_is_no_statement_about_a_slot() -> None:
    found = told(course("my back hurts", "sum that up", "no"), "breathing_difficulty")
    assert [one.words for one in found.said] == ["no"]


@pytest.mark.parametrize("answers", [("my back hurts",), (STRAIN, "no", "not sure"), ("I can't breathe",)])
def test_it_comes_to_what_the_consultation_came_to(answers: tuple[str, ...]) -> None:
    entries = talk(*answers)
    close = entries[-1][1]
    assert isinstance(close, Close)
    found = course_of(entries, PATHWAY)
    assert found.outcome.urgency is close.urgency
    assert tuple(rule.id for rule in found.outcome.rules) == close.rules
    assert {one.slot: one.value for one in found.told} == dict(close.findings)
    assert (found.started, found.ended) == (entries[0][0], entries[-1][0])
    assert not found.broken


def test_a_consultation_that_broke_off_has_an_urgency_and_no_advice() -> None:
    found = course("my back hurts and I have a fever", ends=False)
    assert found.broken
    assert not found.advice
    assert found.outcome.urgency is Urgency.URGENT


@tried
@given(st.lists(events, max_size=25), st.booleans())
def test_any_journal_gives_a_page_and_a_bundle(happens: list[Event], begins: bool) -> None:
    entries = [("2026-03-02T09:00:00+00:00", one) for one in ([Started(1)] if begins else []) + happens]
    found = course_of(entries, PATHWAY)
    slots = [one.slot for one in (*found.told, *found.unanswered)] + list(found.never_asked)
    assert len(slots) == len(set(slots))
    assert set(slots) | {slot for slot, one in PATHWAY.questions.items() if one.listen_only} == set(PATHWAY.questions)
    page = page_of(found, PATHWAY, "1")
    assert all(len(line) <= 80 for line in page.splitlines())
    assert bundle_of(found, PATHWAY, "1")["entry"]
