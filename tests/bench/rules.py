"""Whether the rule table holds together: every rule fires for somebody, and every condition in it matters.

What is broken on purpose, and how it is noticed, is in `mutants`; what nobody need notice, in
``tests/content/mutants_allowed.yaml``. To read who notices what: ``python -m tests.bench rules --misses``.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

import yaml

from tests.bench.corpora import CONTENT
from tests.bench.engine import content
from tests.bench.figures import Figure, Miss, Report
from tests.bench.mutants import Effect, Verdict, verdicts
from tests.scenarios.firing import fired_by
from voice.core.terms import value_text

NOTICED = {
    Effect.LEVEL: "noticed: another urgency",
    Effect.WORDS: "noticed: the same urgency, other words of guidance",
    Effect.LOG: "noticed only in the list of rules that the doctor reads",
    Effect.NONE: "noticed by nobody",
}


def report() -> Report:
    """How many rules fire, and how many changes of the table are noticed."""
    judged, fired, pathway = table(), fired_by(content().pathway), content().pathway
    names = [rule.id for rule in (*pathway.rules, *pathway.scope_rules)]
    made = Report("Rule table")
    silent = [name for name in names if not fired.get(name)]
    made.add("Rules", [Figure("fire in some scenario", len(names) - len(silent), f"all {len(names)}")])
    made.add("Rules that never fire", (Figure(name, "no scenario") for name in silent))
    made.add("Changes of one rule in one place", _counts(judged))
    made.add("Allowed, with the reason", (Figure(*item) for item in allowed().items()))
    made.remarks.append("Conditions are left out, forced and turned round, numbers moved by one, lists shortened.")
    made.remarks.append(
        "A change is noticed if one person, made from the rule, is told otherwise by the changed table."
    )
    return made


def misses() -> Iterator[Miss]:
    """What no patient notices, and does not stand in the list of what is allowed."""
    for verdict in unexplained(table()):
        person = ", ".join(f"{slot} {value_text(value)}" for slot, value in verdict.person.items())
        yield Miss("rules", verdict.name, "somebody is told otherwise", NOTICED[verdict.effect], person)


@cache
def table() -> tuple[Verdict, ...]:
    """Every change of the rules that ship, judged."""
    return tuple(verdicts(content().pathway))


def unexplained(judged: Sequence[Verdict]) -> list[Verdict]:
    """Changes that no patient notices and that nothing excuses."""
    return [one for one in judged if one.effect < Effect.WORDS and one.name not in allowed()]


@cache
def allowed() -> dict[str, str]:
    """Changes that no patient need notice, with the reason."""
    listed = yaml.safe_load((CONTENT / "mutants_allowed.yaml").read_text(encoding="utf-8"))
    return {one["change"]: one["why"] for one in listed}


def _counts(judged: Sequence[Verdict]) -> Iterator[Figure]:
    yield Figure("changes", len(judged))
    counts = Counter(one.effect for one in judged)
    for effect in reversed(Effect):
        yield Figure(NOTICED[effect], counts[effect])
    yield Figure("survivors: what no patient notices and no reason excuses", len(unexplained(judged)), "0")
