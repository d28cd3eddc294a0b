"""Sitting and listening until somebody calls; nothing that is heard meanwhile is kept, shown or understood."""

from contextlib import suppress

from voice.content.setup import START
from voice.core.events import Heard, Interrupted, Listen, Say
from voice.core.terms import ListenKind, PromptId
from voice.core.waking import wakes
from voice.core.wording import words_of
from voice.errors import EngineError
from voice.session import Session

_MINUTE = 60


def wait(session: Session) -> bool:
    """Return when the start phrase was said or a key was pressed; False when nobody can be heard any more. Raises
    VoiceError."""
    ready = words_of(Say(PromptId("waiting.ready")), session.pathway)
    session.screen.show(f"Backtalk: {ready}")
    with suppress(EngineError):  # it is on the screen
        session.sink.play(session.synthesizer.synthesize(ready), lambda: False)
    session.listener.attend()
    listen = Listen(ListenKind.CONFIRM, (START,), wait=_MINUTE)
    while True:
        happened = session.listener.hear(listen)
        if isinstance(happened, Interrupted):
            return False
        if isinstance(happened, Heard) and wakes(happened.utterance, session.pathway):
            return True
