"""The rota on a page of its own: why it is as it is, take it over, divide again, exchange two turns."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response

from api.deps import ContainerDep
from api.door import CoordinatorDep, GroupDep
from api.pages.date_view import coming_lines
from api.pages.date_words import role
from api.pages.shell import go, render
from coach.container import Container
from coach.errors import CoachError, Conflict, NotFound, Refused
from coach.group.rota_service import Fill, Rota
from coach.group.visitor import Here

router = APIRouter()

DONE = {"geruild": "Geruild.", "tijd": "Bewaard."}


@router.get("/groep/{group_id}/data/rooster")
def rota(request: Request, container: ContainerDep, here: GroupDep) -> Response:
    """The rota as it stands; with `?opnieuw=1` as it would be when divided again."""
    return _page(request, container, here)


@router.post("/groep/{group_id}/data/rooster")
def take(container: ContainerDep, here: CoordinatorDep, again: Annotated[bool, Form()] = False) -> Response:
    """Takes the proposals over, or divides all that nobody chose by hand again."""
    fill: Fill = "all" if again else "open"
    container.rota.change(here.our_group.id, {}, fill=fill)
    return go(f"/groep/{here.our_group.id}/data?gedaan=rooster#data")


@router.post("/groep/{group_id}/data/rooster/tijd")
def timekeeper(container: ContainerDep, here: CoordinatorDep, timekeeper: Annotated[bool, Form()] = False) -> Response:
    """Whether somebody keeps the time; what stands stays, the new role is proposed."""
    container.rota.change(here.our_group.id, {}, fill="none", timekeeper=timekeeper)
    return _back(here, "tijd")


@router.post("/groep/{group_id}/data/rooster/ruilen")
def swap(
    request: Request, container: ContainerDep, here: CoordinatorDep, one: Annotated[str, Form()] = "",
    other: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Two turns, each as "date role" of the lists."""
    try:
        if one == other or not one or not other:
            raise Refused("Kies twee beurten die van elkaar verschillen.", code="same_turn")
        container.rota.swap(here.our_group.id, _turn(one), _turn(other))
    except (Conflict, NotFound, Refused) as error:
        return _page(request, container, here, error, one=one, other=other)
    return _back(here, "geruild")


def _turn(text: str) -> tuple[str, str]:
    date_id, _, name = text.partition(" ")
    return date_id, name


def _back(here: Here, done: str) -> Response:
    return go(f"/groep/{here.our_group.id}/data/rooster?gedaan={done}")


def _page(
    request: Request, container: Container, here: Here, error: CoachError | None = None, **context: Any
) -> Response:
    again = request.query_params.get("opnieuw") == "1"
    made = container.rota.look(here.our_group.id, "all" if again else "open")
    base: dict[str, Any] = {"one": "", "other": "", "said": DONE.get(request.query_params.get("gedaan", ""), "")}
    return render(
        request, "group_rota.html", error.status if error else 200, group=here.our_group, rota=made, again=again,
        leads=here.my_membership.role == "coordinator", lines=coming_lines([c.date for c in made.columns], made, here),
        roles=[role(name) for name in made.roles], counts=_counts(made),
        problems={"swap": error.message} if error else {}, **(base | context),
    )  # fmt: skip


def _counts(made: Rota) -> list[tuple[str, list[int]]]:
    """How often each member has each role in this rota."""
    picks = [filled.pick for column in made.columns for filled in column.picks]
    return [
        (name, [sum(pick.member_id == member_id and pick.role == one for pick in picks) for one in made.roles])
        for member_id, name in made.names.items()
    ]
