"""Memory that nothing uses any more, given back to the system.

The recogniser takes and lets go of tens of megabytes in every consultation, in several threads. glibc keeps what was
let go of, apart for each thread, so a process that sits and waits to be called would look ever larger.
"""

import ctypes
import sys
from contextlib import suppress


def give_back() -> None:
    """Give the system back what is free; takes some milliseconds. Does nothing where the C library has no such call."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # musl does not keep any
            ctypes.CDLL(None).malloc_trim(0)
