"""``backtalk draw``: the picture holds every question, rule and line, one can read it, and it says the same as text."""

import re
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from tests.unit.core.people import PATHWAY
from tests.unit.test_cli import backtalk, sentence
from voice.chart.plan import LEVELS, in_words, plan_of
from voice.chart.svg import FONT, svg_of
from voice.chart.text import text_of
from voice.core.agenda import wanted
from voice.core.conditions import All, Any, AtLeast, Below, Condition, Count, Is, Not, OneOf
from voice.core.terms import ChoiceId, Finding, SlotId
from voice.core.triage import Answers
from voice.errors import ExitCode

PLAN = plan_of(PATHWAY)
SVG = "{http://www.w3.org/2000/svg}"
FEVER, SEVERITY, NUMB = SlotId("fever"), SlotId("pain_severity"), SlotId("leg_numbness")


@pytest.fixture(scope="module", name="picture")
def _picture() -> Element:
    return fromstring(svg_of(PLAN))  # noqa: S314 - our own text


def boxes(picture: Element) -> list[Element]:
    """Every box."""
    return list(picture.iter(f"{SVG}rect"))


def test_every_question_and_rule_is_there_in_its_order() -> None:
    assert {one.slot for one in PLAN.asked} == set(PATHWAY.questions)
    assert {rule.id for rule in PLAN.rules} == {
        *(rule.id for rule in (*PATHWAY.rules, *PATHWAY.scope_rules)), PATHWAY.incomplete.id,
    }  # fmt: skip
    places = {one.slot: one.place for one in PLAN.asked}
    agenda = [places[slot] or 0 for slot in wanted(Answers(), PATHWAY)]
    assert len(agenda) > 30
    first = agenda[: len(agenda) // 2]  # what a rule itself waits for; what only opens or holds back comes after it
    assert first == sorted(first)
    assert sum(place is None for place in places.values()) == sum(one.listen_only for one in PATHWAY.questions.values())


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Is(FEVER, Finding.PRESENT), "fever"),
        (Is(FEVER, Finding.ABSENT), "fever is absent"),
        (Is(NUMB, ChoiceId("one_leg")), "leg numbness is one leg"),
        (OneOf(NUMB, (ChoiceId("both_legs"), ChoiceId("trunk"))), "leg numbness is both legs or trunk"),
        (AtLeast(SEVERITY, 8), "pain severity at least 8 of 10"),
        (Below(SlotId("pain_duration"), 8), "pain duration below 8 days"),
        (Count((FEVER, SlotId("vomiting")), 2), "at least 2 of: fever, vomiting"),
        (
            All((Is(FEVER, Finding.PRESENT), Any((AtLeast(SEVERITY, 7), Not(Is(NUMB, ChoiceId("none"))))))),
            "fever and (pain severity at least 7 of 10 or not leg numbness is none)",
        ),
        (
            Not(All((Is(FEVER, Finding.PRESENT), AtLeast(SEVERITY, 7)))),
            "not (fever and pain severity at least 7 of 10)",
        ),
    ],
)
def test_conditions_in_words(condition: Condition, words: str) -> None:
    assert in_words(condition, PATHWAY) == words


def test_what_only_holds_back_is_told_apart() -> None:
    by_id = {rule.id: rule for rule in PLAN.rules}
    assert {"strain_trigger", "age_years"} <= by_id["E07"].held_back_by
    assert "pain_severity" not in by_id["E07"].held_back_by
    assert by_id["U02"].held_back_by == frozenset()


def test_every_dependence_is_a_line(picture: Element) -> None:
    edges = [edge for edge in picture.iter(f"{SVG}path") if edge.get("class") == "edge"]
    wanted_edges = {(slot, rule.id) for rule in PLAN.rules for slot in rule.slots}
    assert len(edges) == len(wanted_edges) > 150
    titles = {"".join(edge.itertext()) for edge in edges}
    assert "fever to U02" in titles
    assert "strain trigger holds back E07" in titles
    assert all(bool(edge.get("stroke-dasharray")) == ("holds back" in "".join(edge.itertext())) for edge in edges)


def test_nothing_overlaps_or_leaves_the_picture(picture: Element) -> None:
    _, _, width, height = map(int, (picture.get("viewBox") or "").split())
    columns: dict[str, list[tuple[int, int]]] = {}
    for box in boxes(picture)[1:]:  # the first is the paper
        left, top, wide, high = (int(box.get(name) or 0) for name in ("x", "y", "width", "height"))
        assert left + wide <= width
        assert top + high <= height
        columns.setdefault(str(left), []).append((top, top + high))
    assert len(columns) == 3
    for spans in columns.values():
        ordered = sorted(spans)
        assert all(one[1] < other[0] for one, other in pairwise(ordered))


def test_text_fits_its_box_and_is_large_enough(picture: Element) -> None:
    assert FONT >= 14
    checked = 0
    for group in picture.iter(f"{SVG}g"):
        (box,) = group.iter(f"{SVG}rect")
        for row in group.iter(f"{SVG}text"):
            text = "".join(row.itertext())
            assert len(text) * FONT * 0.56 <= int(box.get("width") or 0) - 8
            top = int(box.get("y") or 0)
            assert top < int(row.get("y") or 0) < top + int(box.get("height") or 0)
            checked += 1
    assert checked > 200


def test_who_cannot_see_it_is_told_what_it_is(picture: Element) -> None:
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == "title desc"
    assert "Backtalk" in (picture.findtext(f"{SVG}title") or "")
    description = picture.findtext(f"{SVG}desc") or ""
    assert "--text" in description
    assert all(PLAN.meanings[level] in description for level in LEVELS)
    assert all(group.findtext(f"{SVG}title") for group in picture.iter(f"{SVG}g"))


def test_the_same_content_gives_the_same_picture() -> None:
    assert svg_of(plan_of(PATHWAY)) == svg_of(PLAN)


def test_the_text_says_all_of_it_in_narrow_lines() -> None:
    text = text_of(PLAN)
    assert max(map(len, text.splitlines())) <= 80
    for rule in PLAN.rules:
        assert f"Rule {rule.id}: " in text
    for one in PLAN.asked:
        assert re.search(rf"^(Question \d+|Listened for, never asked): {one.name}\.", text, flags=re.MULTILINE)
    assert text.count("Alarm: I") == len(PATHWAY.interrupts)
    assert "_" not in re.sub(r"S_[A-Z]+", "", text)


def test_it_is_written_or_printed(tmp_path: Path) -> None:
    file = tmp_path / "pathway.svg"
    assert backtalk("draw", str(file)).returncode == ExitCode.FINISHED
    assert file.read_text(encoding="utf-8") == svg_of(PLAN)
    assert backtalk("draw", "--text").stdout == text_of(PLAN)


def test_where_it_cannot_be_written_one_sentence_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = backtalk("draw", str(tmp_path / "file" / "pathway.svg"))
    assert done.returncode == ExitCode.REPORT
    assert "The drawing" in sentence(done)
