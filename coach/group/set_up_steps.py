"""The steps of starting a group, read from knowledge/groups/set_up.toml, and what may be filled in at each."""

from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from coach.datafile import DataForm, read_toml
from coach.text import clean

MAX_LONG, MAX_LINE = 2_000, 200
Value = str | int


class Option(DataForm):
    id: str
    label: str


class StepField(DataForm):
    """One thing to fill in. `warn` is said, kindly, when a number is above `warn_above`; it forbids nothing."""

    id: str
    kind: Literal["line", "long", "number", "choice", "method"]
    label: str
    help: str = ""
    default: Value | None = None
    options: tuple[Option, ...] = ()
    min: int = 0
    max: int = 1_000
    warn_above: int | None = None
    warn: str = ""

    @model_validator(mode="after")
    def _fits(self) -> "StepField":
        if (self.kind == "choice") != bool(self.options):
            raise ValueError("options horen bij een choice, en bij niets anders")
        if self.default is not None and isinstance(self.default, int) != (self.kind == "number"):
            raise ValueError("default past niet bij deze soort veld")
        return self


class Step(DataForm):
    """One page of the wizard: a short explanation with its source, and at most three fields."""

    id: str
    title: str
    text: str
    seeds: tuple[str, ...] = Field(min_length=1)
    source: str
    field: tuple[StepField, ...] = Field(default=(), max_length=3)


class Steps(DataForm):
    """All steps, in order."""

    step: tuple[Step, ...] = Field(min_length=1)

    @classmethod
    def load(cls, path: Path) -> "Steps":
        """Raises BadData with file and key when the form is wrong."""
        return read_toml(path, cls)


def read_value(field: StepField, raw: str | int, methods: dict[str, str]) -> Value | None:
    """What was filled in, checked; None when nothing was. Raises ValueError with a Dutch sentence for the field."""
    if field.kind == "number":
        return _number(field, raw)
    text = clean(str(raw))
    if not text:
        return None
    if field.kind in ("choice", "method"):
        known = methods if field.kind == "method" else {option.id: option.label for option in field.options}
        if text not in known:
            raise ValueError("Kies een van de mogelijkheden.")
        return text
    text = " ".join(text.split()) if field.kind == "line" else text
    most = MAX_LINE if field.kind == "line" else MAX_LONG
    if len(text) > most:
        raise ValueError(f"Houd het bij {most} tekens.")
    return text


def _number(field: StepField, raw: str | int) -> int | None:
    text = clean(str(raw))
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 6) or not field.min <= int(text) <= field.max:
        raise ValueError(f"Vul een heel getal in van {field.min} tot en met {field.max}.")
    return int(text)


def shown_value(field: StepField, value: Value, methods: dict[str, str]) -> str:
    """A value as people read it: the label of a choice, the name of a method."""
    known = methods if field.kind == "method" else {option.id: option.label for option in field.options}
    return known.get(str(value), str(value))
