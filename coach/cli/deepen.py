"""`doorvraag deepen`: lines of JSON in, one line of suggestions out for each."""

import json
import sys
from typing import Annotated, Any

import typer

from coach.cli.console import container, print_json
from coach.errors import BadInput, CoachError


def deepen(
    as_json: Annotated[bool, typer.Option("--json", help="Regels JSON in, regels JSON uit (de enige vorm).")] = True,
    count: Annotated[int, typer.Option(help="Hoeveel vragen per regel.", min=1, max=10)] = 3,
) -> None:
    """Leest regels {"id","case","history","method","phase"} en noemt de volgende verdiepingsvragen."""
    service = container().deepening
    failed = False
    for number, raw in enumerate(sys.stdin.buffer, start=1):
        if not raw.strip():
            continue
        try:
            print_json(service.suggest(_ask(raw), count).as_dict())
        except CoachError as error:
            failed = True
            print_json({"line": number, "error": {"code": error.code, "message": f"Regel {number}: {error.message}"}})
    if failed:
        raise typer.Exit(1)


def _ask(raw: bytes) -> Any:
    from pydantic import ValidationError

    from coach.live.deepening_form import DeepenForm

    try:
        return DeepenForm.model_validate(json.loads(raw.decode("utf-8"))).to_ask()
    except UnicodeDecodeError:
        raise BadInput("dit is geen UTF-8.", code="not_utf8") from None
    except (json.JSONDecodeError, RecursionError):
        raise BadInput("dit is geen geldige JSON.", code="bad_json") from None
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        key = ".".join(str(part) for part in first["loc"]) or "de regel"
        raise BadInput(f"{key} heeft niet de vorm die ik verwacht.", code="bad_form") from None
