"""The network: a residual time-delay network over MFCC, one output every three frames (30 ms).

Every layer becomes one affine component of Kaldi's nnet3, so the file that ships is this network and nothing else.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from models.train.features import BINS
from models.train.lexicon import PHONES

BLANK = 0  # class of "no phone here"; phone k of lexicon.PHONES is class k + 1
STRIDE = 3  # --frame-subsampling-factor
FIRST_REACH = 3  # frames on each side that the first layer sees
CLASSES = len(PHONES) + 1


@dataclass(frozen=True)
class Shape:
    """Width and number of residual layers; the defaults are what ships."""

    width: int = 384
    layers: int = 6

    @property
    def context(self) -> int:
        """Frames of input needed on each side of an output."""
        return FIRST_REACH + STRIDE * self.layers

    def outputs(self, frames: int) -> int:
        """Output frames for this many input frames."""
        return max(0, (frames - 2 * self.context - 1) // STRIDE + 1)


class Network(nn.Module):
    """[batch, 40, frames] of normalised MFCC to [batch, CLASSES, outputs(frames)] scores before the softmax."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        width = shape.width
        self.shape = shape
        self.first = nn.Conv1d(BINS, width, 2 * FIRST_REACH + 1, stride=STRIDE)
        self.first_norm = nn.BatchNorm1d(width)
        self.layers = nn.ModuleList(nn.Conv1d(width, width, 3) for _ in range(shape.layers))
        self.norms = nn.ModuleList(nn.BatchNorm1d(width) for _ in range(shape.layers))
        self.out = nn.Conv1d(width, CLASSES, 1)
        self.dropout = nn.Dropout1d(
            dropout
        )  # whole channels: one draw a channel, where one a value took a sixth of all

    def forward(self, features: Tensor) -> Tensor:
        """Scores; see the class."""
        hidden = torch.relu(self.first_norm(self.first(features)))
        for layer, norm in zip(self.layers, self.norms, strict=True):
            hidden = self.dropout(torch.relu(norm(layer(hidden)))) + hidden[:, :, 1:-1]
        return self.out(hidden)
