"""Training and development material: utterances with their phone targets, ready to be drawn in batches."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from models.train import corpus, synthesis, voices, wordings
from models.train.augment import Augmenter, NoisePool, Ranges, mask, mask_bins, recorded_noise
from models.train.features import Floats, MelStore, gather, mfcc_matrix
from models.train.lexicon import PHONES, Lexicon

Item = tuple[int, int]  # 0 synthetic or 1 a person, and which utterance
PHONE_CLASS = {phone: k + 1 for k, phone in enumerate(PHONES)}


@dataclass(frozen=True)
class Sources:
    """Folders and files the training reads. ``cache`` is written: synthetic speech and features."""

    an4: Path
    cache: Path
    noise: Path | None = None
    intents: Path | None = None
    limit: int | None = None  # take only so many utterances of each kind, to try the way from start to end


@dataclass(frozen=True)
class Mix:
    """What one epoch is made of. Half of the defaults are people, by seconds of speech.

    ``synthetic`` utterances, and ``kokoro`` more in that engine's voices, are drawn anew every epoch; each recording of
    a person comes ``repeats`` times.
    """

    synthetic: int = 7000
    kokoro: int = 5000
    repeats: int = 12


@dataclass(frozen=True)
class Changes:
    """How utterances are changed each time they are drawn: a recording of noise, and how far each change goes."""

    noise: Path | None = None
    ranges: Ranges = field(default_factory=Ranges)


@dataclass(frozen=True)
class Utterances:
    """Log-mel energies and the words of each, and which of them are in one of Kokoro's voices."""

    mels: MelStore
    texts: Sequence[str]
    kokoro: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Normaliser:
    """Mean and spread of each of the 40 MFCC over the training material."""

    mean: Floats
    spread: Floats

    def __call__(self, mel: Floats) -> Floats:
        """Log-mel [frames, 40] to normalised MFCC [frames, 40]."""
        return ((mel @ mfcc_matrix() - self.mean) / self.spread).astype(np.float32)


@dataclass(frozen=True)
class Batch:
    """Features [batch, 40, longest], their lengths in frames, all targets in a row, and the targets' lengths."""

    features: Floats
    frames: npt.NDArray[np.int64]
    targets: npt.NDArray[np.int64]
    target_lengths: npt.NDArray[np.int64]


def synthetic_utterances(sources: Sources, lexicon: Lexicon) -> Utterances:
    """Training texts in training voices; what is not in the cache yet is synthesised."""
    readings = voices.speakable(synthesis.training_readings(lexicon, sources.intents, sources.limit))
    paths = voices.read_aloud(readings, sources.cache / "voices")
    kokoro = frozenset(place for place, reading in enumerate(readings) if reading.voice.engine == "kokoro")
    return Utterances(gather(paths, sources.cache / "synthetic"), [r.text for r in readings], kokoro)


def real_utterances(recordings: Sequence[corpus.Recording], lexicon: Lexicon, sources: Sources) -> Utterances:
    """Recordings whose words all have a pronunciation."""
    usable = [r for r in recordings if not lexicon.missing(r.text.split())][: sources.limit]
    return Utterances(gather([r.path for r in usable], sources.cache / "people"), [r.text for r in usable])


def development_parts(
    sources: Sources, recordings: Sequence[corpus.Recording], lexicon: Lexicon
) -> dict[str, Utterances]:
    """What the phone error is printed for after each epoch: AN4's development speakers and the development voices."""
    parts = {"an4": real_utterances(corpus.development(recordings), lexicon, sources)}
    phrases = [text for text in wordings.answers() if 2 <= len(text.split()) <= 6][::8][:80][: sources.limit]
    for label in voices.measuring(tuning=True):
        if readings := voices.speakable(synthesis.spoken_by(voices.as_recorded(label), phrases)):
            paths = voices.read_aloud(readings, sources.cache / "voices")
            parts[label] = Utterances(gather(paths, sources.cache / label), phrases)
    return parts


class Drawer:
    """Draws the batches of an epoch: some of the synthetic utterances, and every real one several times."""

    def __init__(self, parts: tuple[Utterances, Utterances], lexicon: Lexicon, changes: Changes, seed: int) -> None:
        """Draw from ``parts``, synthetic voices and people."""
        self._parts, (_, real) = parts, parts
        self.lexicon = lexicon
        self._rng, self._choices = np.random.default_rng(seed), random.Random(seed)
        talk = [real.mels[i] for i in range(len(real.mels))]
        pool = NoisePool(recorded_noise(changes.noise) if changes.noise else [], talk, self._rng)
        self._augment = Augmenter(pool, self._rng, changes.ranges)
        self.normal = self._fit_normaliser()

    def epoch(self, batch: int, mix: Mix) -> list[list[Item]]:
        """The batches of an epoch, utterances of like length together, in random order."""
        kokoro = sorted(self._parts[0].kokoro)
        others = [i for i in range(len(self._parts[0].texts)) if i not in self._parts[0].kokoro]
        items = [(0, i) for i in self._choices.sample(others, min(mix.synthetic, len(others)))]
        items += [(0, i) for i in self._choices.sample(kokoro, min(mix.kokoro, len(kokoro)))]
        items += [(1, i) for i in range(len(self._parts[1].texts))] * mix.repeats
        starts = [part.mels.starts for part in self._parts]
        length = [int(starts[p][i + 1] - starts[p][i]) + self._choices.random() * 40 for p, i in items]
        order = sorted(range(len(items)), key=length.__getitem__)
        groups = [order[i : i + batch] for i in range(0, len(order), batch)]
        self._choices.shuffle(groups)
        return [[items[k] for k in group] for group in groups]

    def batch(self, items: Sequence[Item]) -> Batch:
        """These utterances, each changed anew."""
        features, targets = [], []
        for part, index in items:
            mel = mask_bins(self._augment(self._parts[part].mels[index]), self._rng)
            features.append(mask(self.normal(mel), self._rng))
            targets.append(self._target(self._parts[part].texts[index]))
        frames = np.array([len(f) for f in features])
        padded = np.zeros((len(items), features[0].shape[1], frames.max()), np.float32)
        for k, feature in enumerate(features):
            padded[k, :, : len(feature)] = feature.T
        return Batch(padded, frames, np.concatenate(targets), np.array([len(t) for t in targets]))

    def _target(self, text: str) -> npt.NDArray[np.int64]:
        variants = [self._choices.choice(self.lexicon.pronunciations(word)) for word in text.split()]
        return np.array([PHONE_CLASS[phone] for variant in variants for phone in variant], np.int64)

    def _fit_normaliser(self) -> Normaliser:
        part = self._parts[0]
        sample = self._choices.sample(range(len(part.texts)), min(800, len(part.texts)))
        cepstra = np.concatenate([self._augment(part.mels[i]) for i in sample]) @ mfcc_matrix()
        return Normaliser(cepstra.mean(0), cepstra.std(0) + 1e-3)
