"""Whether what phrases find in a tale is meant, by what stands beside it, and what comes of it in the dialogue."""

from dataclasses import replace

import pytest

from tests.bench.engine import content
from tests.unit.core.taught import taught
from voice.core.assertion import AssertionWeights, Side, Told, features_of, likely_meant, not_meant, told
from voice.core.ears import hear
from voice.core.ending import outcome_of
from voice.core.events import Heard, Listen
from voice.core.findings import Found
from voice.core.interview import advance
from voice.core.likelihood import Weights
from voice.core.normalize import normalize
from voice.core.pathway import Pathway
from voice.core.scope import Scope
from voice.core.state import Interview
from voice.core.terms import Finding, Findings, ListenKind, SlotId, Utterance
from voice.core.triage import Answers
from voice.core.understand import understand

TODAY = 739_942  # Sunday, 22 November 2026
WORDS = content().pathway.language.words
FEVER, WEAK, CHEST = SlotId("fever"), SlotId("leg_weakness"), SlotId("chest_pain")
LEARNED = AssertionWeights(
    present=Side(2.0, taught(1, {"> dragon": (-25.0,), "> dragon cup": (20.0,)}), 0.3),
    absent=Side(2.0, taught(1, {"> dragon": (-25.0,)}), 0.7),
)


def _found(slot: SlotId, place: int, value: Finding = Finding.PRESENT) -> Found:
    return Found(slot, value, place, place + 1, places=(place,))


def _told(text: str, *found: Found, aside: tuple[Found, ...] = (), asked: tuple[SlotId, ...] = ()) -> Told:
    return told(normalize(text, WORDS), found, aside, asked, WORDS.negators)


def _with(weights: AssertionWeights) -> Pathway:
    """With these weights, and none that would ask about an alarm of its own accord."""
    pathway = content().pathway
    return replace(pathway, language=replace(pathway.language, assertion=weights, likelihood=Weights()))


def test_words_marks_negators_and_other_findings_on_each_side_are_features() -> None:
    fever, cough, rash = _found(FEVER, 2), _found(WEAK, 4, Finding.ABSENT), _found(CHEST, 6)
    made = features_of(fever, _told("well, no fever or cough, just rash", fever, cough, aside=(rash,)))
    assert {"@fever", "^well", "own fever", "<0 no", "<1 #,", "< no #,", "</ well", "<not 0"} <= made
    assert {">0 or", ">1 #absent", ">#absent", "> or #absent", ">2 #,", ">/ just"} <= made
    assert "> end" not in made
    alone = _found(FEVER, 0)
    assert features_of(alone, _told("fever", alone)) >= {"< end", "> end"}


def test_a_finding_of_several_words_is_seen_once_and_what_was_set_aside_as_such() -> None:
    fever, chest = _found(FEVER, 0), replace(_found(CHEST, 2), places=(2, 3))
    made = features_of(fever, _told("fever and chest pain today", fever, aside=(chest,)))
    assert {">1 #aside", ">2 today"} <= made


def test_what_is_asked_and_what_has_no_words_is_not_judged() -> None:
    implied = Found(WEAK, Finding.PRESENT, 0, 1)
    number = Found(SlotId("pain_duration"), 3, 1, 2, places=(1,))
    assert _told("fever dragon", _found(FEVER, 0), implied, number, asked=(FEVER,)).judged == ()


def test_each_value_has_its_own_weights_and_threshold() -> None:
    for value, text, doubted in (
        (Finding.PRESENT, "fever dragon", True),
        (Finding.PRESENT, "fever today", False),
        (Finding.PRESENT, "fever dragon cup", False),
        (Finding.ABSENT, "fever dragon", True),
        (Finding.UNSURE, "fever dragon", False),
    ):
        one = _found(FEVER, 0, value)
        assert not_meant(_told(text, one), LEARNED) == ([one] if doubted else []), text
        assert not_meant(_told(text, one), AssertionWeights()) == []


def test_a_probability_is_never_beyond_its_bounds() -> None:
    assert likely_meant(("a",), Side(0.0, taught(1, {"a": (1e9,)}))) == pytest.approx(1.0)
    assert likely_meant(("a",), Side(0.0, taught(1, {"a": (-1e9,)}))) == pytest.approx(0.0)


def test_what_is_likely_not_meant_is_set_aside_and_nothing_turns_into_its_opposite() -> None:
    for text in ("I have a fever dragon", "I have no fever dragon"):
        heard = understand(text, (), _with(LEARNED), TODAY)
        assert FEVER not in heard.findings
        assert [one.scope for one in heard.set_aside if one.slot == FEVER] == [Scope.UNMEANT]
        assert FEVER in understand(text, (), _with(AssertionWeights()), TODAY).findings


def test_what_raises_an_alarm_is_not_taken_away() -> None:
    text = "crushing pain in my chest going down my left arm dragon"
    heard = understand(text, (), _with(LEARNED), TODAY)
    assert heard.interrupt is not None
    assert heard.findings[CHEST] is Finding.PRESENT


def test_a_danger_sign_that_is_likely_not_meant_is_read_back() -> None:
    pathway = _with(LEARNED)
    hearing = hear(Utterance("there is pain in my chest dragon"), (), pathway, TODAY)
    assert CHEST not in hearing.understanding.findings
    assert hearing.suspected == {CHEST: Finding.PRESENT}


@pytest.mark.parametrize("sure", [0.9, 0.3])
def test_it_is_read_back_where_two_ears_heard_it_and_neither_takes_it_as_meant(sure: float) -> None:
    both = Utterance("there is pain in my chest dragon", "there was pain in the chest dragon", sure, sure)
    hearing = hear(both, (), _with(LEARNED), TODAY)
    assert CHEST not in hearing.understanding.findings
    assert hearing.suspected == {CHEST: Finding.PRESENT}


@pytest.mark.parametrize(
    ("kind", "proposes"), [(ListenKind.READBACK, {FEVER: Finding.ABSENT}), (ListenKind.CONFIRM, {WEAK: Finding.ABSENT})]
)
@pytest.mark.parametrize("answer", ["yes", "no"])
def test_told_beside_the_answer_to_a_read_back_it_is_read_back_next(
    kind: ListenKind, proposes: Findings, answer: str
) -> None:
    pathway = _with(LEARNED)
    reading = Interview(today=TODAY, listen=Listen(kind, tuple(proposes), proposes))
    said = Heard(Utterance(f"{answer}, but there is pain in my chest dragon"))
    asked = advance(reading, said, pathway).interview
    assert asked.listen == Listen(ListenKind.CONFIRM, (CHEST,), {CHEST: Finding.PRESENT})
    again = advance(asked, said, pathway).interview
    assert again.listen is not None
    assert CHEST not in (again.listen.proposes or {})  # once is enough


@pytest.mark.parametrize("known", [Finding.PRESENT, None])
def test_what_is_known_already_is_not_read_back(known: Finding | None) -> None:
    pathway = _with(LEARNED)
    answers = Answers({} if known is None else {CHEST: known})
    listening = Interview(today=TODAY, answers=answers, listen=Listen(ListenKind.QUESTION, (FEVER,)))
    said = advance(listening, Heard(Utterance("no, but there is pain in my chest dragon")), pathway).interview
    assert (said.listen is not None and said.listen.asked == (CHEST,)) == (known is None)


@pytest.mark.parametrize(("answer", "known"), [("yes", Finding.PRESENT), ("no", None)])
def test_told_at_the_very_end_it_is_asked_about_too(answer: str, known: Finding | None) -> None:
    pathway = _with(LEARNED)
    closing = Interview(today=TODAY, listen=Listen(ListenKind.CLOSING))
    closing = replace(closing, outcome=outcome_of(closing, pathway))
    asked = advance(closing, Heard(Utterance("there is pain in my chest dragon")), pathway).interview
    assert asked.listen is not None
    assert asked.listen.kind is ListenKind.CONFIRM
    said = advance(asked, Heard(Utterance(answer)), pathway).interview
    assert said.answers.findings.get(CHEST) is known
