"""The pattern language: what a line of ``intents/`` stands for, and why a line is refused."""

import pytest

from voice.core.normalize import Words
from voice.core.patterns import Dialect, PatternError, parse

WORDS = Words(light=frozenset({"the", "my", "a", "is"}), negators=frozenset({"not", "no"}))
CLASSES = {"pain": "pain|ache|pins and needle", "limb": "leg|<pain>", "loop": "leg|<loop>"}


def rows(text: str, *, literal: bool = False) -> set[str]:
    """Every variant as text: alternatives by bars, gaps as numbers, parts by &."""
    variants = parse(text, Dialect(WORDS, CLASSES, literal))
    assert len(variants) == len(set(variants))
    return {
        " & ".join(
            " ".join(f"{element.gap or ''}{'|'.join(sorted(element.stems))}" for element in part) for part in each.parts
        )
        for each in variants
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("chest pain", {"chest pain"}),
        ("My Chest is hurting", {"chest hurt"}),
        ("x-ray", {"x ray"}),
        ("(leg|arm) numb", {"arm|leg numb"}),
        ("[very] numb", {"numb", "very numb"}),
        ("[very|quite] numb", {"numb", "quit|very numb"}),
        ("(pins and needles|numb) leg", {"pin and needl leg", "numb leg"}),
        ("chest .. pain", {"chest 3pain"}),
        ("chest ... (pain|ache)", {"chest 6ach|pain"}),
        ("chest .. the pain", {"chest 3pain"}),
        ("<pain> leg", {"ach|pain leg", "pin and needl leg"}),
        ("<limb>", {"ach|leg|pain", "pin and needl"}),
        ("leg & numb", {"leg & numb"}),
        ("(leg|arm) & [very] numb", {"arm|leg & numb", "arm|leg & very numb"}),
        ("=is numb", {"=is numb"}),
        ("((go|come) (up|down)|stay) leg", {"com|go down|up leg", "stay leg"}),
        ("(go [right] through|[not] stay) leg", {"go through leg", "go right through leg", "stay leg", "not stay leg"}),
    ],
)
def test_a_pattern_stands_for(text: str, expected: set[str]) -> None:
    assert rows(text) == expected


def test_a_literal_dialect_keeps_every_word_as_it_is_written() -> None:
    assert rows("my (legs|knees) hurting", literal=True) == {"my knees|legs hurting"}


def test_anchors_are_noted() -> None:
    (both,) = parse("^ no $", Dialect(Words(), {}))
    assert (both.at_start, both.at_end) == (True, True)
    (neither,) = parse("no", Dialect(Words(), {}))
    assert (neither.at_start, neither.at_end) == (False, False)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no word that counts"),
        ("my the", "small words"),
        ("not", "no word that counts"),
        ("chest & the", "no word that counts"),
        ("(chest|my the) pain", "small words"),
        ("chest | pain", "| stands where a word should"),
        ("(chest", ") is missing"),
        ("[chest pain", "] is missing"),
        ("chest)", ") stands where"),
        ("<chest pain", "< stands where"),
        ("<nothing> leg", "no class <nothing>"),
        ("<loop> leg", "contains itself"),
        ("chest $ pain", "$ stands where"),
        ("chest . pain", ". stands where"),
        ("= pain", "= stands where"),
        (" ".join(["(a1 b1|c1 d1|e1 f1)"] * 7), "too many alternatives"),
    ],
)
def test_a_pattern_is_refused(text: str, why: str) -> None:
    with pytest.raises(PatternError) as refused:
        parse(text, Dialect(WORDS, CLASSES))
    assert why in str(refused.value)


def test_what_was_read_once_reads_the_same_again() -> None:
    dialect = Dialect(WORDS, CLASSES)
    line = "(leg|arm) .. [very] <pain>"
    assert parse(line, dialect) == parse(line, dialect) == parse(line, Dialect(WORDS, CLASSES))


def test_a_missing_bracket_is_found_at_once_however_long_the_line() -> None:
    with pytest.raises(PatternError):
        parse("(" + "leg [arm] " * 2000, Dialect(WORDS, CLASSES))
