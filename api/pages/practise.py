"""A practice round with a simulated presenter. The page carries the round; the service checks it each time."""

import json
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Request, Response

from api.deps import ContainerDep
from api.door import needs
from api.pages import words
from api.pages.shell import render
from api.pages.verdict import show
from coach.container import Container
from coach.errors import BadInput, NotFound, Refused
from coach.group.rights import Act
from coach.practice.model import PHASE, SIMULATED, PracticeCase, PracticeState
from coach.practice.service import Reply
from coach.text import clean

router = APIRouter(dependencies=[needs(Act.USE_TOOLS)])


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question with what it did, and the answer it got."""

    question: str
    does: str
    title: str
    answer: str


def exchanges(case: PracticeCase, state: PracticeState) -> list[Exchange]:
    """The round so far, as people read it."""
    found = []
    for turn in state.turns:
        does, title = words.LABELS[turn.label]
        answer = case.answer(turn.answer)
        found.append(Exchange(turn.question, does, title, answer.text if answer else ""))
    return found


def _round(request: Request, case: PracticeCase, state: PracticeState, status: int = 200, **context: Any) -> Response:
    base: dict[str, Any] = {"question": "", "reply": None, "verdict": None, "look_back": None}
    said = exchanges(case, state)
    carried = json.dumps(state.as_dict(), ensure_ascii=False)
    page = render(
        request, "practise.html", status, case=case, state=state, carried=carried, said=said, simulated=SIMULATED,
        round_phase=PHASE, **(base | context),
    )  # fmt: skip
    # Without script every answer is a page of its own; kept for a while in the browser, Back shows it again instead of
    # an error. The words are about an invented case.
    page.headers["Cache-Control"] = "private, max-age=600" if request.method == "POST" else "no-store"
    return page


@router.get("/oefenen")
def choose(request: Request, container: ContainerDep) -> Response:
    """All cases; with a single one there is nothing to choose and the round begins."""
    cases = container.practice.cases()
    if len(cases) == 1:
        return _round(request, cases[0], container.practice.start(cases[0].id))
    return _list(request, container)


def _list(request: Request, container: Container, status: int = 200, problem: str = "") -> Response:
    return render(
        request, "practise_list.html", status, cases=container.practice.cases(), simulated=SIMULATED, problem=problem
    )


@router.get("/oefenen/{case_id}")
def begin(request: Request, container: ContainerDep, case_id: str) -> Response:
    """A fresh round; for a case that does not exist, the list of those that do."""
    try:
        return _round(request, container.practice.case(case_id), container.practice.start(case_id))
    except NotFound as error:
        return _list(request, container, error.status, error.message)


@router.post("/oefenen/{case_id}")
def ask(
    request: Request,
    container: ContainerDep,
    case_id: str,
    state: Annotated[str, Form()] = "",
    question: Annotated[str, Form()] = "",
    action: Annotated[Literal["ask", "look_back"], Form()] = "ask",
) -> Response:
    """One question, or the look back. Nothing is stored; a round that was tampered with begins afresh."""
    practice = container.practice
    case = practice.case(case_id)
    try:
        before = practice.read_state(case_id, state)
    except BadInput as error:
        fresh = practice.start(case_id)
        return _round(
            request, case, fresh, error.status, question=clean(question), problems={"question": error.message}
        )
    if action == "look_back":
        return _round(request, case, before, look_back=practice.look_back(before))
    try:
        reply = practice.turn(before, question)
    except (BadInput, Refused) as error:
        problems = {"question": error.message}
        return _round(request, case, before, error.status, question=clean(question), problems=problems)
    return _answered(request, case, reply)


def _answered(request: Request, case: PracticeCase, reply: Reply) -> Response:
    return _round(request, case, reply.state, reply=reply, verdict=show(reply.judgement), help=reply.help)
