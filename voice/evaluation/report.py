"""What many outcomes come to: how much was heard right, what was taken for what, and how long it took. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from rapidfuzz.distance import Levenshtein

from voice.evaluation.corpus import Plain
from voice.evaluation.hearing import Outcome

Denials = Mapping[str, str | int | None]
"""The danger signs, each with the value that denies it."""

NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Judged:
    """One outcome held against what was said, over all the recordings' findings.

    ``wrong`` lists (slot, expected, found) as texts, ``nothing`` for none. ``missed``: danger signs said and taken for
    absent for good; ``unheard``: said, neither taken nor asked about again; ``accepted``: findings and alarms taken for
    good though nobody said them.
    """

    outcome: Outcome
    words: int
    word_errors: int
    wrong: tuple[tuple[str, str, str], ...]
    missed: tuple[str, ...]
    unheard: tuple[str, ...]
    accepted: tuple[str, ...]
    dangers: int

    def as_object(self) -> dict[str, Any]:
        """Return it for programs."""
        one = self.outcome
        return {
            "file": str(one.case.file),
            "asked": one.case.asked,
            "said": one.case.text,
            "text": one.text,
            "free": one.free,
            "expected": one.expected,
            "found": one.found,
            "doubtful": list(one.doubtful),
            "suspected": list(one.suspected),
            "missed": list(self.missed),
            "unheard": list(self.unheard),
            "accepted": list(self.accepted),
            "seconds": round(one.seconds, 3),
            "decode_seconds": round(one.decode_seconds, 4),
            "error": one.error,
        }

    def as_line(self) -> str:
        """Return what went wrong as one line."""
        one = self.outcome
        wrong = "; ".join(f"{slot} {expected}, found {found}" for slot, expected, found in self.wrong)
        again = f"; asked again: {', '.join(one.doubtful)}" if one.doubtful else ""
        alarm = "; an alarm nobody gave" if one.alarm and not one.alarm_expected else ""
        said = one.case.text if one.case.text is not None else "(not known)"
        return f"Wrong: {one.case.file}: said {said}; heard {one.text or NOTHING}; {wrong}{again}{alarm}"


def judge(outcome: Outcome, dangers: Denials) -> Judged:
    """Hold one outcome against what was said."""
    said = outcome.case.text.lower().split() if outcome.case.text is not None else []
    errors = Levenshtein.distance(said, outcome.text.split()) if said else 0
    expected, found = outcome.expected or {}, outcome.found or {}
    settled = {slot: value for slot, value in found.items() if slot not in outcome.doubtful}
    differing = [slot for slot in {**expected, **found} if expected.get(slot) != found.get(slot)]
    wrong = tuple((slot, _shown(expected, slot), _shown(found, slot)) for slot in differing)
    meant = [slot for slot in dangers if slot in expected and expected[slot] not in ("unsure", dangers[slot])]
    return Judged(
        outcome,
        len(said),
        errors,
        wrong if outcome.expected is not None else (),
        missed=tuple(slot for slot in meant if slot in settled and settled[slot] == dangers[slot]),
        unheard=tuple(slot for slot in meant if slot not in found and slot not in outcome.suspected),
        accepted=_accepted(outcome, expected, settled) if outcome.expected is not None else (),
        dangers=len(meant),
    )


def _accepted(outcome: Outcome, expected: Plain, settled: Plain) -> tuple[str, ...]:
    alarm = ("alarm",) if outcome.alarm and not outcome.alarm_expected else ()
    return (*(slot for slot in settled if slot not in expected), *alarm)


def _shown(findings: Plain, slot: str) -> str:
    return str(findings.get(slot, NOTHING))


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All recordings judged."""

    judged: Sequence[Judged]

    def as_object(self) -> dict[str, Any]:
        """Return the figures and every recording, for programs."""
        return {
            **self._figures(),
            "confusions": self._confusions(),
            "recordings": [one.as_object() for one in self.judged],
        }

    def as_lines(self) -> Iterator[str]:
        """Return the figures as plain labelled lines, then what was wrong."""
        figures = self._figures()
        count = figures["heard"]
        yield f"Recordings: {figures['recordings']}, of which could be read: {count}"
        yield f"Words exactly right: {_share(figures['exact'], figures['with_text'])}"
        yield f"Wrong words, as a share of those said: {_share(figures['word_errors'], figures['words'])}"
        yield f"Findings exactly right: {_share(figures['right'], figures['with_findings'])}"
        yield f"Would be asked again or read back: {_share(figures['asked_again'], count)}"
        yield f"Danger signs said: {figures['dangers']}"
        yield f"Danger signs taken for absent: {_share(figures['missed'], figures['dangers'])}"
        yield f"Danger signs not heard at all: {_share(figures['unheard'], figures['dangers'])}"
        yield f"Recordings with something taken that nobody said: {_share(figures['false_accepts'], count)}"
        yield f"Time to hear, as a share of the sound's length: {figures['real_time']:.3f}"
        yield f"Time to hear one recording, middle: {figures['decode_seconds_median']:.3f} s"
        for found in self._confusions():
            times = "once" if found["count"] == 1 else f"{found['count']} times"
            yield f"Taken for another: {found['slot']} {found['expected']} as {found['found']}, {times}"
        for one in self.judged:
            if one.outcome.error is not None:
                yield f"Not heard: {one.outcome.error}"
            elif one.wrong or one.accepted:
                yield one.as_line()

    @property
    def unreadable(self) -> bool:
        """Is there a recording that could not be heard?"""
        return any(one.outcome.error is not None for one in self.judged)

    def _figures(self) -> dict[str, Any]:
        heard = [one for one in self.judged if one.outcome.error is None]
        texts = [one for one in heard if one.words]
        known = [one for one in heard if one.outcome.expected is not None]
        seconds = sum(one.outcome.seconds for one in heard)
        times = [one.outcome.decode_seconds for one in heard]
        return {
            "recordings": len(self.judged),
            "heard": len(heard),
            "with_text": len(texts),
            "exact": sum(one.word_errors == 0 for one in texts),
            "words": sum(one.words for one in texts),
            "word_errors": sum(one.word_errors for one in texts),
            "with_findings": len(known),
            "right": sum(not one.wrong and not one.accepted for one in known),
            "asked_again": sum(bool(one.outcome.doubtful or one.outcome.suspected) for one in heard),
            "dangers": sum(one.dangers for one in heard),
            "missed": sum(len(one.missed) for one in heard),
            "unheard": sum(len(one.unheard) for one in heard),
            "false_accepts": sum(bool(one.accepted) for one in heard),
            "seconds": round(seconds, 3),
            "real_time": sum(times) / seconds if seconds else 0.0,
            "decode_seconds_median": median(times) if times else 0.0,
        }

    def _confusions(self) -> list[dict[str, Any]]:
        counts = Counter(wrong for one in self.judged for wrong in one.wrong)
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return [
            {"slot": slot, "expected": expected, "found": found, "count": count}
            for (slot, expected, found), count in ordered
        ]


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.3f})" if whole else "none to count"
