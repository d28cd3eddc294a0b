"""Which conversation fires which rule: the scenarios, the written callers, and ``en/every_rule.yaml``.

That last file has one short entry for each rule: what somebody answers that is not usual, and the rule that must fire::

    - {rule: E04, urgency: EMERGENCY, answers: {cold_sweat: "yes"}}
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import yaml

from tests.scenarios import vignettes
from tests.scenarios.talk import FOLDER, Answer, Typist, play, scenarios
from voice.core.pathway import Pathway
from voice.core.terms import RuleId, Urgency

OPENING = "I have a pain in my back"


@dataclass(frozen=True, slots=True)
class Firing:
    """Somebody whose answers fire a rule, and how soon they should get care."""

    rule: RuleId
    urgency: Urgency
    answers: Mapping[str, Answer]


@cache
def firings() -> tuple[Firing, ...]:
    """Every entry of the file."""
    listed = yaml.safe_load((FOLDER / "every_rule.yaml").read_text(encoding="utf-8"))
    return tuple(
        Firing(RuleId(one["rule"]), Urgency[one["urgency"]], {"opening": OPENING, **one["answers"]}) for one in listed
    )


def fired_by(pathway: Pathway) -> dict[RuleId, list[str]]:
    """Rule to the conversations that fire it."""
    found: dict[RuleId, list[str]] = {}
    typed = [(each.file, each.answers) for each in scenarios()]
    typed += [(f"every_rule {each.rule}", each.answers) for each in firings()]
    ends = [(name, play(Typist(answers), pathway).close) for name, answers in typed]
    people = [one for file in ("vignettes.yaml", "vignettes_own.yaml") for one in vignettes.read(FOLDER / file)[0]]
    ends += [(person.id, vignettes.tell(person, pathway).close) for person in people]
    for name, close in ends:
        for rule in close.rules if close is not None else ():
            found.setdefault(rule, []).append(name)
    return found
