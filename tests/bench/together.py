"""Danger signs that one question asks for together: what written answers to it do.

Not a benchmark by itself: ``python -m tests.bench triage`` prints it. Each answer is given in a whole consultation,
with its commas and without any, as a recogniser would give it.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from tests.bench.corpora import SweepAnswer
from tests.bench.engine import content
from tests.bench.figures import Figure, share
from tests.scenarios.talk import TODAY
from voice.core.events import Heard, Listen, Started
from voice.core.interview import Interview, advance, begin
from voice.core.terms import Finding, Utterance

MOST_TURNS = 60
OPENING = "I have a pain in my back"


@cache
def asked() -> Interview:
    """A consultation in which the question was just put; raises LookupError if it never is."""
    pathway = content().pathway
    swept = pathway.sweeps["saddle"]
    step = advance(begin(pathway), Started(TODAY), pathway)
    said = OPENING
    for _ in range(MOST_TURNS):
        step = advance(step.interview, Heard(Utterance(said)), pathway)
        listen = next((one for one in step.actions if isinstance(one, Listen)), None)
        if listen is not None and listen.asked == swept:
            return step.interview
        said = "no"
    message = "the question was never put"
    raise LookupError(message)


def closes(text: str) -> bool:
    """Does this answer deny all the signs, with or without its commas?"""
    pathway = content().pathway
    slots = pathway.sweeps["saddle"]
    for said in dict.fromkeys((text, text.replace(",", ""))):
        answers = advance(asked(), Heard(Utterance(said)), pathway).interview.answers
        if all(answers.findings.get(slot) is Finding.ABSENT for slot in slots):
            return True
    return False


def figures(answers: Sequence[SweepAnswer]) -> Iterator[Figure]:
    """How many answers close the question that must not, and how many that should; each half apart."""
    for held_out, half in ((False, "tuned on"), (True, "reported")):
        some = [one for one in answers if one.some and one.held_out is held_out]
        none = [one for one in answers if not one.some and one.held_out is held_out]
        yield share(f"somebody has a sign or is not sure, and it is closed, {half}", _closed(some), len(some), "0")
        yield share(f"a flat no closes it, {half}", _closed(none), len(none), "at least 0.9")


def _closed(answers: Sequence[SweepAnswer]) -> int:
    return sum(closes(one.text) for one in answers)
