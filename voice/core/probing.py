"""One short question back where it is not clear what a danger sign that was told has to do with this pain: one that is
said to be long-standing and unchanged (is it any different since?), and one of somebody who may be the patient or not
(whose is it?). Each is put once for a slot. A yes notes the sign, or leads to its own question where it is
not clear what exactly was told; a no leaves it to be asked about in its turn, unless it was told in answer to its own
question, which then is answered.
"""

from dataclasses import replace

from voice.core.agenda import wanted
from voice.core.context import Scope
from voice.core.ears import Hearing
from voice.core.events import Listen, Say
from voice.core.findings import Found
from voice.core.pathway import Pathway
from voice.core.record import denial, with_findings
from voice.core.state import Interview, Step, listening
from voice.core.terms import Finding, ListenKind, Polarity, PromptId
from voice.core.triage import Answers

PROBES = {Scope.UNCHANGED: PromptId("changed.ask"), Scope.UNCLEAR: PromptId("whose.ask")}


def probe(now: Interview, hearing: Hearing, pathway: Pathway) -> Step | None:
    """Ask about the first such sign that could still matter; None where there is none."""
    for one in hearing.understanding.set_aside:
        if one.scope in PROBES and _worth(one, now, pathway):
            known = {slot: value for slot, value in now.answers.findings.items() if slot != one.slot}
            left = Answers(known, now.answers.unanswered)
            if one.slot in wanted(left, pathway):
                proposes = {} if one.value is Finding.UNSURE else {one.slot: one.value}
                listen = Listen(ListenKind.CONFIRM, (one.slot,), proposes)
                asked = replace(now, answers=left, checked=now.checked | {one.slot})
                return listening(asked, (Say(PROBES[one.scope]),), listen)
    return None


def _worth(one: Found, now: Interview, pathway: Pathway) -> bool:
    """Is it a danger sign of the kind, told as there, of which no more is known than a doubt?"""
    question = pathway.questions.get(one.slot)
    if question is None or one.slot in now.checked | now.answers.unanswered:
        return False
    open_still = now.answers.findings.get(one.slot, Finding.UNSURE) is Finding.UNSURE
    of_the_kind = question.lasting if one.scope is Scope.UNCHANGED else question.alarm or question.guarded
    told = one.value not in (Finding.ABSENT, denial(one.slot, pathway))
    return open_still and of_the_kind and told


def denied(now: Interview, hearing: Hearing, listen: Listen, pathway: Pathway) -> Interview:
    """After a no: the sign is denied if the question before was its own, and else as open as it was."""
    probing = bool(now.said) and now.said[-1].prompt in PROBES.values()
    own = bool(now.history) and now.history[-1].listen == Listen(ListenKind.QUESTION, listen.asked)
    if not (probing and own) or hearing.understanding.polarity is not Polarity.NO:
        return now
    slot = listen.asked[0]
    value = denial(slot, pathway)
    if value is None or now.answers.known(slot):
        return now
    return replace(now, answers=with_findings(now.answers, {slot: value}))
