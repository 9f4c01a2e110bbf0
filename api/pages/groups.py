"""My groups, making one, its home page, its name and its mark, and leaving it."""

import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response

from api.deps import ContainerDep
from api.door import CoordinatorDep, GroupDep, MyOwnDep, OwnPartDep, needs
from api.pages.group_cards import Card, Link, card, cards
from api.pages.group_changes import changes_card
from api.pages.group_waiting import waiting
from api.pages.shell import go, render
from coach.container import Container
from coach.errors import BadInput, Refused
from coach.group.rights import Act
from coach.group.visitor import Here

router = APIRouter()

# What a redirect may say on the page it leads to.
SAID = {
    "weg": "Je bent uit de groep. Je naam blijft daar staan bij je akkoord en bij de bijeenkomsten waar je was.",
    "laatste": "Je bent uit de groep. Je was het laatste lid: vannacht wordt ze gewist.",
    "naam": "De naam is veranderd.",
    "geheim": "De groep staat nu onder beroepsgeheim.",
    "welkom": "Welkom in de groep.",
}
FEW, MANY = 5, 8
card(35)(changes_card)


def said(request: Request) -> str:
    """The sentence for what was just done, or nothing."""
    return SAID.get(request.query_params.get("gedaan", ""), "")


@router.get("/groepen")
def my_groups(request: Request, container: ContainerDep, here: MyOwnDep) -> Response:
    return _mine(request, container, here)


@router.post("/groepen")
def make_group(
    request: Request,
    container: ContainerDep,
    here: Annotated[Here, needs(Act.MAKE_GROUP)],
    name: Annotated[str, Form()] = "",
    secrecy: Annotated[bool, Form()] = False,
    key: Annotated[str | None, Form()] = None,
) -> Response:
    """Makes a group and begins its start-up; the key makes a second press open the same one."""
    try:
        group = container.groups.create(here.me, name, secrecy=secrecy, key=key)
    except (BadInput, Refused) as error:
        return _mine(
            request, container, here, error.status, problems={"name": error.message}, name=name, secrecy=secrecy
        )
    return go(f"/groep/{group.id}/start")


def _mine(request: Request, container: Container, here: Here, status: int = 200, **context: Any) -> Response:
    base: dict[str, Any] = {"name": "", "secrecy": False, "key": secrets.token_hex(16), "said": said(request)}
    views = container.groups.mine(here.me.id)
    now = [view for view in views if view.state == "active"]
    before = [view for view in views if view.state != "active"]
    return render(
        request, "groups.html", status, groups=now, before=before, waiting=waiting(container, now),
        codes_left=container.recovery.left(here.me.id), **(base | context),
    )  # fmt: skip


@router.get("/groep/{group_id}")
def home(request: Request, container: ContainerDep, here: GroupDep) -> Response:
    return render(
        request, "group_home.html", group=here.our_group, me=here.my_membership, cards=cards(container, here),
        said=said(request),
    )  # fmt: skip


@card(50)
def people_card(container: Container, here: Here) -> Card:
    """Who is in it, with a kind word when the group is small or large."""
    members, leads = container.groups.members(here.our_group.id), here.my_membership.role == "coordinator"
    address = f"/groep/{here.our_group.id}/leden"
    if len(members) == 1 and leads:
        lonely = "Je bent hier nog alleen. Zoek mensen die vergelijkbaar werk doen; vijf tot acht is een goed begin."
        return Card("Nodig de anderen uit", (lonely,), (Link(f"{address}#uitnodigen", "Uitnodigen"),), waits=True)
    lines = [", ".join(member.name for member in members) + "."]
    if len(members) < FEW:
        lines.append(f"Met minder dan {FEW} mensen is er weinig inbreng; begin het liefst met vijf tot acht.")
    if len(members) > MANY:
        lines.append(f"Met meer dan {MANY} mensen wordt het lang en vallen jullie in herhaling. Splitsen kan.")
    title = "1 lid" if len(members) == 1 else f"{len(members)} leden"
    return Card(title, tuple(lines), (Link(address, "Leden en uitnodigingen" if leads else "Leden"),))


@router.get("/groep/{group_id}/instellingen")
def settings(request: Request, here: CoordinatorDep) -> Response:
    return _settings(request, here)


@router.post("/groep/{group_id}/instellingen/naam")
def rename(
    request: Request, container: ContainerDep, here: CoordinatorDep, name: Annotated[str, Form()] = ""
) -> Response:
    try:
        container.groups.rename(here.our_group.id, name)
    except BadInput as error:
        return _settings(request, here, error.status, problems={"name": error.message}, name=name)
    return go(f"/groep/{here.our_group.id}?gedaan=naam")


@router.post("/groep/{group_id}/instellingen/geheim")
def mark(
    request: Request, container: ContainerDep, here: CoordinatorDep, sure: Annotated[bool, Form()] = False
) -> Response:
    """Puts the mark on; only with the box ticked, since it never comes off."""
    if not sure:
        return _settings(request, here, 422, problems={"sure": "Zet eerst het vinkje: dit kan niet meer terug."})
    container.groups.mark_secrecy(here.our_group.id, secrecy=True)
    return go(f"/groep/{here.our_group.id}?gedaan=geheim")


def _settings(request: Request, here: Here, status: int = 200, **context: Any) -> Response:
    base: dict[str, Any] = {"name": here.our_group.name}
    return render(request, "group_settings.html", status, group=here.our_group, **(base | context))


@router.get("/groep/{group_id}/verlaten")
def ask_leave(request: Request, container: ContainerDep, here: OwnPartDep) -> Response:
    return _ask_leave(request, container, here)


@router.post("/groep/{group_id}/verlaten")
def leave(request: Request, container: ContainerDep, here: OwnPartDep) -> Response:
    last = len(container.groups.members(here.our_group.id)) == 1
    try:
        container.groups.leave(here.our_group.id, here.my_membership.id)
    except Refused as error:
        return _ask_leave(request, container, here, error.status, problems={"leave": error.message})
    return go(f"/groepen?gedaan={'laatste' if last else 'weg'}")


def _ask_leave(request: Request, container: Container, here: Here, status: int = 200, **context: Any) -> Response:
    members = container.groups.members(here.our_group.id)
    others = [member for member in members if member.id != here.my_membership.id]
    leads = here.my_membership.role == "coordinator"
    return render(
        request, "group_leave.html", status, group=here.our_group, last=not others,
        alone=leads and not any(member.role == "coordinator" for member in others),
        leading=container.seats.leads_now(here.our_group.id, here.my_membership.id), **context,
    )  # fmt: skip
