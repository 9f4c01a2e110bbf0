"""`doorvraag doctor`: looks whether everything stands, and says in plain words what to do when it does not."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.console import container, out, print_json

if TYPE_CHECKING:
    from coach.cli.checks import Line

_STYLES = {"ok": "green", "let op": "yellow", "fout": "bold red"}
CODES = {"ok": "ok", "let op": "attention", "fout": "wrong"}


def doctor(
    model: Annotated[
        bool, typer.Option("--model", help="Stuur ook één proefvraag naar het taalmodel, zonder iemands woorden.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Geef één regel JSON.")] = False,
) -> None:
    """Kijkt of alles staat: mappen, database, kennisbank, methoden, schijf en taalmodel.

    Eindigt met code 1 als er iets fout is; bij "let op" werkt Doorvraag wel.
    """
    from coach.cli.checks import look

    parts = container()
    seen: list[Line] = []
    try:
        for line in look(parts, probe_model=model):
            seen.append(line)
            if not as_json:
                _tell(line)
    finally:
        parts.close()
    wrong = any(line.state == "fout" for line in seen)
    if as_json:
        checks = [{"state": CODES[line.state], "what": line.what, "text": line.text} for line in seen]
        print_json({"ok": not wrong, "checks": checks})
    else:
        out.print("Er is iets fout; kijk hierboven." if wrong else "Alles wat nodig is, staat.")
    sys.exit(1 if wrong else 0)


def _tell(line: "Line") -> None:
    out.print(f"{line.state:7}", style=_STYLES[line.state], end="")
    out.print(f"{line.what}: {line.text}", markup=False)
