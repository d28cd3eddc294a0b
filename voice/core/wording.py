"""From a prompt id to the words that are spoken: places filled, numbers in words, clauses joined."""

from voice.core.events import Fact, Say, Show
from voice.core.numerals import TENS, UNITS
from voice.core.pathway import Pathway

NAMES = {number: name for name, number in UNITS.items() if name not in ("nought", "nil")}
HUNDRED = 100
TEN_NAMES = {number: name for name, number in TENS.items() if name != "fourty"}


def words_of(say: Say | Show, pathway: Pathway) -> str:
    """The sentence, ready to speak. An id that the content lacks is impossible after its checks; it would be silent."""
    text = pathway.prompts.get(say.prompt, "")
    region = pathway.region
    for place, filling in (
        ("{EMERGENCY}", region.emergency),
        ("{URGENT_LINE}", region.urgent_line),
        ("{CRISIS}", region.crisis),
        ("{facts}", joined([clause(fact, pathway) for fact in say.facts], "and")),
        ("{any}", joined([clause(fact, pathway) for fact in say.facts], "or")),
        ("{count}", number_words(say.count or 0)),
    ):
        text = text.replace(place, filling)
    return text[:1].upper() + text[1:]


def clause(fact: Fact, pathway: Pathway) -> str:
    """The words of one clause, with its number."""
    text = pathway.prompts.get(fact.prompt, "")
    if fact.number is None:
        return text
    return text.replace("{number}", number_words(fact.number)).replace("{days}", days_words(fact.number))


def joined(clauses: list[str], word: str) -> str:
    """Clauses as one: commas between, "and" or "or" before the last. A long choice pauses there too."""
    *firsts, last = clauses or [""]
    pause = "," if word == "or" and len(firsts) > 1 else ""
    return f"{', '.join(firsts)}{pause} {word} {last}" if firsts else last


def number_words(number: int) -> str:
    """A whole number of 0 or more in words; above a thousand in digits, which no sentence here needs."""
    if number in NAMES:
        return NAMES[number]
    if number < HUNDRED:
        tens, units = number - number % 10, number % 10
        return TEN_NAMES[tens] + (f" {NAMES[units]}" if units else "")
    if number < 10 * HUNDRED:
        hundreds, rest = divmod(number, HUNDRED)
        return f"{NAMES[hundreds]} hundred" + (f" and {number_words(rest)}" if rest else "")
    return str(number)


def days_words(days: int) -> str:
    """A duration as people say it: "three days", "two weeks", "about four months", "ten years"."""
    if days == 0:
        return "less than a day"
    for size, name in ((365, "year"), (30, "month"), (7, "week")):
        if days >= 2 * size or days == size:
            count = int(days / size + 0.5)
            about = "" if days == count * size else "about "
            return f"{about}{number_words(count)} {name}{'s' if count > 1 else ''}"
    return f"{number_words(days)} day{'s' if days > 1 else ''}"
