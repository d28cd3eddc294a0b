"""Making one utterance sound different every time it is seen, on its log-mel energies.

Adding sound is adding power, so noise, rooms and levels need no waveform. Stretching the frequency axis changes the
length of the vocal tract, stretching the time axis the rate of speech. All arrays are [frames, 40] log power.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.signal import lfilter

from models.train.features import BINS, RATE, Floats, load_sound, log_mel

# Natural log of summed mel power of white noise with an RMS of 1; measured once with features.log_mel.
LOG_POWER_OF_UNIT_RMS = 11.1
FLOOR = -12.0  # silence, before Kaldi's dither is added
TELEPHONE_BIN = 26  # the first of the 40 bins that lies above 3.4 kHz


@dataclass(frozen=True)
class Ranges:
    """How far each change goes. Probabilities are of its happening at all."""

    time_stretch: tuple[float, float] = (0.85, 1.2)
    tract_stretch: tuple[float, float] = (0.88, 1.14)
    tilt: float = 0.6  # standard deviation of each smooth curve over frequency, natural log of power
    telephone: float = 0.2
    room: float = 0.3
    rms: tuple[float, float] = (2.2, 3.6)  # log10 of the 16-bit RMS
    snr_db: tuple[float, float] = (5.0, 45.0)
    lead_frames: tuple[int, int] = (6, 30)
    tail_frames: tuple[int, int] = (10, 35)


HARDER = Ranges(time_stretch=(0.8, 1.25), tract_stretch=(0.85, 1.18), tilt=0.8, room=0.4, snr_db=(0.0, 40.0))
"""For a second training: more noise and stranger voices."""


def stretch_time(mel: Floats, factor: float) -> Floats:
    """Slower (factor above 1) or faster speech at the same pitch; at least two frames stay."""
    count = max(2, int(len(mel) * factor))
    places = np.linspace(0, len(mel) - 1, count, dtype=np.float32)
    below = np.minimum(places.astype(np.int64), len(mel) - 2)
    part = (places - below)[:, None]
    return mel[below] * (1 - part) + mel[below + 1] * part


def tract_matrix(factor: float) -> Floats:
    """[40, 40]: log-mel times this has its formants moved by ``factor`` on the mel axis."""
    places = np.clip(np.arange(BINS) / factor, 0, BINS - 1.001)
    below = places.astype(np.int64)
    part = places - below
    matrix = np.zeros((BINS, BINS), np.float32)
    matrix[below, np.arange(BINS)] += 1 - part
    matrix[below + 1, np.arange(BINS)] += part
    return matrix


def reverberate(mel: Floats, decay: float, wet: float) -> Floats:
    """A room: each frame's power dies away by ``decay`` a frame, mixed in with weight ``wet``."""
    power = np.exp(mel)
    tail = lfilter([0, 1 - decay], [1, -decay], power, axis=0)
    return np.log(power + wet * tail + 1e-9).astype(np.float32)


def set_level(mel: Floats, rms: float) -> Floats:
    """Shift so that the mean power is that of 16-bit sound with this RMS."""
    power = np.log(np.exp(mel).sum(1).mean() + 1e-9)
    return mel + np.float32(2 * np.log(rms) + LOG_POWER_OF_UNIT_RMS - power)


def add_sound(mel: Floats, other: Floats) -> Floats:
    """Two sounds at once."""
    return np.logaddexp(mel, other)


class NoisePool:
    """Stretches of noise to mix in: white to brown noise, recorded noise, and several people talking at once."""

    def __init__(self, recorded: Sequence[Floats], talk: Sequence[Floats], rng: np.random.Generator) -> None:
        self._rng = rng
        self._talk = [mel for mel in talk if len(mel) > 40]
        self._steady = [_coloured(rng, colour) for colour in (0.0, 0.5, 1.0, 1.5, 2.0)]
        self._recorded = [mel for mel in recorded if len(mel) > 100] or self._steady
        self._dither = log_mel(rng.standard_normal(RATE * 20).astype(np.float32)).astype(np.float32)

    def dither(self, frames: int) -> Floats:
        """What Kaldi adds to every signal (dither 1.0), so that digital silence is never minus infinity."""
        return self._cut(self._dither, frames)

    def draw(self, frames: int) -> Floats:
        """A stretch of some noise, of this many frames, at its own level."""
        draw = self._rng.random()
        if draw < 0.45:
            tilt = _smooth_curve(self._rng, 1.0)
            return self._cut(self._pick(self._steady), frames) + tilt
        if draw < 0.75 or not self._talk:
            return self._cut(self._pick(self._recorded), frames)
        voices = [self._cut(self._pick(self._talk), frames) for _ in range(self._rng.integers(2, 7))]
        return np.logaddexp.reduce(voices, axis=0)

    def _pick(self, sounds: Sequence[Floats]) -> Floats:
        return sounds[int(self._rng.integers(len(sounds)))]

    def _cut(self, mel: Floats, frames: int) -> Floats:
        start = int(self._rng.integers(len(mel)))
        return np.take(mel, np.arange(start, start + frames), axis=0, mode="wrap")


class Augmenter:
    """Applies a random draw of every change to one utterance."""

    def __init__(self, pool: NoisePool, rng: np.random.Generator, ranges: Ranges) -> None:
        self._pool, self._rng, self._ranges = pool, rng, ranges
        factors = np.linspace(*self._ranges.tract_stretch, 31)
        self._tracts = [tract_matrix(float(factor)) for factor in factors]

    def __call__(self, mel: Floats) -> Floats:
        """A new [frames, 40] array with silence, noise, level, room, rate and tract of its own."""
        rng, ranges = self._rng, self._ranges
        mel = stretch_time(mel, float(rng.uniform(*ranges.time_stretch)))
        mel = mel @ self._tracts[rng.integers(len(self._tracts))] + _smooth_curve(rng, ranges.tilt)
        lead, tail = int(rng.integers(*ranges.lead_frames)), int(rng.integers(*ranges.tail_frames))
        mel = np.pad(mel, ((lead, tail), (0, 0)), constant_values=FLOOR).astype(np.float32)
        if rng.random() < ranges.room:
            mel = reverberate(mel, float(rng.uniform(0.5, 0.93)), float(rng.uniform(0.1, 0.9)))
        rms = 10 ** rng.uniform(*ranges.rms)
        mel = set_level(mel, rms)
        snr = rng.uniform(*ranges.snr_db)
        mel = add_sound(mel, set_level(self._pool.draw(len(mel)), rms * 10 ** (-snr / 20)))
        if rng.random() < ranges.telephone:
            mel[:, TELEPHONE_BIN + rng.integers(4) :] -= np.float32(rng.uniform(4, 14))
        return add_sound(mel, self._pool.dither(len(mel))).astype(np.float32)


def mask(normal: Floats, rng: np.random.Generator) -> Floats:
    """Blank up to two stretches of time (at most 0.15 s each) in normalised features, in place."""
    for _ in range(2):
        start = rng.integers(0, max(1, len(normal) - 15))
        normal[start : start + rng.integers(0, 15)] = 0
    return normal


def mask_bins(mel: Floats, rng: np.random.Generator) -> Floats:
    """Flatten up to two bands of at most five bins to their mean, in place."""
    for _ in range(2):
        start, width = rng.integers(0, BINS - 5), rng.integers(0, 6)
        mel[:, start : start + width] = mel[:, start : start + width].mean(0)
    return mel


def recorded_noise(path: Path) -> list[Floats]:
    """Log-mel of the first half of a noise recording; the second half is kept for measuring."""
    samples = load_sound(path)
    return [log_mel(samples[: len(samples) // 2]).astype(np.float32)]


def _coloured(rng: np.random.Generator, colour: float) -> Floats:
    """Twenty seconds of noise whose power falls with frequency to the power of ``colour``."""
    spectrum = np.fft.rfft(rng.standard_normal(RATE * 20))
    spectrum /= np.maximum(np.arange(len(spectrum)), 1) ** (colour / 2)
    samples = np.fft.irfft(spectrum)
    return log_mel((samples / samples.std() * 1000).astype(np.float32)).astype(np.float32)


def _smooth_curve(rng: np.random.Generator, size: float) -> Floats:
    """[40]: a random slope and two slow waves over frequency, as microphones and rooms have them."""
    axis = np.pi * (np.arange(BINS) + 0.5) / BINS
    weights = rng.normal(0, size, 3)
    return sum(weight * np.cos((order + 1) * axis) for order, weight in enumerate(weights)).astype(np.float32)
