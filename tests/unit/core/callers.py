"""People made up at random who hold a whole consultation in words, through the dialogue and what it understands.

Each knows what is so for every slot, volunteers some of it in the first breath, keeps silent about a slot or two, and
answers whatever is asked in plain words. So what they are told can be held against what asking everything would give.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.unit.core import people
from tests.unit.core.people import PATHWAY
from voice.core.events import Action, Close, Event, Heard, Listen, NoInput, Started
from voice.core.interview import Interview, advance, begin
from voice.core.pathway import Pathway
from voice.core.terms import ChoiceId, Finding, Findings, ListenKind, SlotId, SlotKind, Urgency, Utterance, Value
from voice.core.triage import Answers
from voice.core.wording import number_words

TODAY = 739_000
MOST_TURNS = 402  # the interview's own limit, and the two events after it

PLAIN = {Finding.PRESENT: "yes", Finding.ABSENT: "no", Finding.UNSURE: "I'm not sure"}
CHOICES = {
    "none": "no", "one_leg": "one leg", "both_legs": "both legs", "trunk": "round my tummy",
    "better": "getting better", "same": "about the same", "comes_and_goes": "it comes and goes",
    "worse": "getting worse",
    "elsewhere": "somewhere else", "neck_shoulder": "in my neck", "lower_back": "in my lower back",
    "whole_back": "my whole back", "upper_back": "in my upper back", "mid_back": "in the middle of my back",
    "side_ribs": "at the side of my ribs", "between_shoulder_blades": "between my shoulder blades",
    "other": "I can't describe it", "dull_ache": "it's a dull ache", "sharp_stabbing": "it's sharp and stabbing",
    "burning_electric": "it burns", "pressure_squeezing": "it's squeezing", "tearing": "it's tearing",
}  # fmt: skip
VOLUNTEERED: dict[str, str] = {
    "chest_pain": "I have pain in my chest.",
    "breathing_difficulty": "I can't catch my breath.",
    "collapse_faint": "I passed out this morning.",
    "leg_weakness": "My legs are weak.",
    "walking_difficulty": "I am unsteady on my feet.",
    "bladder_incontinence": "I have wet myself.",
    "cold_sweat": "I am in a cold sweat.",
    "fever": "I have a fever.",
    "cancer_history": "I had breast cancer.",
    "jaundice": "My skin has gone yellow.",
    "rash_blisters": "There is a rash on my back.",
    "upper_abdo_pain": "I have pain at the top of my tummy.",
    "vomiting": "I have been throwing up.",
    "weight_loss": "I have lost weight without trying.",
    "night_sweats": "I wake up soaked in sweat.",
    "night_pain": "The pain wakes me at night.",
    "fatigue": "I am worn out all the time.",
    "new_lump": "I found a new lump.",
    "swallowing_problem": "It is hard to swallow food.",
    "persistent_cough": "I have had a cough for a month.",
    "extreme_thirst": "I am thirsty all the time.",
    "steroid_use": "I take steroids.",
    "weak_bones": "I have osteoporosis.",
    "blood_thinner": "I take warfarin.",
    "exertional_pain": "Walking uphill sets it off.",
    "worse_deep_breath": "It hurts when I take a deep breath.",
    "arm_weakness": "My hand is weak and clumsy.",
    "tingling_elsewhere": "I have pins and needles in my hands.",
    "leg_swelling": "One of my legs is swollen.",
}  # fmt: skip
"""Sentences that say that a slot is present; each of them says this and nothing else."""
UNSAYABLE = frozenset({ChoiceId("other")})  # values that no plain answer gives; they count like one that can be said


@dataclass(frozen=True, slots=True)
class Caller:
    """What is so, what is said first, and what is never answered."""

    truth: Findings
    volunteers: tuple[SlotId, ...] = ()
    silent: frozenset[SlotId] = frozenset()

    def opening(self) -> str:
        """The first words."""
        return " ".join(("My back hurts.", *(VOLUNTEERED[slot] for slot in self.volunteers)))

    def answer(self, listen: Listen) -> Event:
        """What is said to this."""
        if listen.kind is ListenKind.OPENING:
            return Heard(Utterance(self.opening()))
        if listen.kind is ListenKind.CLOSING:
            return Heard(Utterance("no"))
        if listen.proposes is not None:
            agreed = all(self.truth[slot] == value for slot, value in listen.proposes.items())
            return Heard(Utterance("yes" if agreed else "no"))
        if listen.kind is ListenKind.SWEEP:
            none = all(self.truth[slot] is Finding.ABSENT and slot not in self.silent for slot in listen.asked)
            return Heard(Utterance("no" if none else "yes"))
        (slot,) = listen.asked
        return NoInput() if slot in self.silent else Heard(Utterance(words(slot, self.truth[slot])))


def words(slot: SlotId, value: Value) -> str:
    """A plain answer to a question."""
    if isinstance(value, Finding):
        return PLAIN[value]
    if isinstance(value, str):
        return CHOICES[ChoiceId(value)]
    unit = " days" if PATHWAY.questions[slot].kind is SlotKind.DURATION else ""
    return number_words(value, PATHWAY.language.quantities.numbers) + unit


@st.composite
def callers(draw: st.DrawFn, *, silences: int = 2) -> Caller:
    """Somebody with a few unusual answers, some of them volunteered."""
    truth = draw(people.truths(PATHWAY, most=6))
    present = [SlotId(slot) for slot in VOLUNTEERED if truth[SlotId(slot)] is Finding.PRESENT]
    volunteers = draw(st.lists(st.sampled_from(present), unique=True)) if present else []
    quiet = draw(st.sets(st.sampled_from(sorted(truth)), max_size=silences)) - set(volunteers)
    return Caller(truth, tuple(volunteers), frozenset(quiet))


def consultation(caller: Caller, pathway: Pathway = PATHWAY) -> Iterator[tuple[Interview, tuple[Action, ...]]]:
    """The state and the actions after each turn, to the end; nothing if it does not end."""
    now = begin(pathway)
    event: Event = Started(TODAY)
    for _ in range(MOST_TURNS):
        step = advance(now, event, pathway)
        now = step.interview
        yield now, step.actions
        listen = next((action for action in step.actions if isinstance(action, Listen)), None)
        if listen is None:
            return
        event = caller.answer(listen)


def close_of(caller: Caller, pathway: Pathway = PATHWAY) -> Close | None:
    """How it ends for somebody."""
    *_, (_, actions) = consultation(caller, pathway)
    return next((action for action in actions if isinstance(action, Close)), None)


def expected(caller: Caller, found: Findings) -> Urgency:
    """The level that asking everything gives somebody of whom the short way has ``found`` this: home care only with
    few silences, and none at a question that it needs."""
    truth = people.as_if_spared(caller.truth, Answers(found), PATHWAY)
    known = people.asked_everything(truth, PATHWAY, known=caller.volunteers, silent=caller.silent)
    told = people.told(known, PATHWAY)
    too_silent = len(known.unanswered) > PATHWAY.unanswered_allowed
    return PATHWAY.incomplete.urgency if told is Urgency.SELF_CARE and too_silent else told
