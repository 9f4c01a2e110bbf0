"""`doorvraag judge`: one judgement for each line of standard input."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.console import container, out, print_json, print_lines
from coach.cli.lines import Line, each_line, is_json, print_error
from coach.errors import CoachError

if TYPE_CHECKING:
    from coach.question.ask import Ask
    from coach.question.judgement import Judgement

_NAMES = {
    "open": "open vraag",
    "closed": "gesloten vraag",
    "choice": "keuzevraag",
    "suggestive": "sturende vraag",
    "disguised_advice": "verkapt advies",
    "judgemental": "oordelende vraag",
    "multiple": "meer vragen tegelijk",
    "not_a_question": "geen vraag",
}


def judge(
    as_json: Annotated[bool, typer.Option("--json", help="Eén JSON-regel per oordeel.")] = False,
    model: Annotated[bool, typer.Option("--model", help="Vraag het taalmodel, als dat is ingesteld.")] = False,
) -> None:
    """Beoordeelt elke regel van de invoer: gewone tekst, of JSON met text, case, history, method, phase en role."""
    service = container().judge

    def answer(line: Line) -> None:
        _show(service.judge(_ask(line, as_json), way="model" if model else "local"), as_json)

    each_line(answer, print_error if as_json else _tell_error)


def _ask(line: Line, as_json: bool) -> "Ask":
    """One line as an ask. Raises BadInput.

    A program (--json) that sends a bare string or list meant JSON and is told so; a person may well type quotes.
    """
    from coach.question.ask import Ask
    from coach.question.asked import AskIn, checked

    text = line.text()
    if text.startswith("{") or (as_json and is_json(text)):
        return checked(line.value(), AskIn).ask()
    return Ask(text)


def _show(judgement: "Judgement", as_json: bool) -> None:
    if as_json:
        print_json(judgement.as_dict())
        return
    print_lines(_readable(judgement))


def _readable(judgement: "Judgement") -> Iterator[str]:
    yield judgement.text
    if judgement.help:
        yield f"  {judgement.help.message}"
        yield from (f"  {place.name}: {place.how}" for place in judgement.help.places)
        return
    yield f"  {_NAMES[judgement.label]} ({judgement.confidence:.0%} zeker)"
    yield f"  {judgement.explanation}"
    if judgement.phase_fit:
        yield f"  Fase: {judgement.phase_fit.reason}"
    if judgement.doubt:
        yield f"  Hangt af van: {judgement.doubt}"
    for rewrite in judgement.rewrites:
        yield f"  Liever: {rewrite}"
    if judgement.judged_by.fallback:
        yield f"  {judgement.judged_by.fallback}"


def _tell_error(line: Line, error: CoachError) -> None:
    out.print(f"Regel {line.number}: {error.message}", markup=False)
