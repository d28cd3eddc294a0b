"""Whose it is, when, whether, and how far a "no" reaches."""

import pytest

from tests.unit.core.said import hear
from voice.core.terms import Finding, SlotId


def finding(text: str, slot: str, asked: str = "") -> object:
    return hear(text, asked).findings.get(SlotId(slot))


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("I can't say I've had any chest pain", "chest_pain"),
        ("I haven't fainted or blacked out", "collapse_faint"),
        ("it doesn't go down my arm or into my jaw", "pain_arm_jaw"),
        ("I've felt for lumps but there aren't any", "new_lump"),
        ("I don't want to kill myself", "suicidal_thoughts"),
    ],
)
def test_what_is_denied_is_absent(text: str, slot: str) -> None:
    assert finding(text, slot, slot) is Finding.ABSENT


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("my brother had chest pain last year", "chest_pain"),
        ("I had chest pain two winters ago", "chest_pain"),
        ("what if I can't breathe", "breathing_difficulty"),
        ("if my legs went weak I'd ring you back", "leg_weakness"),
        ("the dog's been sick but I haven't", "vomiting"),
    ],
)
def test_what_is_anothers_or_over_or_supposed_is_not_present(text: str, slot: str) -> None:
    assert finding(text, slot) is not Finding.PRESENT


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("I can't stand this chest pain", "chest_pain"),
        ("without any fall or knock it just came on out of the blue", "onset_sudden"),
        ("it's not getting any better and the paracetamol isn't touching it", "treatment_not_helping"),
        ("well no but my legs do feel weak", "leg_weakness"),
        ("it's my wife with the pain, she's been sick twice", "vomiting"),
    ],
)
def test_a_negator_of_something_else_denies_nothing(text: str, slot: str) -> None:
    assert finding(text, slot, slot) is Finding.PRESENT


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("I'd have fainted if he'd proposed", "collapse_faint"),
        ("I'd collapse if I saw the bill", "collapse_faint"),
        ("I nearly passed out in the heat, years ago now", "collapse_faint"),
        ("I panicked in a lift once and couldn't breathe, years ago", "breathing_difficulty"),
        ("is numbness in the legs serious", "leg_numbness"),
        ("my dog cut his paw and it bled all over the kitchen", "heavy_bleeding"),
        ("the bandstand collapsed in the second half", "collapse_faint"),
    ],
)
def test_what_never_was_or_is_asked_about_or_told_of_a_thing_is_not_present(text: str, slot: str) -> None:
    assert finding(text, slot) is not Finding.PRESENT


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("my husband went white and keeled over", "collapse_faint"),
        ("my mother is fighting for breath and her nails are blue", "breathing_difficulty"),
        ("what to do sir I can't breathe", "breathing_difficulty"),
        ("our Mary has collapsed", "collapse_faint"),
        ("the dog bit my leg and it's bleeding heavily", "heavy_bleeding"),
        ("I'd have rung before but I can't feel my legs", "leg_numbness"),
    ],
)
def test_an_emergency_of_the_patient_is_present(text: str, slot: str) -> None:
    value = finding(text, slot)
    assert value is not None
    assert value is not Finding.ABSENT


@pytest.mark.parametrize(
    ("text", "slot", "asked"),
    [
        ("no fever no chills no weakness", "leg_weakness", ""),
        ("breathless no tired yes", "breathing_difficulty", "breathing_difficulty"),
        ("weak wouldn't be the word, more stiff", "leg_weakness", "leg_weakness"),
        ("the doctor asked was I wetting myself and I said I was not", "bladder_incontinence", ""),
        ("they tested me for diabetes and it was negative", "immune_weak", "immune_weak"),
        ("my sister takes steroids for her arthritis I don't", "steroid_use", "steroid_use"),
        ("the wife can't see any rash", "rash_blisters", "rash_blisters"),
    ],
)
def test_what_is_denied_by_its_bare_name_or_afterwards_is_absent(text: str, slot: str, asked: str) -> None:
    assert finding(text, slot, asked) is Finding.ABSENT


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("no weakness in my hands", "leg_weakness"),
        ("no numbness in my face", "leg_numbness"),
        ("the weakness is the worst of it", "leg_weakness"),
    ],
)
def test_a_bare_name_fills_nothing_of_itself_nor_of_another_place(text: str, slot: str) -> None:
    assert finding(text, slot) is None


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("no numbness except between my legs", "saddle_numbness"),
        ("it's not that I'm not breathless, I am", "breathing_difficulty"),
        ("I had no chest pain when the nurse asked but it's come on now", "chest_pain"),
        ("never in all my life have I had such a pain across my chest", "chest_pain"),
        ("is it normal to have a tight chest because I've had that since last night", "chest_pain"),
        ("I was told to come back if my legs went weak and they have", "leg_weakness"),
        ("the tingling's gone now but the legs are weak", "leg_weakness"),
        ("I can't hold my water like I used to", "bladder_incontinence"),
    ],
)
def test_what_has_come_since_or_is_denied_twice_is_present(text: str, slot: str) -> None:
    assert finding(text, slot) is Finding.PRESENT


def test_a_denial_stops_where_the_speaker_turns() -> None:
    assert finding("there isn't any pain in my legs they're just numb the pair of them", "leg_numbness") == "both_legs"
    assert finding("no numbness only tingling in both feet", "leg_numbness") == "both_legs"


def test_a_word_that_belongs_to_another_sign_answers_no_question() -> None:
    assert (
        finding("no weakness but my feet are tingling both of them", "leg_weakness", "leg_weakness") is Finding.ABSENT
    )


@pytest.mark.parametrize(
    ("text", "slot", "asked"),
    [
        ("I said I had no fever but I've just taken it and it's thirty nine", "fever", ""),
        ("I've no chest pain, well hang on, there is a tightness there", "chest_pain", "chest_pain"),
        ("not unless I cough, then my chest hurts", "chest_pain", "chest_pain"),
        ("not unless I cough", "worse_straining", "worse_straining"),
        ("if I stand up too long my legs give way", "leg_weakness", ""),
        ("why are my legs so weak", "leg_weakness", ""),
        ("I don't like the pain in my chest", "chest_pain", ""),
        ("I've never had chest pain like this", "chest_pain", ""),
        ("my dad had weak bones and I have them as well", "weak_bones", "weak_bones"),
        ("my water comes as always, I've soiled myself twice since", "bowel_incontinence", ""),
    ],
)
def test_what_is_taken_back_excepted_or_taken_for_granted_is_present(text: str, slot: str, asked: str) -> None:
    assert finding(text, slot, asked) is Finding.PRESENT


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("I'm not breathless, it's just my chest is tight", "breathing_difficulty"),
        ("my skin's not yellow, my eyes aren't yellow", "jaundice"),
        ("she pushed on every bone down my spine and none of them was sore", "bone_tender"),
        ("no doctor has had a look at this", "already_assessed"),
        ("we've all had cancer in this family except me", "cancer_history"),
        ("my partner reckons I'm muddled, I'm not, I know what I'm doing", "confusion"),
        ("I thought I'd lost weight but the scales say I haven't", "weight_loss"),
        ("I had a steak last night and it went down a treat", "swallowing_problem"),
        ("I've not got sugar diabetes or anything", "immune_weak"),
    ],
)
def test_a_denial_reaches_what_it_is_meant_for(text: str, slot: str) -> None:
    assert finding(text, slot, slot) is Finding.ABSENT


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("my legs were fine but they aren't", "leg_weakness"),
        ("no trouble walking, wait, that's not true, it's the floor that's uneven", "walking_difficulty"),
        ("my mother is on the warfarin", "blood_thinner"),
        ("you should see the wife, she's yellow as a daffodil", "jaundice"),
        ("I dreamt I couldn't move my legs", "leg_weakness"),
        ("suppose it spread round to my tummy, what then", "radiating_pain"),
        ("I am sleeping half the day and that is not like me", "fever"),
    ],
)
def test_neither_yes_nor_no_is_assumed(text: str, slot: str) -> None:
    assert finding(text, slot, slot) is None


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("My toes are numb. It's the sugar. They've not changed for twenty years.", True),
        ("My toes are numb. My back has not changed for twenty years.", False),
        ("I had a fever when the cough began. It went away.", True),
        ("I have a fever. My cough went away.", False),
        ("he had a stroke in 2019, the left hand is still not right", True),
        ("he had a stroke in 2019, and now his face is drooping again", False),
    ],
)
def test_a_later_sentence_that_takes_a_sign_up_tells_of_it(text: str, *, over: bool) -> None:
    signs = {SlotId(slot) for slot in ("leg_numbness", "fever", "stroke_signs")}
    found = hear(text, "").findings
    assert any(found.get(sign) not in (None, Finding.ABSENT, "none") for sign in signs) is not over


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("losing weight? I wish", "weight_loss"),
        ("as for fever, nothing", "fever"),
        ("I felt for lumps and found none", "new_lump"),
        ("I hadn't had so much as a trip", "minor_trauma"),
    ],
)
def test_what_is_wished_for_or_looked_for_in_vain_is_absent(text: str, slot: str) -> None:
    assert finding(text, slot) is Finding.ABSENT


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("I never manage the hill without stopping", "breathing_difficulty"),
        ("the fever won't go away", "fever"),
        ("the fever is no better", "fever"),
        ("can't shift the rash", "rash_blisters"),
        ("I'm not well I've a rash", "rash_blisters"),
        ("I'd be lying if I said there's no rash", "rash_blisters"),
        ("I'm not over the fever", "fever"),
        ("I've not had a cough like this before", "persistent_cough"),
    ],
)
def test_a_denial_of_something_else_denies_no_sign(text: str, slot: str) -> None:
    found = finding(text, slot, slot)
    assert found is not Finding.ABSENT


def test_what_has_not_gone_numb_or_weak_is_no_alarm() -> None:
    for said in ("my legs haven't gone numb", "my legs have not gone weak"):
        assert hear(said, "").interrupt is None
