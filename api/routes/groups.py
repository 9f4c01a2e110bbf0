"""Groups: make one, see it, name it, leave it, join it."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from pydantic import Field, model_validator

from api.deps import ContainerDep
from api.door import CoordinatorDep, GroupDep, MyOwnDep, OwnPartDep, needs
from api.errors import CONFLICT, NOT_READY, PROBLEMS
from api.paging import After, Limit, Page, page_of
from api.routes.meeting_bodies import Body
from api.routes.meetings import Key
from coach.container import Container
from coach.group.groups import GroupView
from coach.group.names import MAX_NAME
from coach.group.rights import Act
from coach.group.visitor import Here

router = APIRouter(prefix="/api/v1/groups", tags=["groepen"], responses={**PROBLEMS, **NOT_READY})

GroupId = Annotated[str, Path(description="De id van de groep", max_length=64)]
Name = Annotated[str, Field(max_length=MAX_NAME)]


class GroupBody(Body):
    """A new group."""

    name: Name = Field(min_length=1, examples=["Intervisie dinsdag"])
    my_name: Name = Field(default="", description="Hoe je in deze groep heet; leeg: zoals je account")
    secrecy: bool = Field(default=False, description="Onder beroepsgeheim; het merk gaat er niet meer af.")


class GroupChange(Body):
    """What changes; what is left out stays."""

    name: Name | None = Field(default=None, min_length=1, examples=["Intervisie woensdag"])
    secrecy: bool | None = Field(default=None, description="Onder beroepsgeheim; het merk gaat er niet meer af.")


class JoinBody(Body):
    """The token of an invitation's link, or its code."""

    token: str | None = Field(default=None, max_length=100)
    code: str | None = Field(default=None, max_length=20, examples=["ABCD-EFGH"])
    name: Name = Field(default="", description="Hoe je in deze groep heet; leeg: zoals je account")

    @model_validator(mode="after")
    def _one(self) -> "JoinBody":
        if bool(self.token) == bool(self.code):
            raise ValueError("one of token and code")
        return self


class MeBody(Body):
    """One's own name in the group."""

    name: Name = Field(min_length=1, examples=["Fatima B."])


@router.post("", status_code=201, summary="Een groep maken; de maker coördineert", responses=CONFLICT)
def make_group(
    container: ContainerDep,
    here: Annotated[Here, needs(Act.MAKE_GROUP)],
    body: GroupBody,
    response: Response,
    key: Key = None,
) -> GroupView:
    group = container.groups.create(here.me, body.name, body.my_name, secrecy=body.secrecy, key=key)
    response.headers["Location"] = f"{router.prefix}/{group.id}"
    [view] = [view for view in container.groups.mine(here.me.id) if view.id == group.id]
    return view


@router.get("", summary="Mijn groepen, ook die ik verliet")
def my_groups(container: ContainerDep, here: MyOwnDep, limit: Limit = 50, after: After = "") -> Page[GroupView]:
    return page_of(container.groups.mine(here.me.id), limit, after, lambda view: view.id)


@router.post("/join", summary="Meedoen met een link of code", responses=CONFLICT)
def join(request: Request, container: ContainerDep, here: MyOwnDep, body: JoinBody) -> GroupView:
    token = body.token or _token_of(request, container, here, body.code or "")
    member = container.invites.join(here.me, token, body.name)
    return container.groups.view(member.group_id, member)


def _token_of(request: Request, container: Container, here: Here, code: str) -> str:
    """A code is short, so its tries are counted."""
    attempt = container.throttle.attempt("invitation", here.me.id, request.client.host if request.client else "")
    token = container.invites.token_of(code)
    container.throttle.succeeded(attempt)
    return token


@router.get("/{group_id}", summary="Een groep")
def group(container: ContainerDep, here: GroupDep, group_id: GroupId) -> GroupView:
    return container.groups.view(here.our_group.id, here.my_membership)


@router.patch("/{group_id}", summary="De naam wijzigen, of het merk beroepsgeheim zetten", responses=CONFLICT)
def change_group(container: ContainerDep, here: CoordinatorDep, group_id: GroupId, body: GroupChange) -> GroupView:
    if body.secrecy is not None:
        container.groups.mark_secrecy(here.our_group.id, body.secrecy)
    if body.name is not None:
        container.groups.rename(here.our_group.id, body.name)
    return container.groups.view(here.our_group.id, here.my_membership)


@router.put("/{group_id}/me", status_code=204, summary="Hoe ik in deze groep heet", responses=CONFLICT)
def call_me(container: ContainerDep, here: OwnPartDep, group_id: GroupId, body: MeBody) -> None:
    container.groups.call_me(here.our_group.id, here.my_membership.id, body.name)


@router.post("/{group_id}/leave", status_code=204, summary="De groep verlaten", responses=CONFLICT)
def leave(container: ContainerDep, here: OwnPartDep, group_id: GroupId) -> None:
    container.groups.leave(here.our_group.id, here.my_membership.id)
