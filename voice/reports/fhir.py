"""The FHIR R4 bundle: the questions as a Questionnaire, what was answered as a QuestionnaireResponse, and the urgency
with its reasons as a RiskAssessment. Plain dictionaries, ready for JSON.

Written after the resource pages of FHIR R4 (4.0.1), https://hl7.org/fhir/R4/. Yes, no and not sure are the codes of the
value set http://hl7.org/fhir/ValueSet/yesnodontknow; why an answer is missing is said with the extension
data-absent-reason. Nobody is identified: the person is a reference that has a display text and nothing else, and the
bundle's own addresses are computed from what it says, so that the same consultation gives the same bundle.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5

from voice.core.pathway import Pathway, Question, Rule
from voice.core.terms import ChoiceId, Finding, PromptId, SlotId, SlotKind, Value
from voice.core.wording import words_of
from voice.reports.course import Course, How, Said, Told
from voice.reports.statements import level, plain, statement

Json = dict[str, Any]

NAMESPACE = UUID("8f0c9d0e-3c07-5b5c-9d0b-6d1f5f6f2a41")  # made up once, for addresses within these bundles
ABSENT_REASON = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
REASONS = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
YES_NO = "http://terminology.hl7.org/CodeSystem/v2-0136"
UNITS = "http://unitsofmeasure.org"
UCUM = {SlotKind.DURATION: ("days", "d"), SlotKind.AGE: ("years", "a")}
TYPES = {
    SlotKind.FINDING: "choice",
    SlotKind.CHOICE: "choice",
    SlotKind.SCORE: "integer",
    SlotKind.DURATION: "quantity",
    SlotKind.AGE: "quantity",
}
MISSING = {How.SKIPPED: "asked-declined", How.SILENCE: "unknown", How.OPEN: "unknown", How.NOT_UNDERSTOOD: "unknown"}


def bundle_of(course: Course, pathway: Pathway, version: str) -> Json:
    """Return the bundle. The times of the course must be ISO 8601 with an offset, or empty."""
    questionnaire = _questionnaire(pathway, version)
    questions = _address(questionnaire)
    response = _response(course, pathway, questions)
    answers = _address(response)
    risk = _risk(course, pathway, answers, version)
    resources = ((questions, questionnaire | {"url": questions}), (answers, response), (_address(risk), risk))
    bundle: Json = _without_empty(
        {
            "resourceType": "Bundle",
            "type": "collection",
            "timestamp": course.ended,
            "entry": [{"fullUrl": address, "resource": resource} for address, resource in resources],
        }
    )
    return bundle


def _address(resource: Json) -> str:
    """An address that is the same for the same content."""
    return f"urn:uuid:{uuid5(NAMESPACE, repr(resource))}"


def _questionnaire(pathway: Pathway, version: str) -> Json:
    """Every question that there is, in its order."""
    ordered = sorted(pathway.questions.values(), key=lambda question: question.order)
    return {
        "resourceType": "Questionnaire",
        "version": version,
        "name": "BacktalkUpperBackPain",
        "title": pathway.labels.title,
        "status": "draft",  # no clinician has approved it
        "experimental": True,
        "subjectType": ["Patient"],
        "description": pathway.labels.questionnaire,
        "item": [_question(question, pathway) for question in ordered],
    }


def _question(question: Question, pathway: Pathway) -> Json:
    """One question, with the two things that are told about each answer."""
    labels = pathway.labels
    item: Json = {
        "linkId": question.slot,
        "text": _asked(question.slot, pathway),
        "type": TYPES[question.kind],
        "required": False,
        "repeats": False,
        "answerOption": [{"valueCoding": coding} for coding in _codings(question, pathway)],
        "item": [
            {"linkId": f"{question.slot}.words", "text": labels.own_words, "type": "text", "repeats": True},
            {"linkId": f"{question.slot}.how", "text": labels.how, "type": "text", "repeats": False},
        ],
    }
    return item


def _codings(question: Question, pathway: Pathway) -> Iterator[Json]:
    """What may be answered, where that is one of a few things."""
    if question.kind is SlotKind.FINDING:
        values: tuple[Value, ...] = (Finding.PRESENT, Finding.ABSENT, Finding.UNSURE)
    elif question.kind is SlotKind.CHOICE:
        values = (*question.choices, Finding.UNSURE)
    else:
        return
    for value in values:
        yield _coding(question.slot, value, pathway)


def _coding(slot: SlotId, value: Value, pathway: Pathway) -> Json:
    """An answer as a code: HL7's own for yes, no and not sure; the choices of a question have none, so theirs is the
    content's name without a system."""
    labels = pathway.labels
    match value:
        case Finding.PRESENT:
            return {"system": YES_NO, "code": "Y", "display": labels.yes}
        case Finding.ABSENT:
            return {"system": YES_NO, "code": "N", "display": labels.no}
        case Finding.UNSURE:
            return {"system": REASONS, "code": "asked-unknown", "display": labels.dont_know}
        case _:
            return {"code": str(value), "display": statement(slot, ChoiceId(str(value)), pathway)}


def _response(course: Course, pathway: Pathway, questionnaire: str) -> Json:
    """What became of every question."""
    told = {one.slot: one for one in (*course.told, *course.unanswered)}
    ordered = sorted(pathway.questions, key=lambda slot: pathway.questions[slot].order)
    return {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": questionnaire,
        "status": "stopped" if course.early or course.broken else "completed",
        "subject": {"display": pathway.labels.person},
        "authored": course.ended,
        "source": {"display": pathway.labels.answered_by},
        "item": [_item(slot, told.get(slot), pathway) for slot in ordered],
    }


def _item(slot: SlotId, told: Told | None, pathway: Pathway) -> Json:
    """One question's answer, or why there is none."""
    item: Json = {"linkId": slot, "text": _asked(slot, pathway)}
    if told is None:
        return item | {"extension": [_absent("not-asked")]}
    answer = _value(pathway.questions[slot], told, pathway)
    labels = pathway.labels
    words = [{"valueString": _words(said)} for said in told.said if said.words]
    how = getattr(labels, told.how.value)
    if told.counts_as is not None and told.value in (None, Finding.UNSURE):
        how = f"{how} {labels.counted}: {statement(slot, told.counts_as, pathway)}"
    return item | {
        "answer": [
            answer
            | {
                "item": [
                    *([{"linkId": f"{slot}.words", "text": labels.own_words, "answer": words}] if words else []),
                    {"linkId": f"{slot}.how", "text": labels.how, "answer": [{"valueString": how}]},
                ]
            }
        ]
    }


def _value(question: Question, told: Told, pathway: Pathway) -> Json:
    """The value of an answer, or the extension that says why it has none."""
    if told.value is None or told.how is How.NOT_UNDERSTOOD:
        return {"extension": [_absent(MISSING.get(told.how, "unknown"))]}
    if question.kind in (SlotKind.FINDING, SlotKind.CHOICE):
        return {"valueCoding": _coding(told.slot, told.value, pathway)}
    if not isinstance(told.value, int):  # not sure, to a question for a number
        return {"extension": [_absent("asked-unknown")]}
    if question.kind is SlotKind.SCORE:
        return {"valueInteger": told.value}
    unit, code = UCUM[question.kind]
    return {"valueQuantity": {"value": told.value, "unit": unit, "system": UNITS, "code": code}}


def _absent(reason: str) -> Json:
    return {"url": ABSENT_REASON, "valueCode": reason}


def _words(said: Said) -> str:
    return plain(f"{said.words} / {said.also}" if said.also else said.words)


def _risk(course: Course, pathway: Pathway, answers: str, version: str) -> Json:
    """The urgency, what it rests on, and every rule that fired."""
    labels, urgency = pathway.labels, course.outcome.urgency
    rules = [_rule(rule, pathway) for rule in course.outcome.rules]
    alarm = [] if course.alarm is None else [f"{labels.alarm}: {pathway.interrupts[course.alarm[0]].name}"]
    return {
        "resourceType": "RiskAssessment",
        "status": "preliminary",  # no clinician has looked at it
        "subject": {"display": labels.person},
        "occurrenceDateTime": course.ended,
        "performer": {"display": f"Backtalk {version}"},
        "method": {"text": labels.method},
        "basis": [{"reference": answers}],
        "prediction": [
            {
                "outcome": {"text": labels.outcome},
                "qualitativeRisk": {"coding": [{"code": urgency.name}], "text": level(urgency, labels)},
                "rationale": plain(" ".join([*alarm, *rules])) or labels.no_reason,
            }
        ],
        "mitigation": plain(" ".join(words_of(say, pathway) for say in course.advice)),
        "note": [{"text": plain(_note(rule, pathway))} for rule in course.outcome.rules if rule.concern],
    }


def _rule(rule: Rule, pathway: Pathway) -> str:
    """A rule and its sources, in one sentence each."""
    labels = pathway.labels
    cited = "; ".join(_source(name, pathway) for name in rule.cite)
    return f"{labels.rule} {rule.id}: {pathway.prompts.get(rule.line, '')} {labels.source}: {cited or labels.nothing}"


def _source(name: str, pathway: Pathway) -> str:
    source = next(one for key, one in pathway.sources.items() if key == name)
    memory = f" ({pathway.labels.from_memory})" if source.kind == "memory" else ""
    return f"{name}, {source.title}{memory}"


def _note(rule: Rule, pathway: Pathway) -> str:
    return f"{pathway.labels.rule} {rule.id}. {pathway.labels.concern}: {rule.concern}."


def _asked(slot: SlotId, pathway: Pathway) -> str:
    return pathway.prompts.get(PromptId(f"{slot}.ask"), "")


def _without_empty(found: Any) -> Any:  # noqa: ANN401 - any JSON
    """The same without empty texts, lists and objects, which FHIR does not allow."""
    if isinstance(found, dict):
        kept = {key: _without_empty(value) for key, value in found.items()}
        return {key: value for key, value in kept.items() if value not in ("", [], {}, None)}
    if isinstance(found, list):
        return [_without_empty(value) for value in found]
    return found
