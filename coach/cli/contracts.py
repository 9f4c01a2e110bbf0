"""`doorvraag contracts check [FILE]`: the clauses of a contract as data, looked over for people who write them."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.console import container, err, out, print_json

if TYPE_CHECKING:
    from coach.settings import Settings

app = typer.Typer(help="De afspraken van een contract: controleren.", no_args_is_help=True)


@app.callback()
def contracts() -> None:
    """De afspraken van een contract."""


@app.command()
def check(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="anders het bestand van Doorvraag")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Geef één regel JSON.")] = False,
) -> None:
    """Kijkt de afspraken na: bestand, regel en wat je eraan doet. Eindigt met 1 als er iets mis is."""
    settings = container().settings
    path = file or settings.knowledge / "contracts" / "clauses.toml"
    problems = problems_in(path, settings)
    if as_json:
        print_json({"problems": [{"file": path.name, "line": line, "mend": mend} for line, mend in problems]})
    else:
        _tell(path.name, problems)
    if problems:
        sys.exit(1)


def problems_in(path: Path, settings: "Settings") -> list[tuple[int, str]]:
    """What is wrong in a file of clauses: (line from 1, Dutch mend), in the order of its lines."""
    from coach.datafile import read_tables
    from coach.errors import BadData
    from coach.group.clause_check import faults
    from coach.guidance.sources import load_sources
    from coach.method.lines import key_lines, line_of
    from coach.minutes.contract import items_of

    try:
        data = read_tables(path)
    except BadData as error:
        line = re.search(r"line (\d+)", error.message)
        return [(int(line.group(1)) if line else 1, error.message)]
    lines = key_lines(path.read_text(encoding="utf-8"))
    found = faults(data, load_sources(settings.knowledge / "sources.toml"), lambda text: bool(items_of(text)))
    return sorted({(line_of(at, lines), mend) for at, mend in found})


def _tell(name: str, problems: list[tuple[int, str]]) -> None:
    for line, mend in problems:
        print(f"{name}:{line}: {mend}")  # noqa: T201 - one per line and unwrapped, so that an editor can jump to it
    if not problems:
        out.print("Alles in orde.")
        return
    err.print("1 ding te verbeteren." if len(problems) == 1 else f"{len(problems)} dingen te verbeteren.")
