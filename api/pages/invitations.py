"""Coming into a group: by the link of an invitation, or by typing its code."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, Response

from api.deps import ContainerDep
from api.door import MyOwnDep, PublicDep
from api.pages.shell import go, render
from coach.container import Container
from coach.errors import BadInput, Conflict, NotFound, Refused, Slower
from coach.group.visitor import Here

router = APIRouter()


@router.get("/uitnodiging/{token}")
def invitation(request: Request, container: ContainerDep, here: PublicDep, token: str) -> Response:
    return _page(request, container, here, token)


@router.post("/uitnodiging/{token}")
def join(
    request: Request, container: ContainerDep, here: MyOwnDep, token: str, name: Annotated[str, Form()] = ""
) -> Response:
    """Makes somebody a member; the next page is the contract, which holds for them once they agree."""
    try:
        member = container.invites.join(here.me, token, name)
    except NotFound:
        return _page(request, container, here, token)
    except (BadInput, Conflict, Refused) as error:
        return _page(request, container, here, token, error.status, problems={"name": error.message}, name=name)
    return go(f"/groep/{member.group_id}/contract")


def _page(
    request: Request, container: Container, here: Here, token: str, status: int = 200, **context: Any
) -> Response:
    person = here.visitor.person
    try:
        invited = container.invites.look(token)
    except NotFound as error:
        return render(request, "invitation_over.html", error.status, why=error, person=person)
    groups = container.groups.mine(person.id) if person else []
    inside = any(view.id == invited.group_id and view.state == "active" for view in groups)
    base: dict[str, Any] = {"name": person.name if person else ""}
    return render(
        request, "invitation.html", status, invited=invited, person=person, inside=inside,
        back=quote(f"/uitnodiging/{invited.token}", safe=""), **(base | context),
    )  # fmt: skip


@router.get("/meedoen")
def ask_code(request: Request, here: PublicDep) -> Response:
    return render(request, "join.html", code="")


@router.post("/meedoen")
def read_code(
    request: Request, container: ContainerDep, here: PublicDep, code: Annotated[str, Form()] = ""
) -> Response:
    """A code leads to the page of its link. Tries are counted by address: a code is short."""
    try:
        container.throttle.from_address("invitation", request.client.host if request.client else "")
        return go(f"/uitnodiging/{container.invites.token_of(code)}")
    except (NotFound, Slower) as error:
        return render(request, "join.html", error.status, problems={"code": error.message}, code=code)
