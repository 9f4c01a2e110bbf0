"""`doorvraag guidance`: questions about intervisie, answered from the knowledge base on this machine."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.console import container, err, out, print_json

if TYPE_CHECKING:
    from coach.guidance.answer import Answer, AnswerPassage
    from coach.guidance.service import GuidanceService

app = typer.Typer(help="De vraagbaak: vragen over intervisie, met bronnen.", no_args_is_help=True)
PASSAGE_SHOWN = 320  # characters of a passage under an answer: about four lines
Json = Annotated[bool, typer.Option("--json", help="Geef één regel JSON.")]


@app.command("ask")
def ask(
    question: Annotated[str, typer.Argument(help="Je vraag over intervisie.")],
    method: Annotated[str | None, typer.Option(help="Laat fragmenten over andere methoden weg.")] = None,
    as_json: Json = False,
) -> None:
    """Beantwoordt een vraag uit de kennisbank, met de fragmenten waar het antwoord op rust."""
    with _desk() as desk:
        answer = desk.ask(question, method)
    if as_json:
        print_json(asdict(answer))
    else:
        _show(answer)


@app.command("search")
def search(
    question: Annotated[str, typer.Argument(help="Waar je naar zoekt.")],
    count: Annotated[int, typer.Option("--count", "-n", help="Hoeveel fragmenten.")] = 5,
    as_json: Json = False,
) -> None:
    """Toont de fragmenten die het dichtst bij een vraag liggen."""
    with _desk() as desk:
        passages = desk.search(question, count)
    if as_json:
        print_json({"question": question, "passages": [asdict(passage) for passage in passages]})
        return
    for passage in passages:
        out.print(f"{passage.score:.2f}  {passage.title}  ({passage.id})", markup=False)


@app.command("index")
def index(as_json: Json = False) -> None:
    """Bouwt de index van de kennisbank opnieuw op."""
    parts = container()
    try:
        _build(parts.guidance)
        status = parts.guidance.status()
    finally:
        parts.close()
    if as_json:
        print_json({"passages": status.passages})
    else:
        out.print(f"{status.passages} fragmenten staan klaar.")


@contextmanager
def _desk() -> "Iterator[GuidanceService]":
    """The question desk with an index that is up to date; built first when it is not."""
    parts = container()
    try:
        with _bar() as report:
            parts.guidance.prepare(report)
        yield parts.guidance
    finally:
        parts.close()


def _build(desk: "GuidanceService") -> None:
    with _bar() as report:
        desk.build(report)


@contextmanager
def _bar() -> Iterator[Callable[[float, str], None]]:
    """A progress bar on standard error, so that --json on standard output stays clean."""
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (TextColumn("Kennisbank opbouwen"), BarColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=err, transient=True) as progress:
        task = progress.add_task("", total=1.0)
        yield lambda fraction, note: progress.update(task, completed=fraction, description=note)


def _show(answer: "Answer") -> None:
    if answer.help is not None:
        out.print(answer.help.message, style="bold", markup=False)
        for place in answer.help.places:
            out.print(f"  {place.name}: {place.how} {place.address or ''}".rstrip(), markup=False)
    if answer.help is None or answer.answer != answer.help.message:
        out.print(answer.answer, markup=False)
    for number, passage in enumerate(answer.passages, 1):
        _show_passage(number, passage)


def _show_passage(number: int, passage: "AnswerPassage") -> None:
    from coach.guidance.page import without_marks
    from coach.guidance.sources import source_lines

    out.print(f"\n[{number}] {passage.title}", style="bold", markup=False)
    text = " ".join(without_marks(passage.text).split())
    out.print(f"    {shorten(text, PASSAGE_SHOWN, placeholder=' …')}", markup=False)
    for source in source_lines(passage.source):
        out.print(f"    {source}", style="dim", markup=False)
