"""``python -m tests.audio.make_fixtures``: makes the recordings that ``en/recordings.yaml`` lists and that are missing.

Needs flite (Debian: apt-get install flite). Its voices are used here and nowhere else in this project: the product
speaks with espeak-ng, and the speech model was trained on others. Recordings that are no longer listed are removed.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import soundfile

from tests.audio.recordings import FOLDER, Recording, read
from voice.audio import wav

RATE = 16_000


def make(recording: Recording) -> None:
    """Read the words aloud into a file."""
    recording.file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        spoken = Path(folder) / "spoken.wav"
        subprocess.run(["flite", "-voice", recording.voice, "-t", recording.words, "-o", spoken], check=True)
        sound = wav.read(spoken, RATE)
        raw = Path(folder) / "spoken.raw"
        raw.write_bytes(sound.samples)
        samples, _ = soundfile.read(
            raw, dtype="int16", format="RAW", samplerate=RATE, channels=1, subtype="PCM_16", endian="LITTLE"
        )
    soundfile.write(recording.file, samples, RATE, format="FLAC", subtype="PCM_16")


def main() -> int:
    """Make what is missing, remove what is not listed."""
    if shutil.which("flite") is None:
        print("flite is not installed; on Debian and Ubuntu: sudo apt-get install flite")
        return 1
    listed = {recording.file: recording for recording in read()}
    for file in set(FOLDER.rglob("*.flac")) - set(listed):
        file.unlink()
        print(f"removed {file.relative_to(FOLDER)}")
    for file, recording in sorted(listed.items()):
        if not file.exists():
            make(recording)
            print(f"made {file.relative_to(FOLDER)}")
    size = sum(file.stat().st_size for file in listed)
    print(f"{len(listed)} recordings, {size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
