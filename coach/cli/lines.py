"""Lines of standard input, read in one way by every command that takes them; a bad line does not stop the rest."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import typer

from coach.cli.console import print_json
from coach.errors import BadInput, CoachError


@dataclass(slots=True)
class Line:
    """One line: its number from 1, and the id in it as soon as that was read."""

    number: int
    raw: bytes
    id: str | int | None = None

    def text(self) -> str:
        """The line without the white space and byte order mark around it. Raises BadInput when it is no UTF-8."""
        try:
            return self.raw.decode("utf-8").strip().removeprefix("\ufeff").strip()
        except UnicodeDecodeError:
            raise BadInput("Deze regel is geen UTF-8. Sla het bestand op als UTF-8.", code="not_utf8") from None

    def value(self) -> dict[str, Any]:
        """The JSON object in the line. Raises BadInput for anything else."""
        try:
            value = json.loads(self.text())
        except (ValueError, RecursionError):
            raise BadInput("Deze regel is geen geldige JSON.", code="bad_json") from None
        if not isinstance(value, dict):
            raise BadInput("Deze regel is geen JSON-object. Zet hem tussen { en }.", code="bad_form")
        if isinstance(value.get("id"), str | int):
            self.id = value["id"]
        return value


def each_line(answer: Callable[[Line], None], show: Callable[[Line, CoachError], None]) -> None:
    """Answers every line that is not empty; `show` tells of a bad one. Ends with exit code 1 when there was one."""
    failed = False
    for number, raw in enumerate(sys.stdin.buffer, start=1):
        if not raw.strip():
            continue
        line = Line(number, raw)
        try:
            answer(line)
        except CoachError as error:
            failed = True
            show(line, error)
    if failed:
        raise typer.Exit(1)


def print_error(line: Line, error: CoachError) -> None:
    """A bad line as one line of JSON: its id when it had one, its number, a stable code and a Dutch sentence."""
    named = {} if line.id is None else {"id": line.id}
    print_json({**named, "line": line.number, "error": {"code": error.code, "message": error.message}})


def is_json(text: str) -> bool:
    """Whether a text can be read as JSON, of whatever kind."""
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
