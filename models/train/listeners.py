"""Recognisers under measurement: libvosk with a model folder, and pocketsphinx with the model it brings along."""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Protocol

from models.train.features import Floats, load_sound


@dataclass(frozen=True)
class Grammar:
    """Phrases that may be said, and whether several may follow one another. No phrases: anything may be said."""

    phrases: tuple[str, ...] = ()
    repeated: bool = False


@dataclass(frozen=True)
class Heard:
    """What was understood, and the processor seconds it took."""

    text: str
    seconds: float


class Listener(Protocol):
    """A recogniser that takes whole utterances."""

    name: str

    def hear(self, samples: Floats, grammar: Grammar) -> Heard:
        """Decode 16 kHz samples in the 16-bit range."""
        ...


@dataclass
class Vosk:
    """libvosk; [unk] is in every grammar and is left out of the text."""

    folder: Path
    name: str = "vosk"
    _model: Any = field(init=False)

    def __post_init__(self) -> None:
        import vosk

        vosk.SetLogLevel(-1)
        self._model = vosk.Model(str(self.folder))

    def hear(self, samples: Floats, grammar: Grammar) -> Heard:
        """Fed in tenths of a second, as from a microphone, with a pause at the end."""
        import vosk

        begun = time.process_time()
        phrases = [json.dumps([*grammar.phrases, "[unk]"])] if grammar.phrases else []
        recognizer = vosk.KaldiRecognizer(self._model, 16000, *phrases)
        frames = _frames(samples)
        parts = [json.loads(recognizer.Result())["text"] for frame in frames if recognizer.AcceptWaveform(frame)]
        parts.append(json.loads(recognizer.FinalResult())["text"])
        words = " ".join(parts).split()
        return Heard(" ".join(word for word in words if word != "[unk]"), time.process_time() - begun)


@dataclass
class PocketSphinx:
    """pocketsphinx with its own en-us model; grammars as JSGF."""

    name: str = "pocketsphinx"
    _decoders: dict[Grammar, Any] = field(default_factory=dict)

    def hear(self, samples: Floats, grammar: Grammar) -> Heard:
        """The whole utterance at once, which is its fastest and surest way."""
        if grammar not in self._decoders:
            self._decoders[grammar] = self._open(grammar)
        decoder = self._decoders[grammar]
        begun = time.process_time()
        decoder.start_utt()
        decoder.process_raw(b"".join(_frames(samples)), full_utt=True)
        decoder.end_utt()
        best = decoder.hyp()
        return Heard(best.hypstr if best else "", time.process_time() - begun)

    def knows(self, word: str) -> bool:
        """Whether its dictionary has the word."""
        decoder = self._decoders.setdefault(Grammar(), self._decoders.get(Grammar()) or self._open(Grammar()))
        return decoder.lookup_word(word) is not None

    def _open(self, grammar: Grammar) -> Any:  # noqa: ANN401  pocketsphinx has no types
        import pocketsphinx

        if not grammar.phrases:
            return pocketsphinx.Decoder(loglevel="FATAL")
        with NamedTemporaryFile("w", suffix=".gram") as file:
            file.write(jsgf(grammar))
            file.flush()
            return pocketsphinx.Decoder(jsgf=file.name, lm=None, loglevel="FATAL")


def jsgf(grammar: Grammar) -> str:
    """The grammar in the form that pocketsphinx reads."""
    choices = " | ".join(grammar.phrases)
    return f"#JSGF V1.0;\ngrammar answers;\npublic <answer> = ({choices}){'+' if grammar.repeated else ''};\n"


def sound(path: Path) -> Floats:
    """A recording with a quarter of a second of silence on both sides, as an answer has."""
    import numpy as np

    return np.pad(load_sound(path), 4000)


def _frames(samples: Floats) -> Sequence[bytes]:
    whole = samples.clip(-32768, 32767).astype("<i2").tobytes()
    return [whole[i : i + 3200] for i in range(0, len(whole), 3200)]
