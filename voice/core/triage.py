"""Findings to an assessment: how urgent it is now, which rules fired, which are still open and on what they wait.

Three values throughout (Kleene): a rule is true, false or not yet known; an unknown answer never acts as "no". What
"unsure" and silence count as is the slot's own policy, which may itself depend on other slots.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from voice.core.pathway import (
    All,
    Any,
    AtLeast,
    Below,
    Condition,
    Count,
    Is,
    Not,
    OneOf,
    Pathway,
    Policy,
    Question,
    Rule,
)
from voice.core.terms import Finding, Findings, RuleId, SlotId, SlotKind, Urgency, Value

Truth = bool | None


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
    """``urgency`` is None while no rule has fired and self-care is not allowed yet. ``waits`` gives for each open
    rule the slots that could still decide it; ``floor`` is the level that an open danger question alone demands."""

    urgency: Urgency | None
    fired: tuple[Rule, ...]
    open: tuple[Rule, ...]
    waits: Mapping[RuleId, frozenset[SlotId]]
    floor: Urgency | None


@dataclass(frozen=True, slots=True)
class _Evaluation:
    """One pass over the rules: the answers, and the slots whose conditions are being worked out (against circles)."""

    answers: Answers
    questions: Mapping[SlotId, Question]
    dormant: frozenset[SlotId] = frozenset()
    inside: tuple[SlotId, ...] = ()

    def truth(self, condition: Condition) -> Truth:
        """True, false or None for not yet known."""
        match condition:
            case All(parts):
                return _every(self.truth(part) for part in parts)
            case Any(parts):
                return _some(self.truth(part) for part in parts)
            case Not(part):
                inner = self.truth(part)
                return None if inner is None else not inner
            case Count(slots, at_least):
                return self._counted([self._is(slot, Finding.PRESENT) for slot in slots], at_least)
            case Is(slot, value):
                return self._is(slot, value)
            case AtLeast(slot, number):
                value = self.value(slot)
                return value >= number if isinstance(value, int) else None if value is None else False
            case Below(slot, number):
                value = self.value(slot)
                return value < number if isinstance(value, int) else None if value is None else False
            case OneOf(slot, values):
                value = self.value(slot)
                return None if value is None else value in values

    def _is(self, slot: SlotId, wanted: Value) -> Truth:
        value = self.value(slot)
        return None if value is None else value == wanted

    @staticmethod
    def _counted(truths: list[Truth], at_least: int) -> Truth:
        sure, possible = truths.count(True), truths.count(True) + truths.count(None)
        return True if sure >= at_least else None if possible >= at_least else False

    def value(self, slot: SlotId) -> Value | None:
        """The value that counts: as found, else as the policy for unsure or unanswered says; None: not yet known."""
        found = self.answers.findings.get(slot)
        if found is not None and found is not Finding.UNSURE:
            return found
        question = self.questions[slot]
        if found is Finding.UNSURE:
            return self._by_policy(question.if_unsure, slot)
        if slot in self.answers.unanswered:
            return self._by_policy(question.if_unanswered, slot)
        return Finding.ABSENT if slot in self.dormant and question.kind is SlotKind.FINDING else None

    def asking(self, question: Question) -> Truth:
        """May this question be asked: now (True), never as things stand (False), or is that not yet known (None)?"""
        if question.listen_only or (question.skip_if is not None and self.truth(question.skip_if) is True):
            return False
        return True if question.ask_if is None else self.truth(question.ask_if)

    def _by_policy(self, policy: Policy, slot: SlotId) -> Value | None:
        if slot in self.inside:
            return None
        deeper = _Evaluation(self.answers, self.questions, self.dormant, (*self.inside, slot))
        for case in policy:
            holds = True if case.when is None else deeper.truth(case.when)
            if holds is None:
                return None
            if holds:
                return case.value
        return None

    def floor(self, slot: SlotId) -> Urgency | None:
        """The least urgency that an open danger question demands by itself."""
        question = self.questions[slot]
        if self.answers.findings.get(slot) is Finding.UNSURE:
            policy = question.if_unsure
        elif slot in self.answers.unanswered:
            policy = question.if_unanswered
        else:
            return None
        for case in policy:
            if case.when is None or self.truth(case.when):
                return case.floor
        return None


def _every(truths: Iterable[Truth]) -> Truth:
    result: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            result = None
    return result


def _some(truths: Iterable[Truth]) -> Truth:
    result: Truth = False
    for truth in truths:
        if truth is True:
            return True
        if truth is None:
            result = None
    return result


def slots_in(condition: Condition) -> frozenset[SlotId]:
    """Every slot that a condition names."""
    match condition:
        case All(parts) | Any(parts):
            return frozenset(slot for part in parts for slot in slots_in(part))
        case Not(part):
            return slots_in(part)
        case Count(slots, _):
            return frozenset(slots)
        case Is(slot, _) | AtLeast(slot, _) | Below(slot, _) | OneOf(slot, _):
            return frozenset({slot})


def _evaluation(answers: Answers, pathway: Pathway) -> tuple[_Evaluation, dict[SlotId, Truth]]:
    """The answers with the dormant slots worked out: those that no question still to come can wake, which therefore
    count as absent. Gives the slots that may be asked too."""
    unknown = [question for slot, question in pathway.questions.items() if not answers.known(slot)]
    dormant: frozenset[SlotId] = frozenset()
    while True:
        evaluation = _Evaluation(answers, pathway.questions, dormant)
        asking = {question.slot: evaluation.asking(question) for question in unknown if question.slot not in dormant}
        awake = _awake(asking, pathway)
        if len(awake) == len(asking):
            return evaluation, asking
        dormant = frozenset(question.slot for question in unknown if question.slot not in awake)


def _awake(asking: Mapping[SlotId, Truth], pathway: Pathway) -> set[SlotId]:
    """The slots that may be asked, now or after others that may be asked."""
    awake = {slot for slot, may in asking.items() if may}
    waiting = {
        slot: slots_in(condition)
        for slot, may in asking.items()
        if may is None and (condition := pathway.questions[slot].ask_if) is not None
    }
    while woken := {slot for slot, others in waiting.items() if slot not in awake and others & awake}:
        awake |= woken
    return awake


def assess(answers: Answers, pathway: Pathway) -> Assessment:
    """Check every rule; the highest level that fires wins. Self-care rules count only when nothing else can fire."""
    evaluation, _ = _evaluation(answers, pathway)
    fired: list[Rule] = []
    still_open: list[Rule] = []
    waits: dict[RuleId, frozenset[SlotId]] = {}
    home: list[Rule] = []
    for rule in (*pathway.rules, *pathway.scope_rules):
        truth = evaluation.truth(rule.when)
        if rule.urgency is Urgency.SELF_CARE:
            home.extend([rule] if truth else [])
        elif truth:
            fired.append(rule)
        elif truth is None:
            waiting = _waiting(rule.when, evaluation)
            if waiting:
                still_open.append(rule)
                waits[rule.id] = waiting
    floor = max(
        (level for slot in (*answers.findings, *answers.unanswered) if (level := evaluation.floor(slot)) is not None),
        default=None,
    )
    top = max((rule.urgency for rule in fired), default=None)
    if floor is not None and (top is None or floor > top):
        top = floor
    if top is None and home and not still_open and not missing(answers, pathway):
        top, fired = Urgency.SELF_CARE, home
    ordered = tuple(sorted(fired, key=lambda rule: -rule.urgency))
    return Assessment(top, ordered, tuple(still_open), waits, floor)


def _waiting(condition: Condition, evaluation: _Evaluation) -> frozenset[SlotId]:
    """The slots still to be asked that could decide a condition; parts already decided drop out."""
    if evaluation.truth(condition) is not None:
        return frozenset()
    match condition:
        case All(parts) | Any(parts):
            return frozenset(slot for part in parts for slot in _waiting(part, evaluation))
        case Not(part):
            return _waiting(part, evaluation)
        case _:
            return frozenset(slot for slot in slots_in(condition) if evaluation.value(slot) is None)


def missing(answers: Answers, pathway: Pathway) -> tuple[SlotId, ...]:
    """Must-answer questions that have no answer yet; self-care is never given while there is one."""
    return tuple(
        question.slot
        for question in pathway.questions.values()
        if question.must_answer and question.slot not in answers.findings
    )


def askable(answers: Answers, pathway: Pathway) -> dict[SlotId, Truth]:
    """The slots without an answer that may be asked: True now, None once something else is known."""
    return _evaluation(answers, pathway)[1]


def holds(condition: Condition, answers: Answers, pathway: Pathway) -> bool:
    """Is this condition known to be true?"""
    return _evaluation(answers, pathway)[0].truth(condition) is True
