"""Synthetic voices, who of them teaches and who measures, and reading texts aloud with them.

The flite voices ``slt`` and ``awb`` are left out on purpose: they measure the finished model. Festival's ``us1`` HTS
voice and RHVoice's ``slt`` are the same person as ``slt`` and are left out with it. Of Kokoro's speakers four
measure, and two tell when to stop.
"""

import hashlib
import random
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from models.train import engines

HELD_OUT = ("flite-slt", "flite-awb")
DEVELOPMENT = ("festival-kdl",)
NATURAL_HELD_OUT = ("kokoro-af_river", "kokoro-am_eric", "kokoro-bf_lily", "kokoro-bm_lewis")
NATURAL_DEVELOPMENT = ("kokoro-af_kore", "kokoro-bm_daniel")


@dataclass(frozen=True)
class Voice:
    """One way of speaking.

    ``pitch`` is espeak's 0 to 99, or per cent, which for networks moves the formants as well; ``rate`` is words a
    minute (espeak), per cent (Pico) or a factor.
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


def as_recorded(label: str) -> Voice:
    """The voice that a label names, neither higher nor slower than it is."""
    engine, name = label.split("-")
    return Voice(engine, name, 100) if engine == "kokoro" else Voice(engine, name)


def measuring(*, tuning: bool) -> tuple[str, ...]:
    """The labels of all voices that nobody trains on: for choosing, or for the figures."""
    return DEVELOPMENT + NATURAL_DEVELOPMENT if tuning else HELD_OUT + NATURAL_HELD_OUT


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


def natural_voice(rng: random.Random) -> Voice:
    """A recorded person who is spoken by a network (two) or by a statistical model (two), made smaller or larger."""
    draw = rng.random()
    if draw < 0.6:
        engine, name = ("piper", "joe") if draw < 0.4 else ("tiny", "male")
        return Voice(
            engine, name, rng.choice((90, 100, 100, 105, 110, 115, 120)), rng.choice((0.8, 0.9, 1.0, 1.1, 1.25))
        )
    pitch, rate = rng.choice((85, 100, 100, 110, 120)), rng.choice((0.75, 0.9, 1.0, 1.1, 1.25))
    return Voice("rhvoice", rng.choice(("Bdl", "Clb")), pitch, rate)


_ENGLISH = (
    "af_alloy af_aoede af_bella af_heart af_jessica af_nicole af_nova af_sarah af_sky am_adam am_echo am_fenrir "
    "am_liam am_michael am_onyx am_puck am_santa bf_alice bf_emma bf_isabella bm_fable bm_george"
).split()
_OTHERS = (
    "ef_dora em_alex em_santa ff_siwis hf_alpha hf_beta hm_omega hm_psi if_sara im_nicola jf_alpha jf_gongitsune "
    "jf_nezumi jf_tebukuro jm_kumo pf_dora pm_alex pm_santa zf_xiaobei zf_xiaoni zf_xiaoxiao zf_xiaoyi zm_yunjian "
    "zm_yunxi zm_yunxia zm_yunyang"
).split()


def kokoro_voice(rng: random.Random) -> Voice:
    """Half are one of Kokoro's speakers of English, a third somebody between two of all; the rest speak it with the
    accent of another language."""
    draw = rng.random()
    if draw < 0.5:
        speaker = rng.choice(_ENGLISH)
    elif draw < 0.83:
        speaker = f"{rng.choice(_ENGLISH)}+{rng.choice(_ENGLISH + _OTHERS)}"
    else:
        speaker = rng.choice(_OTHERS)
    return Voice("kokoro", speaker, rng.choice((95, 100, 100, 100, 105)), rng.choice((0.8, 0.9, 1.0, 1.1, 1.25)))


def speakable(readings: Iterable[Reading]) -> list[Reading]:
    """Without those whose engine is one of `engines.OPTIONAL` and not installed here: training goes on without them."""
    missing = {engine for engine in engines.OPTIONAL if not engines.installed(engine)}
    return [reading for reading in readings if reading.voice.engine not in missing]


def read_aloud(readings: Iterable[Reading], cache: Path, workers: int = 2) -> list[Path]:
    """Synthesise what the cache folder lacks; the WAV file of each reading, in order."""
    wanted = list(readings)
    cache.mkdir(parents=True, exist_ok=True)
    lacking = list({r.file_name: r for r in wanted if not (cache / r.file_name).exists()}.values())
    with ThreadPoolExecutor(workers) as pool:
        for _ in pool.map(lambda job: engines.speak(job, cache), engines.jobs(lacking)):
            pass
    return [cache / r.file_name for r in wanted]
