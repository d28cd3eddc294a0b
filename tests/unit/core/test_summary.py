"""What is said when somebody asks what was noted so far: at any moment, in short sentences, and changing nothing."""

import pytest

from tests.unit.core.people import PATHWAY
from tests.unit.core.said import hear
from tests.unit.core.test_interview import after, asked_for, listen, prompts
from voice.core.events import Heard, Say
from voice.core.interview import advance
from voice.core.summary import CLAUSES
from voice.core.terms import Command, Finding, ListenKind, SlotId, Utterance
from voice.core.wording import words_of

ASKING = ("can you sum that up", "what have I told you", "summary", "give me a summary please")
STRAIN = "my upper back aches since I lifted a box two days ago, it's about three out of ten"
OPENINGS = {ListenKind.CONFIRM: "my back hurts and there's no numbness between my legs", ListenKind.READBACK: STRAIN}


def summed_up(*answers: str | None) -> tuple[list[str], str]:
    """The prompts and the words of a summary after these answers."""
    _, actions = after(*answers, "sum that up")
    says = [action for action in actions if isinstance(action, Say)]
    return [say.prompt for say in says], " ".join(words_of(say, PATHWAY) for say in says)


@pytest.mark.parametrize("words", [*ASKING, "what's your advice so far", "could you go over my answers again"])
def test_it_is_asked_for_in_many_ways(words: str) -> None:
    assert hear(words, "fever").command is Command.SUMMARY


@pytest.mark.parametrize("words", ["I told you what I said", "in summary my back hurts", "I summed up the bills"])
def test_what_only_sounds_like_it_is_none(words: str) -> None:
    assert hear(words, "fever").command is None


@pytest.mark.parametrize("kind", list(ListenKind))
@pytest.mark.parametrize("words", ASKING)
def test_at_any_moment_it_sums_up_and_asks_the_same_again(kind: ListenKind, words: str) -> None:
    now, actions = after() if kind is ListenKind.OPENING else asked_for(kind, OPENINGS.get(kind, "my back hurts"))
    step = advance(now, Heard(Utterance(words)), PATHWAY)
    assert any(prompt.startswith("summary.") for prompt in prompts(step.actions))
    assert listen(step.actions) == listen(actions)
    assert prompts(step.actions)[-1] == prompts(actions)[-1]
    assert step.interview.answers == now.answers
    assert step.interview.said == now.said


def test_with_nothing_noted_it_says_so_and_advises_nothing() -> None:
    said, _ = summed_up()
    assert said == ["summary.nothing", "summary.no_advice", "summary.more_questions", "opening.ask"]


def test_what_was_said_is_told_by_how_sure_it_is() -> None:
    told, words = summed_up("my upper back has hurt for three weeks since I lifted a box", "no", "not sure")
    assert "summary.facts" in told
    assert "three weeks" in words
    assert "summary.unsure" in told
    assert "You are not sure whether" in words


def test_a_level_that_is_reached_is_told_with_what_may_still_come() -> None:
    now, actions = asked_for(ListenKind.QUESTION, "my upper back hurts and I have had a fever since monday")
    assert now.answers.findings[SlotId("fever")] is Finding.PRESENT
    said = prompts(advance(now, Heard(Utterance("summary")), PATHWAY).actions)
    assert said.index("summary.facts") < said.index("summary.advice_urgent")
    assert said[-2:] == ["summary.more_questions", prompts(actions)[-1]]


@pytest.mark.parametrize(
    ("words", "advice"),
    [("I can't breathe", "summary.advice_emergency"), ("I want to end my life", "summary.advice_crisis")],
)
def test_an_emergency_is_told_first(words: str, advice: str) -> None:
    said, _ = summed_up(f"my upper back hurts and {words}")
    assert said[0] == advice
    assert said[-1] == "closing.emergency"
    assert "summary.more_questions" not in said


def test_home_care_is_advice_only_once_it_was_given() -> None:
    before, _ = asked_for(ListenKind.READBACK, STRAIN)
    assert "summary.no_advice" in prompts(advance(before, Heard(Utterance("summary")), PATHWAY).actions)
    step = advance(before, Heard(Utterance("yes")), PATHWAY)
    assert step.interview.outcome is not None
    assert "summary.no_advice" not in prompts(advance(step.interview, Heard(Utterance("summary")), PATHWAY).actions)


def test_no_sentence_holds_more_than_can_be_kept_in_mind() -> None:
    _, actions = after(
        "my back hurts at night and at rest, I have lost weight, I'm very tired, I have night sweats, it spreads to my"
        " ribs, my fingers tingle and I have a cough for a month",
        "summary",
    )
    facts = [len(action.facts) for action in actions if isinstance(action, Say) and action.facts]
    assert len(facts) > 1
    assert max(facts) <= CLAUSES
