"""Data files that people edit by hand: read as TOML, checked against a form, refused with file and key."""

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from coach.errors import BadData


class DataForm(BaseModel):
    """Base of every checked form: unknown keys are refused, so that a typing error is found at once."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, frozen=True)


Form = TypeVar("Form", bound=BaseModel)


def read_tables(path: Path) -> dict[str, Any]:
    """The file as TOML, in whatever form. Raises BadData with `where` as its name when it is missing or unreadable."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadData("Dit bestand ontbreekt. Zet het terug.", where=path.name) from None
    except OSError:
        raise BadData(
            "Dit bestand is niet te lezen. Is het een bestand, en mag je het lezen?", where=path.name
        ) from None
    except UnicodeDecodeError:
        raise BadData("Dit bestand is geen UTF-8. Bewaar het als UTF-8.", where=path.name) from None
    except tomllib.TOMLDecodeError as error:
        raise BadData(f"Dit is geen geldige TOML: {error}.", where=path.name) from None


def read_toml(path: Path, form: type[Form]) -> Form:
    """The file in the form asked for. Raises BadData with `where` as "file: key" when it is missing or wrong."""
    tables = read_tables(path)
    try:
        return form.model_validate(tables)
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        key = ".".join(str(part) for part in first["loc"]) or "bestand"
        text = str(first["msg"]).removeprefix("Value error, ")
        raise BadData(f"{key}: {text}", where=f"{path.name}: {key}") from None
