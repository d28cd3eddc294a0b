"""Which texts are read in which voices: the synthetic part of the training material."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.train import wordings
from models.train.lexicon import Lexicon
from models.train.voices import Reading, Voice, kokoro_voice, natural_voice, pico_voice, training_voice

SEED = 1709


@dataclass(frozen=True)
class Share:
    """Some texts and how many voices read each of them."""

    texts: Sequence[str]
    voices: int


def training_readings(lexicon: Lexicon, intents: Path | None, limit: int | None = None) -> list[Reading]:
    """Every text in its voices, drawn with a fixed seed; texts with a word that has no pronunciation are left out.

    ``limit`` keeps only the first so many, to try things.
    """
    rng = random.Random(SEED)
    shares = [
        Share(wordings.answers(), 8),
        Share(wordings.sentences(), 4),
        Share(wordings.number_strings(2500, rng), 1),
        Share(wordings.word_runs(5000, wordings.common_words(), rng), 1),
        Share(wordings.symptoms(), 3),
    ]
    own = [text for text in wordings.plain_strings(intents) if len(text.split()) <= 12] if intents else []
    readings = _drawn([*shares, Share(own, 2)], training_voice, lexicon, rng)
    shares = [
        Share(wordings.answers(), 2),
        Share(wordings.sentences(), 1),
        Share(wordings.number_strings(700, rng), 1),
        Share(wordings.word_runs(1000, wordings.common_words(), rng), 1),
        Share(wordings.symptoms(), 1),
        Share(own, 1),
    ]
    readings += _drawn(shares, pico_voice, lexicon, rng)
    shares = [
        Share(wordings.answers(), 4),
        Share(wordings.sentences(), 2),
        Share(wordings.number_strings(1200, rng), 1),
        Share(wordings.word_runs(2000, wordings.common_words(), rng), 1),
        Share(wordings.symptoms(), 1),
        Share(own, 1),
    ]
    readings += _drawn(shares, natural_voice, lexicon, rng)
    tales = [text for text in wordings.told() if len(text.split()) <= 14]
    shares = [
        Share(wordings.answers(), 3),
        Share(wordings.sentences(), 1),
        Share(wordings.number_strings(1000, rng), 1),
        Share(wordings.word_runs(800, wordings.common_words(), rng), 1),
        Share(wordings.symptoms(), 1),
        Share(rng.sample(own, min(1500, len(own))), 1),
        Share(rng.sample(tales, 1200), 1),
    ]
    readings += _drawn(shares, kokoro_voice, lexicon, rng)
    return list(dict.fromkeys(readings))[:limit]


def _drawn(
    shares: Sequence[Share], voice: Callable[[random.Random], Voice], lexicon: Lexicon, rng: random.Random
) -> list[Reading]:
    known = [(text, share.voices) for share in shares for text in share.texts if not lexicon.missing(text.split())]
    return [Reading(text, voice(rng)) for text, voices in known for _ in range(voices)]


def spoken_by(voice: Voice, phrases: Sequence[str]) -> list[Reading]:
    """The same phrases in one voice, for measuring."""
    return [Reading(phrase, voice) for phrase in phrases]
