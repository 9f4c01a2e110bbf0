"""Signs of danger in words: despair, abuse, a child in danger, a threat. Read from data, never from a person.

What is read is what the words say, whoever says them and about whom (DESIGN idea 8). Nothing is kept and nothing is
concluded about anybody; the answer is a warm sentence and the places where help is found.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

from pydantic import model_validator

from coach.datafile import DataForm, read_toml
from coach.errors import BadData
from coach.safety.phrases import Pattern, PatternIndex, compile_phrase, erase, normalise, start_of
from coach.text import clean

Kind = Literal["despair", "abuse", "child", "threat"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where help is: what it is called, how to reach it, and a web address when it has one."""

    name: str
    how: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Concern:
    """What was read in the words (`kind`), a sentence for the reader, and where help is."""

    kind: Kind
    message: str
    places: tuple[Place, ...]


class PlaceForm(DataForm):
    name: str
    how: str
    address: str | None = None


class SignForm(DataForm):
    kind: Kind
    message: str
    places: list[str]
    in_order: tuple[str, ...] = ()
    any_order: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _has_phrases(self) -> Self:
        if not self.in_order and not self.any_order:
            raise ValueError("noem minstens één zin onder in_order of any_order")
        return self


class SafetyForm(DataForm):
    """knowledge/safety.toml. Signs are looked for in the order of the file; the first kind found counts."""

    places: dict[str, PlaceForm]
    words: dict[str, list[str]]
    exceptions: list[str]
    signs: list[SignForm]

    @model_validator(mode="after")
    def _places_exist(self) -> Self:
        missing = {name for sign in self.signs for name in sign.places} - set(self.places)
        if missing:
            raise ValueError(f"plaats bestaat niet: {', '.join(sorted(missing))}")
        return self


@dataclass(frozen=True, slots=True)
class _Sign:
    concern: Concern
    patterns: PatternIndex


def _compile(phrase: str, form: SafetyForm, where: str, *, any_order: bool = False) -> Pattern:
    try:
        return compile_phrase(phrase, form.words, any_order=any_order)
    except ValueError as error:
        raise BadData(f"{phrase!r}: {error}.", where=where) from None


def _sign(sign: SignForm, form: SafetyForm, file: str) -> _Sign:
    places = tuple(Place(place.name, place.how, place.address) for place in (form.places[name] for name in sign.places))
    where = f"{file}: signs.{sign.kind}"
    ordered = [_compile(phrase, form, where) for phrase in sign.in_order]
    free = [_compile(phrase, form, where, any_order=True) for phrase in sign.any_order]
    return _Sign(Concern(sign.kind, sign.message, places), PatternIndex([*ordered, *free]))


class Safety:
    """Looks for signs of danger in a text. Local, deterministic, well under a millisecond for a sentence."""

    def __init__(self, form: SafetyForm, file: str = "safety.toml") -> None:
        where = f"{file}: exceptions"
        self._exceptions = PatternIndex(_compile(phrase, form, where) for phrase in form.exceptions)
        self._signs = [_sign(sign, form, file) for sign in form.signs]

    @classmethod
    def load(cls, path: Path) -> "Safety":
        """Reads the data file. Raises BadData that names file and key."""
        return cls(read_toml(path, SafetyForm), path.name)

    def look(self, text: str) -> Concern | None:
        """The gravest concern that the words give, or None. The text is not kept."""
        words = normalise(clean(text))
        if not words:
            return None
        words = erase(words, self._exceptions.of(_starts(words)))
        starts = _starts(words)
        for sign in self._signs:
            if any(pattern.found(words) for pattern in sign.patterns.of(starts)):
                return sign.concern
        return None


def _starts(words: str) -> set[str]:
    return {start_of(word) for word in words.split()}
