"""Recordings become words, and spoken answers findings: on people and voices that nothing was trained on.

The words are measured by the speech model's own evaluation, beside pocketsphinx on the same recordings and grammars in
the same run; the findings with both ears of the product. The recordings lie beside the repository, if at all; voices
are made while measuring, if flite is installed.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from models.train import engines, evaluate, voices
from models.train.evaluate import Refusals, Row
from tests.bench import corpora
from tests.bench.figures import Figure, Miss, Report, share
from tests.bench.spoken import Answer, Judged, Reading, answers, ears, judged, questions, render

CORPORA = corpora.SHARED / "speech"
SHORT = {"vosk": "this model"}
MEASURES = {"exact": "exactly right", "word_error": "word error rate", "real_time": "real-time factor"}
LEAST = {"AN4 single words": 0.97, "FSDD digits": 0.76, "-phrase grammar": 0.83}  # part of a task's name
MOST_WORD_ERROR = {"AN4 numbers": 0.07}
MOST_REAL_TIME = 0.03
EARS = {"both": "both ears", "narrow": "grammar alone", "free": "free decode alone"}


def report() -> Report:
    """Everything, pocketsphinx included: minutes."""
    return _measured(alone=False)


def quick() -> Report:
    """The same without pocketsphinx."""
    return _measured(alone=True)


def misses() -> Iterator[Miss]:
    """Spoken answers whose finding is not that of the same words typed."""
    with TemporaryDirectory() as scratch:
        for one in _spoken(Path(scratch)):
            if not one.same("both"):
                heard = f"{one.found['both']}; narrow ear {one.reading.text!r}, free ear {one.reading.free!r}"
                subset = f"speech/{one.answer.voice}"
                yield Miss(subset, one.answer.text, str(one.typed), heard, one.answer.slot, one.answer.held_out)


def _measured(*, alone: bool) -> Report:
    found = Report("Hearing")
    _words(found, alone=alone)
    if strange := evaluate.strange_speech(CORPORA / "ood", "held-out") if _folder("ood") else []:
        found.add("The same strange speech as answers to the program's questions", false_answers(strange))
    with TemporaryDirectory() as scratch:
        spoken = _spoken(Path(scratch))
        found.add("Answers of callers, spoken by voices not trained on", as_typed(spoken))
    if not spoken:
        found.remarks.append(
            "Spoken answers were left out: they need flite and the callers shared beside the repository."
        )
    return found


def _words(found: Report, *, alone: bool) -> None:
    """Let the model's own evaluation measure words; says in the remarks what was left out."""
    chosen = ["--model", str(corpora.ROOT / "models" / "starter-en"), *(["--alone"] if alone else [])]
    for name in ("an4", "fsdd", "ood"):
        if _folder(name):
            chosen += [f"--{name}", str(CORPORA / name)]
        else:
            found.remarks.append(f"The recordings {name} are not beside the repository: what needs them was left out.")
    try:
        words = evaluate.report(evaluate.parser().parse_args(chosen))
    except ImportError as missing:
        found.remarks.append(f"Recognition of words was left out: {missing}.")
        return
    for row in words.rows:
        found.add(f"{row.task}, {row.count} recordings", scores(row))
        found.remarks.extend([f"{row.task} was left out: {row.note}."] if row.note else [])
    found.add("Strange speech with a grammar of six answers", refusals(words.strange_speech))
    found.remarks.append(
        f"Measured, never trained on: of AN4 the speakers {', '.join(words.an4_speakers)}; voices "
        f"{', '.join(words.voices)}; all of FSDD; the half of the strange speech whose name's SHA-256 begins with an "
        "even byte. Real-time factors are processor seconds a second of sound, on one core."
    )
    found.remarks.extend([f"{words.note}."] if words.note else [])


def scores(row: Row) -> Iterator[Figure]:
    """What each recogniser made of one task; targets are the model's."""
    for measure, label in MEASURES.items():
        for one in row.scores:
            target = target_of(row.task, measure) if one.recogniser in SHORT else ""
            name = SHORT.get(one.recogniser, one.recogniser)
            yield Figure(f"{label}, {name}", float(getattr(one, measure)), target)


def target_of(task: str, measure: str) -> str:
    """What a figure of the model is held against, empty for nothing."""
    if measure == "real_time":
        return f"at most {MOST_REAL_TIME}"
    if measure == "word_error":
        return next((f"at most {most}" for name, most in MOST_WORD_ERROR.items() if name in task), "")
    return next((f"at least {least}" for name, least in LEAST.items() if name in task), "")


def refusals(strange: Sequence[Refusals]) -> Iterator[Figure]:
    """Speech that is no answer, taken for one."""
    for one in strange:
        name = SHORT.get(one.recogniser, one.recogniser)
        yield share(f"taken for an answer, {name}, grammar alone", one.narrow, one.count)
        yield share(f"taken for an answer, {name}, if a free decode must be the same", one.both, one.count)


def false_answers(paths: Sequence[Path]) -> Iterator[Figure]:
    """Each recording as the answer to one yes-no question after the other: how many are taken for yes or no."""
    slots = questions()
    asked = [Answer(slots[place % len(slots)], "", path.stem, held_out=True) for place, path in enumerate(paths)]
    heard = [judged(one, ears().hear(path, one.slot)) for one, path in zip(asked, paths, strict=True)]
    for ear, label in EARS.items():
        taken = [one for one in heard if one.found[ear] in ("present", "absent")]
        yield share(f"taken for a yes or a no, {label}", len(taken), len(heard))
        if ear == "both":
            sure = sum(not one.doubtful for one in taken)
            yield share("taken for a yes or a no, both ears, and not asked again", sure, len(heard))
    yield share("an alarm heard that was not asked about, both ears", sum(one.alarm for one in heard), len(heard))
    yield share("an alarm suspected, one ear", sum(one.suspected for one in heard), len(heard))
    yield _real_time([one.reading for one in heard])


def as_typed(spoken: Sequence[Judged]) -> Iterator[Figure]:
    """The finding of the slot asked, compared with that of the same words typed."""
    if not spoken:
        return
    telling = [one for one in spoken if one.typed is not None]
    for ear, label in EARS.items():
        yield share(f"finding as typed, {label}", sum(one.same(ear) for one in spoken), len(spoken))
        yield share(
            f"the same, of answers that say something, {label}", sum(one.same(ear) for one in telling), len(telling)
        )
        yield share(f"a yes for a no or a no for a yes, {label}", sum(one.opposite(ear) for one in spoken), len(spoken))
    sure = [one for one in spoken if not one.doubtful]
    yield share("both ears, not asked again", len(sure), len(spoken))
    yield share(
        "both ears, not asked again: finding not as typed", sum(not one.same("both") for one in sure), len(sure)
    )
    yield share(
        "both ears, not asked again: a yes for a no or a no for a yes",
        sum(one.opposite("both") for one in sure),
        len(sure),
    )
    for voice in voices.HELD_OUT:
        own = [one for one in spoken if one.answer.voice == voice]
        yield share(f"finding as typed, both ears, {voice}", sum(one.same("both") for one in own), len(own))
    kept = [one for one in spoken if one.answer.held_out]
    yield share(
        "finding as typed, both ears, callers of the reported half", sum(one.same("both") for one in kept), len(kept)
    )
    yield _real_time([one.reading for one in spoken])


def _real_time(readings: Sequence[Reading]) -> Figure:
    work, seconds = sum(one.work for one in readings), sum(one.seconds for one in readings)
    return Figure("real-time factor of both ears together", work / max(seconds, 1e-6), "", f"{seconds:.0f} seconds")


def _spoken(scratch: Path) -> list[Judged]:
    """Every answer, said by the voices in turn, and heard; empty where there are no callers or no voices."""
    if not corpora.vignettes() or not engines.installed("flite"):
        return []
    listed = answers(voices.HELD_OUT)
    return [judged(one, ears().hear(path, one.slot)) for one, path in zip(listed, render(listed, scratch), strict=True)]


@cache
def _folder(name: str) -> bool:
    return (CORPORA / name).is_dir()
