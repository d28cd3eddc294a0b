"""The model folder in the repository: its size, its words, and what libvosk makes of it."""

import json
from pathlib import Path

import pytest

from models.train import wordings
from models.train.vocabulary import lacking, model_words

MODEL = Path(__file__).parents[2] / "models" / "starter-en"
PARTS = ("am/final.mdl", "conf/mfcc.conf", "conf/model.conf", "graph/HCLr.fst", "graph/Gr.fst", "graph/words.txt")

pytestmark = pytest.mark.skipif(not MODEL.exists(), reason="models/starter-en has not been made yet")


@pytest.fixture(scope="module")
def vosk_model():
    vosk = pytest.importorskip("vosk", reason="vosk belongs to the extra [speech]")
    vosk.SetLogLevel(-1)
    return vosk.Model(str(MODEL))


def hear(model, samples: bytes, *grammar: str) -> str:
    import vosk

    recognizer = vosk.KaldiRecognizer(model, 16000, *grammar)
    for start in range(0, len(samples), 3200):
        recognizer.AcceptWaveform(samples[start : start + 3200])
    return json.loads(recognizer.FinalResult())["text"]


def test_folder_is_whole_and_small():
    assert all((MODEL / part).is_file() for part in PARTS)
    assert sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file()) <= 6_000_000


def test_every_everyday_word_is_in_the_model():
    assert not set(wordings.common_words()) - set(model_words(MODEL))
    assert {"[unk]", "yes", "no", "i'm", "can't", "don't"} <= set(model_words(MODEL))


def test_every_word_of_the_intents_is_in_the_model():
    missing = lacking(MODEL.parents[1] / "intents", MODEL)
    assert not missing, "make the graph again: python -m models.train export --intents intents"


def test_no_ready_graph_hides_the_grammars():
    assert not (MODEL / "graph" / "HCLG.fst").exists()


def test_libvosk_opens_the_folder_and_knows_its_words(vosk_model):
    assert vosk_model.vosk_model_find_word("yes") > 0
    assert vosk_model.vosk_model_find_word("qqrst") == -1


def test_silence_is_heard_as_nothing(vosk_model):
    assert hear(vosk_model, bytes(64000)) == ""
    assert hear(vosk_model, bytes(64000), '["yes", "no", "[unk]"]') == ""


@pytest.fixture(scope="module")
def say(tmp_path_factory):
    """Samples of a text in a voice that was not trained on."""
    pytest.importorskip("soundfile", reason="soundfile belongs to the extra [train]")
    pytest.importorskip("scipy", reason="scipy belongs to the extra [train]")
    from models.train import engines, voices
    from models.train.listeners import sound

    if not engines.installed("flite"):
        pytest.skip("flite is not installed")
    folder = tmp_path_factory.mktemp("said")

    def spoken(text: str) -> bytes:
        (path,) = voices.read_aloud([voices.Reading(text, voices.Voice("flite", "slt"))], folder)
        return sound(path).astype("<i2").tobytes()

    return spoken


@pytest.mark.parametrize("word", ["yes", "no", "help", "repeat", "stop"])
def test_a_grammar_is_honoured(vosk_model, say, word: str):
    assert hear(vosk_model, say(word), '["yes", "no", "help", "repeat", "stop", "[unk]"]') == word


def test_words_outside_the_grammar_are_unknown(vosk_model, say):
    heard = hear(vosk_model, say("i would like a large cup of coffee"), '["yes", "no", "[unk]"]')
    assert set(heard.split()) <= {"[unk]"}


def test_words_have_times_and_partial_results_come(vosk_model, say):
    import vosk

    recognizer = vosk.KaldiRecognizer(vosk_model, 16000, '["seven days", "a week", "[unk]"]')
    recognizer.SetWords(True)
    samples, partials = say("seven days"), set()
    for start in range(0, len(samples), 3200):
        recognizer.AcceptWaveform(samples[start : start + 3200])
        partials.add(json.loads(recognizer.PartialResult())["partial"])
    words = json.loads(recognizer.FinalResult())["result"]
    assert [word["word"] for word in words] == ["seven", "days"]
    assert 0 < words[0]["start"] < words[0]["end"] <= words[1]["start"] < words[1]["end"] < len(samples) / 32000
    assert partials - {""}
