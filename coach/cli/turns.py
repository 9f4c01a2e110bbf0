"""`doorvraag turns`: every turn of a transcript with role, phase and judgement."""

from pathlib import Path
from typing import Annotated

import typer

from coach.cli.console import container, out, print_json


def turns(
    file: Annotated[Path, typer.Argument(help="Een transcript: .vtt, .srt, .txt of .json.")],
    method: Annotated[str, typer.Option(help="De methode, bijvoorbeeld basismodel.")] = "basismodel",
    as_json: Annotated[bool, typer.Option("--json", help="Eén JSON-regel per bijdrage.")] = False,
) -> None:
    """Laat van elke bijdrage zien wie hem deed, in welke fase, en wat voor vraag het was."""
    from coach.minutes.reading import bytes_of
    from coach.minutes.wording import LABELS, PHASES, ROLES

    for turn in container().turns.judged(bytes_of(file), file.name, method):
        if as_json:
            print_json(turn.as_dict())
            continue
        label = LABELS[turn.judgement.label] if turn.judgement else "niet beoordeeld"
        phase = PHASES[turn.phase] if turn.phase else "fase onbekend"
        where = f"{turn.turn:>4}  {turn.speaker or '?'}  ({ROLES[turn.role]}, {phase})  {label}"
        out.print(f"{where}\n      {turn.text}", markup=False)
