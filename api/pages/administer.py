"""For who runs the machine: counts, links to make an account with, who else runs it, how slow work goes. No content."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response

from api.deps import ContainerDep
from api.door import needs
from api.pages.shell import go, render
from coach.container import Container
from coach.errors import BadInput, Refused
from coach.group.rights import Act
from coach.group.visitor import Here

router = APIRouter()

AdministerDep = Annotated[Here, needs(Act.ADMINISTER)]
# Work as it is called on screen; a test finds each kind of the worker here.
KINDS = {
    "build_index": "Kennisbank opbouwen",
    "mail": "Berichten versturen",
    "retention": "Wissen wat te oud is",
}
STATES = {"waiting": "wacht", "running": "bezig", "done": "klaar", "failed": "mislukt"}


@router.get("/beheer")
def overview(request: Request, container: ContainerDep, here: AdministerDep) -> Response:
    return _page(request, container, here)


def _page(request: Request, container: Container, here: Here, status: int = 200, **context: Any) -> Response:
    base: dict[str, Any] = {"made": "", "login": ""}
    return render(
        request, "administer.html", status, overview=container.administration.overview(), me=here.me, kinds=KINDS,
        states=STATES, links=container.passes.open_sign_ups(), anybody=container.settings.anybody_may_sign_up,
        **(base | context),
    )  # fmt: skip


@router.post("/beheer/aanmeldlinks")
def make_link(request: Request, container: ContainerDep, here: AdministerDep) -> Response:
    """Shows a new link in this answer only; what is kept of it cannot be turned back into it."""
    base = container.settings.public_url.rstrip("/") or str(request.base_url).rstrip("/")
    return _page(request, container, here, made=f"{base}/aanmelden/{container.passes.sign_up()}")


@router.post("/beheer/aanmeldlinks/{pass_id}/intrekken")
def withdraw(container: ContainerDep, here: AdministerDep, pass_id: str) -> Response:
    container.passes.withdraw(pass_id)
    return go("/beheer#aanmelden")


@router.post("/beheer/beheerders")
def add(
    request: Request, container: ContainerDep, here: AdministerDep, login: Annotated[str, Form(max_length=2_000)] = ""
) -> Response:
    try:
        container.administration.add(login)
    except BadInput as error:
        return _page(request, container, here, error.status, problems={"login": error.message}, login=login)
    return go("/beheer#beheerders")


@router.post("/beheer/beheerders/stoppen")
def step_down(request: Request, container: ContainerDep, here: AdministerDep) -> Response:
    try:
        container.administration.step_down(here.me.id)
    except Refused as error:
        return _page(request, container, here, error.status, problems={"stop": error.message})
    return go("/account")
