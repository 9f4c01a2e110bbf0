"""What the case and the earlier turns change: whose is the plan, whose is the feeling (DESIGN idea 3)."""

from typing import NamedTuple

from coach.question.ask import Ask
from coach.question.lexicon import Lexicon
from coach.question.reading import Sentence, fold, sentences


class Told(NamedTuple):
    """What the presenter said and what the others said, by sentence; empty when no case and no turns are known."""

    sentences: tuple[Sentence, ...] = ()
    others: tuple[Sentence, ...] = ()
    turns: tuple[tuple[Sentence, ...], ...] = ()  # the presenter's sentences, by turn; the case comes first

    @property
    def known(self) -> bool:
        return bool(self.sentences)


def told_by_presenter(ask: Ask, lexicon: Lexicon) -> Told:
    """The case and the presenter's own turns, read; and apart from them what the others said."""
    presenter = [ask.case, *(said.text for said in ask.history if said.role == "case_presenter")]
    others = [said.text for said in ask.history if said.role != "case_presenter"]
    turns = tuple(_read(text, lexicon) for text in presenter if text)
    said = tuple(sentence for turn in turns for sentence in turn)
    return Told(said, tuple(sentence for text in others for sentence in _read(text, lexicon)), turns)


def _read(text: str, lexicon: Lexicon) -> tuple[Sentence, ...]:
    return tuple(sentences(fold(text), lexicon))
