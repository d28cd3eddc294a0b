"""The voice, and what happens when its process hangs, dies, or was never there."""

import math
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from voice.core.events import Manner
from voice.core.terms import Command
from voice.errors import EngineUnavailable, SynthesisError
from voice.ports import Pcm
from voice.settings import Speech
from voice.synthesizers._worker import Worker
from voice.synthesizers.pyttsx3 import Pyttsx3Voice, open_synthesizer

QUICK = replace(Speech(), start_seconds=5.0, render_seconds=0.3)

ANSWER = """
import json, sys
for line in sys.stdin:
    request = json.loads(line)
    {before}
    sound = b"\\x00\\x10" * len(request["text"]) * (500 - request["rate"])
    print(json.dumps({{"id": request["id"], "rate": 16000, "size": len(sound)}}), flush=True)
    sys.stdout.buffer.write(sound)
    sys.stdout.buffer.flush()
"""


class Children:
    """Starts child processes that run some Python, one program after another, and counts them."""

    def __init__(self, *programs: str) -> None:
        """Run ``programs`` in order, the last one again and again."""
        self._programs = list(programs)
        self.started = 0

    def __call__(self) -> Worker:
        """Start the next child."""
        program = self._programs[min(self.started, len(self._programs) - 1)]
        self.started += 1
        return Worker([sys.executable, "-c", program])


GOOD = ANSWER.format(before="")
COUNTS = """
import json, sys
for number, line in enumerate(sys.stdin, 1):
    sound = bytes([0, number]) * 500
    print(json.dumps({"id": json.loads(line)["id"], "rate": 16000, "size": len(sound)}), flush=True)
    sys.stdout.buffer.write(sound)
    sys.stdout.buffer.flush()
"""
DIES = ANSWER.format(before="sys.exit(1)")
HANGS = ANSWER.format(before="import time; time.sleep(60)")
HANGS_LATER = ANSWER.format(before='import time; time.sleep(60 if "second" in request["text"] else 0)')
MUTE = GOOD.replace("\\x00\\x10", "\\x00\\x00")
REFUSES = """
import json, sys
for line in sys.stdin:
    print(json.dumps({"id": json.loads(line)["id"], "error": "No."}), flush=True)
"""
ABSENT = 'print(\'{"fatal": "No speech library was found; install one."}\', flush=True)'


def test_a_sentence_is_made_once_and_kept() -> None:
    children = Children(GOOD)
    voice = Pyttsx3Voice(QUICK, children)
    first = voice.synthesize("hello")
    assert first.seconds > 0
    assert voice.synthesize("hello") is first
    assert children.started == 1


def test_a_sentence_made_ahead_is_the_one_that_is_used() -> None:
    voice = Pyttsx3Voice(QUICK, Children(GOOD))
    voice.prefetch(["one", "two"])
    assert voice.synthesize("two").seconds > 0


@pytest.mark.parametrize("broken", [DIES, HANGS_LATER])
def test_a_child_that_dies_or_hangs_is_replaced(broken: str) -> None:
    children = Children(broken, GOOD)
    voice = Pyttsx3Voice(QUICK, children)
    if broken is HANGS_LATER:
        voice.synthesize("first")
    assert voice.synthesize("second").seconds > 0
    assert children.started == 2


def test_one_that_keeps_dying_is_given_up() -> None:
    children = Children(DIES)
    voice = Pyttsx3Voice(QUICK, children)
    for _ in range(4):
        with pytest.raises(SynthesisError, match="--speech off"):
            voice.synthesize("hello")
    assert children.started == 3  # two failures in a row, and the one that was ready for a third try


def test_what_was_made_before_is_still_there_when_the_voice_is_given_up() -> None:
    voice = Pyttsx3Voice(QUICK, Children(GOOD, DIES))
    kept = voice.synthesize("call for help")
    voice._worker.kill()
    for _ in range(3):
        with pytest.raises(SynthesisError):
            voice.synthesize("hello")
    assert voice.synthesize("call for help") is kept


def test_a_hang_at_the_start_costs_no_more_than_the_settings_say() -> None:
    voice = Pyttsx3Voice(replace(QUICK, start_seconds=0.3), Children(HANGS))
    with pytest.raises(SynthesisError):
        voice.synthesize("hello")


def test_an_absent_engine_says_how_to_get_it() -> None:
    voice = Pyttsx3Voice(QUICK, Children(ABSENT))
    for _ in range(2):
        with pytest.raises(EngineUnavailable, match="install"):
            voice.synthesize("hello")


@pytest.mark.parametrize(("program", "sentence"), [(MUTE, "made no sound"), (REFUSES, "No.")])
def test_a_sentence_without_sound_is_not_speech(program: str, sentence: str) -> None:
    children = Children(program)
    with pytest.raises(SynthesisError, match=sentence):
        Pyttsx3Voice(QUICK, children).synthesize("hello")
    assert children.started == 1


@pytest.mark.parametrize(
    ("command", "is_so"),
    [(Command.SLOWER, lambda old, new: new > old), (Command.FASTER, lambda old, new: new < old)],
)
def test_rate_commands_change_the_next_sentence(command: Command, is_so: Callable[[float, float], bool]) -> None:
    voice = Pyttsx3Voice(QUICK, Children(GOOD))
    old = voice.synthesize("hello").seconds
    voice.adjust(command)
    assert is_so(old, voice.synthesize("hello").seconds)


def test_however_often_it_is_asked_the_voice_stays_within_what_can_be_spoken() -> None:
    for command in Command:
        voice = Pyttsx3Voice(QUICK, Children(GOOD))
        for _ in range(30):
            voice.adjust(command)
        assert voice.synthesize("hello").seconds > 0


def test_the_real_engine_speaks_as_fast_as_it_is_told() -> None:
    slow, fast = open_synthesizer(Speech(rate=80)), open_synthesizer(Speech(rate=450))
    text = "Do you have any pain in your chest?"
    assert slow.synthesize(text).seconds > 2.5 * fast.synthesize(text).seconds
    assert slow.synthesize(text).rate >= 16_000


def test_the_real_engine_changes_rate_every_time() -> None:
    voice = open_synthesizer(Speech())
    lengths = []
    for command in [Command.FASTER, Command.SLOWER] * 3:
        lengths.append(voice.synthesize("Say that again, please.").seconds)
        voice.adjust(command)
    assert len({round(length, 1) for length in lengths}) == 2


def test_a_voice_that_does_not_exist_gets_one_sentence() -> None:
    with pytest.raises(SynthesisError, match="no voice named nobody"):
        open_synthesizer(Speech(voice="nobody")).synthesize("hello")


def test_words_that_make_no_sound_are_refused() -> None:
    with pytest.raises(SynthesisError, match="no sound"):
        open_synthesizer(Speech()).synthesize("...")


def test_a_child_that_dies_in_the_middle_of_an_answer_is_lost_and_no_more() -> None:
    cut = (
        ANSWER.format(before="")
        .replace("buffer.write(sound)", "buffer.write(sound[:7])")
        .replace("    sys.stdout.buffer.flush()", "    sys.stdout.buffer.flush(); break")
    )
    worker = Children(cut)()
    with pytest.raises(SynthesisError, match="stopped"):
        worker.submit({"rate": 170, "text": "hello"}).result(timeout=10)


def test_a_command_that_cannot_be_started_says_so(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match="could not be started"):
        Worker([str(tmp_path / "absent")])


def test_an_emergency_is_spoken_slower_and_louder_by_the_real_engine() -> None:
    for volume in (1.0, 0.2):
        voice = open_synthesizer(Speech(volume=volume))
        plain, urgent = (
            voice.synthesize("Call nine nine nine now.", manner) for manner in (Manner.PLAIN, Manner.URGENT)
        )
        assert urgent.seconds > 1.1 * plain.seconds
        assert loudness(urgent) > 1.5 * loudness(plain)
        peak = max(abs(sample) for sample in memoryview(urgent.samples).cast("h"))
        assert peak < 32_767


def loudness(sound: Pcm) -> float:
    """Return the root mean square of a sound."""
    samples = memoryview(sound.samples).cast("h")
    return math.hypot(*samples) / math.sqrt(len(samples))


def test_only_so_many_sentences_are_remembered() -> None:
    children = Children(COUNTS)
    voice = Pyttsx3Voice(replace(QUICK, remembered=2), children)
    first = voice.synthesize("first")
    assert voice.synthesize("second") != first
    assert voice.synthesize("first") == first  # and is now the last one wanted
    voice.synthesize("third")
    assert voice.synthesize("first") == first
    assert voice.synthesize("second").samples.count(b"\x04") > 0  # made again, as the fourth
