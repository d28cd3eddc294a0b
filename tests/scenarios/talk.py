"""Reads conversations from YAML and holds them with the core: `play` asks a caller, who is anything that answers.

A scenario file::

    name: what happens, as a sentence
    region: UK                      # whose phone numbers; left out: unknown
    spoken: slt                     # also held aloud, with this voice's recordings in tests/audio/en
    answers:                        # by what is asked: a slot, or a kind of listening (opening, sweep, confirm,
      opening: my back hurts        #   readback, closing); a sweep also takes the answer to any of its slots
      chest_pain: [repeat, "no"]    # one after another; the last one again when asked more often; null is silence
      default: "no"                 # for everything else, instead of usual.yaml
    expect:
      urgency: SELF_CARE
      interrupt: I4                 # the alarm wording that was heard
      fired: [N12]                  # at least these rules
      asked_at_most: 20             # questions
      findings: {chest_pain: absent}
      asks: [chest_pain]            # each of these is asked
      never_asks: [fever]
      listens: [confirm]            # listens at least once in each of these ways
      speaks: [welcome, closing.bye]  # these prompts, in this order, others between them
      says: [nine nine nine]        # words that are spoken
      never_says: [nine one one]

What a scenario does not answer is answered by usual.yaml: a person with an ordinary strain.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import yaml

from voice.core.events import Action, Close, Event, Heard, Listen, NoInput, Say, Show, Spoken, Started
from voice.core.events import Delivery as Receipt
from voice.core.interview import Interview, Step, advance, begin
from voice.core.pathway import Pathway
from voice.core.terms import ListenKind, Utterance
from voice.core.wording import words_of

FOLDER = Path(__file__).parent / "en"
TODAY = date(2026, 3, 2).toordinal()
MOST_TURNS = 200
Answer = str | list[str | None] | None

_DIRECT = {ListenKind.QUESTION, ListenKind.SWEEP}
_KEYS = {"name", "region", "spoken", "answers", "expect"}
_EXPECTATIONS = {
    "urgency", "interrupt", "fired", "asked_at_most", "findings", "asks", "never_asks", "listens", "speaks", "says",
    "never_says",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scenario:
    """One conversation: who says what, and how it must end."""

    file: str
    name: str
    answers: Mapping[str, Answer]
    expect: Mapping[str, Any]
    region: str = "unknown"
    spoken: str | None = None


@dataclass(slots=True)
class Played:
    """What happened in a conversation."""

    close: Close | None = None
    actions: list[Action] = field(default_factory=list)
    heard: list[str | None] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    interrupt: str | None = None

    @property
    def prompts(self) -> list[str]:
        """The ids of what was spoken."""
        return [str(action.prompt) for action in self.actions if isinstance(action, Say | Show)]

    @property
    def listens(self) -> list[Listen]:
        """How it was listened."""
        return [action for action in self.actions if isinstance(action, Listen)]

    def transcript(self) -> str:
        """The conversation in lines, to be read where a test fails."""
        answers = iter(self.heard)
        spoken = iter(self.words)
        lines = [
            f"  Backtalk [{action.prompt}]: {next(spoken)}"
            if isinstance(action, Say | Show)
            else f"  You [{action.kind.value} {' '.join(action.asked)}]: {next(answers, '')}"
            for action in self.actions
            if isinstance(action, Say | Show | Listen)
        ]
        return "\n".join(lines)


class Caller(Protocol):
    """Somebody who answers."""

    def answer(self, listen: Listen) -> Heard | NoInput:
        """Answer a question."""


class Script:
    """What a scenario's person says to what is asked."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        """Say what ``answers`` hold, and else what is usual."""
        usual = usual_answers()
        # A scenario's own default goes before what is usual for a slot, but not before what ends a conversation.
        kinds = {kind.value for kind in ListenKind}
        inherited = {name: said for name, said in usual.items() if "default" not in answers or name in kinds}
        self._answers = {**inherited, **answers}
        self._given: Counter[str] = Counter()

    def words(self, listen: Listen) -> str | None:
        """Return what is said now; None is silence."""
        name = self._name(listen)
        answer = self._answers[name]
        self._given[name] += 1
        return answer[min(self._given[name], len(answer)) - 1] if isinstance(answer, list) else answer

    def _name(self, listen: Listen) -> str:
        """Under which name the answer to this stands."""
        slots = [str(slot) for slot in listen.asked] if listen.kind in _DIRECT else []
        return next((name for name in (*slots, listen.kind.value) if name in self._answers), "default")


class Typist:
    """Answers in words, without any sound."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        """Say what ``answers`` hold."""
        self._script = Script(answers)

    def answer(self, listen: Listen) -> Heard | NoInput:
        """Answer a question."""
        words = self._script.words(listen)
        return NoInput() if words is None else Heard(Utterance(words))


def play(caller: Caller, pathway: Pathway) -> Played:
    """Hold a conversation to its end, or until nobody can be in it any more."""
    played = Played()
    now = begin(pathway)
    event: Event = Started(TODAY)
    for _ in range(MOST_TURNS):
        step = advance(now, event, pathway)
        now = _delivered(step, pathway)
        played.actions += step.actions
        played.words += [words_of(action, pathway) for action in step.actions if isinstance(action, Say | Show)]
        played.interrupt = now.interrupt or played.interrupt
        played.close = next((action for action in step.actions if isinstance(action, Close)), None)
        listen = next((action for action in step.actions if isinstance(action, Listen)), None)
        if played.close is not None or listen is None:
            break
        event = caller.answer(listen)
        played.heard.append(event.utterance.text if isinstance(event, Heard) else None)
    return played


def _delivered(step: Step, pathway: Pathway) -> Interview:
    """The interview after every sentence was played."""
    now = step.interview
    for action in step.actions:
        if isinstance(action, Say):
            now = advance(now, Spoken(action.prompt, Receipt.PLAYED), pathway).interview
    return now


def failures(played: Played, expect: Mapping[str, Any]) -> Iterator[str]:
    """Yield, one a sentence, what did not go as it should."""
    close = played.close
    if close is None:
        yield "it did not end"
        return
    if close.urgency is None or close.urgency.name != expect["urgency"]:
        yield f"it ended {close.urgency and close.urgency.name} by {', '.join(close.rules)}, not {expect['urgency']}"
    if "interrupt" in expect and played.interrupt != expect["interrupt"]:
        yield f"the alarm that was heard is {played.interrupt}"
    for rule in set(expect.get("fired", ())) - set(close.rules):
        yield f"rule {rule} did not fire"
    if close.questions > expect.get("asked_at_most", MOST_TURNS):
        yield f"{close.questions} questions were asked"
    for slot, value in expect.get("findings", {}).items():
        found = close.findings.get(slot)
        if getattr(found, "value", found) != value:
            yield f"{slot} is {found}, not {value}"
    yield from _course_failures(played, expect)


def _course_failures(played: Played, expect: Mapping[str, Any]) -> Iterator[str]:
    """Yield what was asked or said otherwise than expected."""
    asked = {str(slot) for listen in played.listens if listen.kind in _DIRECT for slot in listen.asked}
    yield from (f"{slot} was not asked" for slot in expect.get("asks", ()) if slot not in asked)
    yield from (f"{slot} was asked" for slot in expect.get("never_asks", ()) if slot in asked)
    kinds = {listen.kind.value for listen in played.listens}
    yield from (f"it never listened for {kind}" for kind in expect.get("listens", ()) if kind not in kinds)
    rest = iter(played.prompts)
    missing = [prompt for prompt in expect.get("speaks", ()) if prompt not in rest]
    yield from (f"{prompt} was not spoken there" for prompt in missing[:1])
    text = " ".join(played.words)
    yield from (f'nobody said "{words}"' for words in expect.get("says", ()) if words not in text)
    yield from (f'somebody said "{words}"' for words in expect.get("never_says", ()) if words in text)


def scenarios() -> list[Scenario]:
    """Read every scenario."""
    no_talk = {
        "every_rule",
        "usual",
        "vignettes",
        "vignettes_own",
        "vignettes_answers",
        "vignettes_roundabout",
        "vignettes_neighbours",
        "vignettes_townsfolk",
    }
    return [_scenario(file) for file in sorted(FOLDER.glob("*.yaml")) if file.stem not in no_talk]


def usual_answers() -> dict[str, Answer]:
    """What is answered where a scenario says nothing."""
    answers: dict[str, Answer] = _read(FOLDER / "usual.yaml")["answers"]
    return answers


def _scenario(file: Path) -> Scenario:
    """Read and check one scenario; raises ValueError."""
    content = _read(file)
    wrong = (content.keys() - _KEYS) | (content["expect"].keys() - _EXPECTATIONS)
    if wrong or "opening" not in content["answers"]:
        message = f"{file.name}: wrong keys {sorted(wrong)}, or nothing said at the opening"
        raise ValueError(message)
    return Scenario(file=file.stem, **content)


def _read(file: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return content
