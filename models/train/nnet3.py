"""am/final.mdl: Kaldi's TransitionModel and AmNnetSimple, in binary."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.train.kaldi_binary import HEADER, integer, integers, matrix, real, token, vector
from models.train.lexicon import PHONES
from models.train.topology import Topology
from models.train.weights import Weights

FEATURES = 40
FIRST_REACH, STRIDE = 3, 3  # as in network.py, which needs torch and is not imported here
_STAY = _LEAVE = 0.5  # read by nothing at run time: the graph has its own costs
_NO_PDF = -1


@dataclass(frozen=True)
class Part:
    """One nnet3 component, its bytes, and the node's input in nnet3's own words."""

    name: str
    body: bytes
    source: str


def transition_model(topology: Topology) -> bytes:
    """One state a phone: stay or leave. Phones that share a pdf still have transitions of their own."""
    phones = range(1, len(topology.names) + 1)
    entry = integer(2) + integer(0) + integer(2) + integer(0) + real(_STAY) + integer(1) + real(_LEAVE)
    entry += integer(_NO_PDF) + integer(0)  # the last state emits nothing and leads nowhere
    body = token("<Topology>") + integers(phones) + integers([-1, *(0 for _ in phones)]) + integer(1) + entry
    body += token("</Topology>") + token("<Triples>") + integer(len(phones))
    for name, number in topology.number.items():
        body += integer(number) + integer(0) + integer(topology.pdf(name))
    log_probabilities = np.full(2 * len(phones) + 1, math.log(_STAY), np.float32)
    log_probabilities[0] = 0.0  # there is no transition 0
    body += token("</Triples>") + token("<LogProbs>") + vector(log_probabilities) + token("</LogProbs>")
    return token("<TransitionModel>") + body + token("</TransitionModel>")


def network(weights: Weights, blank_penalty: float) -> bytes:
    """The nnet3 network with its context and no priors; ``blank_penalty`` (log units) comes off the blank's bias."""
    parts = list(_parts(weights, blank_penalty))
    lines = [f"input-node name=input dim={FEATURES}"]
    lines += [f"component-node name={part.name} component={part.name} input={part.source}" for part in parts]
    lines.append(f"output-node name=output input={parts[-1].name} objective=linear")
    body = token("<Nnet3>") + ("\n" + "\n".join(lines) + "\n\n").encode("ascii")
    body += token("<NumComponents>") + integer(len(parts))
    for part in parts:
        body += token("<ComponentName>") + token(part.name) + part.body
    reach = FIRST_REACH + STRIDE * len(weights.layers)
    context = token("<LeftContext>") + integer(reach) + token("<RightContext>") + integer(reach)
    return body + token("</Nnet3>") + context + token("<Priors>") + vector(np.zeros(0, np.float32))


def model(weights: Weights, blank_penalty: float) -> bytes:
    """The whole file."""
    return HEADER + transition_model(Topology(PHONES)) + network(weights, blank_penalty)


def _parts(weights: Weights, blank_penalty: float) -> Iterator[Part]:
    width = len(weights.first.bias)
    yield Part(
        "first.affine", _affine(weights.first.weights.to_bytes(), weights.first.bias), _taps("input", range(-3, 4))
    )
    yield Part("first.relu", _pointwise("RectifiedLinear", width), "first.affine")
    previous = "first.relu"
    for k, layer in enumerate(weights.layers):
        name = f"layer{k}"
        body = _affine(layer.weights.to_bytes(), layer.bias)
        yield Part(f"{name}.affine", body, _taps(previous, (-STRIDE, 0, STRIDE)))
        yield Part(f"{name}.relu", _pointwise("RectifiedLinear", width), f"{name}.affine")
        yield Part(f"{name}.sum", _no_op(width), f"Sum({name}.relu, {previous})")
        previous = f"{name}.sum"
    bias = weights.out_bias.copy()
    bias[0] -= blank_penalty
    yield Part("output.affine", _affine(matrix(weights.out), bias), previous)
    yield Part("output.log-softmax", _pointwise("LogSoftmax", len(bias)), "output.affine")


def _taps(node: str, offsets: range | tuple[int, ...]) -> str:
    return "Append(" + ", ".join(f"Offset({node}, {offset})" if offset else node for offset in offsets) + ")"


def _affine(weights: bytes, bias: np.ndarray) -> bytes:
    kind = "FixedAffineComponent"
    return (
        token(f"<{kind}>")
        + token("<LinearParams>")
        + weights
        + token("<BiasParams>")
        + vector(bias)
        + token(f"</{kind}>")
    )


def _pointwise(kind: str, width: int) -> bytes:
    empty = vector(np.zeros(0, np.float32))
    statistics = token("<ValueAvg>") + empty + token("<DerivAvg>") + empty + token("<Count>") + real(0.0)
    return token(f"<{kind}Component>") + token("<Dim>") + integer(width) + statistics + token(f"</{kind}Component>")


def _no_op(width: int) -> bytes:
    return (
        token("<NoOpComponent>")
        + token("<Dim>")
        + integer(width)
        + token("<BackpropScale>")
        + real(1.0)
        + token("</NoOpComponent>")
    )
