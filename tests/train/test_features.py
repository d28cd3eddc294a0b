"""Features are Kaldi's own, and changing them keeps their shape and sense."""

import pytest

np = pytest.importorskip("numpy", reason="numpy belongs to the extra [train]")
knf = pytest.importorskip("kaldi_native_fbank", reason="kaldi-native-fbank belongs to the extra [train]")
pytest.importorskip("scipy", reason="scipy belongs to the extra [train]")

from models.train import augment, features  # noqa: E402


@pytest.fixture
def noise():
    return (np.random.default_rng(1).standard_normal(16000) * 1000).astype("f4")


def test_matrix_turns_log_mel_into_kaldis_mfcc(noise):
    options = knf.MfccOptions()
    options.frame_opts.dither, options.frame_opts.samp_freq, options.use_energy = 0, 16000, False
    options.mel_opts.num_bins = options.num_ceps = 40
    options.mel_opts.low_freq, options.mel_opts.high_freq = 20, 7600
    online = knf.OnlineMfcc(options)
    online.accept_waveform(16000, noise.tolist())
    online.input_finished()
    theirs = np.stack([online.get_frame(i) for i in range(online.num_frames_ready)])
    ours = features.log_mel(noise).astype("f4") @ features.mfcc_matrix()
    assert np.abs(ours - theirs).max() < 0.2  # log-mel is kept in 16 bits


def test_level_is_set_in_16_bit_rms(noise):
    mel = augment.set_level(features.log_mel(noise).astype("f4"), 1000)
    assert np.abs(mel - features.log_mel(noise).astype("f4")).max() < 0.3


def test_stretching_changes_length_only():
    mel = np.arange(50 * 40, dtype="f4").reshape(50, 40)
    assert augment.stretch_time(mel, 1.2).shape == (60, 40)
    assert augment.stretch_time(mel, 0.5)[0, 0] == mel[0, 0]
    assert np.allclose(mel @ augment.tract_matrix(1.0), mel, rtol=0.01)


def test_every_change_leaves_finite_features(noise):
    rng = np.random.default_rng(5)
    mel = features.log_mel(noise).astype("f4")
    change = augment.Augmenter(augment.NoisePool([mel], [mel], rng), rng, augment.HARDER)
    for _ in range(30):
        changed = augment.mask_bins(change(mel), rng)
        assert changed.shape[1] == 40
        assert len(changed) > len(mel) * 0.7
        assert np.isfinite(changed).all()
