"""The keyboard beside a microphone that hears nothing: a real terminal, a sound card that exists only in memory."""

import os
import pty
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.live.card import Card

pytestmark = [pytest.mark.audio, pytest.mark.live]


@dataclass
class Typist:
    """A program in a terminal, and somebody before it."""

    child: subprocess.Popen[str]
    ours: int
    theirs: int
    lines: list[str] = field(default_factory=list)

    def press(self, keys: str) -> None:
        """Press some keys."""
        os.write(self.ours, keys.encode())

    def reads(self, words: str) -> str:
        """Read until a line with these words."""
        assert self.child.stdout is not None
        for line in self.child.stdout:
            self.lines.append(line)
            if words in line:
                return line
        pytest.fail(f"nobody said {words!r}: {''.join(self.lines)}")


@contextmanager
def typist(card: Card, *arguments: str, **extra: str) -> Iterator[Typist]:
    """Start a consultation in a terminal of its own."""
    ours, theirs = pty.openpty()
    before = termios.tcgetattr(theirs)
    child = subprocess.Popen(
        [sys.executable, "-m", "voice", "run", "--rate", "450", *arguments],
        stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**card.environment, **extra},
    )  # fmt: skip
    try:
        yield Typist(child, ours, theirs)
        assert termios.tcgetattr(theirs) == before
    finally:
        child.kill()
        child.communicate()
        os.close(ours)
        os.close(theirs)


def test_a_consultation_by_keys_alone_without_a_voice(card: Card) -> None:
    with typist(card, "--speech", "off", "--region", "UK") as one:
        one.reads("in your own words")
        one.press("h")
        one.reads("On the keyboard, y is yes")
        one.press("k")
        one.reads("Question 1:")
        one.press("y")
        one.reads("Advice:")
        one.reads("anything else")
        one.press("n")
        one.reads("I will stop now")
        assert one.child.wait(timeout=20) == 0


def test_keys_stop_what_is_spoken(card: Card) -> None:
    with typist(card) as one:
        one.reads("Hello")
        began = time.monotonic()
        for _ in range(4):
            one.press(" ")
            time.sleep(0.3)
        one.press("x")
        one.reads("Advice:")
        assert time.monotonic() - began < 15
        assert one.child.wait(timeout=60) == 0


def test_it_waits_to_be_called_and_waits_again(card: Card) -> None:
    with typist(card, "--wait", "--speech", "off") as one:
        one.reads("I am waiting")
        time.sleep(2)
        one.press("y")
        one.reads("in your own words")
        one.press("x")
        one.reads("Advice:")
        one.reads("I am waiting")
        one.child.send_signal(2)
        assert one.child.wait(timeout=20) == 130


def test_the_first_start_is_gone_through_by_keys_and_remembered(card: Card, tmp_path: Path) -> None:
    place = tmp_path / "settings.toml"
    with typist(card, "--speech", "off", BACKTALK_SETTINGS=str(place)) as one:
        one.reads("Which country are you in?")
        one.press("k")
        one.reads("my back has hurt for three days")
        one.press("k")
        one.reads("Shall I do that?")
        one.press("n")
        one.reads("I will keep nothing.")
        one.reads("in your own words")
        one.press("x")
        assert one.child.wait(timeout=20) == 0
    assert place.read_text() == "resume = false\n"
