"""Numbers as people say them."""

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_WORDS = frozenset([*UNITS, *TENS, "oh", "hundred", "thousand", "and"])


def spell(number: int) -> str:
    """British wording of 0 to 999,999: 118 is "one hundred and eighteen"."""
    if number < 20:
        return UNITS[number]
    if number < 100:
        rest = number % 10
        return TENS[number // 10] + (f" {UNITS[rest]}" if rest else "")
    if number < 1000:
        rest = number % 100
        return f"{UNITS[number // 100]} hundred" + (f" and {spell(rest)}" if rest else "")
    thousands, rest = divmod(number, 1000)
    joined = f" and {spell(rest)}" if 0 < rest < 100 else f" {spell(rest)}" if rest else ""
    return f"{spell(thousands)} thousand{joined}"


def is_number(text: str) -> bool:
    """True when every word of ``text`` is a number word ("four four one oh")."""
    words = text.split()
    return bool(words) and all(word in NUMBER_WORDS for word in words)
