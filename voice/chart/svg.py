"""The pathway as one SVG: questions on the left, in the order asked; rules in the middle; urgency on the right.

Everything is placed by counting letters and lines, so the same content always gives the same picture, and no font has
to be measured. Levels differ by place and by name, not by colour alone; what only holds a rule back is a dashed line.
"""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from voice.chart.plan import LEVELS, Asked, Decided, Plan
from voice.core.terms import SlotId, Urgency

FONT, LARGE = 15, 26  # text sizes
LINE = 19  # from one line of text to the next
LETTER = 0.56  # width of a letter as a share of its size: generous for DejaVu Sans, Verdana, Arial and their like
PAD, GAP = 8, 8  # inside a box, and between two
MARGIN, TOP = 24, 136
QUESTION_X, QUESTION_WIDTH = MARGIN, 560
RULE_X, RULE_WIDTH = 980, 620
LEVEL_X, LEVEL_WIDTH = 1700, 260
WIDTH = LEVEL_X + LEVEL_WIDTH + MARGIN
GROUP_GAP = 28  # between two levels
LEVEL_HEIGHT = 130  # at least
COLOURS = {  # fill, line: dark enough on white, told apart without red and green
    Urgency.EMERGENCY: ("#fde3e1", "#a3150c"),
    Urgency.URGENT: ("#fdeccd", "#8a4b00"),
    Urgency.SOON: ("#dcebfa", "#0b4f91"),
    Urgency.SELF_CARE: ("#e6e6e6", "#404040"),
}
PLAIN = ("#f7f7f7", "#555555")


@dataclass(frozen=True, slots=True)
class _Box:
    """A box with its lines of text."""

    x: int
    y: int
    width: int
    lines: tuple[str, ...]
    about: str
    colours: tuple[str, str]

    @property
    def height(self) -> int:
        return len(self.lines) * LINE + 2 * PAD - 4

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


def svg_of(plan: Plan) -> str:
    """Return the picture as text."""
    questions = _question_boxes(plan, GAP)
    rules, bounds = _rule_boxes(plan, GAP)
    left, right = (max(box.y + box.height for box in boxes.values()) for boxes in (questions, rules))
    if left > right:  # spread the shorter column over the height of the other
        rules, bounds = _rule_boxes(plan, GAP + (left - right) // len(rules))
    else:
        questions = _question_boxes(plan, GAP + (right - left) // len(questions))
    height = max(left, right) + MARGIN
    parts = [
        *_head(plan, height),
        *_headings(),
        *(_edge(questions[slot], rules[rule.id], rule, slot) for rule in plan.rules for slot in rule.slots),
        *(_drawn(box) for box in (*questions.values(), *rules.values())),
        *(line for level in LEVELS for line in _level(level, plan, bounds[level])),
        *(_arrow(rules[rule.id], rule.urgency) for rule in plan.rules),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _head(plan: Plan, height: int) -> Iterator[str]:
    """The picture's size, its name, and what it shows, for who cannot see it."""
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc" xml:lang="en" '
        f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'font-family="DejaVu Sans, Verdana, Arial, sans-serif" font-size="{FONT}">'
    )
    yield '<title id="title">Backtalk: from questions to rules to urgency</title>'
    counts = "; ".join(f"{plan.meanings[level]}: {len(plan.of_level(level))} rules" for level in LEVELS)
    words = (
        f"{len(plan.asked)} questions on the left in the order in which they come up, {len(plan.rules)} rules in the "
        f"middle, four levels of urgency on the right. {counts}. Lines lead from each question to the rules that "
        "depend on it, and from each rule to its level. As text: backtalk draw --text."
    )
    yield f'<desc id="desc">{escape(words)}</desc>'
    yield f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
    yield "<style>.edge:hover{stroke-width:5;stroke-opacity:1}</style>"
    yield (
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="#333333"/></marker></defs>'
    )


def _headings() -> Iterator[str]:
    for x, text, more in (
        (QUESTION_X, "Questions", "in the order asked while nothing is known; one is left out once no rule needs it"),
        (RULE_X, "Rules", "the highest that fires decides; a dashed line only holds a rule back"),
        (LEVEL_X, "Urgency", ""),
    ):
        yield f'<text x="{x}" y="56" font-size="{LARGE}" font-weight="bold">{text}</text>'
        for row, line in enumerate(textwrap.wrap(more, 70)):
            yield f'<text x="{x}" y="{84 + row * LINE}" fill="#333333">{line}</text>'


def _rule_boxes(plan: Plan, gap: int) -> tuple[dict[str, _Box], dict[Urgency, tuple[int, int]]]:
    """The rules from top to bottom, and where each level begins and ends."""
    boxes: dict[str, _Box] = {}
    bounds: dict[Urgency, tuple[int, int]] = {}
    y = TOP
    for level in LEVELS:
        start = y
        for rule in plan.of_level(level):
            lines = _wrapped(f"{rule.id}: {rule.needs}", RULE_WIDTH)
            about = f"{rule.says} Sources: {', '.join(rule.cites) or 'none'}."
            boxes[rule.id] = _Box(RULE_X, y, RULE_WIDTH, lines, about, COLOURS[level])
            y += boxes[rule.id].height + gap
        y = max(y, start + LEVEL_HEIGHT)
        bounds[level] = (start, y - gap)
        y += GROUP_GAP
    return boxes, bounds


def _question_boxes(plan: Plan, gap: int) -> dict[SlotId, _Box]:
    """The questions from top to bottom."""
    boxes: dict[SlotId, _Box] = {}
    y = TOP
    for one in plan.asked:
        colours = PLAIN if one.gravest is None else COLOURS[one.gravest]
        boxes[one.slot] = _Box(QUESTION_X, y, QUESTION_WIDTH, _question_lines(one), one.question, colours)
        y += boxes[one.slot].height + gap
    return boxes


def _question_lines(one: Asked) -> tuple[str, ...]:
    place = "heard, never asked" if one.place is None else f"{one.place}."
    more = _wrapped(f"only if {one.only_if}", QUESTION_WIDTH) if one.only_if else ()
    asked = _wrapped(one.question, QUESTION_WIDTH) if one.place is not None else ()
    return (f"{one.name} ({place})" if one.place is None else f"{place} {one.name}", *asked, *more)


def _level(level: Urgency, plan: Plan, bounds: tuple[int, int]) -> Iterator[str]:
    """The box of a level, as tall as its rules."""
    (start, end), (fill, line) = bounds, COLOURS[level]
    name, _, meaning = plan.meanings[level].partition(", ")
    rows = textwrap.wrap(meaning, 26)
    if level is Urgency.EMERGENCY:
        rows += ["", *textwrap.wrap("Alarm wording, heard at any moment, leads here too:", 26)]
        rows += [row for alarm in plan.alarms for row in textwrap.wrap(alarm, 26, subsequent_indent="   ")]
    yield (
        f'<rect x="{LEVEL_X}" y="{start}" width="{LEVEL_WIDTH}" height="{end - start}" rx="6" fill="{fill}" '
        f'stroke="{line}" stroke-width="3"/>'
    )
    x = LEVEL_X + 16
    yield f'<text x="{x}" y="{start + 38}" font-size="{LARGE}" font-weight="bold" fill="{line}">{escape(name)}</text>'
    for number, row in enumerate(rows):
        yield f'<text x="{x}" y="{start + 70 + number * LINE}">{escape(row)}</text>'


def _edge(question: _Box, rule: _Box, decided: Decided, slot: SlotId) -> str:
    """A curve from a question to a rule."""
    x1, x2 = question.x + question.width, rule.x
    half = (x1 + x2) // 2
    dashed = ' stroke-dasharray="7 5"' if slot in decided.held_back_by else ""
    name = f"{slot.replace('_', ' ')} {'holds back' if dashed else 'to'} {decided.id}"
    course = f"M{x1} {question.middle}C{half} {question.middle} {half} {rule.middle} {x2} {rule.middle}"
    return (
        f'<path class="edge" d="{course}" fill="none" stroke="{COLOURS[decided.urgency][1]}" stroke-opacity="0.6" '
        f'stroke-width="1.6"{dashed}><title>{escape(name)}</title></path>'
    )


def _arrow(rule: _Box, urgency: Urgency) -> str:
    x = rule.x + rule.width
    return (
        f'<path d="M{x} {rule.middle}H{LEVEL_X - 2}" stroke="{COLOURS[urgency][1]}" stroke-width="1.6" '
        'marker-end="url(#tip)"/>'
    )


def _drawn(box: _Box) -> str:
    """A box and its text."""
    fill, line = box.colours
    marked = (_first_bold(box.lines[0]), *map(escape, box.lines[1:]))
    rows = "".join(
        f'<text x="{box.x + PAD}" y="{box.y + PAD + 10 + number * LINE}">{row}</text>'
        for number, row in enumerate(marked)
    )
    return (
        f'<g><title>{escape(box.about)}</title><rect x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" '
        f'rx="4" fill="{fill}" stroke="{line}"/>{rows}</g>'
    )


def _first_bold(row: str) -> str:
    """The first line of a box: the id of a rule is bold, and all of a question's name."""
    name, colon, rest = row.partition(": ")
    return f'<tspan font-weight="bold">{escape(name + colon)}</tspan>{escape(" " + rest if rest else "")}'


def _wrapped(text: str, width: int) -> tuple[str, ...]:
    return tuple(textwrap.wrap(text, int((width - 2 * PAD) / (FONT * LETTER))))
