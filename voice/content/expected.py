"""What people most likely answer, as it is spoken (``expected.yaml``): the stuff of the recogniser's grammars.

libvosk makes a bigram of the phrases it is given, so a grammar hears best when it holds few phrases, all of them such
as people say, with their small words. It counts them, too: what is there twice is twice as likely.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from voice.content.conditions import Kinds
from voice.content.grammar import quantity_forms
from voice.content.nodes import Node
from voice.core.quantity_words import NumberWords
from voice.core.terms import SlotId, SlotKind

GROUPS = ("answers", "doubts", "commands", "alarms")
FINDING_GROUPS = ("answers", "commands", "alarms")
NUMBER_GROUPS = ("doubts", "commands")
NUMBERS = {SlotKind.SCORE, SlotKind.AGE, SlotKind.DURATION}


@dataclass(frozen=True, slots=True)
class Expected:
    """The answers to any question by group, each slot's own, and the words for numbers. A phrase that is said
    more often than others is there as many times."""

    groups: Mapping[str, tuple[str, ...]]
    slots: Mapping[SlotId, tuple[str, ...]]
    numbers: NumberWords

    def answers_to(self, asked: Mapping[SlotId, SlotKind]) -> tuple[str, ...]:
        """The likely answers when these slots are asked at once, each as many times as where it stands most often.
        Numbers go with neither alarms nor yes and no: "four" must not drown among words that sound like it."""
        kinds = set(asked.values())
        groups = NUMBER_GROUPS if kinds <= NUMBERS else GROUPS if SlotKind.CHOICE in kinds else FINDING_GROUPS
        found: Counter[str] = Counter()
        for phrases in (
            *(self.groups[group] for group in groups),
            *(self.slots[slot] for slot in asked),
            *(quantity_forms(kind, self.numbers) for kind in SlotKind if kind in kinds),
        ):
            found |= Counter(phrases)
        return tuple(found.elements())

    def words(self) -> frozenset[str]:
        """Every word of it."""
        phrases = (phrase for part in (*self.groups.values(), *self.slots.values()) for phrase in part)
        return frozenset(word for phrase in phrases for word in phrase.split())


def expected_of(file: Node, kinds: Kinds, numbers: NumberWords) -> Expected:
    """Read ``expected.yaml``; every slot must be there, and nothing that cannot be said as it is written."""
    keys = file.mapping() if file else {}
    for name in sorted(keys.keys() - {*GROUPS, "slots"}):
        keys[name].wrong(f"there is no group {name!r}")
    missing = [group for group in GROUPS if group not in keys]
    if file and missing:
        file.wrong(f"lacks {', '.join(missing)}")
    slots = keys.get("slots", file.nothing)
    own = slots.mapping()
    for name in sorted(own.keys() - kinds.keys()):
        own[name].wrong(f"there is no slot {name!r}")
    for slot in sorted(kinds.keys() - own.keys()) if file else ():
        slots.wrong(f"nothing is expected of {slot}")
    return Expected(
        {group: _phrases(keys[group]) if group in keys else () for group in GROUPS},
        {SlotId(name): _phrases(block) for name, block in own.items()},
        numbers,
    )


def _phrases(block: Node) -> tuple[str, ...]:
    """The phrases of a block, one a line, each as many times as the number before it says."""
    found = tuple((where, *_counted(line)) for where, line in block.lines())
    if not found:
        block.wrong("should hold phrases, one a line")
    for where, _, phrase in found:
        if phrase != phrase.lower() or not all(mark.isalpha() or mark in "' " for mark in phrase):
            block.problems.add(where, f"{phrase!r} should be lower case, with no mark but the apostrophe")
    return tuple(phrase for _, times, phrase in found for _ in range(times))


def _counted(line: str) -> tuple[int, str]:
    """How many times as often as others a phrase is said, and the phrase: "20 no"."""
    number, _, phrase = line.partition(" ")
    return (int(number), phrase.strip()) if number.isdecimal() else (1, line)
