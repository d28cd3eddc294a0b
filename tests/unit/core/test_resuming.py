"""Going on where an unfinished consultation stopped."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from voice import content, places
from voice.core.events import Action, Close, Event, Heard, Kept, Listen, NoInput, Say, Started
from voice.core.interview import Interview, advance, begin
from voice.core.resuming import kept_of
from voice.core.terms import Finding, SlotId, Urgency, Utterance

PATHWAY = content.load(places.intents(), "en", "UK").pathway
TODAY = 739_000
BEFORE = ("my upper back hurts since yesterday", "no", "no", "no")

Actions = tuple[Action, ...]


def after(*happens: str | None, kept: Kept | None = None, vigil: bool = False, today: int = TODAY):
    """The state and the last actions after these: a text is heard, None is silence."""
    now = begin(PATHWAY)
    actions: Actions = ()
    events: list[Event] = [Started(today, vigil, kept)]
    events += [NoInput() if one is None else Heard(Utterance(one)) for one in happens]
    for event in events:
        step = advance(now, event, PATHWAY)
        now, actions = step.interview, step.actions
    return now, actions


def prompts(actions: Actions) -> list[str]:
    return [str(one.prompt) for one in actions if isinstance(one, Say)]


def listen(actions: Actions) -> Listen:
    (found,) = [one for one in actions if isinstance(one, Listen)]
    return found


@pytest.fixture(name="left", scope="module")
def _left() -> Interview:
    return after(*BEFORE)[0]


def test_it_is_offered_first_and_a_yes_goes_on_with_the_same_question(left: Interview) -> None:
    _, actions = after(kept=kept_of(left))
    assert prompts(actions) == ["welcome", "welcome.limits", "resume.ask"]
    now, actions = after("yes", kept=kept_of(left))
    assert prompts(actions)[0] == "resume.on"
    assert now.answers == left.answers
    assert listen(actions) == left.listen
    assert now.questions == left.questions + 1


def test_a_no_begins_afresh(left: Interview) -> None:
    for words in ("no", "no thanks", "start over"):
        now, actions = after(words, kept=kept_of(left))
        assert prompts(actions) == ["opening.ask"]
        assert not now.answers.findings
        assert kept_of(now).empty


def test_something_worse_is_heard_and_nothing_is_lost(left: Interview) -> None:
    now, _ = after("my chest hurts a lot", kept=kept_of(left))
    assert now.outcome is not None
    assert now.outcome.urgency is Urgency.EMERGENCY
    assert dict(left.answers.findings).items() <= dict(now.answers.findings).items() | {
        (SlotId("chest_pain"), Finding.ABSENT)
    }
    now, _ = after("I can't feel my legs", kept=kept_of(left))
    assert now.interrupt == "I4"


def test_what_means_nothing_is_asked_about_once_more_and_then_it_goes_on(left: Interview) -> None:
    now, actions = after("purple monkey", kept=kept_of(left))
    assert prompts(actions) == ["nomatch.1", "resume.ask"]
    now, _ = after("purple monkey", "dishwasher", kept=kept_of(left))
    assert dict(left.answers.findings).items() <= dict(now.answers.findings).items()


@pytest.mark.parametrize("vigil", [True, False])
def test_silence_loses_nothing(left: Interview, vigil: bool) -> None:
    now, actions = after(None, kept=kept_of(left), vigil=vigil)
    assert prompts(actions) == ["noinput.1", "resume.ask"]
    now, actions = after(None, None, kept=kept_of(left), vigil=vigil)
    assert prompts(actions)[0] == "silence.emergency"
    assert now.answers.findings == left.answers.findings
    now, _ = after(None, None, "no", kept=kept_of(left), vigil=vigil)
    assert dict(left.answers.findings).items() <= dict(now.answers.findings).items()


def test_commands_work_while_it_is_offered(left: Interview) -> None:
    now, actions = after("say that again", kept=kept_of(left))
    assert "resume.ask" in prompts(actions)
    assert kept_of(now) == kept_of(left)
    now, _ = after("slower", "yes", kept=kept_of(left))
    assert now.answers == left.answers
    _, actions = after("stop", kept=kept_of(left))
    close = actions[-1]
    assert isinstance(close, Close)
    assert dict(close.findings) == dict(left.answers.findings)


def test_an_emergency_that_was_found_is_told_at_once() -> None:
    left, _ = after("my upper back hurts and I can't breathe")
    now, actions = after("yes", kept=kept_of(left))
    assert "guide.emergency.call" in prompts(actions)
    assert now.outcome is not None


@pytest.mark.parametrize(("days", "is_offered"), [(0, True), (1, True), (2, False), (-1, False)])
def test_it_is_not_offered_when_it_is_old(left: Interview, days: int, is_offered: bool) -> None:
    _, actions = after(kept=kept_of(left), today=TODAY + days)
    assert ("resume.ask" in prompts(actions)) is is_offered


def test_nothing_is_not_offered() -> None:
    assert kept_of(after()[0]).empty
    assert "resume.ask" not in prompts(after(kept=kept_of(after()[0]))[1])


SAID = some.sampled_from(
    ["yes", "no", "not sure", "my chest hurts", "stop", "start over", "say that again", "skip", "two days", "what", ""]
)


@settings(max_examples=40)
@given(some.lists(SAID | some.none(), max_size=6), some.lists(SAID | some.none(), max_size=6), some.booleans())
def test_going_on_is_total_and_keeps_what_is_known(
    before: list[str | None], then: list[str | None], vigil: bool
) -> None:
    left, _ = after("my upper back hurts", *before)
    now, _ = after(*then, kept=kept_of(left), vigil=vigil)
    if not {"no", "start over"} & set(then) and not left.closed:
        assert left.answers.findings.keys() <= kept_of(now).findings.keys()
    assert kept_of(replace(now, kept=None)).today == TODAY
