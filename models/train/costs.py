"""What decoding costs, in natural logs. Chosen on the development speakers and voice."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Costs:
    """CTC is over-sure of its blank, hence the penalty; dear phones in [unk] make strange speech pass for an answer."""

    blank_penalty: float = 3.5  # taken off the blank's output bias
    unknown_phone: float = 1.5  # each phone of [unk], besides
    phone_grammar: float = 1.0  # scale of what it costs after the phone before it
    unknown_word: float = 8.0  # [unk] in the free decode
    word: float = 0.0  # each word, in any grammar
    grammar_scale: float = 1.0  # of the bigram's costs
