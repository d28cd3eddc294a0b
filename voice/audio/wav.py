"""Recordings as sound: reading answers from WAV and FLAC files. libsndfile is loaded when first needed."""

from collections.abc import Iterator
from pathlib import Path

from voice.errors import AudioDeviceError
from voice.ports import Pcm
from voice.resampling import resample

_SIZE_UNKNOWN = (0, 0xFFFFFFFF)
"""What a recorder that could not go back writes for the length."""


def read(file: Path, rate: int) -> Pcm:
    """Return a recording of any rate and channels as mono at ``rate``; raises AudioDeviceError in one sentence."""
    _expect_whole(file)
    import soundfile  # noqa: PLC0415 - loading it takes longer than a sentence

    try:
        # As floats: libsndfile turns a float file read as integers into silence.
        samples, source_rate = soundfile.read(file, dtype="float32", always_2d=True)
        promised = soundfile.info(file).frames
    except (soundfile.SoundFileError, OSError, ValueError) as error:
        message = f"The file {file} is not a whole recording that can be read; give a WAV or FLAC file."
        raise AudioDeviceError(message) from error
    if len(samples) == 0:
        message = f"The recording {file} is empty; record the answer again."
        raise AudioDeviceError(message)
    if len(samples) < promised:
        message = _cut_short(file)
        raise AudioDeviceError(message)
    mono = (samples.mean(axis=1) * 32_767).clip(-32_768, 32_767).astype("<i2")
    return resample(Pcm(mono.tobytes(), int(source_rate)), rate)


def pieces(sound: Pcm, seconds: float) -> Iterator[Pcm]:
    """Cut a sound into frames of about so many seconds."""
    size = 2 * int(sound.rate * seconds)
    for at in range(0, len(sound.samples), size):
        yield Pcm(sound.samples[at : at + size], sound.rate)


def silence(seconds: float, rate: int) -> Pcm:
    """Return so many seconds of nothing."""
    return Pcm(bytes(2 * int(rate * seconds)), rate)


def expect_file(file: Path) -> None:
    """Look whether a recording is there at all; raises AudioDeviceError."""
    if not file.is_file():
        message = f"There is no recording at {file}; check the file's name."
        raise AudioDeviceError(message)


def _expect_whole(file: Path) -> None:
    """Compare a WAV file's promised length with its real one, which libsndfile does not; raises AudioDeviceError."""
    expect_file(file)
    try:
        with file.open("rb") as opened:
            head = opened.read(8)
        size = file.stat().st_size
    except OSError as error:
        message = f"The recording {file} cannot be read ({error.strerror}); check its permissions."
        raise AudioDeviceError(message) from error
    if size == 0:
        message = f"The recording {file} is empty; record the answer again."
        raise AudioDeviceError(message)
    promised = int.from_bytes(head[4:8], "little")
    if head[:4] == b"RIFF" and promised not in _SIZE_UNKNOWN and promised + 8 > size + 1:
        message = _cut_short(file)
        raise AudioDeviceError(message)


def _cut_short(file: Path) -> str:
    """Return the sentence about a recording that ends too early."""
    return f"The recording {file} is cut short; record or copy it again."
