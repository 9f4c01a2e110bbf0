"""A group begins a meeting, from a date or now; the meetings there were; who opened what."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Form, Request, Response

from api.deps import ContainerDep
from api.door import GroupDep, needs
from api.pages.date_words import hours, moment, weekday
from api.pages.group_cards import Card, Link, card
from api.pages.shell import go, render
from api.pages.words import ROLES
from coach.container import Container
from coach.errors import BadInput, Conflict, NotFound
from coach.group.dates import CANCELLED
from coach.group.rights import Act
from coach.group.seats import FACILITATOR, Wanted
from coach.group.visitor import Here
from coach.records import MeetingDate, Member

router = APIRouter()

# A date can be begun from the evening before until a week after.
EARLY, LATE = timedelta(hours=18), timedelta(days=7)
# As long as this a meeting stands on the group's page as going on.
GOING_ON = timedelta(hours=12)
# The roles one chooses at the start; the others follow.
CHOSEN = (FACILITATOR, "case_presenter", "minutes_taker", "timekeeper")
WHAT = {
    "meeting": "wat er in een bijeenkomst is genoteerd",
    "people": "de pagina met wie erbij is",
    "minutes": "een verslag",
    "export": "de tekst van een bijeenkomst, als bestand",
    "contract_export": "het contract als bestand",
}
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in the list: its day, and what I am in it."""

    id: str
    day: str
    role: str


@dataclass(frozen=True, slots=True)
class OpenedLine:
    """Who opened what, in words."""

    when: str
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Start:
    """What the form for a new meeting holds, as filled in or as it begins."""

    method: str
    title: str
    date_id: str
    present: tuple[str, ...]
    roles: dict[str, str] = field(default_factory=dict)


@router.get("/groep/{group_id}/bijeenkomst")
def begin(request: Request, container: ContainerDep, here: GroupDep, datum: str = "") -> Response:
    return _page(request, container, here, _fresh(container, here, datum))


@router.post("/groep/{group_id}/bijeenkomst")
def start(
    request: Request,
    container: ContainerDep,
    here: Annotated[Here, needs(Act.GROUP_START_MEETING)],
    method: Annotated[str, Form()] = "",
    title: Annotated[str, Form()] = "",
    date_id: Annotated[str, Form()] = "",
    present: Annotated[list[str] | None, Form()] = None,
    facilitator: Annotated[str, Form()] = "",
    case_presenter: Annotated[str, Form()] = "",
    minutes_taker: Annotated[str, Form()] = "",
    timekeeper: Annotated[str, Form()] = "",
    key: Annotated[str | None, Form()] = None,
) -> Response:
    """Begins it with the seats as chosen; the key makes a second press open the same one."""
    chosen = dict(zip(CHOSEN, (facilitator, case_presenter, minutes_taker, timekeeper), strict=True))
    filled = Start(method, title, date_id, tuple(present or ()), {role: who for role, who in chosen.items() if who})
    problems = _problems(container, filled, here)
    if problems:
        return _page(request, container, here, filled, 422, problems)
    # The form was filled in from the date, so what stands in it now is what they want.
    wanted = Wanted(date_id or None, _led(filled, here), tuple(sorted(set(filled.present))), planned=False)
    try:
        meeting_id = container.seats.start(here.our_group.id, here.my_membership, method, title, wanted, key)
    except (BadInput, Conflict, NotFound) as error:
        place = {"roles": "roles", "unknown_date": "date_id", "already_started": "date_id"}
        at = place.get(error.where or error.code, "title" if isinstance(error, BadInput) else "present")
        return _page(request, container, here, filled, error.status, {at: error.message})
    return go(f"/bijeenkomst/{meeting_id}")


def _led(filled: Start, here: Here) -> dict[str, str]:
    """The roles; without a facilitator chosen that is who fills in the form."""
    return {FACILITATOR: here.my_membership.id, **filled.roles}


def _problems(container: Container, filled: Start, here: Here) -> dict[str, str]:
    found = {}
    if filled.method not in {method.id for method in container.methods.all()}:
        found["method"] = "Kies een methode uit de lijst."
    if not filled.present:
        found["present"] = "Vink aan wie er zijn."
    taken = list(_led(filled, here).values())
    if len(set(taken)) < len(taken):
        found["roles"] = "Geef ieder één rol: wie begeleidt, kan niet ook inbrengen of notuleren."
    elif not set(taken) <= set(filled.present):
        found["roles"] = "Geef een rol aan iemand die er is."
    return found


def _fresh(container: Container, here: Here, date_id: str) -> Start:
    """How the form begins: from the date asked for, else from the one that is today."""
    near = _near(container, here)
    now = container.clock.now().astimezone(ZoneInfo(here.our_group.zone))
    row = next((one for one in near if one.id == date_id), None)
    if row is None and not date_id:
        row = next((one for one in near if _on_clock(one.starts_at, here).date() == now.date()), None)
    there = container.seats.expected(here.our_group.id, row.id if row else None)
    roles = {role: who for role, who in (row.roles if row else {}).items() if who in {one.id for one in there}}
    title = f"Bijeenkomst {weekday(now.date())}"
    return Start("basismodel", title, row.id if row else "", tuple(one.id for one in there), roles)


def _near(container: Container, here: Here) -> list[MeetingDate]:
    """Dates that can be begun: about now, not called off, without a meeting."""
    now = container.clock.now()
    return [
        row for row in container.dates.all(here.our_group.id)
        if row.state != CANCELLED and row.meeting_id is None and -LATE <= row.starts_at - now <= EARLY
    ]  # fmt: skip


def _page(
    request: Request,
    container: Container,
    here: Here,
    filled: Start,
    status: int = 200,
    problems: dict[str, str] | None = None,
) -> Response:
    near = [(row.id, f"{weekday(_on_clock(row.starts_at, here).date())}, {hours(row, here.our_group.zone)}")
            for row in _near(container, here)]  # fmt: skip
    erased = request.query_params.get("gewist") == "1"
    return render(
        request, "group_meeting.html", status, group=here.our_group, me=here.my_membership, filled=filled, near=near,
        members=_members(container, here), methods=container.methods.all(), roles=[(one, ROLES[one]) for one in CHOSEN],
        meetings=_lines(container, here), problems=problems or {}, key=secrets.token_hex(16), erased=erased,
    )  # fmt: skip


def _members(container: Container, here: Here) -> list[Member]:
    return container.groups.members(here.our_group.id)


def _lines(container: Container, here: Here) -> list[MeetingLine]:
    held = container.seats.held(here.our_group.id, here.my_membership.id)
    return [
        MeetingLine(one.row.id, _said(one.row.created_at, here), ROLES[one.my_role] if one.my_role else "")
        for one in held
    ]


def _on_clock(when: datetime, here: Here) -> datetime:
    return when.astimezone(ZoneInfo(here.our_group.zone))


def _said(when: datetime, here: Here) -> str:
    return moment(when, here.our_group.zone)


@card(25)
def meeting_card(container: Container, here: Here) -> Card:
    """Begin a meeting, or go to the one that is going on."""
    address, now = f"/groep/{here.our_group.id}/bijeenkomst", container.clock.now()
    held = container.seats.held(here.our_group.id, here.my_membership.id, limit=5)
    going = [one for one in held if now - one.row.created_at < GOING_ON and one.my_role]
    again = Link(address, "Alle bijeenkomsten" if going else "Bijeenkomst beginnen")
    if not going:
        return Card("Bijeenkomst", ("Begin er een uit de agenda, of nu meteen.",), (again,))
    role = ROLES[going[0].my_role or "peer"]
    line = f"Begonnen op {_said(going[0].row.created_at, here)}. Jij bent {role}."
    return Card("Een bijeenkomst", (line,), (Link(f"/bijeenkomst/{going[0].row.id}", "Ga erheen"), again), waits=True)


@router.get("/groep/{group_id}/inzage")
def accesses(request: Request, container: ContainerDep, here: GroupDep) -> Response:
    """Who opened what; the same for every member."""
    rows = container.accesses.read(here.our_group.id)
    lines = [
        OpenedLine(_said(row.at, here), row.name or ("Een gast" if row.guest else "Iemand"), WHAT[row.thing])
        for row in rows[:MOST_SHOWN]
    ]
    return render(request, "group_accesses.html", group=here.our_group, lines=lines, more=len(rows) - len(lines))


@card(60)
def access_card(container: Container, here: Here) -> Card:
    """Quiet: the log is there for who wants to look."""
    line = "Wie een bijeenkomst opende, of die of het contract als bestand meenam. Ieder lid ziet dat."
    return Card("Inzage", (line,), (Link(f"/groep/{here.our_group.id}/inzage", "Wie opende wat"),))
