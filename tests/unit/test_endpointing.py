"""Where a turn begins and ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import loud, quiet
from voice.core.terms import ListenKind
from voice.endpointing import Endpoint, Turn, begin_turn, level
from voice.ports import Pcm
from voice.settings import Hearing

HEARING = Hearing()
SOUND, NOTHING = loud(0.1), quiet(0.1)


def follow(kind: ListenKind, frames: list[tuple[Pcm, str]], hearing: Hearing = HEARING) -> Endpoint:
    """Feed frames until the turn is over."""
    now = begin_turn(hearing, kind)
    for frame, words in frames:
        now = now.feed(frame, words)
        if now.turn in {Turn.ENDED, Turn.NO_INPUT}:
            break
    return now


def test_silence_is_no_input_after_ten_seconds_of_audio() -> None:
    now = follow(ListenKind.QUESTION, [(NOTHING, "")] * 200)
    assert now.turn is Turn.NO_INPUT
    assert now.elapsed == pytest.approx(HEARING.no_speech)


def test_a_short_answer_ends_after_the_short_pause() -> None:
    now = follow(ListenKind.QUESTION, [(SOUND, "no")] * 4 + [(NOTHING, "no")] * 50)
    assert now.turn is Turn.ENDED
    assert now.elapsed == pytest.approx(0.4 + HEARING.closed_pause)


def test_a_story_may_pause_longer() -> None:
    now = follow(ListenKind.OPENING, [(SOUND, "well")] * 4 + [(NOTHING, "well")] * 50)
    assert now.elapsed == pytest.approx(0.4 + HEARING.open_pause)


def test_a_pause_for_thought_does_not_end_the_turn() -> None:
    thinking = [(SOUND, "um")] * 4 + [(NOTHING, "um")] * 6 + [(SOUND, "um no")] * 4
    assert follow(ListenKind.QUESTION, thinking).turn is Turn.SPEAKING


def test_words_that_arrive_after_the_sound_do_not_restart_the_pause() -> None:
    late = [(SOUND, "")] * 4 + [(NOTHING, "")] * 3 + [(NOTHING, "no")] * 50
    assert follow(ListenKind.QUESTION, late).elapsed <= 0.4 + HEARING.closed_pause + 0.05


def test_sound_without_words_also_ends_a_turn() -> None:
    now = follow(ListenKind.QUESTION, [(SOUND, "")] * 5 + [(NOTHING, "")] * 50)
    assert now.turn is Turn.ENDED


def test_a_click_is_nobody_speaking() -> None:
    clicks = ([(SOUND, "")] + [(NOTHING, "")] * 20) * 10
    assert follow(ListenKind.QUESTION, clicks).turn is Turn.NO_INPUT


def test_words_imagined_in_silence_are_nobody_speaking() -> None:
    assert follow(ListenKind.QUESTION, [(NOTHING, "the")] * 200).turn is Turn.NO_INPUT


def test_steady_noise_does_not_keep_the_turn_open() -> None:
    noise = loud(0.1, level=1500)
    now = follow(ListenKind.QUESTION, [(SOUND, "no")] * 4 + [(noise, "no")] * 100)
    assert now.turn is Turn.ENDED
    assert now.elapsed < 5


def test_nobody_talks_for_ever() -> None:
    chatter = [(SOUND, f"word {number}") for number in range(1000)]
    assert follow(ListenKind.QUESTION, chatter).elapsed == pytest.approx(HEARING.longest_turn)


def test_the_level_of_a_square_wave_is_its_height() -> None:
    assert level(loud(0.1, level=1234)) == pytest.approx(1234)
    assert level(Pcm(b"", 16_000)) == 0


@given(
    st.lists(
        st.tuples(st.binary(max_size=400).map(lambda raw: Pcm(raw[: len(raw) // 2 * 2], 16_000)), st.text(max_size=5)),
        max_size=40,
    )
)
def test_any_sound_gives_some_turn(frames: list[tuple[Pcm, str]]) -> None:
    now = begin_turn(HEARING, ListenKind.CLOSING)
    for frame, words in frames:
        now = now.feed(frame, words)
    assert isinstance(now.turn, Turn)
    assert now.floor >= 1
