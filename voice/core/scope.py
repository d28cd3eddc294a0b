"""How a phrase was meant."""

from enum import Enum


class Scope(Enum):
    """How a phrase was meant."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"
    DOUBTED = "doubted"
    PAST = "past"
    OVER = "over, it is not said since when"
    UNCHANGED = "long-standing and unchanged"
    HYPOTHETICAL = "hypothetical"
    FIGURATIVE = "figurative"
    IDIOM = "an idiom"
    HINT = "no more than a hint"
    LIKELY = "likely by all the words"
    UNLIKELY = "unlikely by all the words"
    UNMEANT = "likely not meant, by the words beside it"
    SOMEONE_ELSE = "someone else"
    UNCLEAR = "perhaps someone else"
