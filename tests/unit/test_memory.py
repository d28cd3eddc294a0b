"""Free memory goes back to the system."""

import os
import platform
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
