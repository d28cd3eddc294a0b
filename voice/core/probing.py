"""One short question back where it is not clear what a danger sign that was told has to do with this pain: one that is
said to be long-standing and unchanged (is it any different since?), and one of somebody who may be the patient or not
(whose is it?). Each is put once for a slot. So is, once for an interrupt, its check question where alarm wording may be
meant or not ("what if I can't breathe?"). A yes notes the sign, or leads to its own question where it is
not clear what exactly was told; a no leaves it to be asked about in its turn, unless it was told in answer to its own
question, which then is answered.
"""

from dataclasses import replace

from voice.core.agenda import wanted
from voice.core.asking import after_no_match
from voice.core.ears import Hearing
from voice.core.events import Listen, Say
from voice.core.findings import Found
from voice.core.pathway import Pathway
from voice.core.record import denial, with_findings
from voice.core.scope import Scope
from voice.core.state import Interview, Step, listening
from voice.core.terms import Finding, InterruptId, ListenKind, Polarity, PromptId
from voice.core.triage import Answers

TRIES = 2  # askings of a check question before it is taken as not sure
IN_DOUBT = (Scope.HYPOTHETICAL, Scope.OVER)  # alarm wording so said may be meant after all
ASKED_ABOUT = (Scope.IDIOM, Scope.HINT, Scope.LIKELY, Scope.UNLIKELY)  # what may be an alarm of any kind after all
PROBES = {Scope.UNCHANGED: PromptId("changed.ask"), Scope.UNCLEAR: PromptId("whose.ask")}


def probe(now: Interview, hearing: Hearing, pathway: Pathway) -> Step | None:
    """Ask about an alarm that may be meant, or else the first such sign that could still matter; None where there is
    none."""
    check = _check(now, hearing, pathway)
    if check is not None:
        return check
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


def checkable(now: Interview, interrupt: InterruptId, pathway: Pathway) -> bool:
    """Can the check question of this interrupt still be put: was it not before, and is its sign not known?"""
    known = {*now.answers.findings, *now.denials}
    filled = [slot for one, slot, _ in pathway.language.interrupt_fills.values() if one == interrupt]
    return interrupt not in now.verified and known.isdisjoint(filled)


def _check(now: Interview, hearing: Hearing, pathway: Pathway) -> Step | None:
    """Put the check question of an interrupt whose wording was feared, supposed, over since nobody knows when, or a
    saying; once for each, and not where the sign is known already."""
    known = {*now.answers.findings, *now.denials}
    for interrupt in (InterruptId(one) for one in pathway.language.interrupts if one not in now.verified):
        for one in hearing.understanding.set_aside:
            doubted = one.scope in ASKED_ABOUT or (pathway.interrupts[interrupt].checked and one.scope in IN_DOUBT)
            if one.owner == interrupt and doubted and one.slot not in known:
                listen = Listen(ListenKind.CONFIRM, (one.slot,), {one.slot: one.value}, raises=interrupt)
                asked = replace(now, tries=0, verified=now.verified | {interrupt})
                return listening(asked, (Say(PromptId(f"{interrupt}.check")),), listen)
    return None


def verified(now: Interview, hearing: Hearing, listen: Listen, pathway: Pathway) -> Interview | Step:
    """The answer to a check question: a yes raises the interrupt, a no leaves the sign as open as it was. After
    anything else it is asked once more, and then the sign counts as not sure."""
    slot, polarity = listen.asked[0], hearing.understanding.polarity
    if slot in now.answers.findings or polarity is Polarity.NO:
        return now
    if polarity is Polarity.YES:
        return replace(now, interrupt=listen.raises, answers=with_findings(now.answers, listen.proposes or {}))
    if now.tries + 1 < TRIES:
        again = replace(now, tries=now.tries + 1)
        return listening(again, after_no_match(again, listen, pathway), listen)
    return replace(now, answers=with_findings(now.answers, {slot: Finding.UNSURE}))


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
