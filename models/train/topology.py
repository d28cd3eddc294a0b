"""Phone, pdf and transition numbers, as Kaldi's TransitionModel counts them.

A phone is one state that emits its own pdf at least once. Blank frames between two phones of a word belong to the
phone ``BLK_I``, blank frames between words to ``SIL``; both emit pdf 0. They must be two phones: libvosk finds the end
of an utterance by counting SIL, and finds word borders by position (``_B _E _I _S``: begin, end, internal, single).
"""

from dataclasses import dataclass
from functools import cached_property

from models.train.lexicon import PHONES

SILENCE, BLANK_INSIDE = "SIL", "BLK_I"
PLACES = "BEIS"
_KINDS = {"B": "begin", "E": "end", "I": "internal", "S": "singleton"}


@dataclass(frozen=True)
class Topology:
    """Numbers of every phone (1 upward) and its two transitions: stay (2n - 1) and leave (2n)."""

    phones: tuple[str, ...] = PHONES

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Phone names in the order of their numbers, the first being number 1."""
        return (SILENCE, BLANK_INSIDE, *(f"{phone}_{place}" for phone in self.phones for place in PLACES))

    @cached_property
    def number(self) -> dict[str, int]:
        """Phone number of each name."""
        return {name: k + 1 for k, name in enumerate(self.names)}

    def pdf(self, name: str) -> int:
        """Network output that this phone emits; the four places of a phone share one."""
        return 0 if name in {SILENCE, BLANK_INSIDE} else self.phones.index(name[:-2]) + 1

    def stay(self, name: str) -> int:
        """Transition id of the self-loop."""
        return 2 * self.number[name] - 1

    def leave(self, name: str) -> int:
        """Transition id of leaving the state; Kaldi's reordered graphs take it first."""
        return 2 * self.number[name]

    @property
    def first_free_label(self) -> int:
        """An input label above every transition id: the graph's mark for backing off."""
        return 2 * len(self.names) + 1

    def word_boundaries(self) -> str:
        """Text of graph/phones/word_boundary.int."""
        kinds = {SILENCE: "nonword", BLANK_INSIDE: "internal"}
        return "".join(f"{n} {kinds.get(name) or _KINDS[name[-1]]}\n" for name, n in self.number.items())


def placed(pronunciation: tuple[str, ...]) -> tuple[str, ...]:
    """Phones with their place in the word: ("N", "OW") is ("N_B", "OW_E")."""
    if len(pronunciation) == 1:
        return (f"{pronunciation[0]}_S",)
    first, *middle, last = pronunciation
    return (f"{first}_B", *(f"{phone}_I" for phone in middle), f"{last}_E")
