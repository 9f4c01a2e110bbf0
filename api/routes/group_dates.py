"""Dates of a group, and who was there."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from api.deps import ContainerDep
from api.door import CoordinatorDep, GroupDep, OwnPartDep
from api.errors import CONFLICT, NOT_READY, PROBLEMS
from api.paging import After, Limit, Page, page_of
from api.routes.group_date_bodies import (
    ChangeBody,
    DateId,
    DatesView,
    DateView,
    PlanBody,
    PresenceBody,
    date_view,
    dates_view,
)
from api.routes.groups import GroupId
from api.routes.meetings import Key
from coach.group.attendance import Presence
from coach.group.dates import coming, gone

router = APIRouter(prefix="/api/v1/groups", tags=["data"], responses={**PROBLEMS, **NOT_READY})

When = Annotated[Literal["coming", "past", "all"], Query(description="Wat nog komt, wat geweest is, of alles")]


@router.get("/{group_id}/dates", summary="De data van de groep")
def dates(
    container: ContainerDep, here: GroupDep, group_id: GroupId, when: When = "coming", limit: Limit = 50,
    after: After = "",
) -> Page[DateView]:  # fmt: skip
    """The first on top; of what has been, the last."""
    rows, now = container.dates.all(here.our_group.id), container.clock.now()
    chosen = rows if when == "all" else coming(rows, now) if when == "coming" else gone(rows, now)
    return page_of([date_view(row, here.our_group.zone) for row in chosen], limit, after, lambda view: view.id)


@router.post("/{group_id}/dates", status_code=201, summary="Eén datum of een reeks plannen", responses=CONFLICT)
def plan(
    container: ContainerDep, here: CoordinatorDep, group_id: GroupId, body: PlanBody, key: Key = None
) -> DatesView:
    """Dates that stood already are left alone; what comes back is what was added."""
    rows = container.dates.plan(here.our_group.id, body.plan(), key)
    return dates_view(rows, here.our_group.zone, few=container.dates.few(here.our_group.id))


@router.get("/{group_id}/dates/{date_id}", summary="Eén datum")
def one_date(container: ContainerDep, here: GroupDep, group_id: GroupId, date_id: DateId) -> DateView:
    return date_view(container.dates.one(here.our_group.id, date_id), here.our_group.zone)


@router.patch("/{group_id}/dates/{date_id}", summary="Een datum verzetten of wijzigen", responses=CONFLICT)
def change(
    container: ContainerDep, here: CoordinatorDep, group_id: GroupId, date_id: DateId, body: ChangeBody
) -> DatesView:
    """Calendars follow. Who had said not to come is asked again when the moment changes."""
    if body.state is not None:
        container.dates.restore(here.our_group.id, date_id)
    rows = container.dates.change(here.our_group.id, date_id, body.change())
    return dates_view(rows, here.our_group.zone, few=container.dates.few(here.our_group.id))


@router.delete("/{group_id}/dates/{date_id}", status_code=204, summary="Een datum afgelasten", responses=CONFLICT)
def cancel(
    container: ContainerDep,
    here: CoordinatorDep,
    group_id: GroupId,
    date_id: DateId,
    following: Annotated[bool, Query(description="Ook alle latere data van dezelfde reeks")] = False,
) -> Response:
    """The date stays in the list as called off, so that calendars hear of it; PATCH with `state` undoes it."""
    container.dates.cancel(here.our_group.id, date_id, following=following)
    return Response(status_code=204)


@router.get("/{group_id}/dates/{date_id}/attendance", summary="Wie er was of zal zijn")
def attendance(
    container: ContainerDep, here: GroupDep, group_id: GroupId, date_id: DateId, limit: Limit = 50, after: After = ""
) -> Page[Presence]:
    return page_of(container.attendance.look(here.our_group.id, date_id), limit, after, lambda one: one.member_id)


@router.put(
    "/{group_id}/dates/{date_id}/attendance", summary="Zeggen wie er was, of dat je er niet bent", responses=CONFLICT
)
def record(
    container: ContainerDep, here: OwnPartDep, group_id: GroupId, date_id: DateId, body: PresenceBody
) -> list[Presence]:
    """Each member of oneself; of others the coordinator, and who leads that date."""
    return container.attendance.record(here.our_group.id, date_id, here.my_membership, body.present)
