"""Which words the shipped model hears for which: phrases of the content are spoken by synthetic voices and decoded
freely, heard and meant are aligned, and the substitutions are counted. What comes out is a candidate list for
``confusions:`` in ``intents/<language>/words.yaml``; a person decides which are taken.

    python -m models.train.confusions --model models/starter-en --voices rms kal16

The voices are flite's (Debian package ``flite``); those kept for reporting (slt, awb) are refused.
"""

import argparse
import json
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import soundfile as sf
import soxr
from rapidfuzz.distance import Levenshtein

from voice.content import load
from voice.content.grammar import Share, pattern_forms
from voice.core.lexicon import Role

RATE = 16000  # samples a second
KEPT_APART = frozenset({"slt", "awb"})
SHARE = Share(lines=12, each=1)
LEAST = 2  # times a pair must be heard to be listed


def alarm_phrases(intents: Path) -> tuple[str, ...]:
    """The foremost wordings of every alarm and of every danger slot."""
    content = load(intents)
    slots = [slot for slot, question in content.pathway.questions.items() if question.alarm]
    return pattern_forms(content.book, (*slots, *content.pathway.interrupts), (Role.PHRASE,), SHARE)


def spoken(phrase: str, voice: str, folder: Path) -> bytes:
    """A phrase as 16-bit samples at `RATE`, with silence around it."""
    path = folder / "phrase.wav"
    subprocess.run(["flite", "-voice", voice, "-t", phrase, "-o", str(path)], check=True)
    samples, rate = sf.read(path, dtype="float32")
    if rate != RATE:
        samples = soxr.resample(samples, rate, RATE)
    padded = np.concatenate([np.zeros(RATE // 4), samples, np.zeros(RATE // 2)])
    return bytes((np.clip(padded, -1, 1) * 32767).astype("<i2").tobytes())


def heard(phrases: Iterable[str], voices: Iterable[str], model: Path) -> Iterator[tuple[list[str], list[str]]]:
    """For each phrase and voice: the words meant, and the words heard."""
    import vosk

    vosk.SetLogLevel(-1)
    loaded = vosk.Model(str(model))
    with tempfile.TemporaryDirectory() as folder:
        for phrase in phrases:
            for voice in voices:
                recognizer = vosk.KaldiRecognizer(loaded, float(RATE))
                recognizer.AcceptWaveform(spoken(phrase, voice, Path(folder)))
                yield phrase.split(), json.loads(recognizer.FinalResult())["text"].split()


def substitutions(pairs: Iterable[tuple[list[str], list[str]]]) -> Counter[tuple[str, str]]:
    """How often one word was heard for another, in the cheapest alignment of each phrase."""
    counts: Counter[tuple[str, str]] = Counter()
    for meant, said in pairs:
        for operation in Levenshtein.editops(meant, said):
            if operation.tag == "replace":
                counts[said[operation.dest_pos], meant[operation.src_pos]] += 1
    return counts


def main() -> None:
    """Print the pairs, most frequent first, as lines for ``words.yaml`` with their counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=Path("models/starter-en"))
    parser.add_argument("--intents", type=Path, default=Path("intents"))
    parser.add_argument("--voices", nargs="+", default=["rms", "kal16"])
    flags = parser.parse_args()
    if KEPT_APART & set(flags.voices):
        parser.error(f"the voices {', '.join(sorted(KEPT_APART))} are kept for reporting; choose others")
    counts = substitutions(heard(alarm_phrases(flags.intents), flags.voices, flags.model))
    for (said, meant), count in counts.most_common():
        if count >= LEAST:
            print(f"{said}={meant}  # heard {count} times")


if __name__ == "__main__":
    main()
