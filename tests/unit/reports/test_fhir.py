"""The bundle is FHIR R4: fhir.resources reads it, its parts agree with each other, and it identifies nobody."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from tests.unit.core.people import PATHWAY
from tests.unit.reports.talks import STRAIN, course, interrupted
from voice.core.terms import Utterance
from voice.reports.course import Course, course_of
from voice.reports.fhir import ABSENT_REASON, bundle_of

COURSES = {
    "home care": course(STRAIN),
    "an emergency": course("my upper back hurts and I can't breathe"),
    "urgent, with doubts and gaps": course(
        "my upper back hurts and I have a fever", "no", "not sure", "skip", None, None
    ),
    "numbers not known": course(STRAIN.replace("two days ago", "a while ago"), *["no"] * 3, *["not sure"] * 30),
    "two ears": course("my back hurts", Utterance("no", "know", 0.6)),
    "stopped": course("my upper back hurts", "stop"),
    "interrupted": course_of(interrupted("my upper back hurts"), PATHWAY),
    "broken off": course("my upper back hurts", ends=False),
    "odd signs": course("my back hurts \x1b[0m \x00 \u2028 \U0001f600"),
    "nothing but silence": course(then=None),
}
every_course = pytest.mark.parametrize("found", COURSES.values(), ids=COURSES)


def resources(found: Course) -> dict[str, dict[str, Any]]:
    """The resources of a bundle by type."""
    entries = bundle_of(found, PATHWAY, "9.9")["entry"]
    return {entry["resource"]["resourceType"]: entry["resource"] for entry in entries}


def items(resource: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every item, the nested ones too."""
    for item in resource.get("item", []):
        yield item
        yield from items(item)
        for answer in item.get("answer", []):
            yield from items(answer)


def item(found: Course, slot: str) -> dict[str, Any]:
    """What the response says of a slot."""
    return next(one for one in items(resources(found)["QuestionnaireResponse"]) if one["linkId"] == slot)


@every_course
def test_fhir_resources_reads_it_and_writes_the_same(found: Course) -> None:
    written = bundle_of(found, PATHWAY, "9.9")
    read = Bundle.model_validate(json.loads(json.dumps(written)))
    kinds = [one.resource.get_resource_type() for one in read.entry or [] if one.resource]
    assert kinds == ["Questionnaire", "QuestionnaireResponse", "RiskAssessment"]
    again = json.loads(read.model_dump_json())
    assert again["entry"][1]["resource"]["item"] == written["entry"][1]["resource"]["item"]


def test_the_reader_would_refuse_what_is_no_r4() -> None:
    wrong = bundle_of(COURSES["home care"], PATHWAY, "9.9")
    wrong["entry"][2]["resource"]["subject"] = None
    wrong["entry"][1]["resource"]["answers"] = []
    with pytest.raises(ValueError, match="answers"):
        Bundle.model_validate(wrong)


@every_course
def test_every_answer_is_one_that_the_questionnaire_offers(found: Course) -> None:
    parts = resources(found)
    questions = {one["linkId"]: one for one in items(parts["Questionnaire"])}
    assert len(questions) == len(list(items(parts["Questionnaire"])))
    assert {one["linkId"] for one in parts["QuestionnaireResponse"]["item"]} == set(PATHWAY.questions)
    for one in items(parts["QuestionnaireResponse"]):
        question = questions[one["linkId"]]
        assert one["text"] == question["text"]
        for answer in one.get("answer", []):
            assert_fits(answer, question)


def assert_fits(answer: dict[str, Any], question: dict[str, Any]) -> None:
    """An answer has the question's type, or says why it has no value."""
    values = [key for key in answer if key.startswith("value")]
    if not values:
        assert [each["url"] for each in answer["extension"]] == [ABSENT_REASON]
        return
    types = {"choice": "valueCoding", "integer": "valueInteger", "quantity": "valueQuantity", "text": "valueString"}
    assert values == [types[question["type"]]]
    if question["type"] == "choice":
        assert {"valueCoding": answer["valueCoding"]} in question["answerOption"]


@every_course
def test_references_lead_somewhere_and_nobody_is_identified(found: Course) -> None:
    entries = bundle_of(found, PATHWAY, "9.9")["entry"]
    addresses = {entry["fullUrl"]: entry["resource"]["resourceType"] for entry in entries}
    parts = resources(found)
    assert addresses[parts["QuestionnaireResponse"]["questionnaire"]] == "Questionnaire"
    assert addresses[parts["RiskAssessment"]["basis"][0]["reference"]] == "QuestionnaireResponse"
    text = json.dumps(entries)
    for word in ('"identifier"', '"Patient/', '"birthDate"', '"name": [', '"id"'):
        assert word not in text
    for part in ("QuestionnaireResponse", "RiskAssessment"):
        assert parts[part]["subject"] == {"display": PATHWAY.labels.person}


@every_course
def test_the_same_consultation_gives_the_same_bundle(found: Course) -> None:
    assert bundle_of(found, PATHWAY, "9.9") == bundle_of(found, PATHWAY, "9.9")


def test_times_are_those_that_were_passed_in() -> None:
    found = COURSES["an emergency"]
    parts = resources(found)
    assert parts["QuestionnaireResponse"]["authored"] == parts["RiskAssessment"]["occurrenceDateTime"] == found.ended


def test_the_urgency_stands_with_its_basis_rules_and_sources() -> None:
    risk = resources(COURSES["urgent, with doubts and gaps"])["RiskAssessment"]
    (prediction,) = risk["prediction"]
    assert prediction["qualitativeRisk"]["coding"][0]["code"] in ("URGENT", "EMERGENCY")
    assert "U02" in prediction["rationale"]
    assert "S19" in prediction["rationale"]
    assert any("U02" in note["text"] for note in risk["note"])
    assert "help" in risk["mitigation"]


def absent(one: dict[str, Any]) -> list[str]:
    """The reasons given for a missing value."""
    carriers = [one, *one.get("answer", [])]
    return [each["valueCode"] for carrier in carriers for each in carrier.get("extension", [])]


def test_what_is_not_known_says_why() -> None:
    unsure = item(course("my back hurts", "no", "not sure"), "chest_pain")["answer"][0]["valueCoding"]
    assert unsure["code"] == "asked-unknown"
    assert absent(item(course(STRAIN, "no", "no", "no", "skip"), "onset_sudden")) == ["asked-declined"]
    assert absent(item(course("my back hurts", None, None), "breathing_difficulty")) == ["unknown"]
    assert absent(item(COURSES["an emergency"], "fever")) == ["not-asked"]
    garbled = item(course("my back hurts", *["purple monkey dishwasher"] * 3), "breathing_difficulty")
    assert absent(garbled) == ["unknown"]


def test_what_was_said_and_what_it_counts_as_stands_with_each_answer() -> None:
    found = course("my upper back hurts", "no", "I am not sure about that")
    texts = [answer["valueString"] for one in items(item(found, "chest_pain")["answer"][0]) for answer in one["answer"]]
    assert texts[0] == "I am not sure about that"
    assert "Counted in the rules as: You have pain or tightness in your chest." in texts[1]


def test_a_talk_that_was_stopped_says_so() -> None:
    assert resources(COURSES["stopped"])["QuestionnaireResponse"]["status"] == "stopped"
    assert resources(COURSES["broken off"])["QuestionnaireResponse"]["status"] == "stopped"
    assert resources(COURSES["home care"])["QuestionnaireResponse"]["status"] == "completed"
