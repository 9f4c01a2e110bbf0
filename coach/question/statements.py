"""Contributions that are no question: summary, compliment, own story and the rest (domain C.1.20)."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from coach.datafile import read_toml
from coach.question.heads import Reading
from coach.question.judgement import Kind, Load
from coach.question.lexicon import Lexicon, phrase_book


class Statement(BaseModel):
    """One entry of statements.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: Literal["compliment", "reassurance", "summary", "feeling_reflection", "own_story", "interpretation"]
    patterns: list[str] = Field(min_length=1)


class StatementsFile(BaseModel):
    """statements.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    version: str
    statement: list[Statement]


class Statements:
    """The kinds of statement, ready to look up."""

    def __init__(self, file: StatementsFile, lexicon: Lexicon) -> None:
        self._kinds: list[Kind] = [statement.kind for statement in file.statement]
        pairs = [(pattern, i) for i, s in enumerate(file.statement) for pattern in s.patterns]
        self._book = phrase_book("statements.toml", lexicon.words, pairs)

    @classmethod
    def load(cls, folder: Path, lexicon: Lexicon) -> "Statements":
        """Reads statements.toml. Raises BadData."""
        return cls(read_toml(folder / "statements.toml", StatementsFile), lexicon)

    def kind(self, reading: Reading, load: Load) -> Kind:
        """The kind of a contribution that asks nothing."""
        if load == "advice":
            return "advice"
        if load == "judgement":
            return "interpretation"
        hits = [
            hit.value
            for sentence in reading.sentences
            for i, word in enumerate(sentence.words)
            for hit in self._book.at(reading.low, word.low, word.start, i == 0)
        ]
        return self._kinds[min(hits)] if hits else "other"
