"""From a prompt id to the words that are spoken: places filled, numbers in words, clauses joined."""

from voice.core.events import Fact, Say, Show
from voice.core.pathway import Pathway
from voice.core.quantity_words import NumberWords

HUNDRED = 100


def words_of(say: Say | Show, pathway: Pathway) -> str:
    """The sentence, ready to speak. An id that the content lacks is impossible after its checks; it would be silent."""
    text = pathway.with_numbers(pathway.prompts.get(say.prompt, ""))
    for place, filling in (
        ("{facts}", joined([clause(fact, pathway) for fact in say.facts], "and")),
        ("{any}", joined([clause(fact, pathway) for fact in say.facts], "or")),
        ("{count}", number_words(say.count or 0, pathway.language.quantities.numbers)),
    ):
        text = text.replace(place, filling)
    return text[:1].upper() + text[1:]


def clause(fact: Fact, pathway: Pathway) -> str:
    """The words of one clause, with its number."""
    text = pathway.prompts.get(fact.prompt, "")
    if fact.number is None:
        return text
    numbers = pathway.language.quantities.numbers
    return text.replace("{number}", number_words(fact.number, numbers)).replace(
        "{days}", days_words(fact.number, numbers)
    )


def joined(clauses: list[str], word: str) -> str:
    """Clauses as one: commas between, "and" or "or" before the last. A long choice pauses there too."""
    *firsts, last = clauses or [""]
    pause = "," if word == "or" and len(firsts) > 1 else ""
    return f"{', '.join(firsts)}{pause} {word} {last}" if firsts else last


def number_words(number: int, numbers: NumberWords) -> str:
    """A whole number of 0 or more in words; above a thousand in digits, which no sentence here needs."""
    names = numbers.names
    if number in names:
        return names[number]
    if number < HUNDRED:
        return f"{names[number - number % 10]} {names[number % 10]}"
    if number < 10 * HUNDRED:
        hundreds, rest = divmod(number, HUNDRED)
        return f"{names[hundreds]} hundred" + (f" and {number_words(rest, numbers)}" if rest else "")
    return str(number)


def days_words(days: int, numbers: NumberWords) -> str:
    """A duration as people say it: "three days", "two weeks", "about four months", "ten years"."""
    if days == 0:
        return "less than a day"
    for size, name in ((365, "year"), (30, "month"), (7, "week")):
        if days >= 2 * size or days == size:
            count = int(days / size + 0.5)
            about = "" if days == count * size else "about "
            return f"{about}{number_words(count, numbers)} {name}{'s' if count > 1 else ''}"
    return f"{number_words(days, numbers)} day{'s' if days > 1 else ''}"
