"""The rota on a page of its own: why it is as it is, take it over, divide again, exchange two turns."""

from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, Response

from api.deps import ContainerDep
from api.door import CoordinatorDep, GroupDep
from api.pages.date_view import coming_lines, whom_to_ask
from api.pages.date_words import role
from api.pages.shell import go, render
from coach.container import Container
from coach.errors import CoachError, Conflict, NotFound, Refused
from coach.group.rota_service import Fill, Rota
from coach.group.rota_swaps import Uneven
from coach.group.visitor import Here

router = APIRouter()

DONE = {"tijd": "Bewaard.", "terug": "Teruggedraaid: ieder heeft de eigen beurt weer."}
# How many turns of the same role are offered to exchange with.
NEAR = 8


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


@router.get("/groep/{group_id}/data/rooster/ruilen")
def ask_swap(request: Request, container: ContainerDep, here: CoordinatorDep, een: str = "") -> Response:
    """With which turn to exchange this one ("date role"): a short list."""
    return _ask(request, container, here, een)


@router.post("/groep/{group_id}/data/rooster/ruilen")
def swap(
    request: Request, container: ContainerDep, here: CoordinatorDep, one: Annotated[str, Form()] = "",
    other: Annotated[str, Form()] = "", sure: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Two turns, each as "date role". What becomes less fair is said first; with `sure` (ja, or terug to undo) it is
    done all the same."""
    group_id = here.our_group.id
    try:
        if one == other or not one or not other:
            raise Refused("Kies twee beurten die van elkaar verschillen.", code="same_turn")
        found = () if sure else container.rota.weigh(group_id, _turn(one), _turn(other))
        if found:
            return _ask(request, container, here, one, other=other, uneven=found)
        container.rota.swap(group_id, _turn(one), _turn(other))
    except (Conflict, NotFound, Refused) as error:
        return _ask(request, container, here, one, error, other=other)
    if sure == "terug":
        return _back(here, "terug")
    return go(f"/groep/{group_id}/data/rooster?een={quote(one)}&ander={quote(other)}")


def _turn(text: str) -> tuple[str, str]:
    date_id, _, name = text.partition(" ")
    return date_id, name


def _back(here: Here, done: str) -> Response:
    return go(f"/groep/{here.our_group.id}/data/rooster?gedaan={done}")


def _ask(
    request: Request, container: Container, here: Here, one: str, error: CoachError | None = None, other: str = "",
    uneven: tuple[Uneven, ...] = (),
) -> Response:  # fmt: skip
    made = container.rota.look(here.our_group.id)
    turns = _turns(made, here)
    mine = turns.get(one)
    if mine is None:
        raise NotFound("Deze beurt is er niet (meer).", code="unknown_turn")
    others = [turn for turn in turns.values() if turn.member_id != mine.member_id]
    near = [turn for turn in others if turn.role == mine.role][:NEAR]
    same_day = [turn for turn in others if turn.date_id == mine.date_id]
    return render(
        request, "group_swap.html", error.status if error else 200, group=here.our_group, mine=mine, near=near,
        same_day=same_day, other=turns.get(other), warnings=[_warning(one_of, made) for one_of in uneven],
        problems={"other": error.message} if error else {},
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class TurnLine:
    """A turn to choose: `id` is "date role"."""

    id: str
    date_id: str
    role: str
    label: str
    member_id: str
    name: str
    day: str


def _turns(made: Rota, here: Here) -> dict[str, TurnLine]:
    """All turns to come that somebody has, in order."""
    return {
        f"{date.id} {part.role}": TurnLine(
            f"{date.id} {part.role}", date.id, part.role, part.label.lower(), part.member_id, part.name, date.day
        )
        for date in coming_lines([column.date for column in made.columns], made, here)
        for part in date.parts
        if part.member_id
    }


def _warning(found: Uneven, made: Rota) -> str:
    name, what = made.names.get(found.member_id, ""), role(found.role).lower()
    if found.kind == "in_a_row":
        return f"{name} is dan twee keer achter elkaar {what}."
    return f"{name} is dan vaker {what} dan de anderen."


def _page(request: Request, container: Container, here: Here, **context: Any) -> Response:
    again = request.query_params.get("opnieuw") == "1"
    made = container.rota.look(here.our_group.id, "all" if again else "open")
    turns = _turns(made, here)
    swapped = [turns.get(request.query_params.get(name, "")) for name in ("een", "ander")]
    base: dict[str, Any] = {
        "said": DONE.get(request.query_params.get("gedaan", ""), ""), "swapped": swapped if all(swapped) else []
    }  # fmt: skip
    return render(
        request, "group_rota.html", group=here.our_group, rota=made, again=again,
        leads=here.my_membership.role == "coordinator", lines=coming_lines([c.date for c in made.columns], made, here),
        whom=whom_to_ask(container, here),
        roles=[role(name) for name in made.roles], counts=_counts(made), **(base | context),
    )  # fmt: skip


def _counts(made: Rota) -> list[tuple[str, list[int]]]:
    """How often each member has each role in this rota."""
    picks = [filled.pick for column in made.columns for filled in column.picks]
    return [
        (name, [sum(pick.member_id == member_id and pick.role == one for pick in picks) for one in made.roles])
        for member_id, name in made.names.items()
    ]
