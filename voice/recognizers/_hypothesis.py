"""What one libvosk decoder has heard so far of one answer. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

_UNKNOWN = "[unk]"


def _known(text: str) -> str:
    """Return a text without the mark for strange speech."""
    return " ".join(word for word in text.split() if word != _UNKNOWN)


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """Finished sentences, the words of the unfinished one, and how sure the decoder is of each finished word."""

    sentences: tuple[str, ...] = ()
    partial: str = ""
    confidences: tuple[float, ...] = ()

    def with_partial(self, result: Mapping[str, Any]) -> "Hypothesis":
        """Take libvosk's partial result."""
        return replace(self, partial=result.get("partial", ""))

    def with_result(self, result: Mapping[str, Any]) -> "Hypothesis":
        """Take libvosk's result of a finished sentence, empty ones included."""
        text = result.get("text", "")
        sure = tuple(word["conf"] for word in result.get("result", ()) if word["word"] != _UNKNOWN)
        sentences = (*self.sentences, text) if text else self.sentences
        return Hypothesis(sentences, "", self.confidences + sure)

    @property
    def words_so_far(self) -> str:
        """Everything heard, strange speech included: any of it is a sign that somebody speaks."""
        return " ".join(filter(None, (*self.sentences, self.partial)))

    @property
    def text(self) -> str:
        """The finished sentences without the mark for strange speech."""
        return _known(" ".join(self.sentences))

    @property
    def confidence(self) -> float:
        """Mean over the words, 0 when there are none."""
        return round(sum(self.confidences) / len(self.confidences), 3) if self.confidences else 0.0
