"""Sound to log-mel energies, and log-mel energies to Kaldi's MFCC.

Augmentation works on log-mel energies ([frames, 40], natural log of 16-bit power, 10 ms apart); the network sees what
libvosk will compute at run time: 40 MFCC. The step between them is one matrix.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

RATE = 16000  # samples a second
BINS = 40
LOW_HZ, HIGH_HZ = 20, 7600
LIFTER = 22.0

Floats = npt.NDArray[np.float32]
Halves = npt.NDArray[np.float16]


def load_sound(path: Path) -> Floats:
    """Mono samples in the 16-bit range at 16 kHz."""
    import soundfile
    from scipy.signal import resample_poly

    samples, rate = soundfile.read(path, dtype="int16")
    samples = samples.astype(np.float32)
    if rate != RATE:
        common = int(np.gcd(rate, RATE))
        samples = resample_poly(samples, RATE // common, rate // common)
    return samples.astype(np.float32)


def log_mel(samples: Floats) -> Halves:
    """Log-mel energies [frames, 40] exactly as Kaldi has them before the cosine transform."""
    import kaldi_native_fbank as knf

    options = knf.FbankOptions()
    options.frame_opts.dither, options.frame_opts.samp_freq = 0, RATE
    options.mel_opts.num_bins, options.mel_opts.low_freq, options.mel_opts.high_freq = BINS, LOW_HZ, HIGH_HZ
    options.use_energy = False
    online = knf.OnlineFbank(options)
    online.accept_waveform(RATE, samples.tolist())
    online.input_finished()
    frames = [online.get_frame(i) for i in range(online.num_frames_ready)]
    return np.stack(frames).astype(np.float16) if frames else np.zeros((0, BINS), np.float16)


def mfcc_matrix() -> Floats:
    """[40, 40]: a row of log-mel energies times this matrix is Kaldi's liftered MFCC."""
    bins, orders = np.arange(BINS), np.arange(BINS)
    cosines = np.sqrt(2 / BINS) * np.cos(np.pi / BINS * np.outer(bins + 0.5, orders))
    cosines[:, 0] = np.sqrt(1 / BINS)
    lifter = 1 + 0.5 * LIFTER * np.sin(np.pi * orders / LIFTER)
    return (cosines * lifter).astype(np.float32)


@dataclass(frozen=True)
class MelStore:
    """Many utterances in one array: utterance i is frames[starts[i]:starts[i + 1]]."""

    frames: Halves
    starts: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, index: int) -> Floats:
        return self.frames[self.starts[index] : self.starts[index + 1]].astype(np.float32)


def gather(paths: list[Path], cache: Path) -> MelStore:
    """Log-mel energies of all files, computed once and kept in ``cache``-DIGEST.npz, a digest of the files' names."""
    digest = hashlib.sha256("\n".join(path.name for path in paths).encode()).hexdigest()[:12]
    store = cache.with_name(f"{cache.name}-{digest}.npz")
    if store.exists():
        with np.load(store) as kept:
            return MelStore(kept["frames"], kept["starts"])
    parts = [log_mel(load_sound(path)) for path in paths]
    starts = np.concatenate([[0], np.cumsum([len(part) for part in parts])]).astype(np.int64)
    frames = np.concatenate(parts) if parts else np.zeros((0, BINS), np.float16)
    store.parent.mkdir(parents=True, exist_ok=True)
    np.savez(store, frames=frames, starts=starts)
    return MelStore(frames, starts)
