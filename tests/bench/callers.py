"""Written callers, set by set, and ordinary openings: how many are told and understood rightly, how many alarmed.

What each set was at first sight is in its file's head; all of them were mended for since.
"""

import random
from collections.abc import Iterator, Mapping, Sequence

import yaml

from tests.bench.corpora import ROOT
from tests.bench.engine import content
from tests.bench.figures import Figure, Report, share
from tests.scenarios.vignettes import OPPOSITES, SETS, TODAY, Vignette, answered, tell
from voice.core.understand import understand

FRAGMENTS: Mapping[str, Sequence[str]] = yaml.safe_load(
    (ROOT / "tests" / "content" / "ordinary.yaml").read_text(encoding="utf-8")
)
OPENINGS = 4000
SEED = 5


def report() -> Report:
    """Each set of callers, then the openings."""
    found = Report("Written callers")
    for name, (people, _) in SETS.items():
        found.add(name.replace("_", " "), _callers(people))
    found.add("Ordinary openings, put together from fragments without a pause", _alarmed())
    found.remarks.append("All of these were mended for: at first sight they were less well understood.")
    return found


def openings() -> list[str]:
    """The same ones every time."""
    chance = random.Random(SEED)
    return [
        " ".join(
            (
                chance.choice(FRAGMENTS["begins"]),
                chance.choice(FRAGMENTS["says_where"]),
                *chance.sample(FRAGMENTS["tells_more"], chance.choice((1, 2))),
            )
        )
        for _ in range(OPENINGS)
    ]


def alarming() -> list[str]:
    """The openings that set off an alarm."""
    pathway = content().pathway
    return [text for text in openings() if understand(text, (), pathway, TODAY).alarm is not None]


def _callers(people: list[Vignette]) -> Iterator[Figure]:
    pathway = content().pathway
    told = [tell(one, pathway) for one in people]
    heard = answered(pathway, people)
    right = sum(value is not None and one.agrees(slot, value) for one, slot, value in heard)
    opposite = sum(value is not None and OPPOSITES.get(one.truth(slot)) is value for one, slot, value in heard)
    yield share("told exactly the right urgency", sum(one.urgency is one.vignette.urgency for one in told), len(told))
    yield share("told an acceptable urgency", sum(one.urgency in one.vignette.acceptable for one in told), len(told))
    yield Figure("told less than is acceptable", sum(one.too_low for one in told))
    yield share("answers understood", right, len(heard))
    yield Figure("answers taken for the opposite", opposite)


def _alarmed() -> Iterator[Figure]:
    yield share("set off an alarm", len(alarming()), OPENINGS)
