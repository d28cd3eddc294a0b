"""Making the starter speech model.

python -m models.train all --an4 AN4 --noise NOISE.wav     synthesise, train and export: the whole way
python -m models.train train --an4 AN4 --start FILE        go on from the checkpoint of an earlier training
python -m models.train mean FILE FILE                      the mean of the weights of several trainings
python -m models.train export --intents intents            new words into the shipped model, no training
python -m models.train words --intents intents             words the shipped model lacks (exit code 1 if any)
python -m models.train pronounce --intents intents         proposals for words without a pronunciation
"""

import argparse
import math
import sys
from collections.abc import Sequence
from pathlib import Path

from models.train import corpus
from models.train.lexicon import UnknownWordsError

HERE = Path(__file__).parent
WEIGHTS = HERE / "starter-en.npz"
MODEL = HERE.parent / "starter-en"
SECOND = {"harder": True, "rate": 1.5e-3, "first_kept": 6, "seed": 2210}
"""What is other in the second training of ``all``."""
VOICE_PACKAGES = (
    "Debian: espeak-ng flite festival festvox-kallpc16k festvox-kdlpc16k; libttspico-utils (section non-free)"
)
GRAPH_PACKAGES = "Debian: libfst-tools libfst22-plugins-base"


def synthesise(arguments: argparse.Namespace) -> None:
    """Read all training texts aloud into the cache folder."""
    from models.train.lexicon import load
    from models.train.synthesis import training_readings
    from models.train.voices import read_aloud, speakable

    drawn = training_readings(load(), arguments.intents, arguments.limit)
    readings = speakable(drawn)
    read_aloud(readings, arguments.cache / "voices")
    print(f"{len(readings)} utterances in {arguments.cache / 'voices'}")
    if len(readings) < len(drawn):
        print(f"{len(drawn) - len(readings)} were left out; models/train/engines.py tells which voices to install")


def train(arguments: argparse.Namespace) -> None:
    """Train on AN4's training speakers and synthetic voices; write the weights."""
    from models.train.augment import HARDER, Ranges
    from models.train.fit import Plan, Results, fit
    from models.train.lexicon import load
    from models.train.material import (
        Changes,
        Drawer,
        Mix,
        Sources,
        development_parts,
        real_utterances,
        synthetic_utterances,
    )

    sources = Sources(arguments.an4, arguments.cache, arguments.noise, arguments.intents, arguments.limit)
    mix = Mix(arguments.synthetic, arguments.kokoro, arguments.repeats)
    plan = Plan(
        arguments.epochs,
        arguments.minutes,
        mix=mix,
        peak_rate=arguments.rate,
        seed=arguments.seed,
        threads=arguments.threads,
        first_kept=arguments.first_kept,
        last=arguments.last,
    )
    lexicon, recordings = load(), corpus.read_an4(sources.an4)
    real = real_utterances(corpus.training(recordings), lexicon, sources)
    changes = Changes(sources.noise, HARDER if arguments.harder else Ranges())
    drawer = Drawer((synthetic_utterances(sources, lexicon), real), lexicon, changes, plan.seed)
    development = development_parts(sources, recordings, lexicon)
    checkpoint = arguments.checkpoint or sources.cache / "checkpoint.pt"
    fit(drawer, development, plan, Results(arguments.weights, checkpoint, arguments.start))


def average(arguments: argparse.Namespace) -> None:
    """Write the mean of weights that began alike; one that is named twice counts twice."""
    from models.train.weights import load, mean, save

    save(mean([load(file) for file in arguments.files]), arguments.weights)
    print(arguments.weights)


def export(arguments: argparse.Namespace) -> None:
    """Write the model folder from the weights, with every word of the intents."""
    from models.train.export import Export
    from models.train.export import export as write

    write(Export(arguments.weights, arguments.out, arguments.intents))
    print(arguments.out)


def words(arguments: argparse.Namespace) -> None:
    """Print the words of the intents that the model lacks; exit code 1 if there are any."""
    from models.train.vocabulary import lacking

    missing = lacking(arguments.intents, arguments.model)
    print("\n".join(missing) if missing else "every word is in the model")
    if missing:
        sys.exit(1)


def pronounce(arguments: argparse.Namespace) -> None:
    """Print proposed pronunciations of the words of the intents that have none, to check and paste."""
    from models.train.lexicon import load
    from models.train.suggestions import lines
    from models.train.vocabulary import intent_words

    lexicon = load()
    print("\n".join(lines(lexicon.missing(intent_words(arguments.intents)), lexicon)))


def everything(arguments: argparse.Namespace) -> None:
    """Synthesise, train, train on with harder changes, take the mean of both, export."""
    synthesise(arguments)
    kept, cache = arguments.weights, arguments.cache
    first, second = cache / "first.npz", cache / "second.npz"
    arguments.weights, arguments.checkpoint = first, cache / "checkpoint.pt"
    train(arguments)
    arguments.start, arguments.weights, arguments.checkpoint = arguments.checkpoint, second, cache / "second.pt"
    arguments.epochs = arguments.last = arguments.second
    train(argparse.Namespace(**{**vars(arguments), **SECOND}))
    arguments.weights, arguments.files = kept, [first, first, second]
    average(arguments)
    export(arguments)


def parser() -> argparse.ArgumentParser:
    """Command line; each subcommand takes only what it reads."""
    made = argparse.ArgumentParser(
        prog="python -m models.train", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    commands = made.add_subparsers(required=True)
    stages = {
        "synthesise": (synthesise, ("cache", "intents", "limit"), VOICE_PACKAGES),
        "train": (train, _TRAINING, f"AN4 is at {corpus.AN4_SOURCE}"),
        "mean": (average, ("weights", "files"), "Of trainings that began with the same checkpoint."),
        "export": (export, ("weights", "intents", "out"), GRAPH_PACKAGES),
        "words": (words, ("intents", "model"), "which words of the intents the model lacks"),
        "pronounce": (pronounce, ("intents",), "They belong in models/train/texts/pronunciations.txt. Needs flite."),
        "all": (everything, (*_TRAINING, "second", "out"), f"the whole way. {VOICE_PACKAGES} {GRAPH_PACKAGES}"),
    }
    for name, (run, wanted, text) in stages.items():
        command = commands.add_parser(name, help=run.__doc__, description=f"{run.__doc__} {text}")
        command.set_defaults(run=run)
        for option in wanted:
            _OPTIONS[option](command)
    return made


_TRAINING = (
    *("an4", "noise", "cache", "intents", "limit", "weights", "checkpoint", "start"),
    *("epochs", "first-kept", "last", "minutes", "rate", "synthetic", "kokoro", "repeats", "seed", "threads", "harder"),
)
_OPTIONS = {
    "an4": lambda p: p.add_argument("--an4", type=Path, required=True, help=f"AN4 folder, from {corpus.AN4_SOURCE}"),
    "noise": lambda p: p.add_argument("--noise", type=Path, help="a recording of noise; its first half is mixed in"),
    "cache": lambda p: p.add_argument("--cache", type=Path, default=Path("build/train"), help="scratch folder, 2 GB"),
    "intents": lambda p: p.add_argument("--intents", type=Path, help="folder of intents (its en/ if it has one)"),
    "weights": lambda p: p.add_argument("--weights", type=Path, default=WEIGHTS),
    "checkpoint": lambda p: p.add_argument(
        "--checkpoint", type=Path, help="where training goes on if it was interrupted; CACHE/checkpoint.pt"
    ),
    "start": lambda p: p.add_argument("--start", type=Path, help="checkpoint of an earlier training to begin with"),
    "epochs": lambda p: p.add_argument("--epochs", type=int, default=27, help="the rate comes down over so many"),
    "first-kept": lambda p: p.add_argument("--first-kept", type=int, default=14, help="first epoch of the mean kept"),
    "last": lambda p: p.add_argument("--last", type=int, default=18, help="end after this epoch"),
    "minutes": lambda p: p.add_argument("--minutes", type=float, default=math.inf, help="end then if not sooner"),
    "rate": lambda p: p.add_argument("--rate", type=float, default=2.5e-3, help="highest learning rate"),
    "synthetic": lambda p: p.add_argument("--synthetic", type=int, default=7000, help="synthetic ones an epoch"),
    "kokoro": lambda p: p.add_argument("--kokoro", type=int, default=5000, help="and so many in Kokoro's voices"),
    "repeats": lambda p: p.add_argument("--repeats", type=int, default=12, help="of each person's recording an epoch"),
    "seed": lambda p: p.add_argument("--seed", type=int, default=1709),
    "second": lambda p: p.add_argument("--second", type=int, default=20, help="epochs of the second training"),
    "harder": lambda p: p.add_argument("--harder", action="store_true", help="more noise and stranger voices"),
    "files": lambda p: p.add_argument("files", type=Path, nargs="+", help="weights; the result goes to --weights"),
    "threads": lambda p: p.add_argument("--threads", type=int, default=2, help="processors to train on"),
    "limit": lambda p: p.add_argument("--limit", type=int, help="take only so many utterances of each kind, to try"),
    "out": lambda p: p.add_argument("--out", type=Path, default=MODEL, help="model folder to write"),
    "model": lambda p: p.add_argument("--model", type=Path, default=MODEL, help="model folder to look into"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand."""
    chosen = parser().parse_args(arguments)
    try:
        chosen.run(chosen)
    except (UnknownWordsError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
