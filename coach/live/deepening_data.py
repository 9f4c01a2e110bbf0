"""The deepening questions and the words they go by, as people edit them in knowledge/deepening."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self, get_args

from pydantic import Field, model_validator

from coach.datafile import DataForm, read_toml
from coach.errors import BadData
from coach.method.model import PhaseType

Dimension = Literal[
    "facts", "feelings", "norms", "own_role", "pattern", "other_perspective", "solution", "process"
]  # fmt: skip
Balanced = Literal["facts", "feelings", "norms"]
BALANCED: tuple[Balanced, ...] = get_args(Balanced)
SLOT = "{woord}"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the library. `slot` names the list of words of which the presenter must have used one."""

    text: str
    family: str
    dimension: Dimension
    depth: int
    phases: frozenset[PhaseType]
    methods: frozenset[str]
    needs_permission: bool
    because: str
    slot: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """Words that tell what a turn is about, and words that can be given back, by list."""

    dimensions: dict[Balanced, tuple[str, ...]]
    slots: dict[str, tuple[str, ...]]


class QuestionForm(DataForm):
    text: str = Field(min_length=8, max_length=160)
    dimension: Dimension
    depth: int = Field(ge=1, le=5)
    because: str = Field(min_length=10, max_length=160)
    phases: tuple[PhaseType, ...] = ()
    needs_permission: bool = False
    slot: str | None = None

    @model_validator(mode="after")
    def _slot_and_text_agree(self) -> Self:
        if (SLOT in self.text) != (self.slot is not None):
            raise ValueError(f"{SLOT} in de tekst en de sleutel slot horen bij elkaar")
        return self


class FamilyForm(DataForm):
    """One file: a family of questions with the phases (and methods, when not for all) in which they belong."""

    family: str
    phases: tuple[PhaseType, ...] = Field(min_length=1)
    methods: tuple[str, ...] = ()
    questions: tuple[QuestionForm, ...] = Field(min_length=1)


class WordsForm(DataForm):
    dimensions: dict[Balanced, tuple[str, ...]]
    slots: dict[str, tuple[str, ...]]

    @model_validator(mode="after")
    def _short_quotes(self) -> Self:
        long = [phrase for words in self.slots.values() for phrase in words if len(phrase.split()) > 4]
        if long:
            raise ValueError(f"een citaat telt hooguit vier woorden: {long[0]}")
        missing = set(BALANCED) - set(self.dimensions)
        if missing:
            raise ValueError(f"dimensions mist: {', '.join(sorted(missing))}")
        return self


def load_deepening(folder: Path) -> tuple[tuple[Question, ...], Words]:
    """All families of a folder and woorden.toml. Raises BadData that names file and key."""
    form = read_toml(folder / "woorden.toml", WordsForm)
    words = Words(dict(form.dimensions), dict(form.slots))
    found: list[Question] = []
    for path in sorted(folder.glob("*.toml")):
        if path.name != "woorden.toml":
            found += _family(path, words)
    if not found:
        raise BadData("In deze map staan geen verdiepingsvragen.", where=folder.name)
    return tuple(found), words


def _family(path: Path, words: Words) -> list[Question]:
    family = read_toml(path, FamilyForm)
    for number, form in enumerate(family.questions):
        if form.slot is not None and form.slot not in words.slots:
            raise BadData(f"De lijst {form.slot} staat niet in woorden.toml.", where=f"{path.name}: questions.{number}")
    return [
        Question(
            text=form.text,
            family=family.family,
            dimension=form.dimension,
            depth=form.depth,
            phases=frozenset(form.phases or family.phases),
            methods=frozenset(family.methods),
            needs_permission=form.needs_permission,
            because=form.because,
            slot=form.slot,
        )
        for form in family.questions
    ]
