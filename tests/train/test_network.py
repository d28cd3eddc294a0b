"""The network learns nothing here; its shapes and its folding are checked."""

from pathlib import Path

import pytest

np = pytest.importorskip("numpy", reason="numpy belongs to the extra [train]")
torch = pytest.importorskip("torch", reason="torch belongs to the extra [train]")
pytest.importorskip("scipy", reason="scipy belongs to the extra [train]")

from models.train import weights  # noqa: E402
from models.train.features import mfcc_matrix  # noqa: E402
from models.train.fit import rate_at  # noqa: E402
from models.train.material import Normaliser  # noqa: E402
from models.train.network import CLASSES, Network, Shape  # noqa: E402


@pytest.mark.parametrize("frames", [43, 44, 45, 46, 100])
def test_one_output_every_three_frames(frames: int):
    shape = Shape(width=8, layers=6)
    outputs = Network(shape).eval()(torch.zeros(1, 40, frames))
    assert outputs.shape == (1, CLASSES, shape.outputs(frames))


def test_folded_weights_compute_the_same(tmp_path: Path):
    torch.manual_seed(1)
    network = Network(Shape(width=16, layers=2)).train()
    network(torch.randn(8, 40, 60))  # gives batch normalisation something to remember
    network.eval()
    rng = np.random.default_rng(1)
    normal = Normaliser(rng.normal(0, 1, 40).astype("f4"), rng.uniform(1, 2, 40).astype("f4"))
    mel = rng.normal(0, 1, (40, 40)).astype("f4")
    wanted = network(torch.from_numpy(normal(mel).T[None].copy()))[0].T.detach().numpy()
    weights.save(weights.fold(network, normal), tmp_path / "w.npz")
    assert np.abs(run(weights.load(tmp_path / "w.npz"), mel @ mfcc_matrix()) - wanted).max() < 0.1


def run(kept: weights.Weights, mfcc):
    """The network in plain numpy, [frames, 40] to [outputs, classes]."""

    def taps(rows, offsets, stride):
        count = (len(rows) - max(offsets) - 1) // stride + 1
        return np.concatenate([rows[o : o + stride * (count - 1) + 1 : stride] for o in offsets], axis=1)

    hidden = np.maximum(taps(mfcc, range(7), 3) @ kept.first.weights.expand().T + kept.first.bias, 0)
    for layer in kept.layers:
        hidden = np.maximum(taps(hidden, range(3), 1) @ layer.weights.expand().T + layer.bias, 0) + hidden[1:-1]
    return hidden @ kept.out.T + kept.out_bias


def test_learning_rate_rises_then_falls():
    assert rate_at(0.0, 0) < rate_at(0.01, 399) > rate_at(0.5, 5000) > rate_at(0.99, 9000) > 0
