"""Who sits in a meeting of a group, guests of that meeting, and each one's yes or no."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, Field

from api.deps import ContainerDep
from api.door import LeadDep, MyMeetingDep, needs
from api.errors import CONFLICT, NOT_READY, PROBLEMS
from api.links import link_to
from api.routes.meeting_bodies import Body, Id
from api.routes.meetings import Key, MeetingId
from coach.container import Container
from coach.errors import NotFound
from coach.group.access import Thing
from coach.group.consent import What
from coach.group.guests import HOURS, MAX_HOURS, GuestLink
from coach.group.rights import Act
from coach.group.seats import SeatView
from coach.group.visitor import Here

router = APIRouter(
    prefix="/api/v1/meetings/{meeting_id}", tags=["bijeenkomsten"], responses={**PROBLEMS, **NOT_READY}
)  # fmt: skip

SeatId = Annotated[str, Path(description="De id van de plaats", max_length=64)]
LinkId = Annotated[str, Path(description="De id van de gastlink", max_length=64)]


class SeatsView(BaseModel):
    """Everybody who is there; a meeting without a group has no seats."""

    items: list[SeatView]


class SeatBody(Body):
    member_id: Id


class RoleBody(Body):
    role: str = Field(max_length=64, examples=["minutes_taker"])


class LinkBody(Body):
    hours: int = Field(default=HOURS, ge=1, le=MAX_HOURS, description="Zo lang werkt de link, en duurt de plaats")


class LinkView(BaseModel):
    """A link for one guest. `link` is empty when this installation's secret has changed since."""

    id: str
    link: str
    expires_at: datetime


class LinksView(BaseModel):
    items: list[LinkView]


class ConsentBody(Body):
    what: What = Field(strict=False)
    given: bool


class ConsentLine(BaseModel):
    """One question. `mine` is null before I answered; `everybody` tells no more than whether all said yes."""

    what: What
    mine: bool | None
    everybody: bool


class ConsentView(BaseModel):
    """What is asked in this meeting: only what the group's contract allows at all."""

    items: list[ConsentLine]


@router.get("/seats", summary="Wie er zijn, met hun rol")
def seats(
    container: ContainerDep,
    here: Annotated[Here, needs(Act.MEETING_OWN_PART, opens=Thing.PEOPLE)],
    meeting_id: MeetingId,
) -> SeatsView:
    return _seats(container, here, meeting_id)


@router.post("/seats", summary="Een lid een plaats geven", responses=CONFLICT)
def add(container: ContainerDep, here: LeadDep, meeting_id: MeetingId, body: SeatBody) -> SeatsView:
    container.seats.add(group_of_meeting(here), meeting_id, body.member_id)
    return _seats(container, here, meeting_id)


@router.patch("/seats/{seat_id}", summary="Een rol geven of overdragen", responses=CONFLICT)
def give_role(
    container: ContainerDep, here: LeadDep, meeting_id: MeetingId, seat_id: SeatId, body: RoleBody
) -> SeatsView:
    container.seats.give_role(group_of_meeting(here), meeting_id, seat_id, body.role)
    return _seats(container, here, meeting_id)


@router.delete("/seats/{seat_id}", status_code=204, summary="Een plaats weghalen", responses=CONFLICT)
def remove(container: ContainerDep, here: LeadDep, meeting_id: MeetingId, seat_id: SeatId) -> None:
    container.seats.remove(group_of_meeting(here), meeting_id, seat_id)


@router.post("/guest-links", status_code=201, summary="Een link voor een gast maken", responses=CONFLICT)
def make_link(
    request: Request, container: ContainerDep, here: LeadDep, meeting_id: MeetingId, body: LinkBody, key: Key = None
) -> LinkView:
    return _link(request, container.guests.make_link(group_of_meeting(here), meeting_id, body.hours, key))


@router.get("/guest-links", summary="Gastlinks die openstaan")
def links(request: Request, container: ContainerDep, here: LeadDep, meeting_id: MeetingId) -> LinksView:
    open_links = container.guests.links(here.group.id, meeting_id) if here.group else []
    return LinksView(items=[_link(request, link) for link in open_links])


@router.delete("/guest-links/{link_id}", status_code=204, summary="Een gastlink intrekken")
def revoke(container: ContainerDep, here: LeadDep, meeting_id: MeetingId, link_id: LinkId) -> None:
    container.guests.revoke(group_of_meeting(here), meeting_id, link_id)


@router.get("/consent", summary="Wat er gevraagd wordt, en wat ik koos")
def consent(container: ContainerDep, here: MyMeetingDep, meeting_id: MeetingId) -> ConsentView:
    return _consent(container, here, meeting_id)


@router.put("/consent", summary="Ja of nee zeggen, of daarop terugkomen", responses=CONFLICT)
def answer(container: ContainerDep, here: MyMeetingDep, meeting_id: MeetingId, body: ConsentBody) -> ConsentView:
    container.consent.answer(group_of_meeting(here), meeting_id, here.seat, body.what, body.given)
    return _consent(container, here, meeting_id)


def group_of_meeting(here: Here) -> str:
    """The id of the meeting's group. Raises NotFound (`no_group`) where there is none."""
    if here.group is None:
        raise NotFound("Dit is een losse bijeenkomst, zonder groep en zonder plaatsen.", code="no_group")
    return here.group.id


def _seats(container: Container, here: Here, meeting_id: str) -> SeatsView:
    return SeatsView(items=container.seats.seats(here.group.id, meeting_id, here.seat) if here.group else [])


def _link(request: Request, link: GuestLink) -> LinkView:
    address = link_to(request, f"/gast/{link.token}") if link.token else ""
    return LinkView(id=link.id, link=address, expires_at=link.expires_at)


def _consent(container: Container, here: Here, meeting_id: str) -> ConsentView:
    asked = container.consent.look(here.group.id, meeting_id, here.seat) if here.group else ()
    return ConsentView(
        items=[ConsentLine(what=one.what, mine=one.mine, everybody=one.everybody) for one in asked]
    )  # fmt: skip
