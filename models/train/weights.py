"""The trained weights in one small file, from which a model folder can be exported without training and without torch.

Normalisation is folded in: the first layer takes plain Kaldi MFCC. Big matrices have one byte a value, in the very
form in which they go into ``am/final.mdl``; a matrix is [outputs, taps * inputs], taps being neighbouring frames, past
first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from models.train.kaldi_binary import Compressed, Floats, compress

if TYPE_CHECKING:
    from models.train.material import Normaliser
    from models.train.network import Network

Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Affine:
    """One layer: compressed weights and a bias [outputs]."""

    weights: Compressed
    bias: Floats


@dataclass(frozen=True)
class Weights:
    """The first layer (7 taps), the residual layers (3 taps each), and the output [classes, width] with its bias."""

    first: Affine
    layers: tuple[Affine, ...]
    out: Floats
    out_bias: Floats


def fold(network: Network, normal: Normaliser) -> Weights:
    """Batch normalisation and input normalisation worked into the affine layers."""
    state = {name: value.numpy().astype(np.float64) for name, value in network.state_dict().items()}
    layers = tuple(_affine(*_folded(state, f"layers.{k}", f"norms.{k}")) for k in range(network.shape.layers))
    weights, bias = _folded(state, "first", "first_norm")
    scaled = weights / normal.spread
    first = _affine(scaled, bias - (scaled * normal.mean).sum((1, 2)))
    return Weights(first, layers, state["out.weight"][:, :, 0].astype(np.float32), state["out.bias"].astype(np.float32))


def save(weights: Weights, path: Path) -> None:
    """Write one .npz file."""
    arrays: dict[str, npt.NDArray[Any]] = {"out": weights.out.astype(np.float16), "out_bias": weights.out_bias}
    for name, layer in zip(_names(len(weights.layers)), (weights.first, *weights.layers), strict=True):
        arrays[f"{name}_bias"], arrays[f"{name}_codes"] = layer.bias, layer.weights.codes
        arrays[f"{name}_marks"] = layer.weights.marks
        arrays[f"{name}_scale"] = np.array([layer.weights.low, layer.weights.span], np.float32)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays)  # type: ignore[arg-type]  # the names are arrays, not its flag


def mean(parts: Sequence[Weights]) -> Weights:
    """The mean of the weights of several epochs of one training, which is better than each of them."""

    def affine(layers: Sequence[Affine]) -> Affine:
        bias = np.mean([layer.bias for layer in layers], axis=0)
        return Affine(compress(np.mean([layer.weights.expand() for layer in layers], axis=0)), bias)

    layers = tuple(affine(same) for same in zip(*(part.layers for part in parts), strict=True))
    out, bias = np.mean([part.out for part in parts], axis=0), np.mean([part.out_bias for part in parts], axis=0)
    return Weights(affine([part.first for part in parts]), layers, out, bias)


def load(path: Path) -> Weights:
    """What save wrote."""
    with np.load(path) as kept:
        arrays = {name: kept[name] for name in kept.files}
    affines = []
    for name in _names(sum(name.endswith("_codes") for name in arrays) - 1):
        low, span = map(float, arrays[f"{name}_scale"])
        compressed = Compressed(low, span, arrays[f"{name}_marks"], arrays[f"{name}_codes"])
        affines.append(Affine(compressed, arrays[f"{name}_bias"]))
    return Weights(affines[0], tuple(affines[1:]), arrays["out"].astype(np.float32), arrays["out_bias"])


def _names(layers: int) -> list[str]:
    return ["first", *(f"layer{k}" for k in range(layers))]


def _affine(weights: Doubles, bias: Doubles) -> Affine:
    """``weights`` [outputs, taps, inputs]."""
    return Affine(compress(weights.reshape(len(weights), -1).astype(np.float32)), bias.astype(np.float32))


def _folded(state: dict[str, Doubles], layer: str, norm: str) -> tuple[Doubles, Doubles]:
    scale = state[f"{norm}.weight"] / np.sqrt(state[f"{norm}.running_var"] + 1e-5)
    weights = state[f"{layer}.weight"] * scale[:, None, None]
    bias = (state[f"{layer}.bias"] - state[f"{norm}.running_mean"]) * scale + state[f"{norm}.bias"]
    return weights.transpose(0, 2, 1), bias
