"""The page of a meeting for everybody who is in it; who sits there, roles and guests; and one's own yes or no."""

import secrets
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Form, Request, Response

from api.deps import ContainerDep
from api.door import LeadDep, MyMeetingDep, needs
from api.links import link_to
from api.pages.date_words import moment, weekday
from api.pages.shell import go, render
from api.pages.words import ROLES
from api.routes.seats import group_of_meeting
from coach.container import Container
from coach.errors import BadInput, CoachError, Conflict, NotFound, Refused
from coach.group.access import Thing
from coach.group.guests import HOURS, GuestLink
from coach.group.rights import Act, may
from coach.group.visitor import Here

router = APIRouter()

# What is asked, and what it means for who says yes.
ASKS = {
    "captions": ("Ondertiteling", "Een programma schrijft mee wat ieder zegt, zolang de bijeenkomst duurt."),
    "recording": ("Opname", "Wat er gezegd wordt, wordt opgenomen."),
    "model": ("Taalmodel", "Wat er genoteerd wordt, mag naar een taalmodel om te helpen verwoorden."),
}
DONE = {
    "rol": "De rol is veranderd.",
    "erbij": "Toegevoegd. Is er iets om over te kiezen, dan wacht dat nu ook op deze keuze.",
    "weg": "Weggehaald. Wat ieder koos, is gewist en wordt opnieuw gevraagd.",
    "link": "De gastlink staat klaar. Hij werkt voor één mens.",
    "ingetrokken": "De gastlink werkt niet meer.",
    "keuze": "Bewaard. Je kunt dit op elk moment veranderen.",
    "welkom": "Welkom.",
    "overgenomen": "Jij begeleidt nu. Zeg het even hardop, dan weet ieder het.",
}
OFFERED = (4, HOURS, 24, 48)


@router.get("/bijeenkomst/{meeting_id}")
def meeting(
    request: Request,
    container: ContainerDep,
    here: Annotated[Here, needs(Act.MEETING_OWN_PART, opens=Thing.PEOPLE)],
    meeting_id: str,
) -> Response:
    """Without what was said: that is for who leads and who takes the minutes."""
    if here.group is None:
        return go(f"/begeleiden/{meeting_id}")
    return _meeting(request, container, here, meeting_id)


@router.post("/bijeenkomst/{meeting_id}/begeleiding")
def take_over(request: Request, container: ContainerDep, here: MyMeetingDep, meeting_id: str) -> Response:
    """When the facilitator is no member any more, whoever has a seat goes on."""
    try:
        container.seats.take_over(group_of_meeting(here), meeting_id, here.seat)
    except (Conflict, Refused) as error:
        return _meeting(request, container, here, meeting_id, error)
    return go(f"/bijeenkomst/{meeting_id}?gedaan=overgenomen")


def _meeting(
    request: Request, container: Container, here: Here, meeting_id: str, error: CoachError | None = None
) -> Response:
    group_id = group_of_meeting(here)
    return render(
        request, "seat.html", error.status if error else 200, day=_day(here), meeting=here.meeting,
        group=here.group, seat=here.seat, roles=ROLES,
        seats=container.seats.seats(group_id, meeting_id, here.seat), inside=may(Act.GROUP_SEE, here.standings),
        sees=may(Act.MEETING_SEE, here.standings), leads=may(Act.MEETING_LEAD, here.standings),
        erases=may(Act.MEETING_ERASE, here.standings), said=_said(request),
        asked=container.consent.look(group_id, meeting_id, here.seat),
        unled=container.seats.unled(group_id, meeting_id), problems={"lead": error.message} if error else {},
    )  # fmt: skip


@router.get("/bijeenkomst/{meeting_id}/wie")
def who(request: Request, container: ContainerDep, here: LeadDep, meeting_id: str) -> Response:
    return _who(request, container, here, meeting_id)


@router.post("/bijeenkomst/{meeting_id}/wie/rol")
def give_role(
    request: Request,
    container: ContainerDep,
    here: LeadDep,
    meeting_id: str,
    seat_id: Annotated[str, Form()] = "",
    role: Annotated[str, Form()] = "",
) -> Response:
    """Handing over the facilitator's role hands over the screen too, so then there is nothing more to do here."""
    try:
        container.seats.give_role(group_of_meeting(here), meeting_id, seat_id, role)
    except (BadInput, NotFound, Refused) as error:
        return _who(request, container, here, meeting_id, error, seat_id)
    return go(f"/bijeenkomst/{meeting_id}?gedaan=rol" if role == "facilitator" else _back(meeting_id, "rol"))


@router.post("/bijeenkomst/{meeting_id}/wie/erbij")
def add(
    request: Request, container: ContainerDep, here: LeadDep, meeting_id: str, member_id: Annotated[str, Form()] = ""
) -> Response:
    try:
        container.seats.add(group_of_meeting(here), meeting_id, member_id)
    except NotFound as error:
        return _who(request, container, here, meeting_id, error, "member_id")
    return go(_back(meeting_id, "erbij"))


@router.post("/bijeenkomst/{meeting_id}/wie/weg")
def remove(
    request: Request, container: ContainerDep, here: LeadDep, meeting_id: str, seat_id: Annotated[str, Form()] = ""
) -> Response:
    try:
        container.seats.remove(group_of_meeting(here), meeting_id, seat_id)
    except (NotFound, Refused) as error:
        return _who(request, container, here, meeting_id, error, seat_id)
    return go(_back(meeting_id, "weg"))


@router.post("/bijeenkomst/{meeting_id}/gastlinks")
def make_link(
    request: Request,
    container: ContainerDep,
    here: LeadDep,
    meeting_id: str,
    hours: Annotated[str, Form()] = "",
    key: Annotated[str | None, Form()] = None,
) -> Response:
    try:
        wanted = int(hours) if hours.isascii() and hours.isdigit() and len(hours) < 4 else 0
        container.guests.make_link(group_of_meeting(here), meeting_id, wanted, key)
    except (BadInput, Refused) as error:
        return _who(request, container, here, meeting_id, error, "hours")
    return go(_back(meeting_id, "link") + "#gasten")


@router.post("/bijeenkomst/{meeting_id}/gastlinks/{link_id}/intrekken")
def revoke(container: ContainerDep, here: LeadDep, meeting_id: str, link_id: str) -> Response:
    container.guests.revoke(group_of_meeting(here), meeting_id, link_id)
    return go(_back(meeting_id, "ingetrokken") + "#gasten")


@router.get("/bijeenkomst/{meeting_id}/toestemming")
def consent(request: Request, container: ContainerDep, here: MyMeetingDep, meeting_id: str) -> Response:
    return _consent(request, container, here, meeting_id)


@router.post("/bijeenkomst/{meeting_id}/toestemming")
def answer(
    request: Request,
    container: ContainerDep,
    here: MyMeetingDep,
    meeting_id: str,
    what: Annotated[str, Form()] = "",
    given: Annotated[str, Form()] = "",
) -> Response:
    """One press of yes or no; it holds at once, and so does taking it back."""
    try:
        if given not in ("ja", "nee"):
            raise BadInput("Kies ja of nee.", where="given")
        container.consent.answer(group_of_meeting(here), meeting_id, here.seat, what, given == "ja")
    except (BadInput, NotFound, Refused) as error:
        return _consent(request, container, here, meeting_id, error)
    return go(f"/bijeenkomst/{meeting_id}/toestemming?gedaan=keuze")


def _consent(
    request: Request, container: Container, here: Here, meeting_id: str, error: CoachError | None = None
) -> Response:
    asked = container.consent.look(here.group.id, meeting_id, here.seat) if here.group else ()
    return render(
        request, "seat_consent.html", error.status if error else 200, meeting=here.meeting, seat=here.seat, asked=asked,
        day=_day(here), words_of=ASKS, said=_said(request), problems={"given": error.message} if error else {},
    )  # fmt: skip


def _who(
    request: Request,
    container: Container,
    here: Here,
    meeting_id: str,
    error: CoachError | None = None,
    at: str = "",
) -> Response:
    group_id = group_of_meeting(here)
    links = container.guests.links(group_id, meeting_id)
    base: dict[str, Any] = {"problems": {at: error.message} if error else {}, "said": _said(request)}
    return render(
        request, "seat_who.html", error.status if error else 200, meeting=here.meeting, group=here.group, roles=ROLES,
        seats=container.seats.seats(group_id, meeting_id, here.seat),
        away=container.seats.without(group_id, meeting_id),
        links=[(link, _address(request, link), moment(link.expires_at, here.our_group.zone)) for link in links],
        offered=OFFERED, hours=HOURS, key=secrets.token_hex(16), **base,
    )  # fmt: skip


def _address(request: Request, link: GuestLink) -> str:
    return link_to(request, f"/gast/{link.token}") if link.token else ""


def _day(here: Here) -> str:
    """The day of the meeting on the group's clock."""
    if here.meeting is None or here.group is None:
        return ""
    return weekday(here.meeting.created_at.astimezone(ZoneInfo(here.group.zone)).date())


def _said(request: Request) -> str:
    return DONE.get(request.query_params.get("gedaan", ""), "")


def _back(meeting_id: str, done: str) -> str:
    return f"/bijeenkomst/{meeting_id}/wie?gedaan={done}"
