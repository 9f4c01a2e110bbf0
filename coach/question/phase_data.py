"""phase_fit.toml in its checked form: the phase matrix of domain C.3, its exceptions per method, signs and reasons."""

from pathlib import Path
from typing import Literal, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from coach.datafile import read_toml
from coach.errors import BadData
from coach.question.features import addresses
from coach.question.judgement import KINDS, Fit, Judgement, Kind
from coach.question.lexicon import Lexicon, phrase_book
from coach.question.phase_signs import Signs
from coach.question.phrases import PhraseBook
from coach.question.reading import fold, sentences
from coach.text import words

Value = TypeVar("Value")
_THIRD = frozenset({"hij", "zij", "ze", "hem", "haar", "hun", "jouw", "zulke", "zo'n", "jullie"})
_TOO_SHORT = 5  # different words: "ja, dat is hem" says nothing about anybody
_FITS: dict[str, Fit] = {"G": "wanted", "T": "tolerated", "F": "wrong"}
PHASE_TYPES = (
    "preparation", "check_in", "choose_case", "present", "information", "deepening", "analysis", "core", "restate",
    "advice", "response", "harvest", "evaluation",
)  # fmt: skip


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ExceptionRule(_Strict):
    """Where a method, or words, depart from the matrix. No `method` or `phases`: all; `kinds` may name a group."""

    method: str = ""
    phases: list[str] = []
    kinds: list[str] = Field(min_length=1)
    patterns: list[str] = []
    addressed: bool = False
    fit: Literal["G", "T", "F"]
    because: str


class PhaseFile(_Strict):
    """phase_fit.toml."""

    version: str
    columns: str
    open_lifts: list[str]
    open_kinds: list[Kind]
    groups: dict[str, str]
    matrix: dict[Kind, str]
    reasons: dict[str, str]
    explain: dict[str, str]
    silent: dict[str, str]
    names: dict[str, str]
    exception: list[ExceptionRule]


class Placed(NamedTuple):
    """A fit, and the reason that goes with it when it comes from an exception."""

    fit: Fit
    because: str | None


class PhaseData:
    """The matrix, ready to look up."""

    def __init__(self, file: PhaseFile, lexicon: Lexicon, signs: Signs) -> None:
        columns = file.columns.split()
        self._fits = {
            (kind, column): _FITS[letter]
            for kind, row in file.matrix.items()
            for column, letter in zip(columns, row.split(), strict=True)
        }
        self.reasons, self.explain = file.reasons, file.explain
        self._lifted = {(kind, phase) for kind in file.open_kinds for phase in file.open_lifts}
        self._exceptions = [(rule, _kinds(rule, file.groups)) for rule in file.exception]
        self._lexicon = lexicon
        self.signs = signs
        self._silent = {method: frozenset(row.split()) for method, row in file.silent.items()}
        self._names = {name: phase for phase, row in file.names.items() for name in row.split()}
        wordings = [(pattern, i) for i, rule in enumerate(file.exception) for pattern in rule.patterns]
        self._wordings = phrase_book("phase_fit.toml", lexicon.words, wordings)

    @classmethod
    def load(cls, folder: Path, lexicon: Lexicon) -> "PhaseData":
        """Reads phase_fit.toml and phase_fit_signs.toml. Raises BadData."""
        file = read_toml(folder / "phase_fit.toml", PhaseFile)
        _check(file)
        return cls(file, lexicon, Signs.load(folder, lexicon, PHASE_TYPES))

    def type_named(self, phase: str) -> str | None:
        """The phase type of this name, also a Dutch one or an F-number; None when there is none."""
        name = "_".join(phase.lower().split())
        return name if name in PHASE_TYPES else self._names.get(name)

    def silent(self, phase: str, method: str | None) -> bool:
        """Whether the presenter only listens in this phase type, as far as the kind of method tells."""
        return phase in self._silent.get(method or "default", self._silent["default"])

    def place(self, judgement: Judgement, phase: str, method: str | None) -> Placed:
        """Where a contribution stands in a phase type: the matrix, then the exceptions; the last that fits counts."""
        # A remark without the load of advice is no advice here, whatever its kind says: people are shown the load.
        loaded = judgement.kind != "advice" or judgement.load == "advice"
        kind, text = judgement.kind if loaded else "other", judgement.text
        fit = self._fits[kind, phase]
        if fit == "tolerated" and judgement.label == "open" and (kind, phase) in self._lifted:
            fit = "wanted"
        placed, said = Placed(fit, None), self._hits(text, self._wordings)
        for number, (rule, kinds) in enumerate(self._exceptions):
            here = (not rule.method or rule.method == method) and (not rule.phases or phase in rule.phases)
            worded = (not rule.patterns or number in said) and (not rule.addressed or self.about_you(text))
            if here and worded and kind in kinds:
                placed = Placed(_FITS[rule.fit], rule.because)
        return placed

    def advice_comes(self, method: str | None) -> bool:
        """Whether the method has room for advice later: only then can an idea be parked."""
        fit = self._fits["advice", "advice"]
        for rule, kinds in self._exceptions:
            if rule.method and rule.method == method and "advice" in kinds and not rule.phases:
                fit = _FITS[rule.fit]
        return fit == "wanted"

    def about_you(self, text: str) -> bool:
        """Whether the one addressed is the subject near the front; "was je leidinggevende erbij" is about another."""
        said = tuple(word.lower() for word in words(text))
        return addresses(said, self._lexicon.words["you"], self._lexicon.words["person"])

    def about_another(self, text: str) -> bool:
        """Whether a statement can be about whoever is addressed or absent: "ik heb het nooit verteld" is not."""
        said = {word.lower() for word in words(text)}
        if len(said) < _TOO_SHORT:
            return False
        you = bool(said & self._lexicon.words["you"])
        return you or ("ik" not in said and bool(said & _THIRD))

    def _hits(self, text: str, book: PhraseBook[Value]) -> frozenset[Value]:
        low = fold(text)
        return frozenset(
            hit.value
            for sentence in sentences(low, self._lexicon)
            for i, word in enumerate(sentence.words)
            for hit in book.at(low, word.low, word.start, i == 0)
        )


def _kinds(rule: ExceptionRule, groups: dict[str, str]) -> frozenset[str]:
    return frozenset(kind for name in rule.kinds for kind in groups.get(name, name).split())


def _check(file: PhaseFile) -> None:
    """Raises BadData for a matrix with holes, or a phase or kind that does not exist."""
    columns = file.columns.split()
    if set(columns) != set(PHASE_TYPES):
        raise BadData("De kolommen zijn niet precies de dertien fasetypen.", where="phase_fit.toml: columns")
    for kind in KINDS:
        row = file.matrix.get(kind, "").split()
        if len(row) != len(columns) or set(row) - set(_FITS):
            raise BadData(f"De rij {kind} klopt niet met de kolommen.", where=f"phase_fit.toml: matrix.{kind}")
    if "default" not in file.silent or {*file.names, *" ".join(file.silent.values()).split()} - set(PHASE_TYPES):
        raise BadData(
            "Hier staat een fasetype dat niet bestaat, of ‘default’ ontbreekt.", where="phase_fit.toml: silent"
        )
    for rule in file.exception:
        strange = [name for name in rule.phases if name not in PHASE_TYPES]
        strange += sorted(_kinds(rule, file.groups) - set(KINDS))
        if strange:
            where = "phase_fit.toml: exception"
            raise BadData(f"Een uitzondering noemt {strange[0]}, en dat bestaat niet.", where=where)
