"""What libvosk's results add up to."""

from voice.recognizers._hypothesis import Hypothesis


def test_sentences_add_up_and_strange_speech_is_left_out_of_the_text() -> None:
    heard = Hypothesis().with_partial({"partial": "no"})
    assert heard.words_so_far == "no"
    words = [{"word": "no", "conf": 0.8}, {"word": "[unk]", "conf": 0.1}]
    heard = heard.with_result({"text": "no [unk]", "result": words})
    assert (heard.text, heard.words_so_far, heard.confidence) == ("no", "no [unk]", 0.8)
    heard = heard.with_partial({"partial": "chest"})
    assert heard.words_so_far == "no [unk] chest"
    heard = heard.with_result({"text": "pain", "result": [{"word": "pain", "conf": 0.6}]})
    assert (heard.text, heard.confidence) == ("no pain", 0.7)


def test_nothing_heard_is_nothing_sure() -> None:
    heard = Hypothesis().with_result({"text": ""})
    assert (heard.text, heard.words_so_far, heard.confidence) == ("", "", 0.0)
