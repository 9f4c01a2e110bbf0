"""My own calendar address in a group."""

from fastapi import APIRouter, Request

from api.deps import ContainerDep
from api.door import GroupDep, OwnPartDep
from api.errors import NOT_READY, PROBLEMS
from api.routes.group_date_bodies import CalendarBody, CalendarView, calendar_view
from api.routes.groups import GroupId

router = APIRouter(prefix="/api/v1/groups", tags=["agenda"], responses={**PROBLEMS, **NOT_READY})


@router.get("/{group_id}/calendar", summary="Mijn agenda-adres")
def mine(request: Request, container: ContainerDep, here: GroupDep, group_id: GroupId) -> CalendarView:
    return calendar_view(request, container.calendars.mine(here.our_group.id, here.my_membership.id))


@router.post("/{group_id}/calendar", status_code=201, summary="Een agenda-adres maken of vernieuwen")
def renew(request: Request, container: ContainerDep, here: OwnPartDep, group_id: GroupId) -> CalendarView:
    """The address before stops working. It tells as much as that one did; the first tells the time alone."""
    return calendar_view(request, container.calendars.renew(here.our_group.id, here.my_membership.id))


@router.put("/{group_id}/calendar", summary="Wat mijn agenda toont")
def tell(
    request: Request, container: ContainerDep, here: OwnPartDep, group_id: GroupId, body: CalendarBody
) -> CalendarView:
    shown = container.calendars.tell(
        here.our_group.id, here.my_membership.id, with_name=body.with_name, with_place=body.with_place
    )
    return calendar_view(request, shown)


@router.delete("/{group_id}/calendar", status_code=204, summary="Mijn agenda-adres opheffen")
def stop(container: ContainerDep, here: OwnPartDep, group_id: GroupId) -> None:
    container.calendars.stop(here.our_group.id, here.my_membership.id)
