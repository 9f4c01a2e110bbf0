"""`doorvraag deepen`: lines of JSON in, one line of suggestions out for each."""

from typing import Annotated

import typer

from coach.cli.console import container, print_json
from coach.cli.lines import Line, each_line, print_error


def deepen(
    as_json: Annotated[bool, typer.Option("--json", help="Regels JSON in, regels JSON uit (de enige vorm).")] = True,
    count: Annotated[int, typer.Option(help="Hoeveel vragen per regel.", min=1, max=10)] = 3,
) -> None:
    """Leest regels {"id","case","history","method","phase"} en noemt de volgende verdiepingsvragen."""
    from coach.live.deepening_form import DeepenForm
    from coach.question.asked import checked

    service = container().deepening

    def answer(line: Line) -> None:
        ask = checked(line.value(), DeepenForm).to_ask()
        print_json(service.suggest(ask, count).as_dict())

    each_line(answer, print_error)
