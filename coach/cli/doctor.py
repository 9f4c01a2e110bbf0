"""`doorvraag doctor`: looks whether everything stands, and says in plain words what to do when it does not."""

import sys
from typing import Annotated

import typer

from coach.cli.console import container, out

_STYLES = {"ok": "green", "let op": "yellow", "fout": "bold red"}


def doctor(
    model: Annotated[
        bool, typer.Option("--model", help="Stuur ook één proefvraag naar het taalmodel, zonder iemands woorden.")
    ] = False,
) -> None:
    """Kijkt of alles staat: mappen, database, kennisbank, methoden, schijf en taalmodel.

    Eindigt met code 1 als er iets fout is; bij "let op" werkt Doorvraag wel.
    """
    from coach.cli.checks import look

    parts = container()
    wrong = 0
    try:
        for line in look(parts, probe_model=model):
            wrong += line.state == "fout"
            out.print(f"{line.state:7}", style=_STYLES[line.state], end="")
            out.print(f"{line.what}: {line.text}", markup=False)
    finally:
        parts.close()
    out.print("Er is iets fout; kijk hierboven." if wrong else "Alles wat nodig is, staat.")
    sys.exit(1 if wrong else 0)
