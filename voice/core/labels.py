"""The words of the page for the doctor and of the FHIR bundle: one field for each, filled from ``report.yaml``.

None of them is spoken. A field that the file lacks, or a key that is no field, is a problem of the content.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    """Texts by what they stand for; ``{...}`` in a text is a place that the report fills."""

    title: str
    made: str  # {version}
    held: str
    region: str
    course: str
    end_complete: str
    end_early: str
    end_broken: str
    urgency: str
    level_emergency: str
    level_urgent: str
    level_soon: str
    level_self_care: str
    alarm: str
    advice: str
    no_advice: str
    account: str
    reasons: str
    no_reason: str
    rule: str
    because: str
    source: str
    from_memory: str
    present: str
    denied: str
    unsure: str
    unanswered: str
    never_asked: str
    corrections: str
    nothing: str
    noted: str
    question: str
    said: str
    also_heard: str
    said_nothing: str
    how: str
    how_asked: str
    how_together: str
    how_volunteered: str
    how_confirmed: str
    how_implied: str
    how_kept: str
    how_not_understood: str
    how_skipped: str
    how_silence: str
    how_open: str
    counted: str
    yes: str
    no: str
    dont_know: str
    before: str
    after: str
    taken_back: str
    privacy: str
    person: str
    answered_by: str
    questionnaire: str
    own_words: str
    outcome: str
    method: str
    concern: str
