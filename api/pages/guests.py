"""Coming into one meeting as a guest: a link, a name, and nothing more."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response

from api.cookies import set_token_cookie
from api.deps import ContainerDep
from api.door import GUEST, PublicDep
from api.pages.date_words import moment
from api.pages.shell import go, render
from coach.container import Container
from coach.errors import BadInput, Conflict

router = APIRouter()


@router.get("/gast/{token}")
def welcome(request: Request, container: ContainerDep, here: PublicDep, token: str) -> Response:
    return _page(request, container, token)


@router.post("/gast/{token}")
def come_in(
    request: Request, container: ContainerDep, here: PublicDep, token: str, name: Annotated[str, Form()] = ""
) -> Response:
    """Gives this browser the seat; the link lets nobody in any more."""
    try:
        seat, own = container.guests.come_in(token, name)
    except (BadInput, Conflict) as error:
        return _page(request, container, token, error.status, problems={"name": error.message}, name=name)
    inside = go(f"/bijeenkomst/{seat.meeting_id}?gedaan=welkom")
    left = (seat.expires_at - container.clock.now()).total_seconds() if seat.expires_at else 0
    set_token_cookie(request, inside, own, name=GUEST, seconds=max(0, int(left)))
    return inside


def _page(request: Request, container: Container, token: str, status: int = 200, **context: Any) -> Response:
    welcome = container.guests.look(token)
    base: dict[str, Any] = {"name": "", "until": moment(welcome.expires_at, welcome.zone)}
    return render(request, "guest.html", status, welcome=welcome, token=token, **(base | context))
