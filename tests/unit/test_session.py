"""The run loop, with the real core and content, and devices made of lists."""

from dataclasses import dataclass

import pytest

from tests.fakes import ListJournal, ListListener, ListScreen, ListSink, ListVoice
from voice.content import Content, load
from voice.core.events import Close, Delivery, Listen, Manner, Resumed, Say, Spoken
from voice.core.terms import Command, PromptId, Urgency
from voice.earcons import Earcon, tone
from voice.errors import AudioDeviceError, ExitCode, RecognitionError
from voice.places import intents
from voice.ports import Pcm
from voice.session import Outcome, Session

EMERGENCY: list[str | BaseException | None] = ["my upper back hurts and I can't breathe"]


@pytest.fixture(scope="module", name="content")
def _content() -> Content:
    return load(intents(), "en", "US")


@dataclass
class Room:
    """A session and everything around it."""

    session: Session
    listener: ListListener
    voice: ListVoice
    sink: ListSink
    screen: ListScreen
    journal: ListJournal

    def run(self) -> Outcome:
        """Hold the consultation on some day."""
        return self.session.run(739_000)

    def deliveries(self) -> dict[PromptId, list[Delivery]]:
        """Return every sentence's receipts."""
        found: dict[PromptId, list[Delivery]] = {}
        for entry in self.journal.entries:
            if isinstance(entry, Spoken):
                found.setdefault(entry.prompt, []).append(entry.delivery)
        return found


def room(
    content: Content,
    answers: list[str | BaseException | None],
    voice: ListVoice | None = None,
    *,
    captions: bool = True,
    tones: bool = False,
) -> Room:
    """Return a session in which these answers are given."""
    listener, voice, sink, screen, journal = (
        ListListener(answers),
        voice or ListVoice(),
        ListSink(),
        ListScreen(),
        ListJournal(),
    )
    sounds = {earcon: tone(earcon) for earcon in Earcon} if tones else {}
    session = Session(content.pathway, listener, voice, sink, screen, journal, sounds, captions)
    return Room(session, listener, voice, sink, screen, journal)


def test_an_emergency_is_spoken_shown_noted_and_closed(content: Content) -> None:
    one = room(content, [*EMERGENCY, None, None])
    outcome = one.run()
    assert outcome.close.urgency is Urgency.EMERGENCY
    assert outcome.code is ExitCode.FINISHED
    assert any(line.startswith("Advice: ") and "nine one one" in line for line in one.screen.lines)
    assert isinstance(one.journal.entries[-1], Close)
    spoken = {entry.prompt for entry in one.journal.entries if isinstance(entry, Say)}
    assert set(outcome.close.guidance) <= spoken


def test_every_sentence_has_a_receipt(content: Content) -> None:
    one = room(content, [*EMERGENCY, None, None])
    one.run()
    said = [entry.prompt for entry in one.journal.entries if isinstance(entry, Say)]
    assert said
    assert all(one.deliveries()[prompt] for prompt in said)


def test_what_is_shown_is_what_is_spoken(content: Content) -> None:
    one = room(content, [*EMERGENCY, None, None])
    one.run()
    shown = [line.split(": ", 1)[1] for line in one.screen.lines]
    spoken = [text for text in one.voice.said if text in shown]
    assert spoken == shown


def test_the_failsafe_is_rendered_before_the_first_answer(content: Content) -> None:
    one = room(content, [KeyboardInterrupt()])
    one.run()
    assert content.pathway.prompts[PromptId("failsafe")][:20] in " ".join(one.voice.said)


def test_the_end_of_input_gives_the_safe_advice_and_says_so(content: Content) -> None:
    one = room(content, ["my back hurts"])
    outcome = one.run()
    assert outcome.code is ExitCode.UNANSWERED
    assert "stop.early" in one.deliveries()
    assert outcome.close.urgency is not Urgency.SELF_CARE


def test_the_end_of_input_after_the_advice_is_an_end_like_any_other(content: Content) -> None:
    outcome = room(content, EMERGENCY).run()
    assert (outcome.code, outcome.close.urgency) == (ExitCode.FINISHED, Urgency.EMERGENCY)


def test_control_c_gives_the_safe_advice_and_130(content: Content) -> None:
    one = room(content, ["my back hurts", KeyboardInterrupt()])
    outcome = one.run()
    assert outcome.code is ExitCode.INTERRUPTED
    assert one.deliveries()[PromptId("stop.early")] == [Delivery.PLAYED]


def test_control_c_while_speaking_stops_the_sentence(content: Content) -> None:
    one = room(content, [])

    class Stopped(ListSink):
        """Interrupted in the third sentence."""

        def play(self, speech, interrupted):
            """Play, or be interrupted."""
            if len(self.played) == 2:
                self.played.append(speech)
                raise KeyboardInterrupt
            return super().play(speech, interrupted)

    session = Session(content.pathway, one.listener, one.voice, Stopped(), one.screen, one.journal)
    assert session.run(739_000).code is ExitCode.INTERRUPTED
    assert one.listener.listened == []


@pytest.mark.parametrize("captions", [True, False])
def test_without_a_voice_everything_is_shown_once(content: Content, captions: bool) -> None:
    one = room(content, [*EMERGENCY, None, None], ListVoice(broken=0), captions=captions)
    outcome = one.run()
    assert outcome.close.urgency is Urgency.EMERGENCY
    assert outcome.code is ExitCode.ENGINE
    assert one.screen.lines.count("Notice: The fake voice is broken; mend it.") == 1
    sentences = [line for line in one.screen.lines if line.startswith("Advice: ")]
    for prompt in outcome.close.guidance:
        first_words = content.pathway.prompts[prompt].split("{")[0][:15]
        assert any(first_words in sentence for sentence in sentences)
    assert all(one_line != other for one_line, other in zip(one.screen.lines, one.screen.lines[1:], strict=False))


def test_a_voice_that_breaks_midway_leaves_the_captions(content: Content) -> None:
    one = room(content, [*EMERGENCY, None, None], ListVoice(broken=6))
    assert one.run().code is ExitCode.ENGINE
    assert one.sink.played
    assert any("nine one one" in line for line in one.screen.lines)


def test_a_dead_loudspeaker_leaves_the_captions(content: Content) -> None:
    one = room(content, [*EMERGENCY, None, None])
    one.sink.problem = AudioDeviceError("The loudspeaker stopped; connect it again.")
    outcome = one.run()
    assert outcome.close.urgency is Urgency.EMERGENCY
    assert "Notice: The loudspeaker stopped; connect it again." in one.screen.lines


def test_a_broken_recogniser_ends_with_the_stored_failsafe(content: Content) -> None:
    one = room(
        content, [RecognitionError("The speech recogniser failed on this sound; try again.")], ListVoice(broken=5)
    )
    with pytest.raises(RecognitionError):
        one.run()
    failsafe = [line for line in one.screen.lines if line.startswith("Advice: I have a problem")]
    assert len(failsafe) == 1
    text = failsafe[0].removeprefix("Advice: ")
    assert one.sink.played[-1].seconds == pytest.approx(len(text) / 100)


def test_a_failsafe_that_cannot_be_played_is_still_shown(content: Content) -> None:
    one = room(content, [RecognitionError("It failed.")], ListVoice(broken=0), captions=False)
    with pytest.raises(RecognitionError):
        one.run()
    assert any(line.startswith("Advice: I have a problem") for line in one.screen.lines)


def test_the_voice_is_changed_when_the_caller_asks(content: Content) -> None:
    one = room(content, ["my back hurts", "slower please"])
    one.run()
    assert one.voice.adjusted == [Command.SLOWER]


def test_tones_stand_around_listening_and_before_an_emergency(content: Content) -> None:
    one = room(content, [*EMERGENCY, None, None], tones=True)
    one.run()
    sounds = {tone(earcon): earcon for earcon in Earcon}
    played = [sounds[sound] for sound in one.sink.played if sound in sounds]
    assert played[:3] == [Earcon.LISTENING, Earcon.UNDERSTOOD, Earcon.URGENT]
    assert played.count(Earcon.URGENT) == 3  # the advice, once more when nobody answers, the goodbye
    assert Earcon.NOT_UNDERSTOOD in played


def test_a_tone_waits_until_the_sentence_behind_it_is_made(content: Content) -> None:
    heard = tone(Earcon.UNDERSTOOD)
    made: list[int] = []

    class Maker(ListVoice):
        def synthesize(self, text: str, manner: Manner = Manner.PLAIN) -> Pcm:
            made.append(one.sink.played.count(heard))
            return super().synthesize(text, manner)

    one = room(content, [*EMERGENCY, None, None], Maker(), tones=True)
    one.run()
    answered = one.sink.played.index(heard)  # as many sounds as sentences before: the tone for listening, the failsafe
    assert made[answered : answered + 2] == [0, 1]


def test_tones_sound_where_no_sentence_can_be_made(content: Content) -> None:
    one = room(content, [*EMERGENCY, None, None], ListVoice(broken=0), tones=True)
    one.run()
    assert one.sink.played[:3] == [tone(Earcon.LISTENING), tone(Earcon.UNDERSTOOD), tone(Earcon.URGENT)]


def test_emergency_advice_is_spoken_in_another_manner(content: Content) -> None:
    one = room(content, [*EMERGENCY, "no"])
    one.run()
    said = dict(zip(one.voice.said, one.voice.manners, strict=True))
    urgent = {text for text, manner in said.items() if manner is Manner.URGENT}
    assert any("nine one one" in text for text in urgent)
    assert content.pathway.prompts[PromptId("opening.ask")] not in urgent
    assert content.pathway.prompts[PromptId("closing.emergency")] not in urgent


def test_the_sentences_that_would_follow_a_likely_answer_are_made_ahead(content: Content) -> None:
    one = room(content, ["my upper back aches", "no"])
    ahead: list[str] = []

    class Eager(ListVoice):
        def prefetch(self, texts, manner=Manner.PLAIN):
            ahead.extend(texts)

    session = Session(
        content.pathway, one.listener, Eager(), one.sink, one.screen, one.journal, captions=False, guesses=("no", "yes")
    )
    session.run(739_000)
    first, second = (
        content.pathway.prompts[PromptId(f"{listen.asked[0]}.ask")] for listen in one.listener.listened[1:3]
    )
    assert second in ahead
    assert ahead.index(first) < ahead.index(second)


def test_questions_are_numbered(content: Content) -> None:
    one = room(content, ["my upper back aches", None, "no"])
    one.run()
    numbers = [line.split(":")[0] for line in one.screen.lines if line.startswith("Question")]
    assert numbers[:2] == ["Question 1", "Question 1"]
    assert "Question 2" in numbers


def test_listening_is_noted_before_it_is_done(content: Content) -> None:
    one = room(content, [KeyboardInterrupt()])
    one.run()
    assert any(isinstance(entry, Listen) for entry in one.journal.entries)


class Breaking:
    """Breaks in at once."""

    def __init__(self, *, resumed: bool = False) -> None:
        """Say whether it is the last answer that goes on."""
        self.resumed = resumed
        self.broken = True

    def __call__(self) -> bool:
        """Return that the sentence must stop."""
        return True


def test_who_breaks_in_skips_to_the_answer(content: Content) -> None:
    one = room(content, [*EMERGENCY, None, None])
    one.listener.over[2] = Breaking()
    one.run()
    entries = one.journal.entries
    said = [entry.prompt for entry in entries[: entries.index(one.listener.listened[0])] if isinstance(entry, Say)]
    assert said == ["welcome", "welcome.limits"]
    assert one.deliveries()[PromptId("welcome.limits")] == [Delivery.BARGED_IN]


def test_advice_that_was_broken_off_for_nothing_goes_on(content: Content) -> None:
    one = room(content, [*EMERGENCY, "the cat sat on the mat", None, None])
    one.listener.over[5] = Breaking()  # the first sentence of the advice
    outcome = one.run()
    receipts = one.deliveries()
    assert receipts[outcome.close.guidance[0]][:2] == [Delivery.BARGED_IN, Delivery.PLAYED]
    assert all(Delivery.PLAYED in receipts[prompt] for prompt in outcome.close.guidance)


def test_advice_that_was_broken_off_by_stop_is_not_gone_on_with(content: Content) -> None:
    one = room(content, [*EMERGENCY, "stop"])
    one.listener.over[5] = Breaking()
    outcome = one.run()
    assert outcome.close.urgency is Urgency.EMERGENCY
    assert one.deliveries()[outcome.close.guidance[0]] == [Delivery.BARGED_IN]


def test_an_answer_that_goes_on_is_told_to_the_core_as_one(content: Content) -> None:
    one = room(content, ["my upper back hurts", "my upper back hurts and I can't breathe", None, None])
    one.listener.over[5] = Breaking(resumed=True)
    outcome = one.run()
    assert outcome.close.urgency is Urgency.EMERGENCY
    assert Resumed() in one.journal.entries
    assert one.listener.listened[0] == one.listener.listened[1]


def test_nothing_is_overheard_once_nothing_more_is_asked(content: Content) -> None:
    one = room(content, [*EMERGENCY, "no"])
    one.run()
    assert not any("goodbye" in sentence.text.lower() for sentence in one.listener.spoken)
    assert len(one.listener.spoken) < len(one.voice.said)
