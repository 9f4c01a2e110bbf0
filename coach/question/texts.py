"""The Dutch sentences the judge answers with, and the words it may keep of a question, read from texts.toml."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from coach.datafile import read_toml
from coach.errors import BadData
from coach.question.judgement import LABELS
from coach.question.lexicon import Lexicon, phrase_book
from coach.question.phrases import PhraseBook
from coach.question.rewrite_opened import OpenWords
from coach.question.topic_words import TopicWords

PickFor = Literal["advice", "judgement", "suggestive", "choice", "closed"]
Pair = Annotated[tuple[str, ...], Field(min_length=1, max_length=2)]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RewriteText(_Row):
    """Questions of one family, each as (je, u), or alone when the two are the same."""

    family: str
    tijd: Literal["", "nu", "toen"] = ""
    vragen: list[Pair] = Field(min_length=1)


class Pick(_Row):
    """Expressions that lead a question of one sort to a family of rewrites."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    sort: PickFor = Field(alias="for")
    family: str
    patterns: list[str] = Field(min_length=1)


class TopicRows(_Row):
    """Rows of nouns with spaces between them."""

    persoon: str
    hogerop: str
    orgaan: str
    onzijdig: str
    erbij: str
    meervoud: str
    ding: str
    gebeurtenis: str
    plek: str
    binnen: str = Field(alias="in")
    met: str
    wending: str
    zegswijze: str
    geen: str


class Texts(_Row):
    """texts.toml."""

    version: str
    doubt: dict[Literal["plan", "feeling"], str]
    explain: dict[str, Annotated[list[str], Field(min_length=1)]]
    topic: TopicRows
    openen: dict[str, str]
    pick: list[Pick]
    rewrite: list[RewriteText]

    @classmethod
    def load(cls, folder: Path) -> "Texts":
        """Reads texts.toml. Raises BadData."""
        texts = read_toml(folder / "texts.toml", cls)
        missing = [label for label in LABELS if label not in texts.explain]
        if missing:
            raise BadData(f"De uitleg bij {missing[0]} ontbreekt.", where=f"texts.toml: explain.{missing[0]}")
        families = {row.family.partition(".")[0] for row in texts.rewrite}
        for pick in texts.pick:
            if pick.family.partition(".")[0] not in families:
                raise BadData(f"Bij {pick.family} staat geen betere vraag.", where=f"texts.toml: pick.{pick.family}")
        return texts


class Shapes:
    """The rewrites and the expressions of texts.toml, ready to look up."""

    def __init__(self, texts: Texts, lexicon: Lexicon) -> None:
        """Raises BadData when an expression cannot be read."""
        self.topics = TopicWords({name: frozenset(row.split()) for name, row in texts.topic.model_dump().items()})
        self.open_words = OpenWords.of(texts.openen)
        self._families = [pick.family for pick in texts.pick]
        self._books: dict[str, PhraseBook[int]] = {}
        for sort in {pick.sort for pick in texts.pick}:
            pairs = [(p, i) for i, pick in enumerate(texts.pick) if pick.sort == sort for p in pick.patterns]
            self._books[sort] = phrase_book("texts.toml", lexicon.words, pairs)
        self._rows: dict[tuple[str, str], tuple[Pair, ...]] = {}
        for row in texts.rewrite:
            for when in ("nu", "toen") if row.tijd == "" else (row.tijd,):
                key = (row.family, when)
                self._rows[key] = (*self._rows.get(key, ()), *row.vragen)

    def pick(self, sort: PickFor, low: str, words: list[tuple[str, int, bool]]) -> str:
        """The family whose expression stands highest in the file, "" when none occurs.

        `words` are (word, start, whether a question begins there) of the folded text `low`.
        """
        found = [hit.value for word, at, begins in words for hit in self._books[sort].at(low, word, at, begins)]
        return self._families[min(found)] if found else ""

    def fitting(self, sort: PickFor, low: str, words: list[tuple[str, int, bool]]) -> frozenset[str]:
        """Every family of which an expression occurs."""
        found = (hit.value for word, at, begins in words for hit in self._books[sort].at(low, word, at, begins))
        return frozenset(self._families[value] for value in found)

    def of(self, family: str, when: str, filled: bool) -> tuple[Pair, ...]:
        """The questions of a family in a tense, those with a slot or those without."""
        rows = self._rows.get((family, when), ())
        return tuple(pair for pair in rows if filled == ("{" in pair[0]))
