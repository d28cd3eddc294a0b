"""The parts of model making that need neither sound nor training."""

import math
from pathlib import Path

import pytest

np = pytest.importorskip("numpy", reason="numpy belongs to the extra [train]")

from models.train import corpus, engines, numerals, tree, voices, wordings  # noqa: E402
from models.train.distance import edits  # noqa: E402
from models.train.ngram import END, START, estimate  # noqa: E402
from models.train.topology import BLANK_INSIDE, SILENCE, Topology, placed  # noqa: E402


def test_numbers_are_spelled_the_british_way():
    assert numerals.spell(0) == "zero"
    assert numerals.spell(118) == "one hundred and eighteen"
    assert numerals.spell(1984) == "one thousand nine hundred and eighty four"
    assert numerals.spell(2001) == "two thousand and one"


def test_only_number_words_make_a_number():
    assert numerals.is_number("four oh one hundred")
    assert not numerals.is_number("enter five")
    assert not numerals.is_number("")


def test_text_is_normalised_to_spoken_words():
    assert wordings.normalise("I\u2019m 67 \u2013 well-known, isn't it?") == "i'm sixty seven well known isn't it"


@pytest.mark.parametrize("lines", [wordings.answers, wordings.sentences, wordings.symptoms, wordings.common_words])
def test_committed_texts_are_there_and_differ(lines):
    found = lines()
    assert len(found) > 500
    assert len(found) == len(set(found))


def test_everyday_vocabulary_is_wide_enough():
    assert len(wordings.common_words()) >= 1500


def test_intents_are_read_string_by_string(tmp_path: Path):
    lines = ["slot: chest_pain", "ask: Any pain?", "phrases:", "  present: |", "    it hurts", "    # similes"]
    (tmp_path / "a.yaml").write_text("\n".join([*lines, "    <pain> .. [left] (arm|jaw)"]))
    assert wordings.intent_strings(tmp_path) == ["any pain", "it hurts", "left arm jaw"]
    assert wordings.plain_strings(tmp_path) == ["any pain", "it hurts"]


def test_no_speaker_is_on_two_sides():
    speakers = "fash flrp mcen mblw fsaf2 mskh mmtm".split()
    recordings = [corpus.Recording(Path(f"{s}.flac"), "yes", s) for s in speakers]
    sides = [{r.speaker for r in side(recordings)} for side in (corpus.training, corpus.development, corpus.held_out)]
    assert set.union(*sides) == set(speakers)
    assert sum(map(len, sides)) == len(speakers)
    assert not corpus.AN4_HELD_OUT & corpus.AN4_DEVELOPMENT
    assert len(corpus.AN4_HELD_OUT) >= 8


def test_held_out_voices_are_never_drawn():
    import random

    rng = random.Random(1)
    draws = (voices.training_voice, voices.pico_voice, voices.natural_voice, voices.kokoro_voice)
    drawn = {voice(rng).label for voice in draws for _ in range(3000)}
    people = {f"kokoro-{name}" for label in drawn for name in label.removeprefix("kokoro-").split("+")} | drawn
    assert not people & {*voices.measuring(tuning=True), *voices.measuring(tuning=False)}
    assert {"flite-rms", "festival-kal", "pico-en-US", "pico-en-GB"} <= drawn
    assert {"piper-joe", "tiny-male", "rhvoice-Bdl", "rhvoice-Clb", "kokoro-af_heart", "kokoro-bm_george"} <= drawn


def test_voices_that_no_debian_package_has_are_left_out_where_they_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    readings = [voices.Reading("yes", voices.Voice(engine, "x")) for engine in ("espeak", "tiny", "rhvoice", "piper")]
    monkeypatch.setattr(engines, "installed", lambda engine: engine == "piper")
    assert [one.voice.engine for one in voices.speakable(readings)] == ["espeak", "piper"]


def test_slow_engines_get_many_texts_at_once() -> None:
    readings = [voices.Reading(str(number), voices.Voice("festival", "kal")) for number in range(120)]
    readings += [voices.Reading("no", voices.Voice("espeak", "en-us"))] * 2
    assert [len(job) for job in engines.jobs(readings)] == [50, 50, 20, 1, 1]


def test_an_engine_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(engines, "installed", lambda _: False)
    with pytest.raises(engines.EngineMissingError, match=r"rhvoice.*engines\.py"):
        voices.read_aloud([voices.Reading("no", voices.Voice("rhvoice", "Bdl"))], tmp_path)


def test_an4_is_read_as_published(tmp_path: Path):
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "an4_train.transcription").write_text("<s> RUBOUT G M </s> (an251-fash-b)\n")
    (tmp_path / "wav" / "fash").mkdir(parents=True)
    (tmp_path / "wav" / "fash" / "an251-fash-b.sph").touch()
    (found,) = corpus.read_an4(tmp_path)
    assert (found.text, found.speaker) == ("rubout g m", "fash")


def test_fsdd_is_read_as_published(tmp_path: Path):
    (tmp_path / "7_jackson_32.wav").touch()
    (found,) = corpus.read_fsdd(tmp_path)
    assert (found.text, found.speaker) == ("seven", "jackson")


def test_every_transition_has_a_number_of_its_own():
    topology = Topology()
    ids = [number(name) for name in topology.names for number in (topology.stay, topology.leave)]
    assert sorted(ids) == list(range(1, 2 * len(topology.names) + 1))
    assert topology.first_free_label == max(ids) + 1


def test_silence_is_phone_one_and_shares_its_pdf_with_blank():
    topology = Topology()
    assert topology.number[SILENCE] == 1
    assert topology.pdf(SILENCE) == topology.pdf(BLANK_INSIDE) == 0
    assert topology.pdf("AA_B") == topology.pdf("AA_S") != topology.pdf("AE_B")
    assert topology.word_boundaries().startswith("1 nonword\n2 internal\n3 begin\n")


def test_phones_know_their_place_in_the_word():
    assert placed(("AY",)) == ("AY_S",)
    assert placed(("N", "OW")) == ("N_B", "OW_E")
    assert placed(("Y", "EH", "S")) == ("Y_B", "EH_I", "S_E")


def test_tree_says_exactly_the_words_it_was_built_from():
    spellings = [("ab", "one"), ("ac", "two"), ("ab", "won"), ("xyc", "three"), ("abq", "four"), ("zyc", "five")]
    pairs = {(tuple(phones), word) for phones, word in spellings}
    assert set(tree.build(pairs).spellings()) == pairs


def test_tree_shares_endings():
    long = tree.build([(tuple("axyz"), "one"), (tuple("bxyz"), "two")])
    assert len(long.steps) == 5


@pytest.mark.parametrize(("order", "most"), [(2, None), (3, None), (3, 7), (2, 1)])
def test_what_follows_is_a_probability(order: int, most: int | None):
    words = ["no", "pain", "yes"]
    spoken = estimate(["no pain", "yes", "no", "no strange pain", "no pain no"], words, order, most)
    for history in [(), (START,), ("no",), *spoken.after]:
        share = sum(math.exp(-spoken.cost_after(history, second)) for second in [*words, END])
        assert share == pytest.approx(1.0, abs=1e-6)
    assert most is None or sum(map(len, spoken.after.values())) <= most + 1
    assert spoken.cost(["no", "pain"]) < spoken.cost(["pain", "no"])


def test_two_words_before_tell_more_than_one():
    texts = ["my arm hurts", "my arm hurts", "his arm itches", "his arm itches"]
    words = sorted({word for text in texts for word in text.split()})
    two, three = (estimate(texts, words, order) for order in (2, 3))
    assert three.cost("my arm hurts".split()) < two.cost("my arm hurts".split())
    assert three.cost("my arm itches".split()) > three.cost("his arm itches".split())


def test_a_run_is_kept_with_the_run_that_leads_to_it():
    texts = ["my arm hurts"] * 9 + ["arm itches"] * 3
    spoken = estimate(texts, sorted({word for text in texts for word in text.split()}), 3, 4)
    assert all(history[-1] in spoken.after.get(history[:-1], {}) for history in spoken.after if len(history) == 2)


def test_edits_count_all_three_mistakes():
    assert edits("a b c".split(), "a c".split()) == 1
    assert edits("a b".split(), "a x b".split()) == 1
    assert edits("a b".split(), "a x".split()) == 1
    assert edits([], ["a"]) == 1


def test_a_folder_without_recordings_is_refused(tmp_path: Path):
    with pytest.raises(FileNotFoundError, match="no AN4 recordings"):
        corpus.read_an4(tmp_path)
