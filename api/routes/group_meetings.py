"""Meetings of a group: begin one, which there were, and who opened what."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel

from api.deps import ContainerDep
from api.door import GroupDep, needs
from api.errors import CONFLICT, NOT_READY, PROBLEMS
from api.paging import After, Limit, Page, page_of
from api.routes.groups import GroupId
from api.routes.meeting_bodies import StartBody
from api.routes.meetings import Key
from coach.group.access import Thing
from coach.group.rights import Act
from coach.group.seats import Wanted
from coach.group.visitor import Here

router = APIRouter(prefix="/api/v1/groups", tags=["groepen"], responses={**PROBLEMS, **NOT_READY})


class Started(BaseModel):
    """The meeting that began. Who leads it, may open it."""

    id: str


class GroupMeetingView(BaseModel):
    """A meeting of the group, without anything that was said. `my_role` is null without a seat."""

    id: str
    created_at: datetime
    my_role: str | None


class AccessView(BaseModel):
    """Who opened what, and when; never what stood in it. A guest has no name here."""

    id: str
    at: datetime
    name: str
    guest: bool
    thing: Thing
    meeting_id: str | None


@router.post("/{group_id}/meetings", status_code=201, summary="Een bijeenkomst beginnen", responses=CONFLICT)
def start(
    container: ContainerDep,
    here: Annotated[Here, needs(Act.GROUP_START_MEETING)],
    group_id: GroupId,
    body: StartBody,
    response: Response,
    key: Key = None,
) -> Started:
    present = None if body.present is None else tuple(sorted(set(body.present)))
    roles = {str(role): who for role, who in body.roles.items()}
    wanted = Wanted(body.date_id, roles, present)
    meeting_id = container.seats.start(here.our_group.id, here.my_membership, body.method, body.title, wanted, key)
    response.headers["Location"] = f"/api/v1/meetings/{meeting_id}"
    return Started(id=meeting_id)


@router.get("/{group_id}/meetings", summary="De bijeenkomsten van de groep, de nieuwste eerst")
def meetings(
    container: ContainerDep, here: GroupDep, group_id: GroupId, limit: Limit = 50, after: After = ""
) -> Page[GroupMeetingView]:
    rows = container.seats.held(here.our_group.id, here.my_membership.id)
    shown = [GroupMeetingView(id=one.row.id, created_at=one.row.created_at, my_role=one.my_role) for one in rows]
    return page_of(shown, limit, after, lambda view: view.id)


@router.get("/{group_id}/accesses", summary="Wie wat opende, van het afgelopen jaar")
def accesses(
    container: ContainerDep, here: GroupDep, group_id: GroupId, limit: Limit = 50, after: After = ""
) -> Page[AccessView]:
    shown = [
        AccessView(
            id=one.id, at=one.at, name=one.name, guest=one.guest, thing=one.thing, meeting_id=one.meeting_id
        )
        for one in container.accesses.read(here.our_group.id)
    ]  # fmt: skip
    return page_of(shown, limit, after, lambda view: view.id)
