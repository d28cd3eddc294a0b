"""Training: CTC over phones, AdamW, half a cosine of learning rate; a running average of the weights is the result."""

import copy
import math
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import nn

from models.train.distance import edits
from models.train.features import BINS
from models.train.lexicon import Lexicon
from models.train.material import PHONE_CLASS, Batch, Drawer, Mix, Normaliser, Utterances
from models.train.network import BLANK, Network, Shape
from models.train.weights import fold, load, mean, save

WARM_UP_STEPS = 400
CHANNEL_JITTER = 0.1  # standard deviation of a constant added to each normalised coefficient of an utterance


@dataclass(frozen=True)
class Plan:
    """Everything that decides how training goes. ``averaging`` is per step: the average reaches back some 250 steps.

    The learning rate comes down over ``epochs``, or ``minutes`` if that is sooner; training ends then, or after epoch
    ``last``. The result is the mean of the weights after the epochs from ``first_kept`` on. Past epoch 18 the phone
    error of the development voice rose, while the rate was still half its peak: the mean does what a low rate would.
    """

    epochs: int = 27
    minutes: float = math.inf
    first_kept: int = 14
    last: int = 18
    mix: Mix = field(default_factory=Mix)
    batch: int = 48
    peak_rate: float = 2.5e-3
    averaging: float = 0.996
    seed: int = 1709
    threads: int = 2
    shape: Shape = field(default_factory=Shape)


@dataclass(frozen=True)
class Results:
    """Where the weights go after every epoch, and all that is needed to go on after an interruption.

    ``start`` is the checkpoint of an earlier, finished training whose weights to begin with instead of chance.
    """

    weights: Path
    checkpoint: Path
    start: Path | None = None

    def after(self, epoch: int) -> Path:
        """The weights after one epoch, for taking the mean of several."""
        return self.checkpoint.with_name(f"{self.checkpoint.stem}-{epoch}.npz")


class Learner:
    """A network, its running average and its optimiser, step by step."""

    def __init__(self, plan: Plan) -> None:
        torch.manual_seed(plan.seed)
        torch.set_num_threads(plan.threads)
        self.network = Network(plan.shape)
        self.average = copy.deepcopy(self.network).eval()
        self.optimiser = torch.optim.AdamW(self.network.parameters(), lr=plan.peak_rate, weight_decay=1e-3, fused=True)
        self.epochs_done = self.steps = 0
        self._plan, self._begun = plan, time.monotonic()

    def progress(self, part: float = 0.0) -> float:
        """Share of the plan that is done, by epochs (and part of one) or by the clock, whichever is further."""
        minutes = (time.monotonic() - self._begun) / 60
        return max((self.epochs_done + part) / self._plan.epochs, minutes / self._plan.minutes)

    def epoch(self, drawer: Drawer) -> float:
        """One pass over the material, or the part of it for which there is time; the mean loss."""
        self.network.train()
        losses: list[float] = []
        groups = drawer.epoch(self._plan.batch, self._plan.mix)
        # Batches are not prepared in a second thread: sharing two cores with it made both slower.
        for done, group in enumerate(groups):
            progress = self.progress(done / len(groups))
            if done and progress >= 1:
                break
            batch = drawer.batch(group)
            self.optimiser.param_groups[0]["lr"] = self._plan.peak_rate * rate_at(progress, self.steps)
            losses.append(self._learn(batch))
            self.steps += 1
            self._follow(min(self._plan.averaging, self.steps / (self.steps + 10)))
        self.epochs_done += 1
        return float(np.mean(losses))

    def save(self, path: Path, normal: Normaliser) -> None:
        """Write a checkpoint."""
        parts = {"network": self.network, "average": self.average, "optimiser": self.optimiser}
        counts = {"epochs": self.epochs_done, "steps": self.steps}
        normals = {"mean": torch.from_numpy(normal.mean), "spread": torch.from_numpy(normal.spread)}
        torch.save({**{name: part.state_dict() for name, part in parts.items()}, **counts, **normals}, path)

    def resume(self, path: Path) -> Normaliser:
        """Go on where the training that wrote this checkpoint was interrupted."""
        saved = torch.load(path)
        normal = self.begin_with(path)
        self.average.load_state_dict(saved["average"])
        self.epochs_done, self.steps = saved["epochs"], saved["steps"]
        return normal

    def begin_with(self, path: Path) -> Normaliser:
        """Take over the weights of a finished training; epochs and learning rate are the new plan's."""
        saved = torch.load(path)
        self.network.load_state_dict(saved["network"])
        self.average.load_state_dict(saved["network"])
        self.optimiser.load_state_dict(saved["optimiser"])
        self.steps = WARM_UP_STEPS
        return Normaliser(saved["mean"].numpy(), saved["spread"].numpy())

    def _learn(self, batch: Batch) -> float:
        features = torch.from_numpy(batch.features)
        features = features + CHANNEL_JITTER * torch.randn(len(features), BINS, 1)
        with torch.autocast("cpu", torch.bfloat16):  # twice as fast where the processor has it, and no worse
            outputs = self.network(features)
        scores = outputs.float().log_softmax(1).permute(2, 0, 1)
        lengths = torch.tensor([self.network.shape.outputs(int(n)) for n in batch.frames]).clamp(max=scores.shape[0])
        targets, target_lengths = torch.from_numpy(batch.targets), torch.from_numpy(batch.target_lengths)
        loss = nn.functional.ctc_loss(scores, targets, lengths, target_lengths, BLANK, zero_infinity=True)
        self.optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 5)
        self.optimiser.step()
        return loss.item()

    def _follow(self, keep: float) -> None:
        with torch.no_grad():
            for kept, new in zip(self.average.state_dict().values(), self.network.state_dict().values(), strict=True):
                if kept.dtype.is_floating_point:
                    kept.lerp_(new, 1 - keep)
                else:
                    kept.copy_(new)


def fit(drawer: Drawer, development: dict[str, Utterances], plan: Plan, results: Results) -> None:
    """Train, printing a line and saving the averaged weights after every epoch."""
    learner, begun = Learner(plan), time.monotonic()
    results.checkpoint.parent.mkdir(parents=True, exist_ok=True)
    if results.checkpoint.exists():
        drawer.normal = learner.resume(results.checkpoint)
    elif results.start:
        drawer.normal = learner.begin_with(results.start)
    while learner.progress() < 1 and learner.epochs_done < plan.last:
        loss = learner.epoch(drawer)
        errors = [
            f"{name} {phone_error(learner.average, drawer.normal, part, drawer.lexicon):.3f}"
            for name, part in development.items()
        ]
        seconds = f"{time.monotonic() - begun:.0f} s"
        print(f"epoch {learner.epochs_done} loss {loss:.3f} phone error", *errors, seconds, flush=True)
        save(fold(learner.average, drawer.normal), results.after(learner.epochs_done))
        kept = range(min(plan.first_kept, learner.epochs_done), learner.epochs_done + 1)
        save(mean([load(results.after(epoch)) for epoch in kept]), results.weights)
        learner.save(results.checkpoint, drawer.normal)


def rate_at(progress: float, step: int) -> float:
    """Learning rate as a share of its peak after this share of all epochs: a steep rise, then half a cosine down."""
    return max(0.004, min(1.0, (step + 1) / WARM_UP_STEPS) * 0.5 * (1 + math.cos(math.pi * min(1.0, progress))))


def phone_error(network: Network, normal: Normaliser, part: Utterances, lexicon: Lexicon) -> float:
    """Edits between the best phone string and the first pronunciation of each word, per phone."""
    wrong = count = 0
    with torch.inference_mode():
        for index, text in enumerate(part.texts):
            features = np.pad(normal(part.mels[index]), ((30, 30), (0, 0)), mode="edge")
            best = network(torch.from_numpy(features.T[None].copy())).argmax(1)[0].tolist()
            heard = [p for i, p in enumerate(best) if p != BLANK and (i == 0 or best[i - 1] != p)]
            meant = [PHONE_CLASS[p] for word in text.split() for p in lexicon.pronunciations(word)[0]]
            wrong, count = wrong + edits(meant, heard), count + len(meant)
    return wrong / max(1, count)
