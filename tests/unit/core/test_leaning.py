"""Which way all the words of an answer lean, and what comes of it beside what phrases find."""

from dataclasses import replace
from math import exp, sqrt

import pytest

from tests.bench.engine import content
from tests.unit.core.taught import taught
from voice.core.events import Heard, Listen, Say
from voice.core.findings import Found, Leaning
from voice.core.interview import advance
from voice.core.leaning import BY_ITS_WORDS, LONGEST, LeaningWeights, features_of, lean, settled
from voice.core.normalize import Token, normalize
from voice.core.pathway import Pathway
from voice.core.state import Interview
from voice.core.terms import Finding, ListenKind, Polarity, PromptId, SlotId, Utterance
from voice.core.understand import Understanding, understand

TODAY = 739577  # 22 November 2026
WORDS = content().pathway.language.words
WEAK, FEVER = SlotId("leg_weakness"), SlotId("fever")
LEARNED = LeaningWeights(
    bias=(-2.0, -2.0, -2.0),
    features=taught(
        3,
        {
            "dragon": (16.0, 0.0, 0.0),
            "treetrunk": (0.0, 24.0, 0.0),
            "fog": (0.0, 0.0, 16.0),
            "fever:dragon": (0.0, 36.0, 0.0),
            "not dragon": (-36.0, 0.0, 0.0),
            "teapot": (-20.0, -20.0, -20.0),
        },
    ),
    takes=0.7,
    doubts=0.5,
    opposes=0.7,
    ignores=0.7,
)


def _tokens(text: str) -> tuple[Token, ...]:
    return normalize(text, WORDS)


def _features(text: str, slot: SlotId = WEAK, heard: Finding | None = None) -> set[str]:
    return features_of(_tokens(text), slot, heard, None, WORDS.negators)


def _lean(text: str, slot: SlotId = WEAK) -> Leaning:
    return lean(_features(text, slot), LEARNED)


def _with(weights: LeaningWeights) -> Pathway:
    pathway = content().pathway
    return replace(pathway, language=replace(pathway.language, leaning=weights))


def _understood(text: str, slot: SlotId = WEAK, weights: LeaningWeights = LEARNED) -> Understanding:
    return understand(text, (slot,), _with(weights), TODAY)


def _found(value: Finding) -> Found:
    return Found(WEAK, value, 0, 3)


def test_words_neighbours_clauses_denials_and_the_question_are_features() -> None:
    made = _features("well, they are not weak", heard=Finding.ABSENT)
    assert {"weak", "weak $", "^ well", "^they", "^they are", "not weak"} <= made
    assert {"leg_weakness:weak", "leg_weakness:not weak", "#no", "#said none", "leg_weakness:#no"} <= made
    assert "not they" not in made


def test_a_negator_reaches_no_further_than_its_clause() -> None:
    assert "not cup" not in _features("not me, a cup")


def test_weights_lean_to_one_of_three_or_to_none() -> None:
    yes = _lean("a dragon")
    assert (yes.polarity, yes.because) == (Polarity.YES, ("dragon",))
    told = exp(-2.0 + 16.0 / sqrt(len(_features("a dragon"))))
    assert yes.probability == pytest.approx(told / (1 + told + 2 * exp(-2.0)), abs=0.005)
    assert _lean("treetrunk").polarity is Polarity.NO
    assert _lean("in a fog").polarity is Polarity.UNSURE
    assert _lean("teapot").polarity is None
    assert _lean("no dragon").polarity is None


def test_the_same_words_lean_another_way_with_another_question() -> None:
    assert _lean("a dragon", FEVER).polarity is Polarity.NO


def test_a_longer_answer_is_not_surer_for_its_length() -> None:
    long = " ".join(["dragon", *(f"word{number}" for number in range(LONGEST - 1))])
    assert _lean(long).probability < _lean("dragon").probability


@pytest.mark.parametrize(
    ("heard", "leaning", "comes_to"),
    [
        (None, Leaning(Polarity.YES, 0.8), Finding.PRESENT),
        (None, Leaning(Polarity.NO, 0.8), Finding.ABSENT),
        (None, Leaning(Polarity.YES, 0.6), None),
        (None, Leaning(None, 0.9), None),
        (Finding.PRESENT, Leaning(Polarity.UNSURE, 0.6), Finding.UNSURE),
        (Finding.ABSENT, Leaning(Polarity.UNSURE, 0.6), Finding.UNSURE),
        (Finding.ABSENT, Leaning(Polarity.UNSURE, 0.4), Finding.ABSENT),
        (Finding.ABSENT, Leaning(Polarity.YES, 0.6), Finding.ABSENT),
        (Finding.ABSENT, Leaning(Polarity.YES, 0.99), None),
        (Finding.PRESENT, Leaning(Polarity.NO, 0.99), None),
        (Finding.PRESENT, Leaning(None, 0.6), Finding.PRESENT),
        (Finding.PRESENT, Leaning(None, 0.8), None),
        (Finding.UNSURE, Leaning(Polarity.NO, 0.8), Finding.ABSENT),
        (Finding.UNSURE, Leaning(Polarity.NO, 0.6), Finding.UNSURE),
        (Finding.UNSURE, Leaning(None, 0.8), None),
    ],
)
def test_what_phrases_find_and_what_words_lean_to_come_to_one(
    heard: Finding | None, leaning: Leaning, comes_to: Finding | None
) -> None:
    found = settled(leaning, WEAK, None if heard is None else _found(heard), 3, LEARNED)
    assert (None if found is None else found.value) is comes_to


def test_phrases_that_agree_keep_their_reason() -> None:
    heard = _found(Finding.ABSENT)
    assert settled(Leaning(Polarity.NO, 0.99), WEAK, heard, 3, LEARNED) is heard


def test_an_answer_without_a_phrase_is_understood_by_its_words() -> None:
    heard = _understood("a treetrunk apiece")
    assert heard.findings == {WEAK: Finding.ABSENT}
    assert heard.found[0].because == f"{BY_ITS_WORDS}: treetrunk"
    assert heard.soft, "a danger denied by no phrase is asked about once more"
    assert not _understood("a treetrunk apiece", weights=LeaningWeights()).findings


def test_a_danger_denied_by_its_words_alone_is_asked_about_once_more() -> None:
    before = Interview(today=TODAY, listen=Listen(ListenKind.QUESTION, (WEAK,)))
    once = advance(before, Heard(Utterance("a treetrunk apiece")), _with(LEARNED))
    assert [one.prompt for one in once.actions if isinstance(one, Say)] == [PromptId("leg_weakness.reprompt")]
    twice = advance(once.interview, Heard(Utterance("a treetrunk apiece")), _with(LEARNED))
    assert twice.interview.answers.findings[WEAK] is Finding.ABSENT


def test_a_yes_that_no_phrase_shows_is_no_half_meant_no() -> None:
    heard = _understood("a dragon")
    assert heard.findings == {WEAK: Finding.PRESENT}
    assert not heard.soft


def test_commands_numbers_tales_and_open_questions_do_not_lean() -> None:
    assert _understood("repeat").leaning is None
    assert _understood("dragon " * (LONGEST + 1)).leaning is None
    assert understand("a dragon", (), _with(LEARNED), TODAY).leaning is None
    assert _understood("a dragon", SlotId("pain_severity")).leaning is None
    assert understand("a dragon", (WEAK, FEVER), _with(LEARNED), TODAY).leaning is None


def test_what_has_long_been_so_is_asked_about_as_ever() -> None:
    heard = _understood("my legs have been weak for twenty years, like a treetrunk")
    assert WEAK not in heard.findings
    assert heard.leaning is None


def test_without_anything_learned_nothing_leans() -> None:
    assert lean({"dragon"}, LeaningWeights()).polarity is None
    assert _understood("no", weights=LeaningWeights()).findings == {WEAK: Finding.ABSENT}
