"""The clauses of an intervision contract, read from knowledge/contracts/clauses.toml (domain E.1)."""

from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field

from coach.datafile import DataForm, read_toml
from coach.group.choices import Choice, Value

MAX_TEXT = 2_000


class Section(DataForm):
    """A heading over some clauses."""

    id: str
    title: str


class Told(DataForm):
    """Words from the start-up wizard ("step.field") that begin a first contract, after the question they answer."""

    field: str
    lead: str
    after: str = ""


class Clause(DataForm):
    """One thing a group agrees on: a plain text, and the choices that the software obeys."""

    id: str
    number: int
    title: str
    section: str
    why: str
    sources: tuple[str, ...] = Field(min_length=1)
    origin: Literal["source", "own"]
    text: str
    set_up: tuple[Told, ...] = ()
    choices: tuple[Choice, ...] = ()


class Book(DataForm):
    """All clauses, in order."""

    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]

    @classmethod
    def load(cls, path: Path) -> "Book":
        """Raises BadData with file and key when the form is wrong; `doorvraag contracts check` says all that is."""
        return read_toml(path, cls)

    @cached_property
    def choices(self) -> dict[str, Choice]:
        """Every choice by its id, which is unique over all clauses."""
        return {choice.id: choice for clause in self.clauses for choice in clause.choices}

    def of_section(self, section: str) -> list[Clause]:
        """The clauses under one heading, by number."""
        return [clause for clause in self.clauses if clause.section == section]

    def least(self) -> dict[str, Value]:
        """What holds as long as no contract does."""
        return {key: choice.least for key, choice in self.choices.items()}

    def tighter(self, old: dict[str, Value], new: dict[str, Value]) -> dict[str, Value]:
        """Per choice the stricter of two values; where that has no meaning, the old one."""
        return {key: choice.tighter(old[key], new[key]) for key, choice in self.choices.items()}
