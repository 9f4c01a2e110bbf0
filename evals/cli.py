"""`python -m evals run SUITE | compare BEFORE NOW | report RECORD... | kappa | data`"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape as markup
from rich.table import Table

from coach.container import build
from coach.errors import BadInput, CoachError
from evals import runner
from evals.compare import Change, compare
from evals.figures import Value
from evals.record import Record
from evals.record import load as load_record
from evals.report import write_report

app = typer.Typer(
    help="Meet de kwaliteit van Doorvraag op geschreven gevallen.", no_args_is_help=True, add_completion=False
)
console = Console(highlight=False, soft_wrap=True)

FELL, STALE = 1, 3


@app.command()
def run(
    suite: Annotated[str, typer.Argument(help="Naam van een suite, of: all")],
    cases: Annotated[Path | None, typer.Option(help="Andere gevallen van dezelfde vorm.")] = None,
    passages: Annotated[Path | None, typer.Option(help="Andere fragmenten voor de suite guidance.")] = None,
    backend: Annotated[str, typer.Option(help="local of model")] = "local",
    json: Annotated[Path | None, typer.Option("--json", help="Schrijf het verslag van de meting hier.")] = None,
    out: Annotated[Path | None, typer.Option(help="Map voor verslagen en het HTML-rapport.")] = None,
    against: Annotated[
        Path | None, typer.Option(help="Map met ijkpunten; wie daaronder valt, laat de run falen.")
    ] = None,
) -> None:
    """Meet een suite (of alle) en vergelijk desgewenst met de ijkpunten."""
    if suite == "all" and (cases or json):
        raise BadInput("--cases en --json horen bij één suite. Bewaar de verslagen van alle suites met: --out MAP")
    names = list(runner.SUITES) if suite == "all" else [suite]
    container = build()
    try:
        records = [runner.run(container, name, cases, passages, backend) for name in names]
    finally:
        container.close()
    for record in records:
        show(record)
        if json:
            record.save(json)
        if out:
            record.save(out / f"{record.suite}.json")
    if out:
        console.print(f"Rapport: {write_report(records, out / 'report.html')}")
    if against:
        sys.exit(max(judge_against(record, against / f"{record.suite}.json") for record in records))


@app.command("compare")
def compare_(before: Path, now: Path) -> None:
    """Vergelijk twee verslagen; faalt wanneer een bewaakt cijfer is gedaald."""
    one, other = load_record(before), load_record(now)
    if one.suite != other.suite:
        raise BadInput(f"Dit zijn verslagen van twee suites: {one.suite} en {other.suite}.")
    sys.exit(tell(one, other))


@app.command()
def report(records: list[Path], out: Annotated[Path, typer.Option()] = Path("var/evals/report.html")) -> None:
    """Maak het HTML-rapport van bewaarde verslagen."""
    console.print(f"Rapport: {write_report([load_record(path) for path in records], out)}")


@app.command()
def baseline(folder: Path = Path("var/evals")) -> None:
    """Neem de laatste metingen over als ijkpunt (kijk eerst met compare wat er verandert)."""
    from evals.cases import BASELINES

    for path in sorted(folder.glob("*.json")):
        load_record(path).save(BASELINES / path.name)
        console.print(f"ijkpunt: {path.name}")


@app.command()
def kappa() -> None:
    """Hoe eens waren de eerste labels en de blinde tweede? Cohens kappa per as en per lezer."""
    from evals.agreement import agreement

    for reader, values in agreement().items():
        console.print(_table(f"tweede lezer: {reader}", values))


@app.command()
def data() -> None:
    """Hoeveel staat er in het corpus, en klopt het met wat gevraagd was?"""
    from evals.datachecks import counts, load, too_few

    corpus = load()
    for name, count in counts(corpus).items():
        console.print(f"{name}: {count}")
    faults = too_few(corpus)
    for fault in faults:
        console.print(f"te weinig: {fault}")
    sys.exit(FELL if faults else 0)


def show(record: Record) -> None:
    """The figures of one run as a table."""
    console.print(_table(f"{record.suite}  ({record.backend}, {record.revision})", record.figures))


def _table(title: str, figures: Mapping[str, Value]) -> Table:
    table = Table(title=markup(title), title_justify="left")
    for column in ("cijfer", "waarde", "95 %", "n"):
        table.add_column(column, justify="left" if column == "cijfer" else "right")
    for name, value in figures.items():
        table.add_row(markup(name), f"{value.value:.3f}", f"{value.low:.3f} - {value.high:.3f}", str(value.n))
    return table


def judge_against(record: Record, path: Path) -> int:
    """Exit code for one record against its baseline file."""
    if not path.is_file():
        console.print(f"{record.suite}: er is nog geen ijkpunt; maak het met: python -m evals baseline")
        return STALE
    before = load_record(path)
    if before.data_sha256 != record.data_sha256:
        console.print(f"{record.suite}: de gevallen zijn veranderd sinds het ijkpunt; vergelijk en vernieuw het.")
        return STALE
    return tell(before, record)


def tell(before: Record, now: Record) -> int:
    """Prints what changed; FELL when a gated figure did."""
    changes = compare(runner.suite(now.suite).figures, before, now)
    for change in changes:
        if change.fell:
            console.print(f"GEDAALD  {now.suite}.{change.figure}: {_numbers(change)}")
        elif abs(change.now - change.before) > 0.0015:
            console.print(f"anders   {now.suite}.{change.figure}: {_numbers(change)}")
    return FELL if any(change.fell for change in changes) else 0


def _numbers(change: Change) -> str:
    return f"{change.before:.3f} -> {change.now:.3f} (verschil {change.low:+.3f} tot {change.high:+.3f})"


def main() -> None:
    """Runs a command; an error is one sentence."""
    try:
        app()
    except CoachError as error:
        console.print(f"{error.where + ': ' if error.where else ''}{error.message}", markup=False)
        sys.exit(2)
