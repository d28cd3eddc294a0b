"""Memory that nothing uses any more, given back to the system.

The recogniser takes and lets go of tens of megabytes in every consultation, in several threads. glibc keeps what was
let go of, apart for each thread, so a process that sits and waits to be called would look ever larger.
"""

import ctypes
import sys
from contextlib import suppress

ARENA_MAX = -8  # of glibc's malloc.h: over how many stocks threads are spread
STOCKS = 2  # by default eight a processor core: free memory in one is of no use to another


def give_back() -> None:
    """Give the system back what is free; takes some milliseconds. Does nothing where the C library has no such call."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # musl does not keep any
            ctypes.CDLL(None).malloc_trim(0)


def share_stocks() -> None:
    """Let threads share two stocks of memory: many callers at once then take a tenth less. Does nothing where the C
    library has no such call."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(ARENA_MAX, STOCKS)
