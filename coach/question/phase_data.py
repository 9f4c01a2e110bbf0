"""phase_fit.toml in its checked form: the phase matrix of domain C.3, its exceptions per method, signs and reasons."""

from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from coach.errors import BadData
from coach.question.features import addresses
from coach.question.judgement import KINDS, Fit, Kind, Violation
from coach.question.lexicon import Lexicon, read_data
from coach.question.phrases import PhraseBook, PhraseError
from coach.question.reading import sentences
from coach.text import words

_FITS: dict[str, Fit] = {"G": "wanted", "T": "tolerated", "F": "wrong"}
_COLUMN_OF = {
    "preparation": "start", "check_in": "start", "choose_case": "start", "restate": "core", "evaluation": "harvest",
}  # fmt: skip
PHASE_TYPES = (
    "preparation", "check_in", "choose_case", "present", "information", "deepening", "analysis", "core", "restate",
    "advice", "response", "harvest", "evaluation",
)  # fmt: skip


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ExceptionRule(_Strict):
    """Where a method departs from the matrix. Empty `phases` means all phases."""

    method: str
    phases: list[str]
    kinds: list[Kind]
    fit: Literal["G", "T", "F"]
    because: str


class Sign(_Strict):
    """Words that break a rule, whatever the kind of the contribution."""

    violation: Violation
    patterns: list[str] = Field(min_length=1)


class PhaseFile(_Strict):
    """phase_fit.toml."""

    version: str
    columns: str
    matrix: dict[Kind, str]
    reasons: dict[str, str]
    exception: list[ExceptionRule]
    sign: list[Sign]


class Placed(NamedTuple):
    """A fit, and the method's own reason when it comes from an exception."""

    fit: Fit
    because: str | None


class PhaseData:
    """The matrix, ready to look up."""

    def __init__(self, file: PhaseFile, lexicon: Lexicon) -> None:
        columns = file.columns.split()
        self._fits = {
            (kind, column): _FITS[letter]
            for kind, row in file.matrix.items()
            for column, letter in zip(columns, row.split(), strict=True)
        }
        self.reasons = file.reasons
        self._exceptions = file.exception
        self._lexicon = lexicon
        pairs = [(pattern, sign.violation) for sign in file.sign for pattern in sign.patterns]
        self._signs: PhraseBook[Violation] = PhraseBook(pairs, lexicon.words)
        missing = [(kind, c) for kind in KINDS for c in columns if (kind, c) not in self._fits]
        if missing:
            raise BadData(f"De rij {missing[0][0]} ontbreekt.", where=f"phase_fit.toml: matrix.{missing[0][0]}")

    @classmethod
    def load(cls, folder: Path, lexicon: Lexicon) -> "PhaseData":
        """Reads phase_fit.toml. Raises BadData."""
        file = read_data(folder / "phase_fit.toml", PhaseFile)
        for kind, row in file.matrix.items():
            if len(row.split()) != len(file.columns.split()) or set(row.split()) - set(_FITS):
                raise BadData(f"De rij {kind} klopt niet met de kolommen.", where=f"phase_fit.toml: matrix.{kind}")
        try:
            return cls(file, lexicon)
        except PhraseError as error:
            where = f"phase_fit.toml: {error.pattern}"
            raise BadData(f"De wending ‘{error.pattern}’ klopt niet: {error}.", where=where) from None

    def place(self, kind: Kind, phase: str, method: str | None) -> Placed:
        """Where a kind stands in a phase type, with the exceptions of the method."""
        placed = Placed(self._fits[kind, _COLUMN_OF.get(phase, phase)], None)
        for rule in self._exceptions:
            if rule.method == method and kind in rule.kinds and (not rule.phases or phase in rule.phases):
                placed = Placed(_FITS[rule.fit], rule.because)
        return placed

    def about_you(self, text: str) -> bool:
        """Whether the one addressed is the subject near the front; "was je leidinggevende erbij" is about another."""
        said = tuple(word.lower() for word in words(text))
        return addresses(said, self._lexicon.words["you"], self._lexicon.words["person"])

    def signs(self, low: str) -> frozenset[Violation]:
        """The rules that words of a folded text break."""
        return frozenset(
            hit.value
            for sentence in sentences(low, self._lexicon)
            for i, word in enumerate(sentence.words)
            for hit in self._signs.at(low, word.low, word.start, i == 0)
        )
