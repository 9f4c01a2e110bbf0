"""A meeting led from one screen by one facilitator: choose a method, follow its phases, close, erase."""

import secrets
from contextlib import suppress
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request, Response

from api.deps import ContainerDep
from api.pages.meet_form import MOVES, command_of
from api.pages.meet_view import screen
from api.pages.shell import go, render
from coach.container import Container
from coach.errors import BadInput, Conflict, NotFound, Refused

router = APIRouter()

KEPT = ("text", "who", "what", "when")
RECENT = 12


async def _fields(request: Request) -> dict[str, str]:
    """The text fields of a form; anything that is not text is left out."""
    form = await request.form()
    return {name: value for name, value in form.items() if isinstance(value, str)}


FieldsDep = Annotated[dict[str, str], Depends(_fields)]


@router.get("/begeleiden")
def choose(request: Request, container: ContainerDep) -> Response:
    return _choice(request, container)


@router.post("/begeleiden")
def open_meeting(
    request: Request,
    container: ContainerDep,
    method: Annotated[str, Form()] = "",
    title: Annotated[str, Form()] = "",
    key: Annotated[str | None, Form()] = None,
) -> Response:
    """Opens a meeting and goes to it; the key makes a second press open the same one."""
    try:
        return go(f"/begeleiden/{container.meetings.open(method, title, key=key)}")
    except NotFound:
        problems = {"method": "Kies een methode uit de lijst."}
        return _choice(request, container, 422, problems=problems, title=title)
    except BadInput as error:
        return _choice(request, container, error.status, problems={"title": error.message}, title=title, chosen=method)


def _choice(request: Request, container: Container, status: int = 200, **context: Any) -> Response:
    base: dict[str, Any] = {"title": "", "chosen": "basismodel", "key": secrets.token_hex(16)}
    meetings = [container.meetings.view(row.id) for row in container.meetings.recent(RECENT)]
    methods = container.methods.all()
    erased = request.query_params.get("gewist") == "1"
    return render(
        request, "meet_choose.html", status, methods=methods, meetings=meetings, erased=erased, **(base | context)
    )


@router.get("/begeleiden/{meeting_id}")
def lead(request: Request, container: ContainerDep, meeting_id: str) -> Response:
    return _screen(request, container, meeting_id)


@router.post("/begeleiden/{meeting_id}")
def act(request: Request, container: ContainerDep, meeting_id: str, fields: FieldsDep) -> Response:
    """One press of one button. What a rule forbids is said beside that button, and what was typed stays."""
    do = fields.get("do", "")
    try:
        command = command_of(do, fields)
        seen = int(fields["seq_seen"]) if do in MOVES and fields.get("seq_seen", "").isdecimal() else None
        container.meetings.command(meeting_id, command, expected_seq=seen, key=fields.get("key") or None)
    except (BadInput, Refused, Conflict) as error:
        typed = {name: fields[name] for name in KEPT if name in fields}
        return _screen(request, container, meeting_id, error.status, problems={do: error.message}, typed={do: typed})
    return go(f"/begeleiden/{meeting_id}#{_place(do)}")


def _place(do: str) -> str:
    """Where on the page the eye was: after a press it stays there."""
    if do in {"question", "restate"}:
        return "vraag"
    if do in {"park", "unpark"}:
        return "ideeen"
    if do in {"action", "no_action"}:
        return "acties"
    return "notities" if do == "note" else "fase"


@router.post("/begeleiden/{meeting_id}/wissen")
def erase(container: ContainerDep, meeting_id: str) -> Response:
    """Removes every word of the meeting. Pressed twice it is as gone as pressed once."""
    with suppress(NotFound):
        container.meetings.erase(meeting_id)
    return go("/begeleiden?gewist=1")


def _screen(
    request: Request,
    container: Container,
    meeting_id: str,
    status: int = 200,
    problems: dict[str, str] | None = None,
    typed: dict[str, dict[str, str]] | None = None,
) -> Response:
    shown = screen(container, meeting_id)
    page = "meet_closed.html" if shown.view.status == "closed" else "meet.html"
    return render(
        request, page, status, screen=shown, view=shown.view, key=secrets.token_hex(16), help=shown.help,
        problems=problems or {}, typed=typed or {},
    )  # fmt: skip
