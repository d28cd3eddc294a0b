"""One spoken answer, from sound to event."""

from tests.fakes import ListEar, ListSource, loud, quiet
from voice.core.events import Heard, Interrupted, Listen, NoInput
from voice.core.terms import ListenKind
from voice.core.turns import Progress
from voice.listening import SpokenListener, TurnTaking
from voice.ports import Pcm, Recognizer
from voice.settings import Hearing

QUESTION = Listen(ListenKind.QUESTION)


def test_an_answer_is_heard() -> None:
    source = ListSource([loud(0.1)] * 5 + [quiet(0.1)] * 20)
    listener = SpokenListener(source, ListEar(["no chest pain"]), Hearing())
    listener.attend()
    event = listener.hear(QUESTION)
    assert isinstance(event, Heard)
    assert event.utterance.text == "no chest pain"
    assert source.flushed == 1


def test_silence_is_no_input() -> None:
    assert SpokenListener(ListSource([quiet(0.1)] * 200), ListEar([]), Hearing()).hear(QUESTION) == NoInput()


def test_a_source_that_ends_in_silence_ends_the_consultation() -> None:
    assert SpokenListener(ListSource([quiet(0.1)]), ListEar([]), Hearing()).hear(QUESTION) == Interrupted()


def test_a_source_that_ends_in_speech_still_gives_the_answer() -> None:
    event = SpokenListener(ListSource([loud(0.1)] * 3), ListEar(["yes"]), Hearing()).hear(QUESTION)
    assert isinstance(event, Heard)
    assert event.utterance.text == "yes"


def test_sound_that_makes_no_words_is_heard_as_nothing_understood() -> None:
    source = ListSource([loud(0.1)] * 5 + [quiet(0.1)] * 20)
    event = SpokenListener(source, ListEar([""]), Hearing()).hear(QUESTION)
    assert isinstance(event, Heard)
    assert event.utterance.text == ""


def test_what_follows_the_turn_is_left_for_the_next() -> None:
    answer = [loud(0.1)] * 4 + [quiet(0.1)] * 15
    listener = SpokenListener(ListSource(answer + answer), ListEar(["no", "yes"]), Hearing())
    first, second = listener.hear(QUESTION), listener.hear(QUESTION)
    assert isinstance(first, Heard)
    assert isinstance(second, Heard)
    assert (first.utterance.text, second.utterance.text) == ("no", "yes")


def test_a_question_may_wait_longer_than_usual() -> None:
    hearing = Hearing()
    late = [quiet(0.1)] * 150 + [loud(0.1)] * 5 + [quiet(0.1)] * 20
    patient = SpokenListener(ListSource(late), ListEar(["yes"]), hearing).hear(Listen(ListenKind.CLOSING, wait=30))
    assert isinstance(patient, Heard)
    assert SpokenListener(ListSource(late), ListEar([]), hearing).hear(QUESTION) == NoInput()
    source = ListSource(late)
    assert SpokenListener(source, ListEar([]), hearing).hear(Listen(ListenKind.CLOSING, wait=5)) == NoInput()
    assert len(list(source.frames())) == len(late) - 50


class LateEar(ListEar):
    """Knows its words only in the end, as recognisers do with short ones."""

    def open(self, listen: Listen) -> Recognizer:
        """Return a recogniser that has no words before the end."""
        recognizer = super().open(listen)
        accept = recognizer.accept
        recognizer.accept = lambda frame: accept(frame) and ""  # type: ignore[method-assign] # only here
        return recognizer


def test_a_word_that_is_over_before_it_is_sure_need_not_be_waited_for() -> None:
    source = ListSource([loud(0.1)] * 2 + [quiet(0.1)] * 200)
    event = SpokenListener(source, LateEar(["nine"]), Hearing()).hear(QUESTION)
    assert isinstance(event, Heard)
    assert event.utterance.text == "nine"
    assert len(list(source.frames())) > 180


def test_after_a_cough_the_answer_is_waited_for() -> None:
    source = ListSource([loud(0.1)] * 2 + [quiet(0.1)] * 20 + [loud(0.1)] * 5 + [quiet(0.1)] * 20)
    event = SpokenListener(source, ListEar(["", "no pain"]), Hearing()).hear(QUESTION)
    assert isinstance(event, Heard)
    assert event.utterance.text == "no pain"


def judge(words: str, _: Listen) -> Progress:
    """A single word is a whole answer."""
    return {0: Progress.NOTHING, 1: Progress.BARE}.get(len(words.split()), Progress.UNFINISHED)


class TwoEars(ListEar):
    """The ear that expects answers hears two words where the free ear hears one."""

    def open(self, listen: Listen) -> Recognizer:
        """Return a recogniser whose ears differ."""
        recognizer = super().open(listen)
        recognizer.expected = lambda: "no pain"  # type: ignore[method-assign] # only here
        return recognizer


def left(ear: ListEar, *answers: list[Pcm]) -> list[int]:
    """How much of the sound after each answer but the first was not needed to tell that it is over."""
    pieces = []
    listener = SpokenListener(source := ListSource([]), ear, Hearing(), TurnTaking(judge=judge))
    for answer in answers:
        source.deliver([*answer, *[quiet(0.1)] * 20])
        listener.hear(QUESTION)
        pieces.append(len(list(source.frames())))
    return pieces[1:]


NO = [loud(0.1)] * 4


def test_what_only_one_ear_takes_for_a_whole_answer_is_waited_for() -> None:
    assert left(ListEar(["no", "no"]), NO, NO) == [14]
    assert left(TwoEars(["no", "no"]), NO, NO) == [9]


def test_who_paused_within_an_answer_is_waited_for_after_the_next() -> None:
    hesitant = [loud(0.1), *[quiet(0.1)] * 5, loud(0.1), loud(0.1)]
    assert left(ListEar(["it hurts so", "no"]), hesitant, NO) == [9]
    assert left(ListEar(["it hurts so", "no"]), [loud(0.1)] * 3, NO) == [14]


def test_after_the_first_answer_of_a_consultation_it_waits_longer() -> None:
    source = ListSource([*NO, *[quiet(0.1)] * 20])
    listener = SpokenListener(source, ListEar(["no"] * 3), Hearing(), TurnTaking(judge=judge))
    for listen, wanted in ((QUESTION, 9), (Listen(ListenKind.OPENING), 9), (QUESTION, 9)):
        source.deliver([*NO, *[quiet(0.1)] * 20])
        listener.hear(listen)
        assert len(list(source.frames())) == wanted
