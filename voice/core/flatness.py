"""A flat no: it denies everything that was asked, and nothing else is said. Exact words only.

A "no" alone shows little where danger signs are asked for together: "no, well, I did have a little accident" begins
with one, too. So the whole of what was said must be made of wordings that are known to deny all, and of words that may
stand beside them ("thank you", "it's only my back"). A single word more, and it is no flat no.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from voice.core.normalize import Token

Wordings = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class FlatWords:
    """``denies``: wordings of which each is a flat no by itself; ``beside``: what may stand beside one."""

    denies: Wordings = frozenset()
    beside: Wordings = frozenset()
    _lengths: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Note how long wordings are."""
        object.__setattr__(self, "_lengths", tuple(sorted({len(one) for one in self.denies | self.beside})))

    def flat(self, tokens: Iterable[Token]) -> bool:
        """Is all of it made of these, with at least one that denies? Each place is looked at once."""
        said = tuple(token.said for token in tokens)
        reached: set[tuple[int, bool]] = {(0, False)}
        for place in range(len(said)):
            for denied in (False, True):
                if (place, denied) in reached:
                    reached |= self._on(said, place, denied=denied)
        return (len(said), True) in reached

    def _on(self, said: tuple[str, ...], place: int, *, denied: bool) -> AbstractSet[tuple[int, bool]]:
        """Where a wording that stands here ends, and whether something was denied by then."""
        on: set[tuple[int, bool]] = set()
        for count in self._lengths:
            words = said[place : place + count]
            if words in self.denies:
                on.add((place + count, True))
            elif words in self.beside:
                on.add((place + count, denied))
        return on
