"""Findings to an assessment: how urgent it is now, which rules fired, which are still open and on what they wait.

Three values throughout (Kleene): a rule is true, false or not yet known; an unknown answer never acts as "no". What
"unsure" and silence count as is the slot's own policy, which may itself depend on other slots.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from operator import attrgetter

from voice.core.conditions import Look, Test, Truth
from voice.core.pathway import Case, Pathway, Policy, Question, Rule
from voice.core.terms import Finding, Findings, SlotId, SlotKind, Urgency, Value


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known: ``findings``; and the slots that stayed ``unanswered`` after all tries."""

    findings: Findings = field(default_factory=dict)
    unanswered: frozenset[SlotId] = frozenset()

    def known(self, slot: SlotId) -> bool:
        """Has this slot an answer, or been given up?"""
        return slot in self.findings or slot in self.unanswered


@dataclass(frozen=True, slots=True)
class Assessment:
    """``urgency`` is None while no rule has fired and self-care is not allowed yet. ``floor`` is the level that an
    open danger question alone demands; ``askable`` are the slots without an answer that may be asked: True now, None
    once something else is known. ``values`` are what counts for each slot, ``policies`` decide for the soft ones."""

    urgency: Urgency | None
    fired: tuple[Rule, ...]
    open: tuple[Rule, ...]
    floor: Urgency | None
    askable: Mapping[SlotId, Truth]
    values: Mapping[SlotId, Value]
    policies: Mapping[SlotId, Policy]
    unknown: AbstractSet[SlotId]

    def waits_for(self, rule: Rule) -> frozenset[SlotId]:
        """The slots that could still decide an open rule. A slot already answered with unsure is not asked again, but
        what its policy depends on is."""
        look, waiting = self.values.get, rule.when.waits_for(self.values.get, self.unknown)
        if waiting.isdisjoint(self.policies):
            return waiting
        behind: set[SlotId] = set()
        pending, seen = [*waiting], set[SlotId]()
        while pending:
            slot = pending.pop()
            if slot not in self.policies:
                behind.add(slot)
            elif slot not in seen:
                seen.add(slot)
                tests = [case.when for case in self.policies[slot] if case.when is not None]
                pending += [one for test in tests if test.truth(look) is None for one in test.slots & self.unknown]
        return frozenset(behind) or waiting


def assess(answers: Answers, pathway: Pathway) -> Assessment:
    """Check every rule; the highest level that fires wins. Self-care rules count only when nothing else can fire."""
    policies = _policies(answers, pathway)
    values, askable = _values(answers, policies, pathway)
    look = values.get
    fired: list[Rule] = []
    still_open: list[Rule] = []
    for rule in pathway.table:
        truth = rule.when.truth(look)
        if truth:
            fired.append(rule)
        elif truth is None:
            still_open.append(rule)
    floor = _floor(policies, look)
    top = max((level for level in (floor, *(rule.urgency for rule in fired)) if level is not None), default=None)
    if top is None and not still_open and not missing(answers, pathway):
        fired = [rule for rule in pathway.home if rule.when.truth(look)]
        top = Urgency.SELF_CARE if fired else None
    fired.sort(key=attrgetter("urgency"), reverse=True)
    unknown = pathway.questions.keys() - values.keys()
    return Assessment(top, tuple(fired), tuple(still_open), floor, askable, values, policies, unknown)


def missing(answers: Answers, pathway: Pathway) -> tuple[SlotId, ...]:
    """Must-answer questions that have no answer yet; self-care is never given while there is one."""
    return tuple(
        question.slot
        for question in pathway.questions.values()
        if question.must_answer and question.slot not in answers.findings
    )


def holds(condition: Test, answers: Answers, pathway: Pathway) -> bool:
    """Is this condition known to be true?"""
    return condition.truth(_values(answers, _policies(answers, pathway), pathway)[0].get) is True


def _values(
    answers: Answers, policies: Mapping[SlotId, Policy], pathway: Pathway
) -> tuple[dict[SlotId, Value], dict[SlotId, Truth]]:
    """The value that counts for every slot that has one, and which slots may be asked. Dormant slots, those that no
    question still to come can wake, count as absent."""
    firm = (item for item in answers.findings.items() if item[1] is not Finding.UNSURE)
    values: dict[SlotId, Value] = dict(firm)
    known = answers.findings.keys() | answers.unanswered
    awaited = {slot: question for slot, question in pathway.gated.items() if slot not in known}
    asking: dict[SlotId, Truth] = {}
    dormant: set[SlotId] = set()
    while True:
        settled = values | _by_policies(policies, values) if policies else values
        for slot, one in awaited.items():
            spared = one.skip_if is not None and not one.skip_if.slots.isdisjoint(dormant)
            if spared or asking.get(slot) is None:  # what is decided otherwise stays so
                asking[slot] = _may_ask(one, settled.get)
        asleep = awaited.keys() - _awake(asking, known, pathway)
        if not asleep:
            closed = known | dormant
            return settled, {slot: asking.get(slot, True) for slot in pathway.questions if slot not in closed}
        dormant |= asleep
        for slot in asleep:
            asking.pop(slot)
            if awaited.pop(slot).kind is SlotKind.FINDING:
                values[slot] = Finding.ABSENT


def _may_ask(question: Question, look: Look) -> Truth:
    """May this question be asked: now (True), never as things stand (False), or is that not yet known (None)?"""
    if question.listen_only or (question.skip_if is not None and question.skip_if.truth(look) is True):
        return False
    return True if question.ask_if is None else question.ask_if.truth(look)


def _awake(asking: Mapping[SlotId, Truth], known: AbstractSet[SlotId], pathway: Pathway) -> set[SlotId]:
    """The gated slots that may be asked, now or after others that may be asked."""
    awake = {slot for slot, may in asking.items() if may}
    waiting = [slot for slot, may in asking.items() if may is None]
    while waiting:
        asleep = [slot for slot in waiting if not _may_wake(slot, awake, known, pathway)]
        if len(asleep) == len(waiting):
            break
        awake.update(waiting)
        awake.difference_update(asleep)
        waiting = asleep
    return awake


def _may_wake(slot: SlotId, awake: AbstractSet[SlotId], known: AbstractSet[SlotId], pathway: Pathway) -> bool:
    condition, gated = pathway.gated[slot].ask_if, pathway.gated
    if condition is None:
        return False
    return any(other not in known and (other in awake or other not in gated) for other in condition.slots)


def _policies(answers: Answers, pathway: Pathway) -> dict[SlotId, Policy]:
    """What decides for each slot that has no firm answer."""
    questions = pathway.questions
    unsure = {slot: questions[slot].if_unsure for slot, value in answers.findings.items() if value is Finding.UNSURE}
    silent = {slot: questions[slot].if_unanswered for slot in answers.unanswered if slot not in answers.findings}
    return unsure | silent


def _by_policies(policies: Mapping[SlotId, Policy], values: Mapping[SlotId, Value]) -> dict[SlotId, Value]:
    """What unsure and unanswered slots count as. Policies may look at each other, so each is followed to its end; one
    that comes back to its own slot finds it unknown."""

    def look(slot: SlotId, inside: tuple[SlotId, ...]) -> Value | None:
        if slot not in policies or slot in inside:
            return values.get(slot)
        case = _case(policies[slot], lambda other: look(other, (*inside, slot)))
        return case.value if case is not None else None

    found = {slot: look(slot, ()) for slot in policies}
    return {slot: value for slot, value in found.items() if value is not None}


def _case(policy: Policy, look: Look) -> Case | None:
    """The first case that holds; None while it is not known whether one holds."""
    for case in policy:
        truth = True if case.when is None else case.when.truth(look)
        if truth is not False:
            return case if truth else None
    return None


def _floor(policies: Mapping[SlotId, Policy], look: Look) -> Urgency | None:
    """The least urgency that open danger questions demand by themselves: that of the first case known to hold."""
    firsts = (
        next((case for case in policy if case.when is None or case.when.truth(look)), None)
        for policy in policies.values()
    )
    return max((case.floor for case in firsts if case is not None and case.floor is not None), default=None)
