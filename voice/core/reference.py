"""What "they" and "it" stand for: a part of the body named before, so that "my legs are fine except they've gone numb"
is compared as "... except legs have gone numb", and "my foot, I can't feel it" as "... I can't feel foot"."""

from dataclasses import replace

from voice.core.normalize import Referent, Token
from voice.core.scope_words import ReferenceWords

PEOPLE_WITHIN = 2  # words after "they" in which a verb shows that people are meant ("they have told me")


def referred(tokens: tuple[Token, ...], words: ReferenceWords) -> tuple[Token, ...]:
    """The tokens, each pronoun whose part is known with the word that it stands for. It stays a pronoun, too: it
    begins statements, and counts as small."""
    part: Token | None = None
    named: Token | None = None
    out = list(tokens)
    for place, token in enumerate(tokens):
        if token.said in words.several:
            part = named = token
        elif token.said in words.one:
            named = token
        elif token.said in words.people:
            part = named = None
        elif token.said in words.pronouns and part is not None and not _people_do(place, tokens, words):
            out[place] = replace(token, stands_for=Referent(part.said, part.stem, subject=token.said in words.subjects))
        elif token.said == "it" and named is not None and tokens[place - 1].said in words.handled:
            out[place] = replace(token, stands_for=Referent(named.said, named.stem, subject=False))
        elif token.said == "it" and named is not None and _takes_up(place, named, tokens, words):
            out[place] = replace(token, stands_for=Referent(named.said, named.stem, subject=True))
    return tuple(out)


def _people_do(place: int, tokens: tuple[Token, ...], words: ReferenceWords) -> bool:
    following = tokens[place + 1 : place + 1 + PEOPLE_WITHIN]
    return any(token.said in words.people_do for token in following)


def _takes_up(place: int, named: Token, tokens: tuple[Token, ...], words: ReferenceWords) -> bool:
    """Does "it" right after its noun take it up, and stands the noun for itself ("my bladder, it won't start")? Any
    other "it" may be the pain."""
    before, opening = tokens[place - 1], place - 2
    while opening >= 0 and tokens[opening].said in words.owners:
        opening -= 1
    fronted = opening < 0 or tokens[opening].clause != before.clause or tokens[opening].said in words.presents
    return fronted and before is named and before.segment == tokens[place].segment
