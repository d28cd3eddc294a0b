"""How likely all the words together make an alarm, and what comes of it where phrases say otherwise."""

from dataclasses import replace
from math import exp, sqrt

import pytest

from tests.bench.engine import content
from tests.unit.core.taught import taught
from voice.core.events import Heard, Listen, Say
from voice.core.interview import advance
from voice.core.likelihood import NO_INTERRUPT, WINDOW, Opinion, Weights, runs_of, signs_of, weigh, words_of
from voice.core.normalize import Token, normalize
from voice.core.pathway import Pathway
from voice.core.scope import Scope
from voice.core.state import Interview
from voice.core.terms import Finding, InterruptId, ListenKind, PromptId, SlotId, Utterance
from voice.core.triage import Answers
from voice.core.understand import Understanding, understand
from voice.core.weights import table

TODAY = 739577  # 22 November 2026
WORDS = content().pathway.language.words
TELLING = Weights(
    bias=-2.0,
    features=taught(1, {"dragon": (24.0,), "not dragon": (-24.0,), "#alarm": (6.0,)}),
    labels=(InterruptId("I4"), InterruptId("I9")),
    leads=(0.0, 0.0),
    names=taught(2, {"dragon": (10.0, 0.0), "sleep": (0.0, 5.0)}),
    raises=0.7,
    keeps=0.3,
    believes=0.1,
    asks=0.5,
)


def _tokens(text: str) -> tuple[Token, ...]:
    return normalize(text, WORDS)


def _weighed(text: str, weights: Weights = TELLING) -> Opinion:
    return weigh(_tokens(text), set(), weights, WORDS.negators)


def _with(weights: Weights) -> Pathway:
    pathway = content().pathway
    return replace(pathway, language=replace(pathway.language, likelihood=weights))


def _understood(text: str, weights: Weights, asked: str = "") -> Understanding:
    return understand(text, (SlotId(asked),) if asked else (), _with(weights), TODAY)


def test_words_pairs_and_what_is_denied_are_features() -> None:
    made = words_of(_tokens("my legs are not weak"), WORDS.negators)
    assert {"leg", "weak", "^ my", "weak $", "leg+not", "not weak"} <= made
    assert "not leg" not in made


def test_longer_runs_are_features() -> None:
    made = runs_of(_tokens("an old dragon sat on my chest"))
    assert {"an old dragon", "^ an old", "my chest $", "an _ dragon", "old++sit"} <= made
    assert runs_of(()) == set()


def test_weights_add_up_to_a_probability() -> None:
    assert _weighed("nothing of the kind").probability == pytest.approx(0.119, abs=0.001)
    text = "there is a dragon on me"
    features = words_of(_tokens(text), WORDS.negators) | runs_of(_tokens(text))
    told = -2.0 + 24.0 / sqrt(len(features))
    assert _weighed(text).probability == pytest.approx(1 / (1 + exp(-told)), abs=0.001)
    assert _weighed("there is no dragon").probability == pytest.approx(0.119, abs=0.001)


def test_an_alarm_is_named_with_the_words_that_spoke_for_it() -> None:
    found = _weighed("there is a dragon on me")
    assert found.interrupt == "I4"
    assert found.because == ("dragon",)
    assert _weighed("I sleep well").interrupt is None


def test_words_that_do_not_agree_on_one_make_none_likely() -> None:
    three = tuple(InterruptId(one) for one in ("I1", "I4", "I9"))
    weights = replace(TELLING, labels=three, leads=(0.5, 0.5, 0.5), names=taught(3, {"dragon": (5.0, 5.0, 5.0)}))
    opinion = _weighed("there is a dragon on me", weights)
    assert opinion.of_it == pytest.approx(opinion.probability / 3)
    assert _understood("there is a dragon on me", weights).set_aside == ()


def test_what_is_no_interrupt_has_no_name() -> None:
    weights = replace(TELLING, labels=(InterruptId("I4"), NO_INTERRUPT), leads=(0.0, 1.0), names=table(2))
    assert _weighed("there is a dragon on me", weights).interrupt is None


def test_of_a_long_tale_the_likeliest_stretch_counts() -> None:
    tale = "my back hurts and " * WINDOW
    assert _weighed(tale).probability < TELLING.asks
    for told in (f"dragon {tale}", f"{tale} dragon", f"{tale} dragon {tale}"):
        assert _weighed(told).probability > TELLING.raises


def test_what_phrases_found_is_one_sign_among_others() -> None:
    pathway = content().pathway
    found = understand("he can't feel his legs and my mother had a stroke", (), pathway, TODAY)
    signs = signs_of(found.set_aside, InterruptId("I4"), ("I9",), pathway.is_alarm)
    assert {"#alarm", "#alarm I4", "#hint", "#hint I9"} <= signs
    assert any(sign.startswith("#someone_else") for sign in signs)
    assert signs_of((), None, (), pathway.is_alarm) == {"#nothing"}


def test_an_alarm_that_no_phrase_shows_is_asked_about_before_it_counts() -> None:
    found = _understood("there is a dragon on me", TELLING)
    assert (found.interrupt, found.shown, found.alarm) == ("I4", False, None)
    assert [(one.owner, one.scope) for one in found.set_aside] == [("I4", Scope.LIKELY)]
    assert found.likelihood > TELLING.raises


def test_what_is_half_likely_is_asked_about_but_not_beside_an_answer() -> None:
    weights = replace(TELLING, raises=0.99)
    assert [one.scope for one in _understood("there is a dragon on me", weights).set_aside] == [Scope.LIKELY]
    found = _understood("there is a dragon on me", weights, asked="fever")
    assert (found.interrupt, found.set_aside) == (None, ())


def test_two_alarms_that_share_their_signs_count_together() -> None:
    labels = (InterruptId("I4"), InterruptId("I5"), NO_INTERRUPT)
    sharing = replace(TELLING, labels=labels, leads=(1.0, 0.8, -1.0), names=table(3))
    text = "there is a dragon on me"
    for agrees, interrupt in ((1.0, None), (0.6, None), (0.5, "I4")):  # of all that is told 0.51 are I4, 0.42 I5
        weights = replace(sharing, agrees=agrees)
        assert _understood(text, weights).interrupt == interrupt
        opinion = _weighed(text, weights)
        assert opinion.of_it == pytest.approx(opinion.probability * 0.5118, abs=0.001)
        assert opinion.of_its_kind == pytest.approx(opinion.probability * (0.9307 if interrupt else 0.5118), abs=0.001)


def test_a_phrase_of_alarm_among_harmless_words_is_asked_about() -> None:
    text = "since breakfast on Tuesday my poor old father doesn't know where he is"
    sure = _understood(text, replace(TELLING, bias=0.0))
    assert (sure.interrupt, sure.alarm) == ("I11", "I11")
    doubted = _understood(text, TELLING)
    assert doubted.interrupt is None
    assert ("I11", Scope.UNLIKELY) in [(one.owner, one.scope) for one in doubted.set_aside]
    assert doubted.findings == {}


def test_a_phrase_that_is_nearly_all_that_is_said_is_taken_at_its_word() -> None:
    for text in ("he has stopped making sense", "no air"):
        assert _understood(text, replace(TELLING, bias=-20.0)).alarm is not None


def test_a_danger_sign_that_nothing_makes_likely_is_left_to_its_own_question() -> None:
    text = "I have chest pain, a headache, an old bicycle and a good neighbour"
    assert _understood(text, replace(TELLING, bias=0.0)).findings[SlotId("chest_pain")]
    unlikely = replace(TELLING, bias=-5.0)
    assert SlotId("chest_pain") not in _understood(text, unlikely).findings
    assert SlotId("chest_pain") in _understood(text, unlikely, asked="chest_pain").findings


def test_without_anything_learned_phrases_decide_alone() -> None:
    found = _understood("I can't feel my legs", Weights())
    assert (found.interrupt, found.shown) == ("I4", True)
    assert _understood("there is a dragon on me", Weights()).interrupt is None


def test_where_no_check_question_can_follow_a_doubted_alarm_counts() -> None:
    doubting = _with(replace(TELLING, keeps=0.69, raises=0.7, bias=-9.0))
    text = "since breakfast on Tuesday my father doesn't know where he is"
    found = understand(text, (), doubting, TODAY)
    assert (found.alarm, found.worded) == (None, "I11")
    closing = Interview(today=TODAY, listen=Listen(ListenKind.CLOSING))
    assert advance(closing, Heard(Utterance(text)), doubting).interview.interrupt == "I11"
    opening = Interview(today=TODAY, listen=Listen(ListenKind.OPENING))
    asked = advance(opening, Heard(Utterance(text)), doubting)
    assert asked.interview.interrupt is None
    assert PromptId("I11.check") in [one.prompt for one in asked.actions if isinstance(one, Say)]


def test_a_doubted_alarm_counts_that_was_asked_about_before_or_whose_sign_was_denied() -> None:
    doubting = _with(replace(TELLING, keeps=0.69, raises=0.7, bias=-9.0))
    heard = Heard(Utterance("since breakfast on Tuesday my father doesn't know where he is"))
    fresh = Interview(today=TODAY, listen=Listen(ListenKind.OPENING))
    denied = Answers({SlotId("confusion"): Finding.ABSENT}, frozenset())
    for before in (replace(fresh, verified=frozenset({InterruptId("I11")})), replace(fresh, answers=denied)):
        assert advance(before, heard, doubting).interview.interrupt == "I11"
