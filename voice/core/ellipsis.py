"""What is left unsaid, said: exceptions, and lists that share a verdict, in plain words.

Patterns compare words that stand side by side. "No numbness except between my legs" and "my chest and my legs are fine"
hold theirs apart; here they become what they mean.
"""

from voice.core.scope_words import EllipsisWords

LONGEST_SIGN = 3  # words of a sign that are said again after an exception
STRENGTH = 1  # words between a verb and its verdict ("are all fine", "is perfectly normal")
LISTED = 2  # items at least that make a list


def filled_in(words: list[str], negators: frozenset[str], lists: EllipsisWords) -> list[str]:
    """What is left out after an exception, said again: "no numbness except between my legs" is "no numbness except
    numbness between my legs"."""
    out: list[str] = []
    denied = -1
    for place, word in enumerate(words):
        out.append(word)
        if not word[0].isalnum():
            denied = -1
        elif word in negators:
            denied = place
        elif word in lists.exceptives and 0 <= denied < place - 1:
            if _located(words, place + 1, lists):
                out += _what(words[denied + 1 : place], lists)
            denied = -1
    return out


def _located(words: list[str], place: int, lists: EllipsisWords) -> bool:
    """Does a place follow, after "for" or "from" at most? "Apart" and "other" need theirs."""
    linked = place < len(words) and words[place] in lists.links
    if not linked and words[place - 1] in lists.need_link:
        return False
    where = words[place + linked : place + linked + 3]
    return len(where) > 1 and where[0] in lists.locatives and not lists.sites.isdisjoint(where[1:])


def _what(words: list[str], lists: EllipsisWords) -> list[str]:
    """What was denied, without its own place: "any pain" of "any pain in my legs"."""
    ends = [place for place, word in enumerate(words) if word in lists.locatives]
    what = words[: ends[0]] if ends else words
    return what[-LONGEST_SIGN:]


def distributed(words: list[str], negators: frozenset[str], lists: EllipsisWords) -> list[str]:
    """A verdict on a list, said of each: "my chest, my breathing and my legs are fine" is "my chest are fine, my
    breathing are fine, my legs are fine"."""
    out: list[str] = []
    done = 0
    for place, word in enumerate(words):
        verdict = _verdict(words, place + 1, negators, lists) if word in lists.copulas else 0
        items = _items(words, done, place, lists) if verdict else []
        if len(items) < LISTED:
            continue
        out += words[done : items[0].start]
        for item in items:
            out += [*words[item.start : item.stop], *words[place:verdict], ","]
        done = verdict
    return out + words[done:]


def _verdict(words: list[str], place: int, negators: frozenset[str], lists: EllipsisWords) -> int:
    """Where a verdict such as "all fine" ends that stands here; 0 where none does."""
    for end in range(place, min(place + STRENGTH + 1, len(words))):
        if words[end] in lists.verdicts:
            return end + 1
        if words[end] in negators:
            return 0
    return 0


def _items(words: list[str], start: int, end: int, lists: EllipsisWords) -> list[range]:
    """The places of the items of a list that ends here: parts of the body, or what it does. What another word opens
    ("no pain in | my chest, and my legs are fine") is no item."""
    items: list[range] = []
    place = end
    while place > start and words[place - 1] in lists.items:
        last = place
        place -= 1
        while place > start and words[place - 1] in lists.owners:
            place -= 1
        items.insert(0, range(place, last))
        joined = place
        while place > start and (words[place - 1] in lists.joins or words[place - 1] == ","):
            place -= 1
        if place == joined:
            break
    opens = place == start or not words[place - 1][0].isalnum() or words[place - 1] in lists.before_list
    return items if opens else items[1:]
