"""phase_fit_signs.toml in its checked form: words that break a rule of the meeting, and words that take it back."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from coach.datafile import read_toml
from coach.errors import BadData
from coach.question.judgement import Violation
from coach.question.lexicon import Lexicon, phrase_book
from coach.question.phrases import PhraseBook
from coach.question.reading import Sentence, fold, sentences

_FILE = "phase_fit_signs.toml"
Value = TypeVar("Value")
# A street with a number, a postcode, a phone number, a birth date, a person introduced by title and surname.
_IDENTIFYING = re.compile(
    r"\b[A-Z]\w+(?:straat|laan|weg|plein|kade|gracht|dreef|hof|singel|dijk)\s+\d+|\b[1-9]\d{3}\s?[A-Z]{2}\b"
    r"|\b06[- ]?\d{8}\b|\bgeboren\s+(?:op\s+|is\s+)?\d{1,2}\b"
    r"|\b(?:[Hh]eet|[Hh]eette|genaamd|gaat om|ging om|naam is)\s+(?:mevrouw|meneer|de heer|mw\.?|dhr\.?|familie)?\s*"
    r"(?:[Vv]an |[Dd]e |[Dd]en |[Dd]er )*[A-Z][a-zà-ÿ]+\s(?:van |de |den |der )*[A-Z][a-zà-ÿ]{2,}"
    r"|(?<=[a-zé,:] )(?!Raad|Hogeschool|Universiteit|Ministerie|Wet|Bureau|Stichting|Dag|Huis|Kamer|Hof)"
    r"[A-Z][a-zé]+ (?:van |de |den |der )+[A-Z][a-z]{2,}"
    r"|\b(?:gaat om|ging om|heet|heette|naam is)\s+(?:mevrouw|meneer|de heer|mw\.?|dhr\.?|familie)\s+"
    r"(?:[Vv]an |[Dd]e |[Dd]en |[Dd]er )*[A-Z][a-zà-ÿ]{2,}"
)


class _Where(BaseModel):
    """By whom and in which phase types an entry counts; empty means everywhere."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    roles: list[str] = []
    not_roles: list[str] = []
    phases: list[str] = []
    not_phases: list[str] = []
    patterns: list[str] = Field(min_length=1)
    unless: list[str] = []

    def holds(self, role: str, phase: str) -> bool:
        """Whether the entry counts for this role in this phase type."""
        here = (not self.phases or phase in self.phases) and phase not in self.not_phases
        return here and (not self.roles or role in self.roles) and role not in self.not_roles


class Sign(_Where):
    """Words that break a rule, whatever the kind of the contribution.

    `with`: of each of these rows something must stand in the sentence too. `asks`: only with, or without, a "?".
    """

    violation: Violation
    asks: bool | None = None
    along: list[list[str]] = Field(default=[], alias="with")


class Harmless(_Where):
    """Words that show that certain rules are not broken. `with`: of each of these rows something stands in the text."""

    clears: list[Violation] = Field(min_length=1)
    along: list[list[str]] = Field(default=[], alias="with")


class SignsFile(BaseModel):
    """phase_fit_signs.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    version: str
    words: dict[str, str]
    sign: list[Sign]
    harmless: list[Harmless]


class _Hits(NamedTuple):
    """Numbers of the entries whose words were found: what says so, what takes it back, and rows that go along."""

    said: frozenset[int]
    unsaid: frozenset[int]
    along: frozenset[tuple[int, int]]

    def met(self, number: int, rows: int) -> bool:
        """Whether of each of the rows of this entry something was found."""
        return all((number, row) in self.along for row in range(rows))


class _Book:
    """The words of a list of entries."""

    def __init__(self, entries: Sequence[Sign | Harmless], classes: Mapping[str, frozenset[str]]) -> None:
        numbered = list(enumerate(entries))
        said = [(pattern, i) for i, entry in numbered for pattern in entry.patterns]
        unsaid = [(pattern, i) for i, entry in numbered for pattern in entry.unless]
        along = [(p, (i, row)) for i, entry in numbered for row, row_of in enumerate(entry.along) for p in row_of]
        self._said = phrase_book(_FILE, classes, said)
        self._unsaid = phrase_book(_FILE, classes, unsaid)
        self._along = phrase_book(_FILE, classes, along)

    def hits(self, low: str, sentence: Sentence) -> _Hits:
        return _Hits(
            _found(self._said, low, sentence), _found(self._unsaid, low, sentence), _found(self._along, low, sentence)
        )


def _found(book: PhraseBook[Value], low: str, sentence: Sentence) -> frozenset[Value]:
    return frozenset(
        hit.value for i, word in enumerate(sentence.words) for hit in book.at(low, word.low, word.start, i == 0)
    )


class Signs:
    """The signs, ready to look up."""

    def __init__(self, file: SignsFile, lexicon: Lexicon) -> None:
        classes = {**lexicon.words, **{name: frozenset(row.split()) for name, row in file.words.items()}}
        self._signs, self._harmless, self._lexicon = file.sign, file.harmless, lexicon
        self._sign_book, self._harmless_book = _Book(file.sign, classes), _Book(file.harmless, classes)

    @classmethod
    def load(cls, folder: Path, lexicon: Lexicon, phases: tuple[str, ...]) -> "Signs":
        """Reads phase_fit_signs.toml; `phases` are the phase types there are. Raises BadData."""
        file = read_toml(folder / _FILE, SignsFile)
        for entry in (*file.sign, *file.harmless):
            strange = [name for name in (*entry.phases, *entry.not_phases) if name not in phases]
            if strange:
                where = f"{_FILE}: phases"
                raise BadData(f"Een teken noemt de fase {strange[0]}, en die bestaat niet.", where=where)
        return cls(file, lexicon)

    def broken(self, text: str, role: str, phase: str) -> frozenset[Violation]:
        """The rules that words of a text break when this role says it in this phase type."""
        found: set[Violation] = {"safety"} if _IDENTIFYING.search(text) else set()
        low = fold(text)
        for sentence in sentences(low, self._lexicon):
            hits = self._sign_book.hits(low, sentence)
            for number in hits.said - hits.unsaid:
                sign = self._signs[number]
                asked = sign.asks in (None, sentence.asks)
                if asked and sign.holds(role, phase) and hits.met(number, len(sign.along)):
                    found.add(sign.violation)
        return frozenset(found)

    def harmless(self, text: str, role: str, phase: str) -> frozenset[Violation]:
        """The rules that words of a text show not to be broken, in the same terms."""
        low = fold(text)
        each = [self._harmless_book.hits(low, sentence) for sentence in sentences(low, self._lexicon)]
        text_hits = _Hits(*(frozenset().union(*row) for row in zip(*each, strict=True)))
        found: set[Violation] = set()
        for number in text_hits.said - text_hits.unsaid:
            entry = self._harmless[number]
            if entry.holds(role, phase) and text_hits.met(number, len(entry.along)):
                found.update(entry.clears)
        return frozenset(found)
