"""Speech recognition through libvosk: the question's grammar and a free decode of the same sound (two ears).

The grammar ear hears better, but forces strange speech onto a phrase it knows and is sure of it; the free ear tells.
libvosk takes about as long to load as a sentence takes to speak, so it loads in the background while the first one
plays; the folder has been checked by `voice.models` before.
"""

import json
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from copy import copy
from typing import Any

from voice import memory
from voice.core.events import Listen
from voice.core.terms import SlotId, Utterance
from voice.errors import EngineUnavailable, RecognitionError
from voice.models import SpeechModel
from voice.ports import Ear, Pcm, Recognizer
from voice.recognizers._hypothesis import Hypothesis
from voice.recognizers._vosk_trial import try_model
from voice.resampling import Resampler
from voice.settings import Hearing

_UNKNOWN = "[unk]"
_NAMED = 5
"""How many of the words that a model lacks are named."""

Phrases = Callable[[tuple[SlotId, ...]], Iterable[str]]
"""The phrases to expect when these slots are asked; one that is there twice is twice as likely."""


class _Decoder:
    """One libvosk recogniser, used for one answer.

    It keeps what it unfolded of the graph, a megabyte for every few seconds of sound, so none outlives its answer: a
    new one takes milliseconds, and unfolding again a hundredth of the time that the sound takes.
    """

    def __init__(self, library: Any, model: Any, rate: int, grammar: str | None) -> None:  # noqa: ANN401
        """Make it; raises RecognitionError."""
        # libvosk takes the rate as a C float; given an int the binding converts it, so pass a float and be clear.
        arguments = (model, float(rate)) if grammar is None else (model, float(rate), grammar)
        try:
            self._recognizer: Any = library.KaldiRecognizer(*arguments)
        except Exception as error:
            message = "The speech recogniser could not be made for this question; check the speech model."
            raise RecognitionError(message) from error
        self._recognizer.SetWords(True)  # noqa: FBT003 - the binding's own signature

    def feed(self, heard: Hypothesis, samples: bytes, *, partial: bool) -> Hypothesis:
        """Take samples, return what is known now, unfinished words only if wanted; raises RecognitionError."""
        try:
            complete = self._recognizer.AcceptWaveform(samples)
        except Exception as error:
            message = "The speech recogniser failed on this sound; try again or use another speech model."
            raise RecognitionError(message) from error
        if complete:  # libvosk thinks the sentence is over; when the turn is over is for others to say
            return heard.with_result(json.loads(self._recognizer.Result()))
        return heard.with_partial(json.loads(self._recognizer.PartialResult())) if partial else heard

    def glimpse(self, heard: Hypothesis) -> Hypothesis:
        """Return what is known now, unfinished words included."""
        return heard.with_partial(json.loads(self._recognizer.PartialResult()))

    def end(self, heard: Hypothesis) -> Hypothesis:
        """Return the whole answer, and let go of what hearing it took."""
        result = json.loads(self._recognizer.FinalResult())
        self._recognizer = None
        return heard.with_result(result)


class VoskRecognizer:
    """Listens to one answer with both ears; without a grammar the free ear stands for both."""

    def __init__(self, free: _Decoder, narrow: _Decoder | None, rate: int) -> None:
        """Start listening at ``rate`` samples a second."""
        self._rate = rate
        self._free, self._narrow = free, narrow
        self._free_heard = self._narrow_heard = Hypothesis()
        self._resampler: Resampler | None = None

    def accept(self, frame: Pcm) -> str:
        """Take more sound of any rate; return the words so far."""
        self._feed(self._at_rate(frame))
        return self._free_heard.words_so_far

    def expected(self) -> str:
        """Return the words so far to the ear with a grammar; without one the free ear stands for both."""
        if self._narrow is None:
            return self._free_heard.words_so_far
        return self._narrow.glimpse(self._narrow_heard).words_so_far

    def finish(self) -> Utterance:
        """Return what both ears heard."""
        if self._resampler is not None:
            self._feed(self._resampler.feed(b"", last=True))
            self._resampler = None
        free = self._free.end(self._free_heard)
        if self._narrow is None:
            return Utterance(free.text, free.text, free.confidence, free.confidence, free.confidences)
        narrow = self._narrow.end(self._narrow_heard)
        return Utterance(narrow.text, free.text, narrow.confidence, free.confidence)

    def _feed(self, samples: bytes) -> None:
        """Let both ears hear the same samples."""
        self._free_heard = self._free.feed(self._free_heard, samples, partial=True)
        if self._narrow:
            self._narrow_heard = self._narrow.feed(self._narrow_heard, samples, partial=False)

    def _at_rate(self, frame: Pcm) -> bytes:
        """Return the frame's samples at the recogniser's rate."""
        if frame.rate == self._rate:
            return frame.samples
        if self._resampler is None or self._resampler.source_rate != frame.rate:
            self._resampler = Resampler(frame.rate, self._rate)
        return self._resampler.feed(frame.samples)


class VoskEar:
    """Opens a recogniser for each question from one shared model; made for one question at a time."""

    def __init__(self, model: SpeechModel, hearing: Hearing, phrases: Phrases, report: Callable[[str], None]) -> None:
        """Load ``model`` in the background; ``report`` takes one sentence if the model lacks words of the phrases."""
        self._rate = hearing.rate
        self._phrases = phrases if model.runtime_grammars else lambda _: ()
        self._report = report
        self._reported = False
        self._loaded: Future[tuple[Any, Any]] = ThreadPoolExecutor(1, "vosk").submit(_load, model, hearing.rate)

    def for_another(self) -> "VoskEar":
        """Return an ear for another caller at the same time: it shares the model, which takes most of the memory."""
        return copy(self)

    def open(self, listen: Listen) -> Recognizer:
        """Listen with the grammar of what is asked; raises EngineUnavailable, RecognitionError."""
        library, model = self._loaded.result()
        grammar = self._grammar(model, listen.asked)
        narrow = _Decoder(library, model, self._rate, grammar) if grammar else None
        return VoskRecognizer(_Decoder(library, model, self._rate, None), narrow, self._rate)

    def _grammar(self, model: Any, asked: tuple[SlotId, ...]) -> str | None:  # noqa: ANN401 - libvosk's own
        """Return the grammar of these slots as libvosk wants it, None when there is nothing to expect.

        libvosk would drop an unknown word out of a phrase and listen for what is left of it, so the phrase goes.
        """
        wanted = [" ".join(phrase.lower().split()) for phrase in self._phrases(asked)]
        words = {word for phrase in wanted for word in phrase.split()}
        missing = {word for word in words if model.vosk_model_find_word(word) < 0}
        if missing and not self._reported:
            self._reported = True
            some = ", ".join(sorted(missing)[:_NAMED])
            self._report(f"The speech model lacks words ({some}, perhaps more); phrases with these are not expected.")
        known = [phrase for phrase in wanted if phrase and not set(phrase.split()) & missing]
        strange = [_UNKNOWN] if model.vosk_model_find_word(_UNKNOWN) >= 0 else []
        return json.dumps([*known, *strange]) if known else None


def _load(model: SpeechModel, rate: int) -> tuple[Any, Any]:
    """Return libvosk's binding and the model; raises EngineUnavailable."""
    if not model.ships:
        try_model(model.folder, rate)
    try:
        import vosk  # noqa: PLC0415 - takes long: in the background, and only when chosen
    except (ImportError, OSError) as error:
        message = "The speech recogniser vosk is not installed; run: pip install vosk."
        raise EngineUnavailable(message) from error
    vosk.SetLogLevel(-1)
    memory.share_stocks()
    try:
        return vosk, vosk.Model(str(model.folder))
    except Exception as error:
        message = f"The speech model {model.folder} cannot be loaded; fetch or unpack it again."
        raise EngineUnavailable(message) from error


def open_ear(model: SpeechModel, hearing: Hearing, phrases: Phrases, report: Callable[[str], None]) -> Ear:
    """Return the ear; raises nothing yet, since the model loads in the background."""
    return VoskEar(model, hearing, phrases, report)
