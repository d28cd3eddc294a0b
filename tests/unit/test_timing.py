"""Gaps are measured from the last sound of an answer to the first of the next sentence."""

from tests.fakes import ListSink, ListSource, loud, quiet
from voice.timing import TimedSink, TimedSource, Timing


def test_one_gap_an_answer() -> None:
    timing = Timing()
    sink = TimedSink(ListSink(), timing)
    sink.play(loud(0.1), lambda: False)
    for _ in range(3):
        source = TimedSource(ListSource([loud(0.1), quiet(0.1)]), timing)
        source.flush()
        list(source.frames())
        sink.play(loud(0.1), lambda: False)
        sink.play(loud(0.1), lambda: False)
    summary = timing.summary()
    assert summary["answers"] == 3
    assert 0 <= (summary["median_gap_seconds"] or 0) < 1
    assert summary.keys() >= {"first_prompt_seconds", "longest_gap_seconds", "peak_resident_mebibytes"}


def test_a_tone_is_no_sentence_but_takes_its_time() -> None:
    timing, tone = Timing(), loud(0.5)
    sink = TimedSink(ListSink(), timing)
    list(TimedSource(ListSource([loud(0.1)]), timing).frames())
    sink.sound(tone)
    sink.play(loud(0.1), lambda: False)
    assert timing.summary()["answers"] == 1
    assert (timing.summary()["median_gap_seconds"] or 0) >= 0.5


def test_without_answers_there_is_no_gap() -> None:
    timing = Timing()
    TimedSink(ListSink(), timing).play(loud(0.1), lambda: False)
    assert timing.summary()["median_gap_seconds"] is None
