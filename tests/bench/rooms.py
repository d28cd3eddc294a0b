"""Sounds to hear answers in, and sounds that are no answer: a kitchen, silence, hiss, and the program's own voice."""

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np

from tests.bench import corpora
from tests.bench.engine import content
from tests.scenarios import vignettes
from tests.scenarios.talk import play
from voice import build
from voice.audio import wav
from voice.core.events import Say
from voice.core.wording import words_of
from voice.ports import Pcm
from voice.resampling import resample
from voice.settings import Settings, Speech

RATE = Settings().hearing.rate
KITCHEN = corpora.SHARED / "speech" / "noise" / "kitchen.flac"
SECONDS = 3.0  # of a sound that is no speech: as long as a long answer
LOUDNESS = (30, 300, 3000)  # root mean square of 16-bit samples: a quiet room, a loud one, one that drowns speech
PROMPTS = 60  # of the program's own sentences, evenly spread


@cache
def kitchen(*, tuning: bool) -> np.ndarray:
    """One half of the recording of a kitchen: the first is also heard in training, the second only here."""
    samples = np.frombuffer(wav.read(KITCHEN, RATE).samples, "<i2").astype("f8")
    middle = len(samples) // 2
    return samples[:middle] if tuning else samples[middle:]


def in_kitchen(sound: Pcm, decibels: float, seed: int, *, tuning: bool) -> Pcm:
    """The sound so many decibels louder than a kitchen around it, both measured over the sound's length."""
    noise, speech = kitchen(tuning=tuning), np.frombuffer(sound.samples, "<i2").astype("f8")
    at = random.Random(seed).randrange(max(1, len(noise) - len(speech)))
    around = np.resize(noise[at : at + len(speech)], len(speech))
    gain = np.sqrt(np.mean(speech**2) / max(np.mean(around**2), 1e-9) / 10 ** (decibels / 10))
    return _pcm(speech + gain * around)


def no_speech(*, tuning: bool) -> Iterator[tuple[str, Pcm]]:
    """Silence, hiss and hum at three loudnesses, and stretches of the kitchen; each with its name."""
    length = int(SECONDS * RATE)
    yield "silence", _pcm(np.zeros(length))
    for loudness in LOUDNESS:
        spread = np.random.default_rng(loudness + (0 if tuning else 1))
        white = spread.standard_normal(length)
        yield f"hiss {loudness}", _pcm(loudness * white)
        yield f"rumble {loudness}", _pcm(loudness * _unit(np.cumsum(white - white.mean())))
        yield f"hum {loudness}", _pcm(loudness * np.sqrt(2) * np.sin(2 * np.pi * 50 * np.arange(length) / RATE))
    if KITCHEN.is_file():
        noise = kitchen(tuning=tuning)
        for number, start in enumerate(range(0, len(noise) - length, max(1, len(noise) // 20))):
            yield f"kitchen {number}", _pcm(_unit(noise[start : start + length]) * LOUDNESS[1])


def own_prompts(*, tuning: bool) -> list[tuple[str, Pcm]]:
    """What the program says by itself, in its own voice, as a microphone beside the loudspeaker gets it. Sentences with
    a place for what was found are as the written callers were told them."""
    pathway = content().pathway
    whole = {
        words_of(Say(one), pathway) for one, text in pathway.prompts.items() if "{" not in pathway.with_numbers(text)
    }
    filled = {told for person in vignettes.read()[0] for told in play(vignettes.Person(person), pathway).words}
    sentences = sorted(text for text in whole | filled if text.endswith((".", "?", "!")))
    chosen = [text for place, text in enumerate(sentences) if place % 2 == (0 if tuning else 1)]
    voice = build.synthesizer(Speech())
    spread = chosen[:: max(1, len(chosen) // PROMPTS)][:PROMPTS]
    return [(text, resample(voice.synthesize(text), RATE)) for text in spread]


def _unit(samples: np.ndarray) -> np.ndarray:
    centred = samples - samples.mean()
    return centred / max(float(np.sqrt(np.mean(centred**2))), 1e-9)


def _pcm(samples: np.ndarray) -> Pcm:
    return Pcm(samples.clip(-32768, 32767).astype("<i2").tobytes(), RATE)


def recording(file: Path) -> Pcm:
    """A recording at the recogniser's rate."""
    return wav.read(file, RATE)
