"""Speech without the system's library: the one from PyPI is found, its data too, wherever it is installed."""

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import sys
from pathlib import Path
from voice.synthesizers._pyttsx3_child import Renderer, load_espeak
folder = Path(sys.argv[1])
loaded = load_espeak(folder, ("libno-such-library.so.1",))
samples, rate = Renderer(folder).render({"voice": None, "rate": 170, "volume": 1.0, "text": "Hello."})
in_memory = {line.split()[-1] for line in open("/proc/self/maps") if "espeak" in line}
print(loaded, len(samples) > rate / 4, len(in_memory), sep="|")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have a voice of their own")
def test_the_library_from_pypi_is_enough(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)], capture_output=True, text=True, check=True, timeout=30
    )
    loaded, spoke, libraries = done.stdout.splitlines()[-1].split("|")
    assert "espeakng_loader" in loaded
    assert (spoke, libraries) == ("True", "1")


HANGING = """
import sys, time
from voice.synthesizers._pyttsx3_child import while_asked
for line in while_asked(sys.stdin.buffer, grace=0.1):
    print(line.decode().strip(), flush=True)
    time.sleep(600)
"""


def test_a_child_that_hangs_ends_when_its_parent_is_gone() -> None:
    child = subprocess.Popen([sys.executable, "-c", HANGING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write("asked\n")
    child.stdin.flush()
    assert child.stdout.readline() == "asked\n"
    child.stdin.close()  # as the system does for a parent that was killed
    assert child.wait(timeout=30) == 1
    child.stdout.close()
