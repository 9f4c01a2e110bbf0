"""`doorvraag judge`: one judgement for each line of standard input."""

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coach.cli.console import container, out
from coach.errors import BadInput, CoachError

if TYPE_CHECKING:
    from coach.question.ask import Ask
    from coach.question.judgement import Judgement
    from coach.question.service import JudgeService

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
    failed = False
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        read: dict[str, Any] = {}
        try:
            judgement = _judged(line, read, service, model)
        except CoachError as error:
            failed = True
            _show_error(error, number, read.get("id"), as_json)
            continue
        _show(judgement, as_json)
    sys.stdout.buffer.flush()
    if failed:
        raise typer.Exit(1)


def _judged(line: bytes, read: dict[str, Any], service: "JudgeService", model: bool) -> "Judgement":
    return service.judge(_ask(line, read), way="model" if model else "local")


def _ask(line: bytes, read: dict[str, Any]) -> "Ask":
    """One line as an ask; `read` keeps what was read of a JSON line, for its id in an error. Raises BadInput."""
    from coach.question.ask import Ask

    try:
        text = line.decode("utf-8").strip().removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise BadInput("Deze regel is geen UTF-8. Sla het bestand op als UTF-8.", code="not_utf8") from None
    if not text.startswith("{"):
        return Ask(text)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise BadInput("Deze regel is geen geldige JSON.", code="bad_json") from None
    if isinstance(value.get("id"), str | int):
        read["id"] = value["id"]
    from coach.question.asked import ask_of

    return ask_of(value)


def _show(judgement: "Judgement", as_json: bool) -> None:
    if as_json:
        line = json.dumps(judgement.as_dict(), ensure_ascii=False)
        sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
        return
    for line in _readable(judgement):
        out.print(line, markup=False)


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


def _show_error(error: CoachError, number: int, asked: str | int | None, as_json: bool) -> None:
    if not as_json:
        out.print(f"Regel {number}: {error.message}", markup=False)
        return
    named = {} if asked is None else {"id": asked}
    value = {**named, "line": number, "error": {"code": error.code, "message": error.message}}
    sys.stdout.buffer.write(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
