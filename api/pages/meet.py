"""A meeting led from one screen by one facilitator: choose a method, follow its phases, close, take along, erase."""

import re
import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response

from api.deps import ContainerDep
from api.door import LeadDep, MeetingDep, NoteDep, admit_too, needs
from api.pages.forms import FieldsDep
from api.pages.known_meetings import forget, known_ids, remember
from api.pages.meet_form import MOVES, NOTES, SENDS, command_of, drafts_of, meant_by_enter, place_of
from api.pages.meet_text import overview
from api.pages.meet_view import Earlier, earlier, screen
from api.pages.shell import go, render
from coach.container import Container
from coach.errors import BadInput, Conflict, NotFound, Refused
from coach.group.access import Thing
from coach.group.retention import ZONE
from coach.group.rights import Act, Standing, may
from coach.group.visitor import Here
from coach.method.service import Whose

router = APIRouter()

RECENT = 12
_SEQ = re.compile(r"[0-9]{1,9}")
# What is asked once more on a page of its own: the button, the address of that page, its template.
ASKED = {"ask_close": ("sluiten", "meet_close.html"), "ask_erase": ("wissen", "meet_erase.html")}
StartDep = Annotated[Here, needs(Act.START_LOOSE_MEETING)]


@router.get("/begeleiden")
def choose(request: Request, container: ContainerDep, here: StartDep) -> Response:
    return _choice(request, container, here)


@router.post("/begeleiden")
def open_meeting(
    request: Request,
    container: ContainerDep,
    here: StartDep,
    method: Annotated[str, Form()] = "",
    title: Annotated[str, Form()] = "",
    key: Annotated[str | None, Form()] = None,
) -> Response:
    """Opens a meeting and goes to it; the key makes a second press open the same one."""
    owner = here.visitor.person.id if here.visitor.person else None
    try:
        meeting_id = container.meetings.open(method, title, key=key, whose=Whose(owner_id=owner))
    except NotFound:
        problems = {"method": "Kies een methode uit de lijst."}
        return _choice(request, container, here, 422, problems=problems, title=title)
    except BadInput as error:
        problems = {"title": error.message}
        return _choice(request, container, here, error.status, problems=problems, title=title, chosen=method)
    gone_to = go(f"/begeleiden/{meeting_id}")
    return gone_to if owner else remember(request, gone_to, meeting_id)


def _choice(request: Request, container: Container, here: Here, status: int = 200, **context: Any) -> Response:
    base: dict[str, Any] = {"title": "", "chosen": "basismodel", "key": secrets.token_hex(16)}
    methods = container.methods.all()
    erased = request.query_params.get("gewist") == "1"
    return render(
        request, "meet_choose.html", status, methods=methods, meetings=_mine(request, container, here), erased=erased,
        **(base | context),
    )  # fmt: skip


def _mine(request: Request, container: Container, here: Here) -> list[Earlier]:
    """What this browser knows of, where that is enough to see it, and what this person opened; never all there is."""
    rows = container.meetings.known(known_ids(request)) if Standing.TOOLS_OPEN in here.standings else []
    if here.visitor.person is not None:
        rows += container.meetings.recent(RECENT, owner_id=here.visitor.person.id)
    newest = sorted(rows, key=lambda row: row.created_at, reverse=True)[:RECENT]
    return [earlier(container, row) for row in newest]


@router.get("/begeleiden/{meeting_id}")
def lead(request: Request, container: ContainerDep, here: MeetingDep, meeting_id: str) -> Response:
    shown = _screen(request, container, here, meeting_id)
    loose = here.meeting is not None and here.meeting.group_id is None and here.meeting.owner_id is None
    return remember(request, shown, meeting_id) if loose else shown


@router.post("/begeleiden/{meeting_id}")
def act(request: Request, container: ContainerDep, here: NoteDep, meeting_id: str, fields: FieldsDep) -> Response:
    """One press of one button. What a rule forbids is said beside that button, and whatever was typed stays."""
    do, drafts = fields.get("do", ""), drafts_of(fields)
    try:
        do = meant_by_enter(fields) if do == "enter" else do
        if do.partition(":")[0] not in NOTES:
            admit_too(request, Act.MEETING_LEAD, meeting_id=meeting_id)
        if do in ASKED:
            return _ask(request, container, here, do, drafts)
        if do != "back":
            _command(container, meeting_id, do, fields)
    except (BadInput, Refused, Conflict) as error:
        problems = {do.partition(":")[0]: error.message}
        return _screen(request, container, here, meeting_id, error.status, problems=problems, typed=drafts)
    left = {name: text for name, text in drafts.items() if name not in SENDS.get(do, ())}
    # A redirect would lose what is still being typed, and an address must not hold it: then the page comes at once.
    # The key makes reloading that page harmless. With script nothing is left here: drafts stay in the browser's tab.
    again = left or do == "back"
    return _screen(request, container, here, meeting_id, typed=left) if again else go(_address(meeting_id, do))


def _command(container: Container, meeting_id: str, do: str, fields: dict[str, str]) -> None:
    command = command_of(do, fields)
    seen = int(fields["seq_seen"]) if do in MOVES and _SEQ.fullmatch(fields.get("seq_seen", "")) else None
    key = f"{fields['key']}-{do}" if fields.get("key") else None
    container.meetings.command(meeting_id, command, expected_seq=seen, key=key)


def _address(meeting_id: str, do: str) -> str:
    return f"/begeleiden/{meeting_id}#{place_of(do)}"


def _ask(request: Request, container: Container, here: Here, do: str, drafts: dict[str, str]) -> Response:
    """The page that asks once more; it carries along what was typed, so that going back loses nothing."""
    address, template = ASKED[do]
    meeting_id = _id_of(here)
    if not drafts:
        return go(f"/begeleiden/{meeting_id}/{address}")
    return _render(request, container, here, meeting_id, template, typed=drafts)


def _id_of(here: Here) -> str:
    return here.meeting.id if here.meeting else ""


@router.get("/begeleiden/{meeting_id}/sluiten")
def ask_close(request: Request, container: ContainerDep, here: LeadDep, meeting_id: str) -> Response:
    return _render(request, container, here, meeting_id, "meet_close.html")


@router.get("/begeleiden/{meeting_id}/wissen")
def ask_erase(
    request: Request, container: ContainerDep, here: Annotated[Here, needs(Act.MEETING_ERASE)], meeting_id: str
) -> Response:
    """Who may erase but not see, as a coordinator, is shown nothing of the meeting but its day."""
    if not may(Act.MEETING_SEE, here.standings):
        return render(request, "meet_erase_unseen.html", meeting=here.meeting)
    return _render(request, container, here, meeting_id, "meet_erase.html")


@router.post("/begeleiden/{meeting_id}/wissen")
def erase(
    request: Request,
    container: ContainerDep,
    here: Annotated[Here, needs(Act.MEETING_ERASE, may_be_gone=True)],
    meeting_id: str,
) -> Response:
    """Removes every word of the meeting. Pressed twice it is as gone as pressed once."""
    if here.meeting is not None:
        container.meetings.erase(meeting_id)
    ours = here.group is not None and may(Act.GROUP_SEE, here.standings)
    back = f"/groep/{here.our_group.id}/bijeenkomst?gewist=1" if ours else "/begeleiden?gewist=1"
    return forget(request, go(back), meeting_id)


@router.get("/begeleiden/{meeting_id}/tekst")
def text(
    container: ContainerDep, here: Annotated[Here, needs(Act.MEETING_SEE, opens=Thing.EXPORT)], meeting_id: str
) -> Response:
    """The overview as a plain text file, to keep."""
    headers = {"Content-Disposition": 'attachment; filename="bijeenkomst.txt"'}
    shown = overview(container.meetings.view(meeting_id), here.group.zone if here.group else ZONE)
    return Response(shown, media_type="text/plain; charset=utf-8", headers=headers)


def _screen(
    request: Request,
    container: Container,
    here: Here,
    meeting_id: str,
    status: int = 200,
    problems: dict[str, str] | None = None,
    typed: dict[str, str] | None = None,
) -> Response:
    return _render(request, container, here, meeting_id, None, status, problems, typed)


def _render(
    request: Request,
    container: Container,
    here: Here,
    meeting_id: str,
    page: str | None,
    status: int = 200,
    problems: dict[str, str] | None = None,
    typed: dict[str, str] | None = None,
) -> Response:
    """A page of this meeting: the one named, or the screen that fits how it stands. `typed` is not yet recorded."""
    shown = screen(container, meeting_id)
    page = page or ("meet_closed.html" if shown.view.status == "closed" else "meet.html")
    seats = container.seats.seats(here.group.id, meeting_id, here.seat) if here.group else []
    return render(
        request, page, status, screen=shown, view=shown.view, key=secrets.token_hex(16), help=shown.help,
        problems=problems or {}, typed=typed or {}, seats=seats,
        text=overview(shown.view, here.group.zone if here.group else ZONE),
        leads=may(Act.MEETING_LEAD, here.standings), notes=may(Act.MEETING_NOTE, here.standings),
    )  # fmt: skip
