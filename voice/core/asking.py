"""Which sentence puts a question: the first time, in other words after silence, after something not understood, as a
read-back; and what becomes of a sentence that cannot be spoken."""

from dataclasses import replace

from voice.core.events import Delivery as Receipt
from voice.core.events import Fact, Listen, Say, Show
from voice.core.pathway import Pathway
from voice.core.readback import facts_of
from voice.core.state import Interview, Step, listening
from voice.core.terms import Findings, ListenKind, PromptId

FAILURES = 3  # failed deliveries of one sentence before it is shown instead
DIRECT = frozenset({ListenKind.OPENING, ListenKind.QUESTION, ListenKind.SWEEP})


def ask(listen: Listen, pathway: Pathway) -> Say:
    """The question itself."""
    return _put(listen, "ask", pathway)


def in_other_words(now: Interview, listen: Listen, pathway: Pathway) -> Say:
    """The question again. A read-back is said as before: a yes to it means something else than a yes to the question
    behind it."""
    if listen.kind in DIRECT or not now.said:
        return _put(listen, "reprompt", pathway)
    return now.said[-1]


def after_no_match(now: Interview, listen: Listen, pathway: Pathway) -> tuple[Say, ...]:
    """That it was not understood, the question in other words, and from the second time what one may answer."""
    says = (Say(PromptId(f"nomatch.{now.tries}")), in_other_words(now, listen, pathway))
    if now.tries == 1 or not listen.asked:
        return says
    kind = pathway.questions[listen.asked[0]].kind.value
    return (*says, Say(PromptId(f"command.options.{kind}")))


def explained(listen: Listen, how: str, pathway: Pathway) -> Say | None:
    """What stands beside a question for whoever asks for help, or why; None where nothing was asked."""
    if not listen.asked:
        return None
    name = pathway.sweep_of(listen.asked)
    return Say(PromptId(f"sweep.{name}.{how}" if name else f"{listen.asked[0]}.{how}"))


def _put(listen: Listen, how: str, pathway: Pathway) -> Say:
    """The sentence that puts a question; a sweep's lists its slots, unless it has words of its own."""
    if listen.kind is ListenKind.SWEEP:
        name = pathway.sweep_of(listen.asked)
        if name:
            return Say(PromptId(f"sweep.{name}.{how}"))
        listed = tuple(Fact(PromptId(f"{slot}.listed")) for slot in listen.asked)
        return Say(PromptId(f"sweep.{how}"), facts=listed)
    return Say(PromptId(f"{listen.asked[0] if listen.kind is ListenKind.QUESTION else 'opening'}.{how}"))


def confirm(now: Interview, proposes: Findings, pathway: Pathway) -> Step:
    """Read findings back, for a yes or a no."""
    say = Say(PromptId("confirm.ask"), facts=facts_of(proposes, pathway))
    return listening(now, (say,), Listen(ListenKind.CONFIRM, tuple(proposes), proposes))


def delivered(now: Interview, prompt: PromptId, delivery: Receipt) -> Step:
    """A sentence that could not be spoken is said again, and shown the third time."""
    if delivery is not Receipt.FAILED:
        return Step(replace(now, failures=0) if now.failures else now)
    failed = replace(now, failures=now.failures + 1)
    say = next((one for one in now.said if one.prompt == prompt), Say(prompt))
    if failed.failures < FAILURES:
        return Step(failed, (say,))
    return Step(replace(failed, failures=0), (Show(say.prompt, say.facts, say.count),))
