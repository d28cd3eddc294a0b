"""Broken content: every problem at once, each with file and line; never a traceback."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from voice import content, places
from voice.content.checks import problems_of
from voice.errors import ContentError, SettingsError

WHERE = re.compile(r"intents/\S+?\.yaml(:\d+)?: ")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the content to be broken."""
    return Path(shutil.copytree(places.intents(), tmp_path / "intents"))


def change(file: Path, old: str, new: str) -> int:
    """Replace the first such text; return its line."""
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file.name}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def problems(folder: Path) -> list[str]:
    """What is said of broken content, one problem a line."""
    with pytest.raises(ContentError) as refused:
        content.load(folder)
    return str(refused.value).splitlines()


def test_every_problem_is_told_at_once_with_file_and_line(copy: Path) -> None:
    english, questions = copy / "en", copy / "en" / "questions"
    twice = change(questions / "fever.yaml", "order:", "kind: finding\norder:")
    pattern = (
        change(questions / "jaundice.yaml", "phrases:\n  present: |\n", "phrases:\n  present: |\n    (yellow\n") + 2
    )
    change(questions / "chest_pain.yaml", "help:", "hulp:")
    change(questions / "night_pain.yaml", "kind: finding", "kind: feeling")
    (questions / "vomiting.yaml").write_bytes(b"slot: vomiting\nask: \xff\xfe")
    change(questions / "fatigue.yaml", "if_unsure: absent", "if_unsure: absent\nask_if: {fatige: present}")
    change(copy / "rules.yaml", "urgency: emergency", "urgency: dire")
    change(copy / "rules.yaml", "cite: [S1, S28, S27]", "cite: []")
    change(copy / "rules.yaml", "help: I13", "help: I99")
    change(copy / "rules.yaml", "repeat_after: [10,", "repeat_after: [0,")
    change(copy / "rules.yaml", "breathing_difficulty: present", "breathing: present")
    (english / "offscript.yaml").write_text("a: [unclosed\nb: c\n", encoding="utf-8")
    (english / "prompts.yaml").unlink()
    told = problems(copy)
    for expected in (
        f"intents/en/questions/fever.yaml:{twice}: the key 'kind' stands here twice",
        f"intents/en/questions/jaundice.yaml:{pattern}: ) is missing",
        "unknown key 'hulp'",
        "the key 'help' is missing",
        "kind should be one of finding",
        "intents/en/questions/vomiting.yaml: is not UTF-8 text",
        "there is no slot 'fatige'",
        "urgency should be one of",
        "C01: a rule must cite a source",
        "there is no slot 'breathing'",
        "there is no interrupt 'I99'",
        "should be 1 or more",
        "intents/en/offscript.yaml:2: is not valid YAML",
        "intents/en/prompts.yaml: cannot be read",
    ):
        assert any(expected in line for line in told), (expected, told)
    assert all(WHERE.match(line) for line in told[1:]), [line for line in told[1:] if not WHERE.match(line)]


@pytest.mark.parametrize("name", ["rules", "regions", "sources", "en/words", "en/scope", "en/answers", "en/quantities"])
@pytest.mark.parametrize("text", [None, "", "a: b\nc: [d]\n"])
def test_a_file_of_another_shape_is_a_problem_and_no_crash(copy: Path, name: str, text: str | None) -> None:
    file = copy / f"{name}.yaml"
    if text is None:
        file.unlink()
    else:
        file.write_text(text, encoding="utf-8")
    assert any(f"intents/{name}.yaml" in line for line in problems(copy))


def test_a_word_list_that_is_missing_or_unknown_is_told_with_file_and_line(copy: Path) -> None:
    scope, answers = copy / "en" / "scope.yaml", copy / "en" / "answers.yaml"
    line = change(scope, "  company: with", "  companions: with")
    change(scope, "household: |", "servants: |")
    change(answers, "commanding:", "bidding:")
    told = problems(copy)
    for expected in (
        f"intents/en/scope.yaml:{line}: there is no list 'companions' under `persons`",
        "the list 'company' is missing under `persons`",
        "there is no list 'servants'",
        "the list 'household' is missing",
        "the key 'commanding' is missing",
    ):
        assert any(expected in one for one in told), (expected, told)
    assert all(WHERE.match(one) for one in told[1:]), told


def test_a_way_to_answer_that_comes_to_nothing_or_to_too_much_is_told_with_file_and_line(copy: Path) -> None:
    file = copy / "en" / "answers.yaml"
    several = " ".join(["(a|b|c|d|e|f|g|h)"] * 5)
    lines = [change(file, "  am i ever\n", f"  am i ever\n  {several}\n") + 1, change(file, "  seldom$\n", "  ~$\n")]
    told = problems(copy)
    for line, expected in zip(lines, ("more than 5000 wordings", "an answer needs a word"), strict=True):
        assert any(f"answers.yaml:{line}: " in one and expected in one for one in told), (line, expected, told)


def test_a_quantity_that_is_none_is_told_with_file_and_line(copy: Path) -> None:
    file = copy / "en" / "quantities.yaml"
    lines = [
        change(file, "half: 1/2", "half: 1/0"),
        change(file, "fall: 10-1", "fall: 13-1"),
        change(file, "couple: 2,", "couple: two,"),
        change(file, "    decade: ", "    century: "),
        change(file, "thousand: 1000", "thousand: many"),
        change(file, "thanksgiving: 4 thursday 11", "thanksgiving: 4 thorsday 11"),
        change(file, "good friday: easter-2", "good friday: two before easter"),
        change(file, "karva chauth: 2025-10-10 2026-10-29", "karva chauth: 2025-10-10 2026-10-32"),
    ]
    told = problems(copy)
    named = ("'1/0'", "'13-1'", "'two'", "no unit 'century'", "'many'", "4 thorsday 11", "two before", "2026-10-32")
    for line, expected in zip(lines, named, strict=True):
        assert any(f"quantities.yaml:{line}: " in one and expected in one for one in told), (line, expected, told)


def test_a_folder_without_questions_is_a_problem(copy: Path) -> None:
    shutil.rmtree(copy / "en" / "questions")
    assert any("holds no question" in line for line in problems(copy))


@pytest.mark.parametrize(
    ("load", "why"),
    [
        (lambda folder: content.load(folder, "xx"), "no language 'xx'; choose one of: en"),
        (lambda folder: content.load(folder, "en", "Mars"), "no region 'Mars'; choose one of:"),
    ],
)
def test_an_unknown_language_or_region_is_told_in_one_sentence(load: Callable[[Path], object], why: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load(places.intents())
    assert why in str(refused.value)


def test_the_content_that_ships_has_no_problem() -> None:
    assert problems_of(content.load(places.intents())) == []


def test_a_sentence_that_is_missing_is_found_by_the_checks(copy: Path) -> None:
    change(copy / "en" / "prompts.yaml", "\nfailsafe:", "\nfailsaved:")
    change(copy / "en" / "questions" / "fever.yaml", "  absent:", "  absence:")
    told = problems_of(content.load(copy))
    assert "The sentence 'failsafe' is missing from prompts.yaml." in told
    assert any(line.startswith("fever: `said:` has no words for 'absent'") for line in told)


def test_danger_signs_asked_for_together_are_checked_and_one_line_turns_them_off(copy: Path) -> None:
    line = "  saddle: [saddle_numbness, bladder_retention, bladder_incontinence, bowel_incontinence]\n"
    change(copy / "en" / "prompts.yaml", "\nsweep.saddle.why:", "\nsweep.saddle.wy:")
    change(copy / "rules.yaml", line, f"{line}  one: [saddle_numbness]\n")
    told = problems_of(content.load(copy))
    assert "The sentence 'sweep.saddle.why' is missing from prompts.yaml." in told
    assert "The sweep 'one' in rules.yaml needs two slots or more." in told
    assert any(line.startswith("saddle_numbness: it is listed, not yes or no, or named twice") for line in told)
    change(copy / "rules.yaml", f"{line}  one: [saddle_numbness]\n", "")
    assert content.load(copy).pathway.sweeps == {}
    change(copy / "rules.yaml", "sweeps:\n", "sweeps:\n  wrong: [no_such_slot]\n")
    assert any("there is no slot 'no_such_slot'" in line for line in problems(copy))


def test_content_is_made_once_and_for_all(copy: Path) -> None:
    made = content.load(copy)
    shutil.rmtree(copy)
    assert made.vocabulary()
    assert len(made.pathway.questions) > 50


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("likelihood.json", "{", "", "cannot be used"),
        ("likelihood.json", '"raises":0.85', '"raises":0.2', "needs 0 < believes"),
        ("likelihood.json", '"I9"', '"I99"', "names interrupts that do not exist: I99"),
        ("leaning.json", "{", "", "cannot be used"),
        ("leaning.json", '"takes":0.6', '"takes":0.2', "needs 0.5 <= takes"),
        ("likelihood.json", '"leads":[', '"leads":[0.5,', "cannot be used (labels, leads and names do not fit"),
        ("likelihood.json", '"rows":"', '"rows":"e', "cannot be used"),
        ("leaning.json", '"takes":', '"took":', "cannot be used"),
        ("assertion.json", "{", "", "cannot be used"),
        ("assertion.json", '"believed":0.3', '"believed":1.3', "needs 0 < believed < 1"),
        ("assertion.json", '"bias":', '"biased":', "cannot be used"),
    ],
)
def test_what_was_learned_and_cannot_be_used_is_a_problem(copy: Path, name: str, old: str, new: str, told: str) -> None:
    change(copy / "en" / name, old, new)
    (problem,) = [line for line in problems(copy) if "intents/en" in line]
    assert f"intents/en/{name}: {told}" in problem


def test_a_language_may_be_without_what_was_learned(copy: Path) -> None:
    for name in ("likelihood.json", "leaning.json", "assertion.json"):
        (copy / "en" / name).unlink()
    language = content.load(copy).pathway.language
    assert not language.likelihood.features.keys
    assert not language.leaning.features.keys
    assert not language.assertion.present.features.keys
