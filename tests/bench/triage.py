"""What deciding costs, how many questions it takes, and how often it is right, over people who answer as written.

Times are of the processor. The people are the forty of the scenarios.
"""

from collections.abc import Iterator, Sequence
from statistics import mean, median
from time import process_time_ns

from tests.bench.corpora import danger_sweep
from tests.bench.engine import content
from tests.bench.figures import Figure, Report, share
from tests.bench.questions import Way, least, ways
from tests.bench.together import figures
from tests.scenarios.typed import hold
from tests.scenarios.vignettes import Told, Vignette, read, tell
from voice.core.agenda import wanted
from voice.core.events import Heard, Started
from voice.core.interview import advance, begin
from voice.core.terms import Urgency, Utterance
from voice.core.triage import Answers, assess

MOST_QUESTIONS = {Urgency.EMERGENCY: 5, Urgency.URGENT: 18, Urgency.SOON: 24, Urgency.SELF_CARE: 24}
REPEATS = 5


def report() -> Report:
    """Times, questions, and how people were told."""
    people = _people()
    made = Report("Triage")
    made.add("Time", _times())
    made.add("What people were told", _told(people))
    made.add("The same people through backtalk type --jsonl", _typed([one.vignette for one in people]))
    made.add("Questions asked, mean", _questions(people))
    vignettes = [one.vignette for one in people]
    for way in ways(vignettes, content().pathway):
        made.add(f"Questions asked, {way.name}", _by_urgency(way, vignettes))
    made.add("Danger signs asked for in one question, and what written answers to it do", figures(danger_sweep()))
    made.add("The least that any order could ask, knowing beforehand what is present", _least(vignettes))
    made.remarks.append("Over-triage and under-triage are counted against the urgency written for each person.")
    return made


def _people() -> list[Told]:
    vignettes, _ = read()
    return [tell(one, content().pathway) for one in vignettes]


def _states() -> list[Answers]:
    """Every state of knowledge on the way through an ordinary consultation."""
    pathway = content().pathway
    now = advance(begin(pathway), Started(739_000), pathway).interview
    states = []
    for text in ("my upper back has hurt for four days", *["no"] * 40):
        now = advance(now, Heard(Utterance(text)), pathway).interview
        states.append(now.answers)
        if now.closed:
            break
    return states


def _times() -> Iterator[Figure]:
    pathway, states = content().pathway, _states()
    for label, work, target in (("assess", assess, "at most 100"), ("next question", wanted, "at most 1000")):
        times = []
        for state in states * REPEATS:
            begun = process_time_ns()
            work(state, pathway)
            times.append((process_time_ns() - begun) / 1000)
        yield Figure(f"microseconds, {label}, median", median(times), target, f"{len(states)} states")
        yield Figure(f"microseconds, {label}, longest", max(times))


def _told(people: Sequence[Told]) -> Iterator[Figure]:
    exact = sum(one.urgency is one.vignette.urgency for one in people)
    yield share("told exactly the right urgency", exact, len(people), "at least 38 of 40")
    fine = sum(one.urgency in one.vignette.acceptable for one in people)
    yield share("told an acceptable urgency", fine, len(people), "all")
    yield Figure("over-triaged", sum((one.urgency or 0) > one.vignette.urgency for one in people))
    yield Figure("under-triaged", sum((one.urgency or 0) < one.vignette.urgency for one in people))
    yield Figure("told less than is acceptable", sum(one.too_low for one in people), "0")


def _typed(people: Sequence[Vignette]) -> Iterator[Figure]:
    told = [(one, Urgency[hold(one)["urgency"]]) for one in people]
    yield share("told exactly the right urgency", sum(level is one.urgency for one, level in told), len(told))
    fine = sum(level in one.acceptable for one, level in told)
    yield share("told an acceptable urgency", fine, len(told), "all")
    low = sum(level < min(one.acceptable) for one, level in told)
    yield Figure("told less than is acceptable", low, "0")


def _by_urgency(way: Way, people: Sequence[Vignette]) -> Iterator[Figure]:
    for urgency in reversed(Urgency):
        yield Figure(urgency.name, way.mean(people, urgency))
    yield share("told exactly the right urgency", sum(way.told[one.id] is one.urgency for one in people), len(people))


def _least(people: Sequence[Vignette]) -> Iterator[Figure]:
    for urgency in (Urgency.URGENT, Urgency.SOON, Urgency.SELF_CARE):
        yield Figure(urgency.name, mean(least(one, content().pathway) for one in people if one.urgency is urgency))


def _questions(people: Sequence[Told]) -> Iterator[Figure]:
    for urgency in reversed(Urgency):
        asked = [one.close.questions for one in people if one.vignette.urgency is urgency and one.close is not None]
        if asked:
            yield Figure(urgency.name, mean(asked), f"at most {MOST_QUESTIONS[urgency]}", f"{len(asked)} people")
