"""What one utterance comes to: its findings, each with the words it was read from, and the rest."""

from dataclasses import dataclass

from voice.core.lexicon import Role
from voice.core.normalize import Token
from voice.core.scope import Scope
from voice.core.terms import Command, InterruptId, Polarity, SlotId, Value


@dataclass(frozen=True, slots=True)
class Found:
    """One finding: its value, the words it was read from (token places), and why. ``slack`` counts the words between
    that are neither small nor the phrase's own; ``strays`` tells that another statement begins between them."""

    slot: SlotId
    value: Value
    start: int
    end: int
    scope: Scope = Scope.AFFIRMED
    owner: str = ""
    because: str = ""
    role: Role | None = None
    places: tuple[int, ...] = ()
    slack: int = 0
    strays: bool = False


@dataclass(frozen=True, slots=True)
class Leaning:
    """What an answer leans to most (None is neither yes, no nor not sure), its probability (0 to 1), and the words for
    it."""

    polarity: Polarity | None
    probability: float
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understanding:
    """What one utterance comes to. ``shown`` tells that a phrase shows the interrupt; one that only the likelihood of
    all the words makes (a probability, 0 to 1) is asked about before it counts. ``soft`` marks a denial only half
    meant, ``flat`` one that denies all and says nothing else, ``corrected`` a marked correction."""

    tokens: tuple[Token, ...] = ()
    found: tuple[Found, ...] = ()
    interrupt: InterruptId | None = None
    shown: bool = True
    likelihood: float = 0.0
    leaning: Leaning | None = None
    polarity: Polarity | None = None
    soft: bool = False
    flat: bool = False
    corrected: bool = False
    command: Command | None = None
    offscript: str | None = None
    set_aside: tuple[Found, ...] = ()

    @property
    def alarm(self) -> InterruptId | None:
        """The interrupt that counts at once."""
        return self.interrupt if self.shown else None

    @property
    def worded(self) -> InterruptId | None:
        """The interrupt whose wording was heard, believed or doubted: what counts where no question can follow."""
        doubted = (InterruptId(one.owner) for one in self.set_aside if one.scope is Scope.UNLIKELY)
        return self.alarm or next(doubted, None)

    @property
    def findings(self) -> dict[SlotId, Value]:
        """Slot to value, as the machine interface gives them."""
        return {found.slot: found.value for found in self.found}
