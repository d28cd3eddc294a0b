"""Words as the core reads them, with the phrases of the shipped language and without what was learned beside them."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from voice.content import Content, load
from voice.core.assertion import AssertionWeights
from voice.core.leaning import LeaningWeights
from voice.core.likelihood import Weights
from voice.core.normalize import Token, normalize
from voice.core.numerals import Figures, figures
from voice.core.pathway import Pathway
from voice.core.terms import SlotId
from voice.core.understand import Understanding, understand

INTENTS = Path(__file__).parents[3] / "intents"
TODAY = 739_942  # Sunday, 22 November 2026


@cache
def content() -> Content:
    return load(INTENTS, "en", "UK")


def tokens(text: str) -> tuple[Token, ...]:
    return normalize(text, content().pathway.language.words)


def read(text: str) -> Figures:
    return figures(tokens(text), content().pathway.language.quantities)


def hear(text: str, asked: str = "") -> Understanding:
    return understand(text, (SlotId(asked),) if asked else (), by_phrases_alone(), TODAY)


@cache
def by_phrases_alone() -> Pathway:
    """The pathway without anything learned: how phrases and their scope are understood is tried by themselves."""
    pathway = content().pathway
    return replace(
        pathway,
        language=replace(
            pathway.language, likelihood=Weights(), leaning=LeaningWeights(), assertion=AssertionWeights()
        ),
    )
