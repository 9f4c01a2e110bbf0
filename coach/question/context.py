"""What the case and the earlier turns change: whose is the plan, whose is the feeling (DESIGN idea 3)."""

from typing import NamedTuple

from coach.question.ask import Ask
from coach.question.lexicon import Lexicon
from coach.question.reading import Sentence, fold, sentences


class Turn(NamedTuple):
    """One turn, read; the case is a turn of the presenter."""

    own: bool  # of the presenter
    sentences: tuple[Sentence, ...]


class Told(NamedTuple):
    """The case and the turns in order; empty when neither is known."""

    turns: tuple[Turn, ...] = ()

    @property
    def known(self) -> bool:
        """Whether the presenter has said anything."""
        return any(turn.own for turn in self.turns)


def told_by_presenter(ask: Ask, lexicon: Lexicon) -> Told:
    """The case and all that was said, read, with whose it is."""
    said = [(True, ask.case), *((turn.role == "case_presenter", turn.text) for turn in ask.history)]
    read = [Turn(own, tuple(sentences(fold(text), lexicon))) for own, text in said if text]
    return Told(tuple(turn for turn in read if turn.sentences))
