"""Two ears, one decision: what is believed, what is asked again, what counts for nothing."""

import pytest

from tests.unit.core.said import TODAY
from voice.content import Content
from voice.core.ears import BARELY, HEARD, SETTLED, Hearing, belief, hear
from voice.core.findings import Understanding
from voice.core.leaning import BY_ITS_WORDS
from voice.core.own_words import is_own
from voice.core.terms import Finding, SlotId, Utterance

CHEST, FEVER = SlotId("chest_pain"), SlotId("fever")
SEVERITY, FATIGUE = SlotId("pain_severity"), SlotId("fatigue")


def heard(english: Content, utterance: Utterance, asked: SlotId = FEVER) -> Hearing:
    """What comes of it as the answer to a question."""
    return hear(utterance, (asked,), english.pathway, TODAY)


def test_words_that_both_ears_heard_are_believed(english: Content) -> None:
    found = heard(english, Utterance("no", "no", BARELY, BARELY))
    assert found.understanding.findings == {FEVER: Finding.ABSENT}
    assert not found.doubtful


@pytest.mark.parametrize(("grammar", "free"), [(0.5, 0.9), (0.9, 0.5)])
def test_words_that_both_ears_heard_but_one_of_them_barely_are_asked_for_again(
    english: Content, grammar: float, free: float
) -> None:
    found = heard(english, Utterance("no", "no", grammar, free))
    assert found.understanding.findings == {FEVER: Finding.ABSENT}
    assert found.doubtful == {FEVER}


def test_a_no_that_was_barely_heard_closes_no_question_about_several_signs(english: Content) -> None:
    found = hear(Utterance("no", "no", 0.9, 0.5), (), english.pathway, TODAY)
    assert found.understanding.polarity is None
    assert not found.understanding.flat


def test_a_yes_by_chance_in_strange_speech_counts_for_nothing(english: Content) -> None:
    strange = Utterance(
        "can i none side i'm like a bit what is it no",
        "any elbow five care been to two large to know no",
        confidence=0.6,
        free_confidence=0.5,
    )
    assert belief(strange) < HEARD
    found = heard(english, strange)
    assert not found.understanding.found
    assert found.understanding.polarity is None


def test_what_both_heard_but_hardly_is_asked_again(english: Content) -> None:
    hardly = Utterance("no legs are doesn't fever no", "no legs or is good no", confidence=0.6, free_confidence=0.6)
    assert HEARD <= belief(hardly) < SETTLED
    found = heard(english, hardly)
    assert found.understanding.findings == {FEVER: Finding.ABSENT}
    assert FEVER in found.doubtful
    assert found.understanding.polarity is None  # so it closes no question that covers several slots


def test_what_both_heard_and_were_sure_of_is_taken(english: Content) -> None:
    sure = Utterance("no i don't have fever", "no i don't have a fever", confidence=0.9, free_confidence=0.9)
    assert belief(sure) >= SETTLED
    found = heard(english, sure)
    assert found.understanding.findings == {FEVER: Finding.ABSENT}
    assert not found.doubtful


@pytest.mark.parametrize(("grammar", "free", "found"), [(0.7, 0.9, 5), (0.9, 0.7, 8)])
def test_of_two_numbers_that_of_the_surer_ear_is_proposed(
    english: Content, grammar: float, free: float, found: int
) -> None:
    differing = heard(english, Utterance("eight", "five", grammar, free), SEVERITY)
    assert differing.understanding.findings == {SEVERITY: found}
    assert SEVERITY in differing.doubtful


def test_of_a_yes_and_a_no_to_a_harmless_question_the_free_ears_is_proposed(english: Content) -> None:
    differing = heard(english, Utterance("yes i'm tired", "no i'm not tired", 0.9, 0.7), FATIGUE)
    assert differing.understanding.findings == {FATIGUE: Finding.ABSENT}
    assert FATIGUE in differing.doubtful


def test_of_a_yes_and_a_no_to_a_danger_sign_the_graver_is_kept(english: Content) -> None:
    differing = heard(english, Utterance("yes my chest hurts", "no my chest is fine", 0.7, 0.9), CHEST)
    assert differing.understanding.findings[CHEST] is Finding.PRESENT
    assert CHEST in differing.doubtful


def test_what_only_the_weight_of_the_words_makes_of_speech_is_asked_again(english: Content) -> None:
    guessed = heard(
        english,
        Utterance("i sleep and wake like i never went to bed", "i sleep and woke like i never went to bed", 0.95, 0.95),
        FATIGUE,
    )
    assert guessed.understanding.findings == {FATIGUE: Finding.PRESENT}
    assert all(one.because.startswith(BY_ITS_WORDS) for one in guessed.understanding.found)
    assert FATIGUE in guessed.doubtful


def test_strange_speech_gives_no_order(english: Content) -> None:
    strange = Utterance(
        "stop a bit of what i been", "cop a bucket of wood ham bun stop", confidence=0.6, free_confidence=0.5
    )
    assert belief(strange) < SETTLED
    assert heard(english, strange).understanding.command is None


def test_a_danger_sign_that_nobody_asked_about_is_read_back_when_it_was_hardly_heard(english: Content) -> None:
    said = ("i have chest pain in the evening then", "i have chest pain bucket some when but")
    assert CHEST in heard(english, Utterance(*said, 0.9, 0.9)).understanding.findings
    hardly = heard(english, Utterance(*said, 0.6, 0.5))
    assert CHEST not in hardly.understanding.findings
    assert CHEST in hardly.suspected


@pytest.mark.parametrize(
    ("utterance", "expected"),
    [
        (Utterance("no", "no", 0.7, 0.9), 2.6),
        (Utterance("yes", "no", 1.0, 1.0), 2.0),
        (Utterance("", "no", 0.0, 0.5), 0.5),
        (Utterance("", "", 0.0, 0.0), 1.0),
        (Utterance("a b c d e f g h", "a b c d e f g h", 0.5, 0.5), 1.84),
    ],
)
def test_belief_is_agreement_and_sureness_less_what_is_too_long(utterance: Utterance, expected: float) -> None:
    assert belief(utterance) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("said", "own"),
    [
        ("have you passed out or nearly passed out", True),
        ("being short of breath with back pain needs help right away", True),
        ("being short of breath with back pains needs help right away", True),
        ("i'm in a big knocks touches a car crash are falling down the stairs or off something high", True),
        ("let me check you have had the pain for two days and your legs do not feel weak is that right", True),
        ("say know if you have none of these i mean a long cough tummy pain or a sore back bone", True),
        ("i did not hear you", True),
        ("i did not hear you it hurts", False),
        ("let me check my chest is tight", False),
        ("i have passed out or nearly passed out", False),
        ("i need an ambulance right now", False),
        ("call nine nine nine now", False),
        ("no bad fall or accident", False),
    ],
)
def test_nothing_is_taken_of_what_the_program_itself_says(english: Content, said: str, own: bool) -> None:
    found = heard(english, Utterance(said, said, 0.9, 0.9))
    assert (found == Hearing(Understanding())) is own
    assert heard(english, Utterance(said)) != Hearing(Understanding())  # whoever types it means it


def test_no_way_of_answering_is_taken_for_the_programs_own_words(english: Content) -> None:
    phrases = {text for slot in english.pathway.questions for text in english.phrases_for((slot,))}
    mistaken = [text for text in sorted(phrases) if is_own(text, english.pathway.own_words)]
    assert mistaken == []
