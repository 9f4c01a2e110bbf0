"""`doorvraag minutes draft`: a transcript or notes to a draft of the minutes."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from coach.cli.console import container, err, out, print_json
from coach.errors import BadInput

app = typer.Typer(help="Verslag: van gesprek of notities naar een concept met bronnen.", no_args_is_help=True)


@app.callback()
def minutes() -> None:
    """Verslag: van gesprek of notities naar een concept met bronnen."""


@app.command("draft")
def draft(
    file: Annotated[Path, typer.Argument(help="Het gesprek of de notities: .vtt, .srt, .txt of .json.")],
    contract: Annotated[
        Path | None,
        typer.Option(
            help="contract.json: wat de groep wel en niet vastlegt. Een voorbeeld: doorvraag minutes contract"
        ),
    ] = None,
    day: Annotated[
        str | None, typer.Option("--date", help="De datum van de bijeenkomst, bijvoorbeeld 2026-12-10.")
    ] = None,
    with_sources: Annotated[
        bool, typer.Option("--with-sources", help="Druk de bijdragen af waarop de regels rusten.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Het verslag als JSON.")] = False,
) -> None:
    """Maakt een conceptverslag. Er wordt niets bewaard.

    Een contract is JSON, bijvoorbeeld {"record": ["afspraken met naam"], "do_not_record": ["diagnoses"]}.
    """
    from coach.minutes.dates import day_given
    from coach.minutes.reading import bytes_of
    from coach.minutes.report import report

    meeting, data = day_given(day), bytes_of(file)
    made = container().minutes.drafted(data, file.name, _contract(contract), _progress(data), meeting)
    if as_json:
        print_json(made.minutes.as_dict())
        return
    for line in report(made.minutes, made.transcript, with_sources):
        out.print(line, markup=False)


@app.command("contract")
def contract() -> None:
    """Drukt een voorbeeld van contract.json af, om aan te passen."""
    import json

    from coach.minutes.contract import BLANK

    out.print(json.dumps(BLANK, ensure_ascii=False, indent=2), markup=False)


def _contract(path: Path | None) -> dict[str, Any] | None:
    """contract.json as read. Raises BadInput, naming the line that is wrong."""
    from coach.minutes.contract import contract_from_json
    from coach.minutes.reading import bytes_of

    if path is None:
        return None
    try:
        return contract_from_json(bytes_of(path))
    except BadInput as error:
        error.where = path.name
        raise


def _progress(data: bytes) -> Callable[[float], None] | None:
    """Says how far a long file is, on standard error; short ones are done before anybody looks."""
    if len(data) < 1_000_000:
        return None

    def tell(fraction: float) -> None:
        err.print(f"{fraction:.0%}", markup=False)

    return tell
