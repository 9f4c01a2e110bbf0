"""What a group can choose in a clause of its contract: the five kinds of knowledge/contracts/clauses.toml.

Each kind reads what somebody filled in, says it in Dutch, and knows which of two values is the stricter one.
"""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from coach.datafile import DataForm
from coach.text import clean

Value = bool | int | str | tuple[str, ...]
MAX_LINES, MAX_LINE = 40, 200


class ChoiceForm(DataForm):
    """What all kinds share. `needs_yes`: off as long as an active member agreed to no version that is looked at."""

    id: str
    label: str
    help: str = ""
    origin: Literal["source", "own"]
    note: str
    needs_yes: bool = False
    # Parts of words in own text that are about this choice, and what it counts (coach.group.clause_numbers).
    about: tuple[str, ...] = ()
    unit: Literal["", "days", "weeks", "months", "people", "meetings"] = ""


class YesNo(ChoiceForm):
    """Yes or no. `stricter` names the answer that allows less."""

    kind: Literal["yes_no"]
    default: StrictBool
    least: StrictBool
    stricter: Literal["yes", "no"]
    yes: str
    no: str

    def accept(self, raw: object) -> bool:
        """What was filled in. Raises ValueError with a Dutch sentence."""
        if isinstance(raw, bool):
            return raw
        if raw not in ("yes", "no"):
            raise ValueError("Kies ja of nee.")
        return raw == "yes"

    def said(self, value: Value) -> tuple[str, ...]:
        return (self.yes if value else self.no,)

    def tighter(self, old: Value, new: Value) -> Value:
        return bool(old or new) if self.stricter == "yes" else bool(old and new)


class Number(ChoiceForm):
    """A whole number. Above `warn_above` a kind warning is shown; it forbids nothing."""

    kind: Literal["number"]
    default: StrictInt
    least: StrictInt
    min: StrictInt
    max: StrictInt
    stricter: Literal["lower", "none"]
    many: str
    one: str = ""
    zero: str = ""
    warn_above: StrictInt | None = None
    warning: str = ""
    set_up: str = ""

    def accept(self, raw: object) -> int:
        """What was filled in. Raises ValueError with a Dutch sentence."""
        return _whole(raw, self.min, self.max)

    def said(self, value: Value) -> tuple[str, ...]:
        special = {0: self.zero, 1: self.one}.get(int(value)) if isinstance(value, int) else ""
        return (special or self.many.replace("{n}", str(value)),)

    def tighter(self, old: Value, new: Value) -> Value:
        both_numbers = isinstance(old, int) and isinstance(new, int)
        return min(old, new) if both_numbers and self.stricter == "lower" else old


class Option(DataForm):
    """One of the things to choose from. `days`: how long something is kept; without it, as long as the group exists."""

    id: str
    said: str
    sentence: str = ""
    nameless: str = ""
    days: int | None = None


class OwnDays(DataForm):
    """A number of days of one's own, beside the options; it is kept as that number."""

    label: str
    min: StrictInt
    max: StrictInt
    one: str
    many: str


class OneOf(ChoiceForm):
    """One option of several, or where `own_days` is there a number of days."""

    kind: Literal["one_of"]
    default: str
    least: str
    stricter: Literal["none"]
    options: tuple[Option, ...] = Field(min_length=2)
    own_days: OwnDays | None = None

    def accept(self, raw: object) -> str | int:
        """What was filled in. Raises ValueError with a Dutch sentence."""
        if raw in [option.id for option in self.options]:
            return str(raw)
        if self.own_days is None:
            raise ValueError("Kies een van de mogelijkheden.")
        return _whole(raw, self.own_days.min, self.own_days.max)

    def said(self, value: Value) -> tuple[str, ...]:
        if self.own_days is not None and isinstance(value, int):
            return (self.own_days.one if value == 1 else self.own_days.many.replace("{n}", str(value)),)
        return tuple(option.said for option in self.options if option.id == value)

    def days(self, value: Value) -> int | None:
        """How many days it comes to; None: as long as the group exists."""
        return value if isinstance(value, int) else next(o.days for o in self.options if o.id == value)

    def tighter(self, old: Value, new: Value) -> Value:
        return old


class Several(ChoiceForm):
    """Any number of options, in the order of the file."""

    kind: Literal["several"]
    default: tuple[str, ...]
    least: tuple[str, ...]
    stricter: Literal["both"]
    options: tuple[Option, ...] = Field(min_length=2)

    def accept(self, raw: object) -> tuple[str, ...]:
        """What was filled in. Raises ValueError with a Dutch sentence."""
        chosen = _strings(raw)
        if not set(chosen) <= {option.id for option in self.options}:
            raise ValueError("Kies uit de mogelijkheden.")
        return tuple(option.id for option in self.options if option.id in chosen)

    def said(self, value: Value) -> tuple[str, ...]:
        chosen = value if isinstance(value, tuple) else ()
        return tuple(option.said for option in self.options if option.id in chosen)

    def tighter(self, old: Value, new: Value) -> Value:
        return tuple(one for one in _strings(old) if one in _strings(new))


class Lines(ChoiceForm):
    """Sentences of the group's own, one a line."""

    kind: Literal["lines"]
    default: tuple[str, ...]
    least: tuple[str, ...]
    stricter: Literal["both", "either"]

    def accept(self, raw: object) -> tuple[str, ...]:
        """What was filled in. Raises ValueError with a Dutch sentence."""
        given = raw.splitlines() if isinstance(raw, str) else _strings(raw)
        lines = tuple(dict.fromkeys(line for text in given if (line := " ".join(clean(text).split()))))
        if len(lines) > MAX_LINES or any(len(line) > MAX_LINE for line in lines):
            raise ValueError(f"Schrijf hooguit {MAX_LINES} regels van hooguit {MAX_LINE} tekens.")
        return lines

    def said(self, value: Value) -> tuple[str, ...]:
        return value if isinstance(value, tuple) else ()

    def tighter(self, old: Value, new: Value) -> Value:
        first, second = _strings(old), _strings(new)
        if self.stricter == "either":
            return tuple(dict.fromkeys((*first, *second)))
        return tuple(line for line in first if line in second)


Choice = Annotated[YesNo | Number | OneOf | Several | Lines, Field(discriminator="kind")]


def _whole(raw: object, low: int, high: int) -> int:
    text = clean(str(raw)) if isinstance(raw, str | int) and not isinstance(raw, bool) else ""
    whole = text.isascii() and text.isdigit() and len(text) < 6
    if not whole or not low <= int(text) <= high:
        raise ValueError(f"Vul een heel getal in van {low} tot en met {high}.")
    return int(text)


def _strings(raw: object) -> tuple[str, ...]:
    if not isinstance(raw, Sequence) or isinstance(raw, str) or not all(isinstance(one, str) for one in raw):
        raise ValueError("Geef hier een lijst met teksten.")
    return tuple(raw)
