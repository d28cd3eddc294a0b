"""The measurements' own arithmetic: what is counted, and what it is held against."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from models.train.evaluate import Refusals, Row, Score
from tests.bench import live, speech, start
from tests.bench.__main__ import names
from tests.bench.figures import Figure, Report
from tests.bench.spoken import Answer, Judged, Reading
from tests.live.caller import Sound
from voice.core.terms import SlotId, Utterance

CHEST = SlotId("chest_pain")


def test_every_benchmark_is_found_by_name() -> None:
    assert {"speech", "start", "understanding"} <= set(names())


@pytest.mark.parametrize(
    ("task", "measure", "target"),
    [
        ("AN4 numbers", "word_error", "at most 0.07"),
        ("AN4 numbers", "exact", ""),
        ("AN4 single words", "exact", "at least 0.97"),
        ("FSDD digits", "exact", "at least 0.76"),
        ("flite-slt phrases, 96-phrase grammar", "exact", "at least 0.83"),
        ("flite-slt phrases, no grammar", "exact", ""),
        ("flite-slt phrases, no grammar", "real_time", "at most 0.03"),
    ],
)
def test_what_a_figure_is_held_against(task, measure, target) -> None:
    assert speech.target_of(task, measure) == target


def test_only_the_model_has_targets() -> None:
    row = Row("FSDD digits", 2, (Score("vosk", 1.0, 0.0, 0.01), Score("pocketsphinx", 0.5, 0.5, 0.02)))
    lines = [figure.line() for figure in speech.scores(row)]
    assert lines[0] == "exactly right, this model: 1.000; target at least 0.76"
    assert lines[1] == "exactly right, pocketsphinx: 0.500"
    assert len(lines) == 6


def test_a_task_that_was_skipped_has_no_figures() -> None:
    assert not list(speech.scores(Row("FSDD digits", 0, (), "flite is not installed")))


def test_strange_speech_is_counted_with_and_without_a_second_opinion() -> None:
    figures = list(speech.refusals([Refusals("vosk", 10, 4, 1)]))
    assert [(figure.value, figure.of) for figure in figures] == [(0.4, "4 of 10"), (0.1, "1 of 10")]


def heard(typed, both, *, held_out=False, doubtful=False) -> Judged:
    found = {"both": both, "narrow": both, "free": None}
    reading = Reading("", "", 0.1, 10.0, Utterance("", ""))
    return Judged(Answer(CHEST, "flite-slt", "no", held_out), reading, typed, found, doubtful)


def test_spoken_answers_are_compared_with_typed_ones() -> None:
    spoken = [heard("absent", "absent", held_out=True), heard("absent", "present", doubtful=True), heard(None, None)]
    figures = {figure.label: figure for figure in speech.as_typed(spoken)}
    assert figures["finding as typed, both ears"].of == "2 of 3"
    assert figures["finding as typed, free decode alone"].of == "1 of 3"
    assert figures["the same, of answers that say something, both ears"].of == "1 of 2"
    assert figures["a yes for a no or a no for a yes, both ears"].of == "1 of 3"
    assert figures["both ears, not asked again"].of == "2 of 3"
    assert figures["both ears, not asked again: a yes for a no or a no for a yes"].of == "0 of 2"
    assert figures["finding as typed, both ears, callers of the reported half"].of == "1 of 1"
    assert figures["real-time factor of both ears together"].value == pytest.approx(0.01)


def test_without_spoken_answers_there_is_nothing_to_say() -> None:
    assert not list(speech.as_typed([]))


def run(**measured: float | list[float]) -> Mapping[str, Any]:
    return {
        "first_work": 0.5,
        "gaps": [],
        "gaps_work": [],
        "gaps_tones": [],
        "peak": 100.0,
        "voice_peak": 20.0,
        **measured,
    }


def test_waits_are_given_in_milliseconds_over_all_consultations() -> None:
    runs = [
        run(gaps=[0.1, 0.2], gaps_work=[0.01, 0.02], gaps_tones=[0.05, 0.05]),
        run(gaps=[0.3], gaps_work=[0.03], gaps_tones=[0.05]),
    ]
    figures = {figure.label: figure for figure in start.gaps(runs)}
    assert figures["milliseconds, median"].value == pytest.approx(200)
    assert figures["milliseconds, median"].target == "at most 150"
    assert figures["milliseconds, longest"].value == pytest.approx(300)
    assert figures["milliseconds of the processor, median"].value == pytest.approx(20)


def test_a_consultation_without_answers_is_said_to_have_none() -> None:
    assert [figure.value for figure in start.gaps([run()])] == ["none to count"]


def test_the_start_is_the_median_of_its_processes() -> None:
    started = [{"first_prompt_seconds": seconds} for seconds in (1.0, 9.0, 2.0)]
    first, work = start.start(started, [run()])
    assert (first.value, first.of) == (2.0, "3 processes; from 1.000 to 9.000")
    assert work.value == 0.5


def test_memory_is_the_most_of_any_process() -> None:
    peaks: list[Mapping[str, Any]] = [{"peak_resident_mebibytes": 150}, {"peak_resident_mebibytes": None}]
    most, voice = start.memory(peaks, [run(peak=2**20 / 1e6 * 120)])
    assert most.value == 150
    assert voice.value == pytest.approx(20e6 / 2**20)


def test_the_95th_percentile_is_of_the_values_themselves() -> None:
    assert start.at(list(range(100, 0, -1)), 0.95) == 96
    assert start.at([7], 0.95) == 7


def test_the_report_of_a_run_is_its_last_object() -> None:
    assert start.last_object('The model lacks words.\n{"a": 1}\n{"a": 2}\n') == {"a": 2}


def test_a_report_reads_as_lines_and_as_json() -> None:
    found = Report("Hearing")
    found.add("Digits", [Figure("exact", 0.5, "at least 0.76", "1 of 2")])
    found.add("Nothing", [])
    assert found.text().splitlines() == ["Hearing", "", "Digits.", "exact: 0.500; target at least 0.76; of 1 of 2"]
    assert json.loads(found.json())["sections"]["Digits"][0]["value"] == 0.5


def test_waits_are_from_the_end_of_an_answer_to_tone_and_sentence() -> None:
    said = [Sound(0.02 * at, 900.0 if at < 50 else 5.0) for at in range(100)]
    tone, sentence = range(90, 93), range(96, 140)
    played = [Sound(0.02 * at, 900.0 if at in tone or at in sentence else 0.0) for at in range(200)]
    [wait] = live.waits_of(said, played)
    assert wait.earcon == pytest.approx(0.8)
    assert wait.reply == pytest.approx(0.92)
