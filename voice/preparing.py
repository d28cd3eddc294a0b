"""The first start, performed: speaks the questions of `voice.core.setup`, listens, measures, gathers the choices."""

from collections import deque
from dataclasses import dataclass, field, replace

from voice import captions
from voice.core.events import Adjust, Heard, Hindered, Interrupted, Listen, NoInput, Say
from voice.core.setup import Answer, Chosen, Finished, advance_setup, begin_setup
from voice.core.terms import Utterance
from voice.core.wording import words_of
from voice.earcons import Earcon
from voice.errors import EngineError
from voice.gauge import Gauge
from voice.preferences import Preferences
from voice.session import Session
from voice.settings import Speech


@dataclass(frozen=True, slots=True)
class Prepared:
    """What came of the first start. ``speech`` is how it sounds now; ``heard`` what a consultation must take up at
    once; ``asked`` whether the questions were gone through."""

    chosen: Preferences
    speech: Speech
    asked: bool
    heard: Utterance | None


@dataclass(slots=True)
class Preparation:
    """The dialogue under way, through the devices of a consultation. ``region`` is whether it need be asked."""

    session: Session
    speech: Speech
    gauge: Gauge | None
    region: bool = True
    chosen: Preferences = field(default_factory=Preferences)

    def run(self, today: int) -> Prepared:
        """Ask everything, on the day numbered ``today``; raises VoiceError."""
        speaks = self.speech.engine != "silent"
        step = begin_setup(today, speaks=speaks, listens=self.gauge is not None, region=self.region)
        while True:
            queue = deque(step.actions)
            answer = Answer(None)
            while queue:
                action = queue.popleft()
                if isinstance(action, Finished):
                    return Prepared(self.chosen, self.speech, action.asked, action.heard)
                heard = self._perform(action)
                if isinstance(heard, Interrupted):
                    return Prepared(self.chosen, self.speech, asked=False, heard=None)
                answer = heard or answer
            step = advance_setup(step.setup, answer, self.session.pathway)

    def _perform(self, action: Say | Listen | Adjust | Chosen) -> Answer | Interrupted | None:
        """Do one thing; return what was heard."""
        match action:
            case Say():
                self._say(action)
            case Listen():
                return self._listen(action)
            case Adjust():
                self.session.synthesizer.adjust(action.command)
                self.speech = self.speech.adjusted(action.command)
                sound = Preferences(rate=self.speech.rate, volume=self.speech.volume)
                self.chosen = sound.over(self.chosen)
            case Chosen():
                more = Preferences(region=action.region, captions=action.captions, resume=action.resume)
                self.chosen = more.over(self.chosen)
        return None

    def _say(self, say: Say) -> None:
        """Speak a sentence and show it; one that cannot be spoken is shown in any case."""
        session, text = self.session, words_of(say, self.session.pathway)
        if session.captions:
            session.screen.show(f"Backtalk: {text}")
        try:
            session.sink.play(session.synthesizer.synthesize(text, say.manner), _never)
        except EngineError:
            if not session.captions:
                session.screen.show(f"Backtalk: {text}")

    def _listen(self, listen: Listen) -> Answer | Interrupted:
        """Hear an answer and how loud it was."""
        self.session.listener.attend()
        self._sound(Earcon.LISTENING)
        if self.gauge is not None:
            self.gauge.read()
        happened = self.session.listener.hear(listen)
        loudness = self.gauge.read() if self.gauge is not None else None
        match happened:
            case Heard():
                self._sound(Earcon.UNDERSTOOD)
                line = captions.heard_line(happened)
                if self.session.captions and line:
                    self.session.screen.show(line)
                return Answer(happened.utterance, loudness)
            case NoInput() | Hindered():
                self._sound(Earcon.NOT_UNDERSTOOD)
                return Answer(None, loudness)
            case _:
                return Interrupted()

    def _sound(self, earcon: Earcon) -> None:
        """Play a tone, if there are tones and they can be played."""
        if earcon in self.session.tones:
            try:
                self.session.sink.sound(self.session.tones[earcon])
            except EngineError:
                return


def settled(session: Session, chosen: Preferences) -> Session:
    """Return the consultation as the first start left it, but for its region."""
    return session if chosen.captions is None else replace(session, captions=chosen.captions)


def _never() -> bool:
    """Nothing interrupts these sentences but Ctrl-C."""
    return False
