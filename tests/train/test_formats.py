"""What is written for Kaldi: numbers, matrices, the transition model, weights."""

import struct
from pathlib import Path

import pytest

np = pytest.importorskip("numpy", reason="numpy belongs to the extra [train]")

from models.train import kaldi_binary, nnet3, weights  # noqa: E402
from models.train.topology import Topology  # noqa: E402


def affine(rows: int, columns: int, seed: int) -> weights.Affine:
    rng = np.random.default_rng(seed)
    return weights.Affine(
        kaldi_binary.compress(rng.normal(0, 1, (rows, columns)).astype("f4")), rng.normal(0, 1, rows).astype("f4")
    )


def small_weights() -> weights.Weights:
    out = np.random.default_rng(3).normal(0, 1, (40, 8)).astype("f4")
    return weights.Weights(affine(8, 280, 1), (affine(8, 24, 2),), out.astype("f2").astype("f4"), np.zeros(40, "f4"))


def test_numbers_carry_their_size():
    assert kaldi_binary.integer(-1) == b"\x04\xff\xff\xff\xff"
    assert kaldi_binary.real(1.0) == b"\x04" + struct.pack("<f", 1.0)
    assert kaldi_binary.integers([7, 8]) == b"\x04" + struct.pack("<iii", 2, 7, 8)
    assert kaldi_binary.vector(np.array([2.0], "f4")) == b"FV \x04" + struct.pack("<if", 1, 2.0)


def test_compressed_matrix_comes_back_nearly_the_same():
    values = np.random.default_rng(1).normal(0, 0.1, (64, 30)).astype("f4")
    back = kaldi_binary.compress(values).expand()
    assert back.shape == values.shape
    assert np.abs(back - values).max() < 0.01
    assert np.abs(back - values).std() < 0.001


def test_compressing_a_constant_column_is_no_trouble():
    values = np.zeros((16, 3), "f4")
    values[:, 1] = np.linspace(-1, 1, 16)
    assert np.abs(kaldi_binary.compress(values).expand() - values).max() < 0.01


def test_compressed_bytes_are_header_marks_and_codes():
    packed = kaldi_binary.compress(np.ones((4, 2), "f4") * [[0.0], [1.0], [2.0], [3.0]]).to_bytes()
    assert packed[:3] == b"CM "
    assert struct.unpack("<ii", packed[11:19]) == (4, 2)
    assert len(packed) == 3 + 16 + 2 * 8 + 2 * 4


def test_the_mean_of_weights_lies_between_them():
    low, high = small_weights(), small_weights()
    high = weights.Weights(affine(8, 280, 7), (affine(8, 24, 8),), high.out + 2, high.out_bias + 4)
    middle = weights.mean([low, high])
    wanted = (low.layers[0].weights.expand() + high.layers[0].weights.expand()) / 2
    assert np.abs(middle.layers[0].weights.expand() - wanted).max() < 0.05
    assert np.allclose(middle.first.bias, (low.first.bias + high.first.bias) / 2)
    assert np.allclose(middle.out, low.out + 1, atol=1e-3)
    assert np.allclose(middle.out_bias, low.out_bias + 2)


def test_weights_survive_their_file(tmp_path: Path):
    before = small_weights()
    weights.save(before, tmp_path / "w.npz")
    after = weights.load(tmp_path / "w.npz")
    assert after.first.weights.to_bytes() == before.first.weights.to_bytes()
    assert after.layers[0].weights.to_bytes() == before.layers[0].weights.to_bytes()
    assert np.array_equal(after.out, before.out)


def test_model_file_has_its_parts_in_order():
    file = nnet3.model(small_weights(), blank_penalty=2.0)
    order = [b"<TransitionModel>", b"</TransitionModel>", b"<Nnet3>", b"<NumComponents>", b"</Nnet3>", b"<Priors>"]
    places = [file.index(part) for part in order]
    assert file[:2] == b"\0B"
    assert places == sorted(places)
    assert struct.unpack("<i", file[file.index(b"<LeftContext>") + 15 :][:4]) == (6,)


def test_transition_model_has_a_triple_for_every_phone():
    body = nnet3.transition_model(Topology())
    start = body.index(b"<Triples> ") + len(b"<Triples> ")
    (count,) = struct.unpack("<i", body[start + 1 : start + 5])
    assert count == len(Topology().names)
    first = struct.unpack("<bibibi", body[start + 5 : start + 20])
    assert first == (4, 1, 4, 0, 4, 0)


def test_blank_penalty_comes_off_the_blank_only():
    plain, changed = (nnet3.network(small_weights(), penalty) for penalty in (0.0, 2.0))
    differing = [i for i, (a, b) in enumerate(zip(plain, changed, strict=True)) if a != b]
    assert 0 < len(differing) <= 4
    assert differing[-1] - differing[0] < 4
