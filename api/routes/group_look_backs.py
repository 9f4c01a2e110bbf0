"""What a group comes back to."""

from typing import Annotated

from fastapi import APIRouter, Path

from api.deps import ContainerDep
from api.door import GroupDep, OwnPartDep
from api.errors import CONFLICT, NOT_READY, PROBLEMS
from api.paging import After, Limit, Page, page_of
from api.routes.group_date_bodies import LookBackBody
from api.routes.groups import GroupId
from api.routes.meetings import Key
from coach.group.look_backs import LookBackView

router = APIRouter(prefix="/api/v1/groups", tags=["terugkijken"], responses={**PROBLEMS, **NOT_READY})

LookBackId = Annotated[str, Path(description="De id, of `contract` of `safety`", max_length=64)]


@router.get("/{group_id}/look-backs", summary="Waar de groep op terugkomt")
def look_backs(
    container: ContainerDep, here: GroupDep, group_id: GroupId, limit: Limit = 50, after: After = ""
) -> Page[LookBackView]:
    """What is due first on top. The contract and safety are always there and return by themselves."""
    return page_of(container.look_backs.look(here.our_group.id), limit, after, lambda view: view.id)


@router.post(
    "/{group_id}/look-backs", status_code=201, summary="Een eigen regel om op terug te komen", responses=CONFLICT
)
def add(
    container: ContainerDep, here: OwnPartDep, group_id: GroupId, body: LookBackBody, key: Key = None
) -> LookBackView:
    return container.look_backs.add(here.our_group.id, body.text, body.due_on, body.every_days, key)


@router.post("/{group_id}/look-backs/{look_back_id}/done", status_code=204, summary="Dit is besproken")
def done(container: ContainerDep, here: OwnPartDep, group_id: GroupId, look_back_id: LookBackId) -> None:
    container.look_backs.done(here.our_group.id, look_back_id)


@router.delete(
    "/{group_id}/look-backs/{look_back_id}", status_code=204, summary="Een eigen regel weghalen", responses=CONFLICT
)
def remove(container: ContainerDep, here: OwnPartDep, group_id: GroupId, look_back_id: LookBackId) -> None:
    container.look_backs.remove(here.our_group.id, look_back_id)
