"""From a sum of learned weights to a probability."""

from math import exp

STEEP = 30.0  # no sum counts beyond this: the probability is 0 or 1 to thirteen digits


def odds(total: float) -> float:
    """The odds (above 0) that a sum, in logits, stands for; total."""
    return exp(max(-STEEP, min(STEEP, total)))


def probability(total: float) -> float:
    """The probability (0 to 1) that a sum, in logits, stands for; total."""
    return 1 / (1 + odds(-total))
