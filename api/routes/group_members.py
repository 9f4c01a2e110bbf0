"""Who is in a group, who coordinates it, and the ways in."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, Field

from api.deps import ContainerDep
from api.door import CoordinatorDep, GroupDep
from api.errors import CONFLICT, NOT_READY, PROBLEMS
from api.links import link_to
from api.paging import After, Limit, Page, page_of
from api.routes.groups import GroupId
from api.routes.meeting_bodies import Body
from api.routes.meetings import Key
from coach.group.invites import DAYS, MAX_DAYS, MAX_USES, USES, OpenInvite
from coach.records import Member

router = APIRouter(prefix="/api/v1/groups", tags=["groepen"], responses={**PROBLEMS, **NOT_READY})

MemberId = Annotated[str, Path(description="De id van het lid", max_length=64)]
InviteId = Annotated[str, Path(description="De id van de uitnodiging", max_length=64)]
Role = Literal["coordinator", "member"]


class MemberView(BaseModel):
    """Somebody in the group. `me`: whether that is who asks."""

    id: str
    name: str
    role: str
    joined_at: datetime
    me: bool


class RoleBody(Body):
    role: Role


class HandOverBody(Body):
    to: str = Field(max_length=64, description="De id van het lid dat voortaan coördineert")


class InviteBody(Body):
    days: int = Field(default=DAYS, ge=1, le=MAX_DAYS)
    uses: int = Field(default=USES, ge=1, le=MAX_USES)


class InviteView(BaseModel):
    """An invitation that is open. `link` and `code` are empty when this installation's secret has changed since."""

    id: str
    link: str
    code: str
    made_by: str
    made_at: datetime
    expires_at: datetime
    uses_left: int


@router.get("/{group_id}/members", summary="Wie er in de groep zitten")
def members(
    container: ContainerDep, here: GroupDep, group_id: GroupId, limit: Limit = 50, after: After = ""
) -> Page[MemberView]:
    shown = [_member(row, here.my_membership.id) for row in container.groups.members(here.our_group.id)]
    return page_of(shown, limit, after, lambda view: view.id)


@router.patch("/{group_id}/members/{member_id}", status_code=204, summary="Coördinator of lid", responses=CONFLICT)
def set_role(
    container: ContainerDep, here: CoordinatorDep, group_id: GroupId, member_id: MemberId, body: RoleBody
) -> None:
    container.groups.set_role(here.our_group.id, member_id, body.role)


@router.delete(
    "/{group_id}/members/{member_id}", status_code=204, summary="Iemand uit de groep halen", responses=CONFLICT
)
def remove(container: ContainerDep, here: CoordinatorDep, group_id: GroupId, member_id: MemberId) -> None:
    container.groups.remove(here.our_group.id, member_id)


@router.post("/{group_id}/hand-over", status_code=204, summary="De coördinatie overdragen", responses=CONFLICT)
def hand_over(container: ContainerDep, here: CoordinatorDep, group_id: GroupId, body: HandOverBody) -> None:
    container.groups.hand_over(here.our_group.id, here.my_membership.id, body.to)


@router.post("/{group_id}/invites", status_code=201, summary="Een uitnodiging maken", responses=CONFLICT)
def invite(
    request: Request,
    response: Response,
    container: ContainerDep,
    here: CoordinatorDep,
    group_id: GroupId,
    body: InviteBody,
    key: Key = None,
) -> InviteView:
    made = container.invites.make(here.our_group.id, here.my_membership, days=body.days, uses=body.uses, key=key)
    response.headers["Location"] = f"{router.prefix}/{here.our_group.id}/invites/{made.id}"
    return _invite(request, made)


@router.get("/{group_id}/invites", summary="Uitnodigingen die openstaan")
def invites(
    request: Request,
    container: ContainerDep,
    here: CoordinatorDep,
    group_id: GroupId,
    limit: Limit = 50,
    after: After = "",
) -> Page[InviteView]:
    shown = [_invite(request, row) for row in container.invites.open(here.our_group.id)]
    return page_of(shown, limit, after, lambda view: view.id)


@router.delete("/{group_id}/invites/{invite_id}", status_code=204, summary="Een uitnodiging intrekken")
def revoke(container: ContainerDep, here: CoordinatorDep, group_id: GroupId, invite_id: InviteId) -> None:
    container.invites.revoke(here.our_group.id, invite_id)


def _member(row: Member, me: str) -> MemberView:
    return MemberView(id=row.id, name=row.name, role=row.role, joined_at=row.joined_at, me=row.id == me)


def _invite(request: Request, row: OpenInvite) -> InviteView:
    return InviteView(
        id=row.id, link=link_to(request, f"/uitnodiging/{row.token}") if row.token else "", code=row.code,
        made_by=row.made_by, made_at=row.made_at, expires_at=row.expires_at, uses_left=row.uses_left,
    )  # fmt: skip
