"""Writing a model folder that libvosk opens: am/, conf/ and graph/."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from models.train import nnet3, weights
from models.train.costs import Costs
from models.train.graph import write_graph
from models.train.lexicon import load as load_lexicon
from models.train.ngram import estimate
from models.train.vocabulary import gather

MOST_RUNS = 46_000  # of two or three words: with some room, the most that keeps the folder below 6 MB
MFCC_CONF = """\
--use-energy=false
--num-mel-bins=40
--num-ceps=40
--low-freq=20
--high-freq=7600
--dither=1.0
"""
MODEL_CONF = """\
--min-active=200
--max-active=3000
--beam=12.0
--lattice-beam=5.0
--acoustic-scale=1.0
--frame-subsampling-factor=3
--endpoint.silence-phones=1
"""


@dataclass(frozen=True)
class Export:
    """Trained weights and the folder to write; the words of ``intents`` are added when it is given."""

    trained: Path
    out: Path
    intents: Path | None = None
    costs: Costs = field(default_factory=Costs)


def export(job: Export) -> None:
    """Write the folder beside its final place and move it there when it is whole. Raises UnknownWordsError."""
    lexicon = load_lexicon()
    vocabulary = gather(job.intents, lexicon)
    lexicon.require(vocabulary.words)
    fresh = job.out.with_name(job.out.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    for part in ("am", "conf", "graph"):
        (fresh / part).mkdir(parents=True)
    (fresh / "am" / "final.mdl").write_bytes(nnet3.model(weights.load(job.trained), job.costs.blank_penalty))
    (fresh / "conf" / "mfcc.conf").write_text(MFCC_CONF, encoding="ascii")
    (fresh / "conf" / "model.conf").write_text(MODEL_CONF, encoding="ascii")
    spoken = estimate(vocabulary.texts, vocabulary.words, 3, MOST_RUNS)
    write_graph(fresh / "graph", vocabulary.words, lexicon, spoken, job.costs)
    old = job.out.with_name(job.out.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if job.out.exists():
        job.out.rename(old)
    fresh.rename(job.out)
    shutil.rmtree(old, ignore_errors=True)
