"""`doorvraag methods list | show ID | check [FILE]`: the methods as data, for people who write them."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coach.cli.console import container, err, out, print_json

if TYPE_CHECKING:
    from coach.method.check import Problem
    from coach.method.model import Method, Phase

app = typer.Typer(help="De methoden: bekijken en controleren.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Geef één regel JSON.")]
LEVELS = {"none": "geen", "low": "weinig", "medium": "enige", "high": "ruime"}
ORIGINS = {"source": "bron", "practice": "gebruik", "own": "eigen keuze"}


@app.command("list")
def list_(as_json: Json = False) -> None:
    """Alle methoden, met hun duur."""
    from rich.table import Table

    from coach.method.listing import listing

    library = container().methods
    if as_json:
        _print_value(listing(library))
        return
    table = Table("id", "naam", "versie", "fasen", "minuten", "ervaring", box=None, header_style="bold")
    for method in library.all():
        total = method.minutes()
        minutes = f"{total.default} ({total.min}–{total.max})"
        level = LEVELS[method.experience.level]
        table.add_row(method.id, method.name, method.version, str(len(method.phases)), minutes, level)
    out.print(table)


@app.command()
def show(
    method_id: Annotated[str, typer.Argument(metavar="ID", help="bijvoorbeeld basismodel")], as_json: Json = False
) -> None:
    """Eén methode: waar ze voor is, en wat er in elke fase gebeurt."""
    method = container().methods.get(method_id)
    if as_json:
        _print_value(method)
        return
    _head(method)
    for number, phase in enumerate(method.phases, start=1):
        _phase(number, phase)
    out.print("\n[bold]Bronnen[/bold]")
    for source in method.sources:
        out.print(f"  {source.id}  {source.title}" + (f"  {source.url}" if source.url else ""), markup=False)


@app.command()
def check(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="één bestand; anders alle methoden")] = None,
    as_json: Json = False,
) -> None:
    """Kijkt methodebestanden na: bestand, regel en wat je eraan doet. Eindigt met 1 als er iets mis is."""
    from coach.method.check import check_file
    from coach.method.library import check_folder

    problems = check_file(file) if file else check_folder(container().settings.knowledge / "methods")
    if as_json:
        _print_value({"problems": problems})
    else:
        _tell(problems)
    if problems:
        sys.exit(1)


def _tell(problems: "list[Problem]") -> None:
    for problem in problems:
        print(problem)  # noqa: T201 - one per line and unwrapped, so that an editor can jump to it
    if not problems:
        out.print("Alles in orde.")
        return
    err.print("1 ding te verbeteren." if len(problems) == 1 else f"{len(problems)} dingen te verbeteren.")


def _print_value(value: Any) -> None:
    """A domain value as JSON, in the form it has over HTTP."""
    from pydantic_core import to_jsonable_python

    print_json(to_jsonable_python(value))


def _head(method: "Method") -> None:
    out.print(f"[bold]{method.name}[/bold]  ({method.id}, versie {method.version})")
    lines = [("Doel", method.aim), ("Wanneer", method.when)]
    lines += [("Liever niet", text) for text in method.not_when]
    lines += [
        ("Groep", f"{method.group.min} tot {method.group.max} mensen"),
        ("Ervaring", method.experience.text),
        ("Herkomst", method.origin),
    ]
    if method.name_note:
        lines.append(("Let op", method.name_note))
    for name, text in lines:
        out.print(f"  {name}: {text}", markup=False)


def _phase(number: int, phase: "Phase") -> None:
    minutes = phase.minutes
    origin = ORIGINS[minutes.origin] + (f" {minutes.source}" if minutes.source else "")
    skip = "; mag vervallen" if phase.skippable else ""
    out.print(f"\n[bold]{number}. {phase.name}[/bold]  ({phase.id})", end="")
    out.print(f"  {minutes.default} minuten ({minutes.min}–{minutes.max}, {origin}){skip}", markup=False)
    out.print(f"  {phase.purpose}", markup=False)
    for name, texts in (
        ("Wie spreekt", (phase.speaking,)),
        ("Zo open je", (f"‘{phase.script}’",)),
        ("Gewenst", phase.wanted),
        ("Mag", phase.tolerated),
        ("Niet", phase.wrong),
        ("Notulist", phase.records),
        *(("Let op", (text,)) for text in phase.interventions),
    ):
        if texts:
            out.print(f"  {name}: {'; '.join(texts)}", markup=False)
