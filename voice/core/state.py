"""Where a consultation stands: one frozen value, replaced at every step and never changed."""

from dataclasses import dataclass, field, replace

from voice.core.events import Action, Kept, Listen, Say
from voice.core.guidance import Outcome
from voice.core.terms import Findings, InterruptId, SlotId
from voice.core.triage import Answers


@dataclass(frozen=True, slots=True)
class Turn:
    """What was known before a question, and the question: what "go back" returns to."""

    answers: Answers
    listen: Listen


@dataclass(frozen=True, slots=True)
class Interview:
    """The whole state of a consultation. Counters count turns, never seconds.

    ``denials`` are volunteered noes to danger questions that wait for a read-back; ``single`` the slots whose sweep
    was answered with more than a flat no; ``affirmed`` the sweeps that were answered yes, ``baffling`` the slots
    whose answers were never understood; ``reasked`` those that had their one second asking; ``checked`` those that
    were read back, being hardly heard or likely not meant, and ``suspected`` those that wait for it; ``verified``
    the interrupts whose check question was put.
    ``vigil`` says whether to stay with somebody who does not answer, ``watch`` how often the emergency number was
    then repeated, ``advised`` how often emergency guidance was given. ``kept`` is what an unfinished consultation
    left, as long as nobody has said whether to go on from there.
    """

    today: int = 0
    answers: Answers = field(default_factory=Answers)
    listen: Listen | None = None
    said: tuple[Say, ...] = ()
    history: tuple[Turn, ...] = ()
    questions: int = 0
    turns: int = 0
    tries: int = 0
    silences: int = 0
    lost: int = 0
    failures: int = 0
    rounds: int = 0
    denials: tuple[SlotId, ...] = ()
    single: frozenset[SlotId] = frozenset()
    affirmed: tuple[frozenset[SlotId], ...] = ()
    baffling: frozenset[SlotId] = frozenset()
    reasked: frozenset[SlotId] = frozenset()
    checked: frozenset[SlotId] = frozenset()
    suspected: Findings = field(default_factory=dict)
    verified: frozenset[InterruptId] = frozenset()
    confirmed: bool = False
    correcting: bool = False
    interrupt: InterruptId | None = None
    wishes: int = 0
    hindered: int = 0
    outcome: Outcome | None = None
    before: "Interview | None" = None
    closed: bool = False
    vigil: bool = False
    watch: int = 0
    advised: int = 0
    kept: Kept | None = None
    keys: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """The next state, and what to do now."""

    interview: Interview
    actions: tuple[Action, ...] = ()


def listening(now: Interview, says: tuple[Say, ...], listen: Listen) -> Step:
    """Speak, then listen; what was said is kept for "say that again"."""
    return Step(replace(now, listen=listen, said=says), (*says, listen))
