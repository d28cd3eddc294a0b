"""Loading a speech model in a process of its own first: libvosk does not report a broken one, it crashes on it.

The model that ships is spared this, so that the start is quick.
"""

import subprocess
import sys
from pathlib import Path

from voice.children import child_command
from voice.errors import EngineUnavailable

_PATIENCE_SECONDS = 120.0
"""The largest official model takes a tenth of this."""


def try_model(folder: Path, rate: int) -> None:
    """Load the model, and listen to nothing with and without a grammar; raises EngineUnavailable if that fails."""
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            child_command(__name__, folder, str(rate)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE_SECONDS,
            start_new_session=True,  # Ctrl-C in the terminal must not reach it
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        message = f"The speech model {folder} could not be tried in time; close other programs or use a smaller one."
        raise EngineUnavailable(message) from error
    if done.returncode != 0:
        message = f"The speech model {folder} is damaged; fetch or unpack it again."
        raise EngineUnavailable(message)


def main() -> None:
    """Do what a consultation will do; whatever goes wrong ends this process and no other."""
    import vosk  # noqa: PLC0415 - only in the child

    folder, rate = sys.argv[1], float(sys.argv[2])
    model = vosk.Model(folder)
    for arguments in ((model, rate), (model, rate, '["[unk]"]')):
        recognizer = vosk.KaldiRecognizer(*arguments)
        recognizer.AcceptWaveform(bytes(int(rate)))
        recognizer.FinalResult()
