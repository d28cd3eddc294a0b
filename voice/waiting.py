"""Sitting and listening until somebody calls; nothing that is heard meanwhile is kept, shown or understood."""

from contextlib import suppress

from voice.content.setup import START
from voice.core.events import Heard, Hindered, Interrupted, Listen, Say
from voice.core.terms import ListenKind, PromptId
from voice.core.waking import wakes
from voice.core.wording import words_of
from voice.errors import EngineError
from voice.session import Session

_MINUTE = 60


def wait(session: Session) -> bool:
    """Return when the start phrase was said or a key was pressed; False when nobody can be heard any more. Raises
    VoiceError."""
    _tell(session, "waiting.ready")
    session.listener.attend()
    listen = Listen(ListenKind.CONFIRM, (START,), wait=_MINUTE)
    while True:
        happened = session.listener.hear(listen)
        if isinstance(happened, Interrupted):
            return False
        if isinstance(happened, Heard) and wakes(happened.utterance, session.pathway):
            return True
        if isinstance(happened, Hindered):
            _tell(session, f"trouble.{happened.trouble.value}")


def _tell(session: Session, prompt: str) -> None:
    """Show a sentence, and speak it if that can be done."""
    words = words_of(Say(PromptId(prompt)), session.pathway)
    session.screen.show(f"Backtalk: {words}")
    with suppress(EngineError):
        session.sink.play(session.synthesizer.synthesize(words), lambda: False)
