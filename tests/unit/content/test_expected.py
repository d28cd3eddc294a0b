"""What is expected of callers: the groups that belong to a question, and what is wrong with the file."""

from pathlib import Path

import pytest

from voice import places
from voice.content import Content
from voice.content.expected import Expected, expected_of
from voice.content.lists import lists_of
from voice.content.nodes import Problems, read
from voice.core.quantity_words import QuantityWords
from voice.core.terms import SlotId, SlotKind

FEVER, TREND, AGE = SlotId("fever"), SlotId("pain_trend"), SlotId("age_years")
KINDS = {
    FEVER: (SlotKind.FINDING, frozenset[str]()),
    TREND: (SlotKind.CHOICE, frozenset({"better"})),
    AGE: (SlotKind.AGE, frozenset[str]()),
}
NUMBERS = lists_of(
    QuantityWords, read(places.intents() / "en" / "quantities.yaml", places.intents(), Problems())
).numbers
GOOD = """answers: |
  yes
doubts: |
  i'm not sure
commands: |
  repeat
alarms: |
  i can't breathe
slots:
  fever: |
    i've been shivering
  pain_trend: |
    it's getting better
  age_years: |
    i'm nearly sixty
"""
MOST_PHRASES = 260
"""Above some hundred phrases short answers are heard worse."""


def read_text(text: str, folder: Path) -> tuple[Expected, list[str]]:
    """The file with this text as it is read, and its problems."""
    file = folder / "expected.yaml"
    file.write_text(text, encoding="utf-8")
    problems = Problems()
    return expected_of(read(file, folder, problems), KINDS, NUMBERS), problems.lines


@pytest.mark.parametrize(
    ("asked", "heard", "not_heard"),
    [
        (
            {FEVER: SlotKind.FINDING},
            "yes|repeat|i can't breathe|i've been shivering",
            "i'm not sure|it's getting better",
        ),
        (
            {TREND: SlotKind.CHOICE},
            "yes|i'm not sure|repeat|i can't breathe|it's getting better",
            "i've been shivering",
        ),
        ({AGE: SlotKind.AGE}, "i'm not sure|repeat|i'm nearly sixty|forty two", "yes|i can't breathe"),
        ({FEVER: SlotKind.FINDING, AGE: SlotKind.AGE}, "yes|i've been shivering|i'm nearly sixty|forty two", ""),
    ],
)
def test_a_question_expects_its_own_answers_and_those_of_its_kind(
    asked: dict[SlotId, SlotKind], heard: str, not_heard: str, tmp_path: Path
) -> None:
    expected, problems = read_text(GOOD, tmp_path)
    phrases = expected.answers_to(asked)
    assert problems == []
    assert set(heard.split("|")) <= set(phrases)
    assert not set(not_heard.split("|")) & set(phrases)
    assert len(phrases) == len(set(phrases))


def test_what_is_said_more_often_is_expected_as_many_times(tmp_path: Path) -> None:
    text = GOOD.replace("  yes\n", "  3 yes\n  no\n").replace("    i've been", "    2 yes\n    i've been")
    expected, problems = read_text(text, tmp_path)
    phrases = expected.answers_to({FEVER: SlotKind.FINDING})
    assert problems == []
    assert [phrases.count(phrase) for phrase in ("yes", "no", "i've been shivering")] == [3, 1, 1]


def test_a_bare_number_is_the_likeliest_score(english: Content) -> None:
    phrases = english.phrases_for((SlotId("pain_severity"),))
    assert phrases.count("seven") > phrases.count("about seven") == 1


def test_every_word_is_known(tmp_path: Path) -> None:
    expected, _ = read_text(GOOD, tmp_path)
    assert {"yes", "can't", "shivering"} <= expected.words()


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("  fever:", "  fevers:", "expected.yaml:10: there is no slot 'fevers'"),
        ("  fever:", "  fevers:", "expected.yaml:10: nothing is expected of fever"),
        ("doubts:", "doubt:", "expected.yaml:3: there is no group 'doubt'"),
        ("doubts:", "doubt:", "expected.yaml:1: lacks doubts"),
        ("    i've been shivering\n", "", "expected.yaml:10: should hold phrases, one a line"),
        ("  yes\n", "  yes\n  Yes\n", "expected.yaml:3: 'Yes' should be lower case, with no mark but the apostrophe"),
        ("nearly sixty", "nearly 60", 'expected.yaml:15: "i\'m nearly 60" should be lower case'),
        ("repeat", "repeat, please", "expected.yaml:6: 'repeat, please' should be lower case"),
    ],
)
def test_what_is_wrong_is_reported_with_its_line(before: str, after: str, problem: str, tmp_path: Path) -> None:
    _, problems = read_text(GOOD.replace(before, after), tmp_path)
    assert any(problem in line for line in problems), problems


def test_a_missing_file_is_one_problem(tmp_path: Path) -> None:
    problems = Problems()
    expected_of(read(tmp_path / "expected.yaml", tmp_path, problems), KINDS, NUMBERS)
    assert len(problems.lines) == 1


def test_the_grammar_of_every_question_is_small(english: Content) -> None:
    for slot, question in english.pathway.questions.items():
        phrases = english.phrases_for((slot,))
        if question.kind in (SlotKind.FINDING, SlotKind.CHOICE):
            assert {"yes", "no", "i'm not sure", "repeat", "i can't breathe"} <= set(phrases)
            assert len(set(phrases)) <= MOST_PHRASES
        assert set(english.expected.slots[slot]) <= set(phrases)


def test_a_sweep_expects_the_answers_to_each_of_its_slots(english: Content) -> None:
    listed = tuple(slot for slot, question in english.pathway.questions.items() if question.listed)
    for sweep in zip(listed, listed[1:], listed[2:], strict=False):
        phrases = set(english.phrases_for(sweep))
        assert all(set(english.expected.slots[slot]) <= phrases for slot in sweep)


def test_an_open_question_has_no_grammar(english: Content) -> None:
    assert english.phrases_for(()) == ()


def test_the_vocabulary_holds_every_expected_word(english: Content) -> None:
    assert english.expected.words() <= english.vocabulary()
