"""Looks a method file over and says, in Dutch, what is wrong, on which line, and how to mend it."""

import difflib
import json
import re
import tomllib
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path as FilePath
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from coach.method.lines import Path, key_lines, line_of
from coach.method.model import Method
from coach.method.rules import Fault, faults

_METHOD = TypeAdapter(Method)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: the file's name, the line from 1, and a Dutch sentence that says what to do."""

    file: str
    line: int
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.mend}"


def check_file(path: FilePath) -> list[Problem]:
    """The problems of a method file, in the order of its lines; empty when it can be used."""
    return read_method(path)[1]


def read_method(path: FilePath) -> tuple[Method | None, list[Problem]]:
    """The method in a file and what is wrong with it. With problems the method is None."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        return None, [
            Problem(path.name, 1, "Dit bestand kan ik niet openen. Kijk of het bestaat en gelezen mag worden.")
        ]
    except UnicodeDecodeError:
        return None, [Problem(path.name, 1, "Dit is geen tekst in UTF-8. Sla het bestand op als UTF-8.")]
    return parse_method(text, path.name)


def parse_method(text: str, file: str) -> tuple[Method | None, list[Problem]]:
    """The same for a text; `file` is the name it has or will have, and its stem must be the method's id."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, [Problem(file, _line_in(str(error)), "Dit is geen geldige TOML. " + _TOML_HINT)]
    method, found = _shape(data)
    if method is not None:
        found += faults(method, FilePath(file).stem)
    lines = key_lines(text)
    problems = sorted({Problem(file, line_of(at, lines), mend) for at, mend in found}, key=lambda p: (p.line, p.mend))
    return (None if problems else method), problems


_TOML_HINT = "Kijk op deze regel naar een aanhalingsteken, haakje of is-teken dat ontbreekt."


def _line_in(message: str) -> int:
    found = re.search(r"line (\d+)", message)
    return int(found.group(1)) if found else 1


def _shape(data: dict[str, Any]) -> tuple[Method | None, list[Fault]]:
    """Keys and kinds of value. JSON is the detour on which pydantic is strict and still takes lists and names."""
    found = list(_unknown_keys(data, Method, ()))
    try:
        return _METHOD.validate_json(json.dumps(data, default=str), strict=True), found
    except ValidationError as error:
        for e in error.errors(include_url=False, include_context=True):
            found.append((_inside(e["loc"], data), _mend(e["type"], e["loc"], e.get("ctx", {}))))
        return None, found


def _inside(loc: Path, data: Any) -> Path:
    """A missing key has no line of its own: the table it belongs to has."""
    path: Path = ()
    for part in loc:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            break
        path = (*path, part)
    return path


def _unknown_keys(value: Any, kind: Any, at: Path) -> list[Fault]:
    """Keys that no field of the model has, all the way down."""
    if get_origin(kind) is tuple and isinstance(value, list):
        item = get_args(kind)[0]
        return [fault for i, one in enumerate(value) for fault in _unknown_keys(one, item, (*at, i))]
    if get_origin(kind) is UnionType or not is_dataclass(kind) or not isinstance(value, dict):
        return []
    known = [field.name for field in fields(kind)]
    found: list[Fault] = [((*at, key), _unknown(key, known)) for key in value if key not in known]
    for name, inner in get_type_hints(kind).items():
        if name in value:
            found += _unknown_keys(value[name], inner, (*at, name))
    return found


def _unknown(key: str, known: list[str]) -> str:
    near = difflib.get_close_matches(key, known, n=1)
    if near:
        return f'"{key}" ken ik niet. Bedoel je "{near[0]}"?'
    return f'"{key}" ken ik niet. Haal het weg, of kies uit: {", ".join(known)}.'


_KINDS = {
    "string_type": "een tekst tussen aanhalingstekens",
    "int_type": "een heel getal, zonder aanhalingstekens",
    "int_from_float": "een heel getal",
    "bool_type": "true of false",
    "tuple_type": "een lijst tussen [ en ]",
    "dataclass_type": "een blok met eigen sleutels",
}


def _mend(kind: str, loc: Path, context: dict[str, Any]) -> str:
    name = next((str(part) for part in reversed(loc) if isinstance(part, str)), "dit bestand")
    if kind == "missing":
        return f'"{name}" ontbreekt. Voeg het toe.'
    if kind == "enum":
        choices = str(context["expected"]).replace("'", "").replace(" or ", ", ")
        return f'Deze waarde bestaat niet bij "{name}". Kies uit: {choices}.'
    return f'Bij "{name}" hoort {_KINDS.get(kind, "een ander soort waarde")}.'
