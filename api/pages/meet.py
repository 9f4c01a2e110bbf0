"""A meeting led from one screen by one facilitator: choose a method, follow its phases, close, take along, erase."""

import re
import secrets
from contextlib import suppress
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response

from api.deps import ContainerDep
from api.pages.forms import FieldsDep
from api.pages.meet_form import MOVES, SENDS, command_of, drafts_of, meant_by_enter, place_of
from api.pages.meet_text import overview
from api.pages.meet_view import earlier, screen
from api.pages.shell import go, render
from coach.container import Container
from coach.errors import BadInput, Conflict, NotFound, Refused

router = APIRouter()

RECENT = 12
_SEQ = re.compile(r"[0-9]{1,9}")
# What is asked once more on a page of its own: the button, the address of that page, its template.
ASKED = {"ask_close": ("sluiten", "meet_close.html"), "ask_erase": ("wissen", "meet_erase.html")}


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
    meetings = [earlier(container, row) for row in container.meetings.recent(RECENT)]
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
    """One press of one button. What a rule forbids is said beside that button, and whatever was typed stays."""
    do, drafts = fields.get("do", ""), drafts_of(fields)
    if do in ASKED:
        return _ask(request, container, meeting_id, do, drafts)
    if do == "back":
        return _screen(request, container, meeting_id, typed=drafts)
    try:
        do = meant_by_enter(fields) if do == "enter" else do
        _command(container, meeting_id, do, fields)
    except (BadInput, Refused, Conflict) as error:
        problems = {do.partition(":")[0]: error.message}
        return _screen(request, container, meeting_id, error.status, problems=problems, typed=drafts)
    left = {name: text for name, text in drafts.items() if name not in SENDS.get(do, ())}
    # A redirect would lose what is still being typed, and an address must not hold it: then the page comes at once.
    # The key makes reloading that page harmless. With script nothing is left here: drafts stay in the browser's tab.
    return _screen(request, container, meeting_id, typed=left) if left else go(_address(meeting_id, do))


def _command(container: Container, meeting_id: str, do: str, fields: dict[str, str]) -> None:
    command = command_of(do, fields)
    seen = int(fields["seq_seen"]) if do in MOVES and _SEQ.fullmatch(fields.get("seq_seen", "")) else None
    key = f"{fields['key']}-{do}" if fields.get("key") else None
    container.meetings.command(meeting_id, command, expected_seq=seen, key=key)


def _address(meeting_id: str, do: str) -> str:
    return f"/begeleiden/{meeting_id}#{place_of(do)}"


def _ask(request: Request, container: Container, meeting_id: str, do: str, drafts: dict[str, str]) -> Response:
    """The page that asks once more; it carries along what was typed, so that going back loses nothing."""
    address, template = ASKED[do]
    return (
        _render(request, container, meeting_id, template, typed=drafts)
        if drafts
        else go(f"/begeleiden/{meeting_id}/{address}")
    )


@router.get("/begeleiden/{meeting_id}/sluiten")
def ask_close(request: Request, container: ContainerDep, meeting_id: str) -> Response:
    return _render(request, container, meeting_id, "meet_close.html")


@router.get("/begeleiden/{meeting_id}/wissen")
def ask_erase(request: Request, container: ContainerDep, meeting_id: str) -> Response:
    return _render(request, container, meeting_id, "meet_erase.html")


@router.post("/begeleiden/{meeting_id}/wissen")
def erase(container: ContainerDep, meeting_id: str) -> Response:
    """Removes every word of the meeting. Pressed twice it is as gone as pressed once."""
    with suppress(NotFound):
        container.meetings.erase(meeting_id)
    return go("/begeleiden?gewist=1")


@router.get("/begeleiden/{meeting_id}/tekst")
def text(container: ContainerDep, meeting_id: str) -> Response:
    """The overview as a plain text file, to keep."""
    headers = {"Content-Disposition": 'attachment; filename="bijeenkomst.txt"'}
    shown = overview(container.meetings.view(meeting_id))
    return Response(shown, media_type="text/plain; charset=utf-8", headers=headers)


def _screen(
    request: Request,
    container: Container,
    meeting_id: str,
    status: int = 200,
    problems: dict[str, str] | None = None,
    typed: dict[str, str] | None = None,
) -> Response:
    return _render(request, container, meeting_id, None, status, problems, typed)


def _render(
    request: Request,
    container: Container,
    meeting_id: str,
    page: str | None,
    status: int = 200,
    problems: dict[str, str] | None = None,
    typed: dict[str, str] | None = None,
) -> Response:
    """A page of this meeting: the one named, or the screen that fits how it stands. `typed` is not yet recorded."""
    shown = screen(container, meeting_id)
    page = page or ("meet_closed.html" if shown.view.status == "closed" else "meet.html")
    return render(
        request, page, status, screen=shown, view=shown.view, key=secrets.token_hex(16), help=shown.help,
        problems=problems or {}, typed=typed or {}, text=overview(shown.view),
    )  # fmt: skip
