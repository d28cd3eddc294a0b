"""The run loop: performs the core's actions in order and tells it what happened. Decides nothing clinical.

A sentence that cannot be spoken is a value (`Delivery.FAILED`): the core then has it shown. Everything else that
breaks ends the consultation with the failsafe sentence, which was rendered at the start and kept.
"""

import contextlib
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, groupby

from voice import captions
from voice.core.events import (
    Action,
    Adjust,
    Close,
    Delivery,
    Event,
    Heard,
    Hindered,
    Interrupted,
    Kept,
    Listen,
    Manner,
    NoInput,
    Resumed,
    Say,
    Show,
    Spoken,
    Started,
)
from voice.core.interview import Interview, advance, begin
from voice.core.pathway import Pathway
from voice.core.resuming import kept_of
from voice.core.terms import ListenKind, PromptId, SlotId, Utterance
from voice.core.turns import BreakIn, break_in
from voice.core.wording import words_of
from voice.earcons import Earcon
from voice.errors import EngineError, ExitCode, SettingsError, VoiceError
from voice.ports import AudioSink, Deaf, Journal, Keeper, Listener, Overheard, Pcm, Screen, Sentence, Synthesizer

_FAILSAFE = Say(PromptId("failsafe"), interruptible=False, manner=Manner.URGENT)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a consultation ended: the core's result, and what to tell the shell."""

    close: Close
    code: ExitCode


@dataclass(slots=True)
class _Talk:
    """One consultation under way: the only state the shell has."""

    now: Interview
    queue: deque[Action] = field(default_factory=deque)
    questions: list[tuple[SlotId, ...]] = field(default_factory=list)
    failsafe: Pcm | None = None
    shown: str = ""  # the last caption: a sentence that is tried again is not printed again
    manner: Manner = Manner.PLAIN  # of the last sentence
    fresh: bool = False  # an answer was just heard, and nothing said since
    held: tuple[Action, ...] = ()  # advice that was broken off
    signals: list[Earcon] = field(default_factory=list)  # tones that go before what is spoken next
    notices: set[str] = field(default_factory=set)
    code: ExitCode = ExitCode.FINISHED


@dataclass(frozen=True, slots=True)
class Session:
    """Everything a consultation needs; holds only ports. Without ``captions`` only what cannot be spoken is shown.

    ``guesses`` are likely answers: while the caller thinks, the sentences that would follow them are made ahead.
    ``hurried`` tells whether a key was pressed that stops a question. ``vigil`` and ``kept``: see `Started`. ``keeper``
    keeps what is confirmed until the consultation ends.
    """

    pathway: Pathway
    listener: Listener
    synthesizer: Synthesizer
    sink: AudioSink
    screen: Screen
    journal: Journal
    tones: Mapping[Earcon, Pcm] = field(default_factory=dict)
    captions: bool = True
    guesses: tuple[str, ...] = ()
    vigil: bool = False
    hurried: Callable[[], bool] | None = None
    keeper: Keeper | None = None
    kept: Kept | None = None

    def run(self, today: int, heard: Utterance | None = None) -> Outcome:
        """Hold one consultation on the day numbered ``today``; ``heard`` is what was said before it began. Raises
        VoiceError after the failsafe was given."""
        talk = _Talk(begin(self.pathway))
        started: Event = Started(today, self.vigil, self.kept, keys=self.hurried is not None)
        try:
            if heard is not None:
                self._tell(talk, started)
            close = self._converse(talk, started if heard is None else Heard(heard))
        except KeyboardInterrupt:
            talk.code = ExitCode.INTERRUPTED
            close = self._end_early(talk)
        except SettingsError:
            raise  # another program sent something malformed: nobody needs to be told whom to call
        except VoiceError:
            self._fail(talk)
            raise
        return Outcome(close, talk.code)

    def _end_early(self, talk: _Talk) -> Close:
        """Give the safe advice after Ctrl-C; raises VoiceError."""
        try:
            return self._converse(talk, Interrupted())
        except VoiceError:
            self._fail(talk)
            raise

    def _converse(self, talk: _Talk, event: Event) -> Close:
        """Go from an event to the end of the consultation."""
        while True:
            self._tell(talk, event)
            happened: Event | None = None
            while happened is None:
                if not talk.queue:
                    message = "The interview stopped without a result; please report this."
                    raise VoiceError(message)
                action = talk.queue.popleft()
                self.journal.note(action)
                if not isinstance(action, Say):
                    self._signal(talk)
                if isinstance(action, Close):
                    if self.keeper is not None:
                        self.keeper.forget()
                    return action
                happened = self._perform(talk, action)
            event = happened

    def _tell(self, talk: _Talk, event: Event) -> None:
        """Tell the core what happened and queue what it wants done about it.

        What follows a sentence's receipt comes before the rest of the plan; any other event makes a new plan.
        """
        self.journal.note(event)
        step = advance(talk.now, event, self.pathway)
        talk.now = step.interview
        if self.keeper is not None and not talk.now.closed:
            self.keeper.keep(kept_of(talk.now))
        rest = talk.queue if isinstance(event, Spoken) else ()
        talk.queue = deque(chain(step.actions, rest))
        wanted = [action for action in talk.queue if isinstance(action, Say)]
        if isinstance(event, Started):
            wanted.insert(1, _FAILSAFE)
        self._prefetch(wanted)

    def _perform(self, talk: _Talk, action: Say | Listen | Show | Adjust) -> Event | None:
        """Do one thing and return what came of it, if the core should know."""
        match action:
            case Say():
                return self._say(talk, action)
            case Listen():
                return self._listen(talk, action)
            case Show():
                self._show(talk, f"Backtalk: {words_of(action, self.pathway)}")
            case Adjust():
                self.synthesizer.adjust(action.command)
        return None

    def _say(self, talk: _Talk, say: Say) -> Event:
        """Speak a sentence and return its receipt; or that the caller was still speaking."""
        text = words_of(say, self.pathway)
        line = f"{captions.label(say, talk.queue, talk.questions)}: {text}"
        if self.captions:
            self._show(talk, line)
        self._alarm(talk, say)
        overheard: Overheard = Deaf()
        try:
            speech = self.synthesizer.synthesize(text, say.manner)
            overheard = self._overhear(talk, say, text, speech)
            self._signal(talk)  # only now: behind a tone alone a loudspeaker takes in silence, and plays that first
            hurried = self.hurried if self.hurried is not None and say.interruptible else _never
            delivery = self.sink.play(speech, lambda: hurried() or overheard())
            if talk.failsafe is None:
                talk.failsafe = self.synthesizer.synthesize(words_of(_FAILSAFE, self.pathway), _FAILSAFE.manner)
        except EngineError as error:
            self._signal(talk)
            self._notice(talk, error)
            self._show(talk, line)
            delivery = Delivery.FAILED
        talk.fresh = False
        spoken = Spoken(say.prompt, delivery)
        if delivery is not Delivery.BARGED_IN or not overheard.broken:
            return spoken
        self._break_off(talk, say)
        if not overheard.resumed:
            return spoken
        self.journal.note(spoken)
        return Resumed()

    def _overhear(self, talk: _Talk, say: Say, text: str, speech: Pcm) -> Overheard:
        """Return what listens to the caller meanwhile; before the end nothing follows that could be answered."""
        following = next((action for action in talk.queue if isinstance(action, Listen | Close)), None)
        if not isinstance(following, Listen):
            return Deaf()
        now = talk.now
        sentence = Sentence(text, speech, following, now.today, say.interruptible, talk.fresh, now.interrupt)
        return self.listener.overhear(sentence)

    def _break_off(self, talk: _Talk, say: Say) -> None:
        """Leave out what was still to be said before listening; advice in an emergency is kept, to be gone on with if
        there was no reason to stop."""
        left: list[Action] = [say]
        while talk.queue and not isinstance(talk.queue[0], Listen):
            left.append(talk.queue.popleft())
        talk.held = tuple(left) if not say.interruptible else ()

    def _go_on(self, talk: _Talk, listen: Listen, happened: Event) -> bool:
        """Go on with advice that was broken off, unless by "stop" or by a new danger; return whether it goes on."""
        held, talk.held = talk.held, ()
        if not held:
            return False
        said = happened.utterance.text if isinstance(happened, Heard) else ""
        if break_in(said, "", talk.now.interrupt, self.pathway, talk.now.today) in {BreakIn.STOP, BreakIn.DANGER}:
            return False
        talk.queue.extendleft(reversed((*held, listen)))
        return True

    def _listen(self, talk: _Talk, listen: Listen) -> Event | None:
        """Hear an answer; None when there is something to say first."""
        self.listener.attend()  # before anything that takes time: an answer may come at once
        self._sound(Earcon.LISTENING)  # as soon, so that its echo is over before anything is listened to
        self._make_ahead(talk)
        talk.manner = Manner.PLAIN
        talk.shown = ""  # what is said again after listening is news
        happened = self.listener.hear(listen)
        if self._go_on(talk, listen, happened):
            return None
        talk.fresh = isinstance(happened, Heard)
        match happened:
            case Heard():
                talk.signals.append(Earcon.UNDERSTOOD)
                line = captions.heard_line(happened)
                if self.captions and line:
                    self._show(talk, line)
            case NoInput() | Hindered():
                talk.signals.append(Earcon.NOT_UNDERSTOOD)
            case Interrupted():
                if listen.kind is not ListenKind.CLOSING:  # to have nothing to add is an answer
                    talk.code = ExitCode.UNANSWERED
        return happened

    def _make_ahead(self, talk: _Talk) -> None:
        """Have the sentences made that would follow a guess or silence; the core is pure, so asking changes nothing."""
        events: tuple[Event, ...] = (*(Heard(Utterance(guess, guess)) for guess in self.guesses), NoInput())
        steps = (advance(talk.now, event, self.pathway) for event in events if self.guesses)
        says = (next((action for action in step.actions if isinstance(action, Say)), None) for step in steps)
        self._prefetch([say for say in says if say is not None])

    def _prefetch(self, says: Iterable[Say]) -> None:
        """Have sentences made ahead, the first ones first."""
        for manner, ones in groupby(says, key=lambda say: say.manner):
            self.synthesizer.prefetch([words_of(say, self.pathway) for say in ones], manner)

    def _alarm(self, talk: _Talk, say: Say) -> None:
        """Have the urgent tone go before the first of some urgent sentences."""
        if say.manner is Manner.URGENT and talk.manner is not Manner.URGENT:
            talk.signals.append(Earcon.URGENT)
        talk.manner = say.manner

    def _signal(self, talk: _Talk) -> None:
        """Play the tones that were to go before what comes now."""
        for earcon in talk.signals:
            self._sound(earcon)
        talk.signals.clear()

    def _sound(self, earcon: Earcon) -> None:
        """Play a tone if there are tones; if it cannot be played, the next sentence will say so."""
        if earcon in self.tones:
            with contextlib.suppress(EngineError):
                self.sink.sound(self.tones[earcon])

    def _show(self, talk: _Talk, line: str) -> None:
        """Print a line, unless it says again what the last one said."""
        text = line.split(": ", 1)[-1]
        if text != talk.shown:
            self.screen.show(line)
        talk.shown = text

    def _notice(self, talk: _Talk, error: VoiceError) -> None:
        """Print once why there is no voice."""
        talk.code = talk.code or ExitCode.ENGINE
        if str(error) not in talk.notices:
            talk.notices.add(str(error))
            self.screen.show(f"Notice: {error}")

    def _fail(self, talk: _Talk) -> None:
        """Give the failsafe by every way that still works."""
        self.screen.show(f"Advice: {words_of(_FAILSAFE, self.pathway)}")
        with contextlib.suppress(VoiceError):
            self.journal.note(_FAILSAFE)
        if talk.failsafe is not None:
            with contextlib.suppress(EngineError):
                self.sink.play(talk.failsafe, _never)


def _never() -> bool:
    """Half-duplex: nothing interrupts a sentence but Ctrl-C."""
    return False
