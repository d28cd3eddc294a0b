"""Synthetic voices of Debian's espeak-ng, flite, festival and Pico, and reading texts aloud with them.

The flite voices ``slt`` and ``awb`` are left out on purpose: they measure the finished model. Festival's
``us1`` HTS voice is the same person as ``slt`` and is left out with it.
"""

import hashlib
import random
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

HELD_OUT = ("flite-slt", "flite-awb")
DEVELOPMENT = ("festival-kdl",)
_FESTIVAL_NAMES = {"kal": "voice_kal_diphone", "kdl": "voice_ked_diphone"}


@dataclass(frozen=True)
class Voice:
    """One way of speaking.

    ``pitch`` is espeak's 0 to 99, or per cent (Pico); ``rate`` is words a minute (espeak), a stretch factor (flite) or
    per cent (Pico).
    """

    engine: str
    name: str
    pitch: int = 50
    rate: float = 1.0

    @property
    def label(self) -> str:
        """Names the person, without pitch and rate: splits go by this."""
        return f"{self.engine}-{self.name}"


@dataclass(frozen=True)
class Reading:
    """One text in one voice."""

    text: str
    voice: Voice

    @property
    def file_name(self) -> str:
        """Stable name in the cache: a digest of voice and text."""
        digest = hashlib.sha256(repr((self.text, self.voice)).encode()).hexdigest()[:20]
        return f"{digest}.wav"


_ESPEAK = (
    "en-us en-gb en-us+m1 en-gb+m2 en-us+m3 en-gb-x-rp+m4 en-us+m5 en-gb+m6 en-us+m7 en-029+m8 en-us+f1 en-gb+f2 "
    "en-us+f3 en-gb-x-rp+f4 en-us+f5 en-gb-scotland en-gb-x-rp en-029 en-gb-x-gbclan+f2 en-gb-x-gbcwmd+m3 en-us-nyc "
    "en-us+klatt en-gb+klatt2 en-us+klatt3 en-us+klatt4 en-us+croak en-us+whisper en-gb+Andy en-us+Annie "
    "en-us+linda en-gb+steph en-us+Gene en-us+Alex en-us+john en-us+Alicia en-gb+belinda en-us+Michael en-us+grandma "
    "en-us+grandpa en-us+anika "
).split()


def training_voice(rng: random.Random) -> Voice:
    """Four in ten come from recorded people (flite, festival), the rest from espeak-ng in any pitch and rate."""
    draw = rng.random()
    if draw < 0.18:
        return Voice("flite", "rms", rate=rng.choice((0.85, 0.95, 1.0, 1.0, 1.1, 1.25)))
    if draw < 0.30:
        return Voice("flite", rng.choice(("kal", "kal16")), rate=rng.choice((0.85, 1.0, 1.1, 1.25)))
    if draw < 0.40:
        return Voice("festival", "kal")
    return Voice("espeak", rng.choice(_ESPEAK), rng.choice(range(20, 90, 5)), rng.choice(range(110, 215, 15)))


def pico_voice(rng: random.Random) -> Voice:
    """One of Pico's two women, who sound more like people than the others do."""
    return Voice("pico", rng.choice(("en-US", "en-GB")), rng.choice(range(70, 131, 10)), rng.choice(range(80, 141, 10)))


def read_aloud(readings: Iterable[Reading], cache: Path, workers: int = 2) -> list[Path]:
    """Synthesise what the cache folder lacks; the WAV file of each reading, in order."""
    wanted = list(readings)
    cache.mkdir(parents=True, exist_ok=True)
    todo = list({r.file_name: r for r in wanted if not (cache / r.file_name).exists()}.values())
    jobs = [[r] for r in todo if r.voice.engine != "festival"]
    slow = [r for r in todo if r.voice.engine == "festival"]
    jobs = [slow[i : i + 50] for i in range(0, len(slow), 50)] + jobs
    with ThreadPoolExecutor(workers) as pool:
        for _ in pool.map(lambda job: _speak(job, cache), jobs):
            pass
    return [cache / r.file_name for r in wanted]


def installed(engine: str) -> bool:
    """True when the program of this engine can be called."""
    return shutil.which({"espeak": "espeak-ng", "pico": "pico2wave"}.get(engine, engine)) is not None


def _speak(readings: Sequence[Reading], cache: Path) -> None:
    engine = readings[0].voice.engine
    if not installed(engine):
        raise FileNotFoundError(
            f"{engine} is not installed; Debian packages: espeak-ng flite festival festvox-kallpc16k festvox-kdlpc16k "
            "and, from its non-free section, libttspico-utils"
        )
    {"espeak": _espeak, "flite": _flite, "festival": _festival, "pico": _pico}[engine](readings, cache)


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
    """One process for many texts: festival takes longer to start than to speak."""
    lines = []
    for reading in readings:
        lines.append(f"({_FESTIVAL_NAMES[reading.voice.name]})")
        lines.append(
            f'(utt.save.wave (utt.synth (Utterance Text "{reading.text}")) "{cache / reading.file_name}" \'riff)'
        )
    _run(["festival", "--pipe"], "\n".join(lines))


def _run(command: Sequence[object], text: str | None = None) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True, input=text, text=True)
