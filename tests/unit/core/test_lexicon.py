"""Looking phrases up: which stand in an utterance, and where."""

import pytest

from voice.core.lexicon import Entry, Lexicon, Match, Numbering, Role, compile_lexicon, respelt
from voice.core.matching import find, read
from voice.core.normalize import Words, normalize
from voice.core.patterns import Dialect, parse

WORDS = Words(
    light=frozenset({"the", "my", "a", "is"}),
    skippable=frozenset({"the", "my", "a", "is", "always"}),
    negators=frozenset({"not", "no"}),
    contrasts=frozenset({"but"}),
)


def lexicon(*lines: str, role: Role = Role.PHRASE, confusions: dict[str, str] | None = None) -> Lexicon:
    """These patterns, each its own owner."""
    numbering = Numbering()
    for line in lines:
        numbering.add(Entry(line, "present", role, line), parse(line, Dialect(WORDS, {})))
    return compile_lexicon(numbering, WORDS, confusions or {}, (frozenset({"two"}), frozenset({"ago"})))


def found(known: Lexicon, text: str, owners: tuple[str, ...] = ()) -> list[Match]:
    """The matches in a text."""
    return find(read(normalize(text, WORDS), known, frozenset()), known, frozenset(owners))


@pytest.mark.parametrize(
    ("line", "text", "places"),
    [
        ("chest pain", "my chest pain", [(1, 2)]),
        ("chest pain", "my chests are paining", []),
        ("chest pain", "my chest is always painful pain", []),
        ("chest pain", "the chest is always the pain", [(1, 5)]),
        ("chest pain", "pain in chest", []),
        ("chest .. pain", "chest gives me terrible pain", [(0, 4)]),
        ("chest .. pain", "chest one two three four pain", []),
        ("chest ... pain", "chest one two three four pain", [(0, 5)]),
        ("chest .. pain", "chest. pain", [(0, 1)]),
        ("chest .. pain", "chest but pain", []),
        ("pain & chest", "chest with some awful pain", [(0, 4)]),
        ("pain & chest", "my chest, some pain", []),
        ("^ pain", "pain here", [(0, 0)]),
        ("^ pain", "here pain", []),
        ("pain $", "here pain", [(1, 1)]),
        ("pain $", "pain here", []),
        ("pain", "pain and pain", [(0, 0), (2, 2)]),
        ("=is pain", "is pain", [(0, 1)]),
        ("=is pain", "pain", []),
    ],
)
def test_a_phrase_is_found(line: str, text: str, places: list[tuple[int, int]]) -> None:
    assert [(match.start, match.end) for match in found(lexicon(line), text)] == places


def test_replies_count_only_for_the_slot_that_is_asked() -> None:
    known = lexicon("both", role=Role.REPLY)
    assert not found(known, "both")
    assert [match.entry.owner for match in found(known, "both", ("both",))] == ["both"]


def test_a_long_word_may_be_misspelt_by_one_letter() -> None:
    known = lexicon("numbness", "leg")
    assert respelt("numbnes", known) == "numbness"
    assert respelt("lig", known) == "lig"
    assert respelt("nubnes", known) == "nubnes"


def test_a_confused_word_counts_only_close_to_its_phrase_and_out_of_other_company() -> None:
    known = lexicon("leg weak", "leg .. weak", confusions={"week": "weak"})
    assert [match.entry.text for match in found(known, "my leg is week")] == ["leg weak"]
    assert not found(known, "my leg two week")
    assert not found(known, "my leg week ago")


def test_an_answering_no_is_no_word_of_a_phrase() -> None:
    known = lexicon("no pain")
    tokens = normalize("no pain", WORDS)
    assert find(read(tokens, known, frozenset()), known, frozenset())
    assert not find(read(tokens, known, frozenset({0})), known, frozenset())


def test_hostile_repetition_is_looked_up_in_linear_work() -> None:
    known = lexicon("leg .. numb", "numb & leg & foot")
    for text in ("leg " * 10_000, "leg numb " * 5_000, "leg foot numb " * 3_000):
        reading = read(normalize(text, WORDS), known, frozenset())
        assert len(reading.blocking) == len(text.split()) + 1
        assert len(find(reading, known, frozenset())) <= len(text.split())


def test_equal_words_share_a_number() -> None:
    numbering = Numbering()
    for line in ("(leg|arm) numb", "(arm|leg) weak"):
        numbering.add(Entry(line, "", Role.PHRASE, line), parse(line, Dialect(WORDS, {})))
    assert len(numbering.numbers) == 3
    assert [variant.close for variant in numbering.variants] == [True, True]
