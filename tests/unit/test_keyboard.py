"""What is pressed counts as said; the terminal is as before, however it ends."""

import os
import pty
import signal
import subprocess
import sys
import termios
import time

import pytest

from tests.fakes import ListListener, ListSource, quiet
from tests.unit.test_cli import ROOT, backtalk, environment
from voice.content import Content
from voice.content.keys import SPACE
from voice.content.setup import START
from voice.core.events import Heard, Interrupted, Listen, NoInput
from voice.core.terms import ListenKind, Utterance
from voice.core.understand import understand
from voice.keyboard import KeyedListener, KeyedSource, Pressed, open_keys

QUESTION = Listen(ListenKind.QUESTION)


class ListKeys:
    """Keys that are pressed one moment after another."""

    def __init__(self, *moments: str) -> None:
        """Press ``moments``, then nothing."""
        self._moments = iter(moments)

    def pressed(self) -> str:
        """Return this moment's keys."""
        return next(self._moments, "")


def pressed(content: Content, *moments: str) -> Pressed:
    return Pressed(ListKeys(*moments), content.keys, {START: content.setup[START][0]})


def heard(content: Content, *moments: str, listen: Listen = QUESTION, seconds: float = 10) -> tuple[object, float]:
    """Return what is heard when these keys are pressed before, then a tenth of a second apart, and after how long."""
    keys = pressed(content, *moments)
    source = KeyedSource(ListSource([quiet(0.1)] * round(10 * seconds)), keys)
    taken = 0

    class Deaf(ListListener):
        """Waits in vain."""

        def hear(self, listen: Listen) -> NoInput:
            """Listen until the source ends."""
            nonlocal taken
            taken = len(list(source.frames()))
            return NoInput()

    event = KeyedListener(Deaf([]), keys).hear(listen)
    return event, taken / 10


@pytest.mark.parametrize(
    ("moments", "words"),
    [
        (["y"], "yes"),
        (["", "", "N"], "no"),
        (["", "d"], "i don't know"),
        (["", "", SPACE], "say that again"),
        (["4", "5\n"], "45"),
        (["", "1", "", "0", "\r"], "10"),
        (["7"], "7"),
        (["", "1", "2", "\x7f", "\n"], "1"),
        (["z", "=", "y"], "yes"),
        (["4", "n"], "no"),
    ],
)
def test_what_is_pressed_is_heard(english: Content, moments: list[str], words: str) -> None:
    event, _ = heard(english, *moments)
    assert event == Heard(Utterance(words, words))


def test_a_key_ends_listening_at_once_and_a_number_after_a_moment(english: Content) -> None:
    assert heard(english, "", "", "", "y")[1] == pytest.approx(0.2)
    assert heard(english, "y")[1] == 0
    assert 1.5 <= heard(english, "", "", "7")[1] <= 1.9


def test_without_a_key_what_is_said_counts(english: Content) -> None:
    keys = pressed(english)
    assert KeyedListener(ListListener(["my back hurts"]), keys).hear(QUESTION) == Heard(Utterance("my back hurts"))
    assert KeyedListener(ListListener([]), keys).hear(QUESTION) == Interrupted()
    assert heard(english)[0] == NoInput()


def test_a_key_stops_the_sentence_and_is_the_answer_to_what_follows(english: Content) -> None:
    keys = pressed(english, "", "y")
    assert not keys.cuts()
    assert keys.cuts()
    assert keys.cuts()
    assert keys.answer() == "yes"
    assert not keys.cuts()


def test_the_space_bar_stops_one_sentence_and_says_nothing_then(english: Content) -> None:
    keys = pressed(english, SPACE)
    assert keys.cuts()
    assert not keys.cuts()
    assert keys.answer() is None


def test_any_key_wakes_a_program_that_waits(english: Content) -> None:
    event, _ = heard(english, "", "n", listen=Listen(ListenKind.CONFIRM, (START,)))
    assert event == Heard(Utterance("start back check", "start back check"))


def test_every_key_says_something_that_is_understood(english: Content) -> None:
    for key, words in english.keys.items():
        found = understand(words, (), english.pathway, 739_000)
        assert found.polarity is not None or found.command is not None, (key, words)
    assert not {key for key in english.keys if key.isdigit()}


def test_where_there_is_no_terminal_there_are_no_keys() -> None:
    with open_keys(None) as keys:
        assert keys is None
    read, write = os.pipe()
    os.close(write)
    with os.fdopen(read) as stream, open_keys(stream) as keys:
        assert keys is None


def test_a_terminal_gives_each_key_at_once_and_is_then_as_before() -> None:
    ours, theirs = pty.openpty()
    before = termios.tcgetattr(theirs)
    with os.fdopen(theirs) as stream:
        with open_keys(stream) as keys:
            assert keys is not None
            assert keys.pressed() == ""
            os.write(ours, b"y7")
            time.sleep(0.05)
            assert keys.pressed() == "y7"
            os.write(ours, b"\x1b[A")
            time.sleep(0.05)
            assert keys.pressed() == ""
            assert not termios.tcgetattr(theirs)[3] & termios.ECHO
        assert termios.tcgetattr(theirs) == before
        with pytest.raises(KeyboardInterrupt), open_keys(stream):
            raise KeyboardInterrupt
        assert termios.tcgetattr(theirs) == before
    os.close(ours)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_program_that_is_ended_leaves_the_terminal_as_it_was(number: signal.Signals) -> None:
    code = (
        "import sys, signal, time\nfrom voice.keyboard import open_keys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "with open_keys(sys.stdin):\n    print('ready', flush=True)\n    time.sleep(20)\n"
    )
    ours, theirs = pty.openpty()
    before = termios.tcgetattr(theirs)
    child = subprocess.Popen(
        [sys.executable, "-c", code], stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        cwd=ROOT, env=environment(),
    )  # fmt: skip
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    assert termios.tcgetattr(theirs) != before
    child.send_signal(number)
    child.wait(timeout=20)
    child.stdout.close()
    assert child.returncode != 0
    assert termios.tcgetattr(theirs) == before
    os.close(ours)
    os.close(theirs)


def test_a_letter_alone_is_that_key_when_typing_too() -> None:
    done = backtalk("type", said="my upper back hurts\ny\n\n\n")
    assert "Advice: " in done.stdout
    assert "call your emergency number now" in done.stdout.lower()
