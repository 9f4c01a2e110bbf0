"""Who is in the group: names, roles, who goes, and invitations."""

import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response

from api.deps import ContainerDep
from api.door import CoordinatorDep, GroupDep, OwnPartDep
from api.links import link_to
from api.pages.shell import go, render
from coach.container import Container
from coach.errors import BadInput, Conflict, NotFound, Refused
from coach.group.invites import DAYS
from coach.group.visitor import Here

router = APIRouter()

DONE = {
    "naam": "Zo heet je voortaan in deze groep.",
    "rol": "De rol is veranderd.",
    "overgedragen": "De coördinatie is overgedragen.",
    "weggehaald": "Dit lid zit niet meer in de groep.",
    "uitnodiging": "De uitnodiging staat klaar. Stuur de link, of geef de code door.",
    "ingetrokken": "De uitnodiging werkt niet meer.",
}
# Days an invitation may stay open, as offered on screen.
OFFERED = (3, 7, DAYS, 30)


@router.get("/groep/{group_id}/leden")
def members(request: Request, container: ContainerDep, here: GroupDep) -> Response:
    return _page(request, container, here)


@router.post("/groep/{group_id}/leden/naam")
def call_me(request: Request, container: ContainerDep, here: OwnPartDep, name: Annotated[str, Form()] = "") -> Response:
    try:
        container.groups.call_me(here.our_group.id, here.my_membership.id, name)
    except (BadInput, Conflict) as error:
        return _page(request, container, here, error.status, problems={"name": error.message}, my_name=name)
    return _back(here, "naam")


@router.post("/groep/{group_id}/leden/{member_id}/rol")
def set_role(
    request: Request, container: ContainerDep, here: CoordinatorDep, member_id: str, role: Annotated[str, Form()] = ""
) -> Response:
    try:
        container.groups.set_role(here.our_group.id, member_id, role)
    except Refused as error:
        return _page(request, container, here, error.status, problems={member_id: error.message})
    return _back(here, "rol")


@router.get("/groep/{group_id}/leden/{member_id}/weghalen")
def ask_remove(request: Request, container: ContainerDep, here: CoordinatorDep, member_id: str) -> Response:
    return _ask(request, container, here, member_id, "group_remove.html")


@router.post("/groep/{group_id}/leden/{member_id}/weghalen")
def remove(request: Request, container: ContainerDep, here: CoordinatorDep, member_id: str) -> Response:
    container.groups.remove(here.our_group.id, member_id)
    return _back(here, "weggehaald")


@router.get("/groep/{group_id}/leden/{member_id}/overdragen")
def ask_hand_over(request: Request, container: ContainerDep, here: CoordinatorDep, member_id: str) -> Response:
    return _ask(request, container, here, member_id, "group_hand_over.html")


@router.post("/groep/{group_id}/leden/{member_id}/overdragen")
def hand_over(container: ContainerDep, here: CoordinatorDep, member_id: str) -> Response:
    container.groups.hand_over(here.our_group.id, here.my_membership.id, member_id)
    return _back(here, "overgedragen")


@router.post("/groep/{group_id}/uitnodigingen")
def invite(
    request: Request,
    container: ContainerDep,
    here: CoordinatorDep,
    days: Annotated[str, Form()] = "",
    uses: Annotated[str, Form()] = "",
    key: Annotated[str | None, Form()] = None,
) -> Response:
    try:
        container.invites.make(
            here.our_group.id,
            here.my_membership,
            days=_number(days, DAYS),
            uses=_number(uses, container.invites.missing(here.our_group.id)),
            key=key,
        )
    except (BadInput, Refused) as error:
        return _page(request, container, here, error.status, problems={"uses": error.message}, days=days, uses=uses)
    return go(f"/groep/{here.our_group.id}/leden?gedaan=uitnodiging#uitnodigen")


@router.post("/groep/{group_id}/uitnodigingen/{invite_id}/intrekken")
def revoke(container: ContainerDep, here: CoordinatorDep, invite_id: str) -> Response:
    container.invites.revoke(here.our_group.id, invite_id)
    return go(f"/groep/{here.our_group.id}/leden?gedaan=ingetrokken#uitnodigen")


def _number(text: str, default: int) -> int:
    """What was typed as a number; nothing typed means the default, and anything else is refused as 0."""
    text = text.strip()
    if not text:
        return default
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _back(here: Here, done: str) -> Response:
    return go(f"/groep/{here.our_group.id}/leden?gedaan={done}")


def _ask(request: Request, container: Container, here: Here, member_id: str, page: str) -> Response:
    who = next((member for member in container.groups.members(here.our_group.id) if member.id == member_id), None)
    if who is None:
        raise NotFound("Dit lid zit niet (meer) in de groep.", code="unknown_member")
    leading = container.seats.leads_now(here.our_group.id, member_id)
    return render(request, page, group=here.our_group, who=who, leading=leading)


def _page(request: Request, container: Container, here: Here, status: int = 200, **context: Any) -> Response:
    group_id, me = here.our_group.id, here.my_membership
    leads = me.role == "coordinator"
    base: dict[str, Any] = {
        "my_name": me.name, "days": str(DAYS), "uses": str(container.invites.missing(group_id)),
        "key": secrets.token_hex(16), "offered": OFFERED,
        "said": DONE.get(request.query_params.get("gedaan", ""), ""),
    }  # fmt: skip
    invites = container.invites.open(group_id) if leads else []
    links = {row.id: link_to(request, f"/uitnodiging/{row.token}") for row in invites if row.token}
    return render(
        request, "group_members.html", status, group=here.our_group, me=me, leads=leads, links=links,
        members=container.groups.members(group_id), invites=invites, **(base | context),
    )  # fmt: skip
