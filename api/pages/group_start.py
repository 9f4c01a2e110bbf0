"""Starting a group: an overview of the steps, and a page for each."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, Response

from api.deps import ContainerDep
from api.door import CoordinatorDep, GroupDep
from api.help import concern_in
from api.pages.forms import FieldsDep
from api.pages.group_cards import Card, Link, card
from api.pages.shell import go, render
from coach.container import Container
from coach.errors import NotFound
from coach.group.set_up import BadStep, SetUp, filled
from coach.group.visitor import Here
from coach.guidance.sources import Source, load_sources

router = APIRouter()


@lru_cache(maxsize=4)
def sources(path: Path) -> dict[str, Source]:
    return load_sources(path)


@card(10)
def start_card(container: Container, here: Here) -> Card | None:
    """How far the start-up is; gone once it is done."""
    state = container.set_up.read(here.our_group.id)
    if state.next is None:
        return None
    address = f"/groep/{here.our_group.id}/start"
    lines = (f"Gezet: {state.done} van de {len(state.steps)} stappen.",)
    if here.my_membership.role != "coordinator":
        return Card("De start van de groep", lines, (Link(address, "Kijk hoe ver jullie zijn"),))
    label = "Begin bij stap 1" if state.done == 0 else "Ga verder waar jullie waren"
    return Card("De start van de groep", lines, (Link(f"{address}/{state.next}", label),), waits=True)


@router.get("/groep/{group_id}/start")
def overview(request: Request, container: ContainerDep, here: GroupDep) -> Response:
    state = container.set_up.read(here.our_group.id)
    leads = here.my_membership.role == "coordinator"
    return render(
        request, "group_start.html", group=here.our_group, state=state, leads=leads,
        help=concern_in(container, *state.texts),
    )  # fmt: skip


@router.get("/groep/{group_id}/start/{step_id}")
def step(request: Request, container: ContainerDep, here: CoordinatorDep, step_id: str) -> Response:
    return _page(request, container, here, step_id)


@router.post("/groep/{group_id}/start/{step_id}")
def save(request: Request, container: ContainerDep, here: CoordinatorDep, step_id: str, fields: FieldsDep) -> Response:
    """Keeps the step and goes on to the next one; stays when there is a kind warning to read. With `naar`, "vorige" or
    "volgende", what was typed is kept as it is and looked at later."""
    if fields.get("naar") in ("vorige", "volgende"):
        return _leave(container, here, step_id, fields)
    try:
        state = container.set_up.save(here.our_group.id, step_id, fields)
    except BadStep as error:
        return _page(request, container, here, step_id, error.status, problems=error.fields, values=fields)
    number = _number(state, step_id)
    base = f"/groep/{here.our_group.id}/start"
    if state.steps[number].notes:
        return go(f"{base}/{step_id}?bewaard=1")
    return go(f"{base}/{state.steps[number + 1].step.id}" if number + 1 < len(state.steps) else base)


def _leave(container: Container, here: Here, step_id: str, fields: dict[str, str]) -> Response:
    state = container.set_up.leave(here.our_group.id, step_id, fields)
    to = _number(state, step_id) + (-1 if fields["naar"] == "vorige" else 1)
    base = f"/groep/{here.our_group.id}/start"
    return go(f"{base}/{state.steps[to].step.id}" if 0 <= to < len(state.steps) else base)


def _number(state: SetUp, step_id: str) -> int:
    found = next((n for n, one in enumerate(state.steps) if one.step.id == step_id), None)
    if found is None:
        raise NotFound("Deze stap bestaat niet.", code="unknown_step")
    return found


def _page(
    request: Request, container: Container, here: Here, step_id: str, status: int = 200, **context: Any
) -> Response:
    state = container.set_up.read(here.our_group.id)
    number = _number(state, step_id)
    now = state.steps[number]
    source = sources(container.settings.knowledge / "sources.toml").get(now.step.source)
    base: dict[str, Any] = {
        "values": filled(now), "problems": container.set_up.problems(now) if now.unchecked else {},
        "saved": request.query_params.get("bewaard") == "1",
        "alone": len(container.groups.members(here.our_group.id)) == 1,
    }  # fmt: skip
    return render(
        request, "group_step.html", status, group=here.our_group, now=now, number=number + 1, total=len(state.steps),
        before=state.steps[number - 1].step if number else None,
        after=state.steps[number + 1].step if number + 1 < len(state.steps) else None,
        methods=container.set_up.methods(), source=source,
        help=concern_in(container, *state.texts, *context.get("values", {}).values()), **(base | context),
    )  # fmt: skip
