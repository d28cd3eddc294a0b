"""Numbers said in words or digits, and where they stand."""

from dataclasses import dataclass

from voice.core.normalize import Token
from voice.core.quantity_words import NumberWords, QuantityWords

SMALLEST_COMPOSED = 20  # "five and twenty", "three score"
LARGEST = 10**6
CENTURIES = (1800, 1900, 2000)
SCORE, SCORE_OF = "score", 20
YEARS = ("year", "years")
ENOUGH = 400  # tokens looked at for numbers; nobody's pain takes longer to date, and cost stays bounded

Read = tuple[float, int]  # a value and the place after it


@dataclass(frozen=True, slots=True)
class Number:
    """A number at token places ``start`` to ``end`` (exclusive), with any "and a half" or "point five"."""

    value: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The beginning of an utterance with its numbers and its ordinals, read once for all who need them, and the word
    lists by which they are judged."""

    tokens: tuple[Token, ...]
    numbers: tuple[Number, ...]
    ordinals: tuple[Number, ...]
    known: QuantityWords

    def said(self, place: int) -> str:
        """The word at a place; nothing outside."""
        return self.tokens[place].said if 0 <= place < len(self.tokens) else ""

    def words(self, start: int, end: int) -> tuple[str, ...]:
        """The words from one place to before another."""
        return tuple(token.said for token in self.tokens[max(0, start) : max(0, end)])

    def clause(self, place: int) -> range:
        """The places of the clause that a place stands in."""
        start, end, clause = place, place + 1, self.tokens[place].clause
        while start and self.tokens[start - 1].clause == clause:
            start -= 1
        while end < len(self.tokens) and self.tokens[end].clause == clause:
            end += 1
        return range(start, end)


def figures(tokens: tuple[Token, ...], known: QuantityWords) -> Figures:
    """Every number and ordinal in what was said, from left to right."""
    tokens, words = tokens[:ENOUGH], known.numbers
    found: list[Number] = []
    ranks: list[Number] = []
    place = 0
    while place < len(tokens):
        rank = _ordinal(place, tokens, words)
        read = rank or _cardinal(place, tokens, words)
        if read is None:
            place += 1
            continue
        (ranks if rank else found).append(Number(read[0], place, read[1]))
        place = read[1]
    return Figures(tokens, tuple(found), tuple(ranks), known)


def _said(place: int, tokens: tuple[Token, ...]) -> str:
    return tokens[place].said if place < len(tokens) else ""


def _ordinal(place: int, tokens: tuple[Token, ...], words: NumberWords) -> Read | None:
    """The rank that "eighth", "8th" or "twenty first" names; "seconds" and "a second" are no rank."""
    said = tokens[place].said
    if said[:-2].isdigit() and said.isascii() and said.endswith(("st", "nd", "rd", "th")):
        return (float(int(said[:-2])), place + 1) if len(said) < 6 else None
    if (
        said in words.tens
        and 0 < words.ordinals.get(_said(place + 1, tokens), 0) < 10
        and _said(place + 1, tokens) != "second"
    ):
        return float(words.tens[said] + words.ordinals[_said(place + 1, tokens)]), place + 2
    if said in words.tens and _said(place + 1, tokens) == "second" and _said(place + 2, tokens) in ("of", "birthday"):
        return float(words.tens[said] + 2), place + 2
    return (float(words.ordinals[said]), place + 1) if said in words.ordinals else None


def _cardinal(place: int, tokens: tuple[Token, ...], words: NumberWords) -> Read | None:
    read = _digits(place, tokens) or _composed(place, tokens, words) or _words(place, tokens, words)
    return None if read is None else _with_fraction(read, tokens, words)


def _digits(place: int, tokens: tuple[Token, ...]) -> Read | None:
    said = tokens[place].said
    if not (said[0].isdigit() and said.isascii()):
        return None
    try:
        value = float(said)
    except ValueError:
        return None
    return (value, place + 1) if 0 <= value <= LARGEST else None


def _composed(place: int, tokens: tuple[Token, ...], words: NumberWords) -> Read | None:
    """Old and playful ways: "three score and ten", "five and twenty", "the big five oh", "half a dozen"."""
    said, after, beyond = tokens[place].said, _said(place + 1, tokens), _said(place + 2, tokens)
    unit = words.units.get(said, 0)
    scores = words.units.get(said.removesuffix(SCORE), 0) if said.endswith(SCORE) else unit if after == SCORE else 0
    if 0 < scores < 10:
        return _scores(scores, place + 1 + (after == SCORE), tokens, words)
    if 0 < unit < 10:
        if after == "dozen":
            return 12.0 * unit, place + 2
        if (
            after == "and"
            and beyond in words.tens
            and _said(place - 1, tokens) != "between"
            and (place + 3 >= len(tokens) or _said(place + 3, tokens) in YEARS)
        ):
            return float(unit + words.tens[beyond]), place + 3
        if after in ("oh", "o") and place and tokens[place - 1].said == "big":
            return 10.0 * unit, place + 2
    if said == "half" and after == "a" and beyond == "dozen":
        return 6.0, place + 3
    if said == "hundred" and _stands_alone(place, tokens):
        return 100.0, place + 1
    return (12.0, place + 1) if said == "dozen" else None


def _stands_alone(place: int, tokens: tuple[Token, ...]) -> bool:
    """Does a word begin its clause, or end it after "the", as in "two years short of the hundred"?"""
    begins = not place or tokens[place - 1].clause != tokens[place].clause
    ends = place + 1 == len(tokens) or tokens[place + 1].clause != tokens[place].clause
    return begins or (ends and tokens[place - 1].said == "the")


def _scores(count: int, end: int, tokens: tuple[Token, ...], words: NumberWords) -> Read:
    """So many twenties, of which the last word stood before ``end``, and what is added: "three score years and ten"."""
    rest = end + (_said(end, tokens) in YEARS)
    added = _below_hundred(rest + 1, tokens, words) if _said(rest, tokens) == "and" else None
    return (SCORE_OF * count + added[0], added[1]) if added else (float(SCORE_OF * count), end)


def _unit(said: str, words: NumberWords) -> int | None:
    """Below twenty; "sixish" is six."""
    return words.units.get(said, words.units.get(said.removesuffix("ish")))


def _below_hundred(place: int, tokens: tuple[Token, ...], words: NumberWords) -> Read | None:
    said = _said(place, tokens)
    tens = words.tens.get(said, words.tens.get(said.removesuffix("ish")))
    if tens is None:
        unit = _unit(said, words)
        return None if unit is None else (float(unit), place + 1)
    follows = words.units.get(_said(place + 1, tokens), 0)
    if 0 < follows < 10 and tokens[place + 1].clause == tokens[place].clause:
        return float(tens + follows), place + 2
    return float(tens), place + 1


def _year(place: int, tokens: tuple[Token, ...], words: NumberWords) -> Read | None:
    """The year that "nineteen forty eight", "twenty nineteen" or "nineteen oh four" names."""
    century = 100 * (words.units.get(tokens[place].said, 0) + words.tens.get(tokens[place].said, 0))
    if century not in CENTURIES:
        return None
    if _said(place + 1, tokens) in ("oh", "o", "hundred"):
        unit = words.units.get(_said(place + 2, tokens))
        return (float(century + unit), place + 3) if unit is not None and unit < 10 else None
    rest = _below_hundred(place + 1, tokens, words)
    return (century + rest[0], rest[1]) if rest is not None and rest[0] >= 10 else None


def _words(place: int, tokens: tuple[Token, ...], words: NumberWords) -> Read | None:
    year = _year(place, tokens, words)
    if year is not None:
        return year
    scaled = tokens[place].said == "a" and _said(place + 1, tokens) in ("hundred", "thousand")
    small = (1.0, place + 1) if scaled else _below_hundred(place, tokens, words)
    if small is None:
        return None
    total, end = small
    for name, scale in words.scales.items():
        if _said(end, tokens) == name and tokens[end].clause == tokens[place].clause:
            total, end = total * scale, end + 1
            rest = _below_hundred(end + (_said(end, tokens) == "and"), tokens, words)
            together = rest is not None and tokens[rest[1] - 1].clause == tokens[place].clause
            total, end = (total + rest[0], rest[1]) if rest is not None and together else (total, end)
    return total, end


def _with_fraction(read: Read, tokens: tuple[Token, ...], words: NumberWords) -> Read:
    """Takes in "and a half", "and a quarter" and "point five"."""
    value, end = read
    following = tuple(token.said for token in tokens[end : end + 3])
    if following in (("and", "a", "half"), ("and", "a", "quarter"), ("and", "an", "half")):
        return value + (0.5 if following[2] == "half" else 0.25), end + 3
    if following[:2] == ("and", "half") and following[2:] not in (("a",), ("an",)):
        return value + 0.5, end + 2
    if following[:1] == ("point",) and len(following) > 1 and 0 <= words.units.get(following[1], 99) < 10:
        return value + words.units[following[1]] / 10, end + 2
    return value, end
