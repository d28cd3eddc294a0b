"""Numbers said in words or digits, and where they stand."""

from dataclasses import dataclass

from voice.core.normalize import Token

UNITS = {
    "zero": 0, "nought": 0, "nil": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
LARGEST = 10**6
YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Number:
    """A number at token places ``start`` to ``end`` (exclusive). ``halves`` counts "and a half"."""

    value: float
    start: int
    end: int


def _below_hundred(place: int, tokens: tuple[Token, ...]) -> tuple[int, int] | None:
    said = tokens[place].said
    if said in TENS:
        if place + 1 < len(tokens) and 0 < UNITS.get(tokens[place + 1].said, 0) < 10:
            together = tokens[place + 1].clause == tokens[place].clause
            if together:
                return TENS[said] + UNITS[tokens[place + 1].said], place + 2
        return TENS[said], place + 1
    return (UNITS[said], place + 1) if said in UNITS else None


def _year(place: int, tokens: tuple[Token, ...]) -> tuple[int, int] | None:
    """ "nineteen forty eight", "twenty nineteen", "nineteen oh four"."""
    if tokens[place].said not in ("eighteen", "nineteen", "twenty") or place + 1 >= len(tokens):
        return None
    century = 100 * (UNITS.get(tokens[place].said, 0) + TENS.get(tokens[place].said, 0))
    if tokens[place + 1].said in ("oh", "o", "hundred") and place + 2 < len(tokens):
        unit = UNITS.get(tokens[place + 2].said)
        return (century + unit, place + 3) if unit is not None and unit < 10 else None
    rest = _below_hundred(place + 1, tokens)
    return (century + rest[0], rest[1]) if rest is not None and rest[0] >= 10 else None


def _words(place: int, tokens: tuple[Token, ...]) -> tuple[int, int] | None:
    year = _year(place, tokens)
    if year is not None:
        return year
    small = (1, place + 1) if _hundred_follows(place, tokens) else _below_hundred(place, tokens)
    if small is None:
        return None
    total, end = small
    for name, scale in (("thousand", 1000), ("hundred", 100)):
        if end < len(tokens) and tokens[end].said == name:
            total, end = total * scale, end + 1
            more = end + (end < len(tokens) and tokens[end].said == "and")
            rest = _below_hundred(more, tokens) if more < len(tokens) else None
            total, end = (total + rest[0], rest[1]) if rest is not None else (total, end)
    return total, end


def _hundred_follows(place: int, tokens: tuple[Token, ...]) -> bool:
    return tokens[place].said == "a" and place + 1 < len(tokens) and tokens[place + 1].said in ("hundred", "thousand")


def _digits(said: str) -> float | None:
    try:
        value = float(said)
    except ValueError:
        return None
    return value if 0 <= value <= LARGEST else None


def numbers(tokens: tuple[Token, ...]) -> tuple[Number, ...]:
    """Every number in what was said, from left to right."""
    found: list[Number] = []
    place = 0
    while place < len(tokens):
        said = tokens[place].said
        digits = _digits(said) if said[0].isdigit() and said.isascii() else None
        if digits is not None:
            found.append(Number(digits, place, place + 1))
            place += 1
            continue
        read = _words(place, tokens)
        if read is None:
            place += 1
            continue
        found.append(Number(float(read[0]), place, read[1]))
        place = read[1]
    return tuple(found)


def ordinal(said: str) -> int | None:
    """The day of the month that "eighth" or "8th" names."""
    if said[:-2].isdigit() and said.isascii() and said.endswith(("st", "nd", "rd", "th")):
        return int(said[:-2]) if int(said[:-2]) <= LARGEST else None
    return ORDINALS.get(said)
