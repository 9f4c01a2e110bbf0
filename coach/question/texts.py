"""The Dutch sentences the judge answers with, read from texts.toml."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from coach.errors import BadData
from coach.question.judgement import LABELS
from coach.question.lexicon import read_data


class RewriteText(BaseModel):
    """One rewrite, in both forms of address. With `persoon` it needs a pronoun from the question."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    family: str
    je: str
    u: str
    persoon: bool = False


class Texts(BaseModel):
    """texts.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    version: str
    doubt: dict[Literal["plan", "feeling"], str]
    explain: dict[str, str]
    rewrite: list[RewriteText]

    @classmethod
    def load(cls, folder: Path) -> "Texts":
        """Reads texts.toml. Raises BadData."""
        texts = read_data(folder / "texts.toml", cls)
        missing = [label for label in LABELS if label not in texts.explain]
        if missing:
            raise BadData(f"De uitleg bij {missing[0]} ontbreekt.", where=f"texts.toml: explain.{missing[0]}")
        return texts

    def rewrites(self, family: str) -> list[RewriteText]:
        """The rewrites of a family, in the order of the file; those of the broader family when it has none."""
        found = [text for text in self.rewrite if text.family == family]
        return found or [text for text in self.rewrite if text.family == family.partition(".")[0]]
