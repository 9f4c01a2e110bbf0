"""The start page: a question, judged at once; and the doors to the rest."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response

from api.deps import ContainerDep
from api.door import PublicDep, ToolsDep
from api.help import concern_in
from api.pages import words
from api.pages.shell import render
from api.pages.verdict import Verdict, show
from coach.errors import BadInput, TooLarge
from coach.group.rights import Act, may
from coach.question.ask import Ask, Said
from coach.question.asked import MAX_CASE_CHARS, MAX_TURN_CHARS
from coach.text import clean, clean_question

router = APIRouter()

EXAMPLES = (
    "Heb je er al aan gedacht om je leidinggevende erbij te halen?",
    "Vond je het niet vooral lastig dat ze jou niets vroeg?",
    "Wat ging er door je heen toen het stil werd?",
)


def _page(request: Request, status: int = 200, verdict: Verdict | None = None, **context: Any) -> Response:
    base: dict[str, Any] = {"text": "", "case": "", "before": "", "phase": "", "previous": "", "may_use": True}
    script_words = {
        "labels": words.LABELS,
        "remarks": words.REMARKS,
        "wanted": words.WANTED,
        "fits": words.FITS,
        "help": words.HELP_FIRST,
    }
    concern = verdict.judgement.help if verdict else context.pop("help", None)
    return render(
        request, "home.html", status, verdict=verdict, examples=EXAMPLES, script_words=script_words, help=concern,
        **(base | context),
    )  # fmt: skip


@router.get("/")
def start(request: Request, here: PublicDep) -> Response:
    return _page(request, may_use=may(Act.USE_TOOLS, here.standings))


@router.post("/")
def judge(
    request: Request,
    container: ContainerDep,
    here: ToolsDep,
    text: Annotated[str, Form()] = "",
    case: Annotated[str, Form()] = "",
    before: Annotated[str, Form()] = "",
    phase: Annotated[str, Form()] = "",
    example: Annotated[int | None, Form(ge=0, lt=len(EXAMPLES))] = None,
    previous: Annotated[str, Form()] = "",
) -> Response:
    """The same as the script does while typing, for who types without script. Nothing is stored."""
    if example is not None:
        text, case, before = EXAMPLES[example], "", ""
    kept: dict[str, Any] = {
        "text": clean(text),
        "case": clean(case),
        "before": clean(before),
        "phase": phase,
        "previous": previous,
    }
    try:
        ask = _ask(text, case, before, phase)
        verdict = show(container.judge.judge(ask))
    except BadInput as error:
        help = concern_in(container, text, case, before)
        return _page(request, error.status, problems={error.where or "text": error.message}, help=help, **kept)
    return _page(request, verdict=verdict, **kept)


def _ask(text: str, case: str, before: str, phase: str) -> Ask:
    if phase and phase not in words.PHASES:
        raise BadInput("Deze fase ken ik niet. Kies er een uit de lijst.", where="phase")
    for field, said, most in (("case", case, MAX_CASE_CHARS), ("before", before, MAX_TURN_CHARS)):
        if len(said) > most:
            raise TooLarge(f"Dit is te lang. Houd het op hooguit {most} tekens.", where=field)
    history = (Said("case_presenter", clean(before)),) if clean(before) else ()
    return Ask(text=clean_question(text), case=clean(case), history=history, phase=phase or None)
