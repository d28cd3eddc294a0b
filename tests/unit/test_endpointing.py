"""Where a turn begins and ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import loud, quiet
from voice.core.terms import ListenKind
from voice.core.turns import Progress
from voice.endpointing import Endpoint, Habit, Signs, Turn, begin_turn, level
from voice.ports import Pcm
from voice.settings import Hearing

HEARING = Hearing()
SOUND, NOTHING = loud(0.1), quiet(0.1)


def follow(
    kind: ListenKind,
    frames: list[tuple[Pcm, str]],
    hearing: Hearing = HEARING,
    progress: Progress = Progress.ANSWERED,
    voice: bool = False,
) -> Endpoint:
    """Feed frames until the turn is over; with ``voice`` a detector hears one in every frame that is not silent."""
    now = begin_turn(hearing, kind)
    for frame, words in frames:
        surely = float(any(frame.samples)) if voice else None
        now = now.feed(frame, Signs(words, progress if words else Progress.NOTHING, surely))
        if now.turn is Turn.MAYBE:
            now = now.go_on()  # it was no word
        if now.turn in {Turn.ENDED, Turn.NO_INPUT}:
            break
    return now


def test_silence_is_no_input_after_ten_seconds_of_audio() -> None:
    now = follow(ListenKind.QUESTION, [(NOTHING, "")] * 200)
    assert now.turn is Turn.NO_INPUT
    assert now.elapsed == pytest.approx(HEARING.no_speech)


@pytest.mark.parametrize(
    ("progress", "kind", "pause"),
    [
        (Progress.BARE, ListenKind.QUESTION, HEARING.bare_pause),
        (Progress.ANSWERED, ListenKind.QUESTION, HEARING.answered_pause),
        (Progress.DOUBTFUL, ListenKind.QUESTION, HEARING.doubtful_pause),
        (Progress.UNFINISHED, ListenKind.QUESTION, HEARING.unfinished_pause),
        (Progress.THINKING, ListenKind.QUESTION, HEARING.thinking_pause),
        (Progress.STORY, ListenKind.OPENING, HEARING.open_pause),
        (Progress.ANSWERED, ListenKind.CLOSING, HEARING.answered_pause),
    ],
)
@pytest.mark.parametrize("voice", [False, True])
def test_how_long_a_silence_may_be_depends_on_what_was_said(
    progress: Progress, kind: ListenKind, pause: float, voice: bool
) -> None:
    now = follow(kind, [(SOUND, "words")] * 4 + [(NOTHING, "words")] * 50, progress=progress, voice=voice)
    assert now.turn is Turn.ENDED
    assert now.elapsed == pytest.approx(0.4 + pause, abs=0.06)  # frames are a tenth long


def test_who_speaks_slowly_is_given_more_time() -> None:
    now = follow(ListenKind.QUESTION, [(SOUND, "no")] * 4 + [(NOTHING, "no")] * 50, Hearing(patience=2.0))
    assert now.elapsed == pytest.approx(0.4 + 2 * HEARING.answered_pause)


def test_a_whole_answer_that_is_taken_up_again_is_waited_for_again() -> None:
    now = begin_turn(HEARING, ListenKind.QUESTION)
    for frame, words, progress in (
        [(SOUND, "no", Progress.ANSWERED)] * 4
        + [(NOTHING, "no", Progress.ANSWERED)] * 5
        + [(SOUND, "no but", Progress.THINKING)] * 2
        + [(NOTHING, "no but", Progress.THINKING)] * 15
    ):
        now = now.feed(frame, Signs(words, progress))
    assert now.turn is Turn.SPEAKING


def test_loud_noise_that_is_no_voice_is_silence() -> None:
    now = begin_turn(HEARING, ListenKind.QUESTION)
    for _ in range(100):
        now = now.feed(SOUND, Signs(voice=0.1))
    assert now.turn is Turn.NO_INPUT


def test_a_pause_for_thought_does_not_end_the_turn() -> None:
    thinking = [(SOUND, "um")] * 4 + [(NOTHING, "um")] * 15 + [(SOUND, "um no")] * 4
    assert follow(ListenKind.QUESTION, thinking, progress=Progress.THINKING).turn is Turn.SPEAKING


def test_words_that_arrive_after_the_sound_do_not_restart_the_pause() -> None:
    late = [(SOUND, "")] * 4 + [(NOTHING, "")] * 3 + [(NOTHING, "no")] * 50
    assert follow(ListenKind.QUESTION, late).elapsed == pytest.approx(0.4 + HEARING.answered_pause)


def test_after_words_that_arrive_at_the_end_of_the_pause_a_moment_is_waited() -> None:
    late = [(SOUND, "")] * 6 + [(NOTHING, "")] * 9 + [(NOTHING, "no")] * 50
    assert follow(ListenKind.QUESTION, late).elapsed == pytest.approx(0.6 + 0.9 + 0.1 + HEARING.news_pause)


def test_an_answer_that_is_doubted_is_waited_for_longer() -> None:
    now = follow(ListenKind.QUESTION, [(SOUND, "no")] * 4 + [(NOTHING, "no")] * 50).doubted(Progress.DOUBTFUL)
    assert now.turn is Turn.SPEAKING


def paused(seconds: float, after: str = "no it", hearing: Hearing = HEARING) -> Endpoint:
    """A turn of several words with a silence inside."""
    silence = [(NOTHING, "no")] * round(10 * seconds)
    frames = [(SOUND, "no")] * 4 + silence + [(SOUND, "no")] * 2 + [(SOUND, after)] * 2 + [(NOTHING, after)] * 50
    return follow(ListenKind.QUESTION, frames, hearing, Progress.UNFINISHED)


def test_who_pauses_within_an_answer_is_given_more_time_after_the_next_ones() -> None:
    habit = Habit().after(paused(0.5)).after(paused(0.1))
    assert habit.hesitant
    now = begin_turn(HEARING, ListenKind.QUESTION, habit=habit)
    for frame in [SOUND] * 4 + [NOTHING] * 50:
        now = now.feed(frame, Signs("no", Progress.BARE)) if now.turn is not Turn.ENDED else now
    assert now.elapsed == pytest.approx(0.4 + HEARING.hesitant_pause, abs=0.06)


@pytest.mark.parametrize(("seconds", "after"), [(0.3, "no it"), (0.5, "no")])
def test_neither_a_breath_nor_sound_without_words_is_a_pause_within_an_answer(seconds: float, after: str) -> None:
    assert not Habit().after(paused(seconds, after)).hesitant


def test_of_whom_nothing_is_known_is_given_more_time_and_a_story_tells_nothing() -> None:
    story = follow(ListenKind.OPENING, [(SOUND, "my back")] * 4 + [(NOTHING, "my back")] * 50)
    assert Habit().after(story).hesitant
    assert not Habit().after(follow(ListenKind.QUESTION, [(SOUND, "no")] * 4 + [(NOTHING, "no")] * 50)).hesitant


def test_a_habit_is_forgotten_after_some_answers_of_several_words() -> None:
    fluent, single = paused(0.1), follow(ListenKind.QUESTION, [(SOUND, "no")] * 4 + [(NOTHING, "no")] * 50)
    habit = Habit().cut_off(HEARING)
    for _ in range(HEARING.hesitates_for - 1):
        habit = habit.after(fluent).after(single)
    assert habit.hesitant
    assert not habit.after(fluent).hesitant


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
    chatter = [(SOUND, f"word {number}") for number in range(2000)]
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
        now = now.feed(frame, Signs(words, Progress.UNFINISHED if words else Progress.NOTHING))
    assert isinstance(now.turn, Turn)
    assert now.floor >= 1
