"""Free memory goes back to the system."""

import ctypes
import os
import platform
import sys
from pathlib import Path

import pytest

from voice import memory

MEBIBYTE = 2**20


def resident() -> int:
    """Return the bytes that this process holds."""
    return int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc can be asked for free memory")
def test_what_was_let_go_of_beneath_something_still_used_is_given_back() -> None:
    pieces = [b"x" * 50_000 for _ in range(1_000)]  # less than glibc would take from the system one by one
    del pieces[:-1]  # the last one stands on top, so nothing is given back by itself
    kept = resident()
    memory.give_back()
    assert resident() < kept - 30 * MEBIBYTE
    assert pieces


def test_threads_are_asked_to_share_their_stocks(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []

    class Library:
        def mallopt(self, option: int, value: int) -> None:
            asked.append((option, value))

    monkeypatch.setattr(ctypes, "CDLL", lambda _: Library())
    monkeypatch.setattr(sys, "platform", "linux")
    memory.share_stocks()
    assert asked == [(memory.ARENA_MAX, memory.STOCKS)]


def test_a_library_without_stocks_is_let_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _: object())
    memory.share_stocks()
