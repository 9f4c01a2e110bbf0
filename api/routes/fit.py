"""What I told of relations in my group, and with whom I had better talk. Of nobody else's answers anything."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.deps import ContainerDep
from api.door import OwnPartDep
from api.errors import CONFLICT, NOT_READY, PROBLEMS
from api.routes.groups import GroupId
from api.routes.meeting_bodies import Body, Id
from coach.container import Container
from coach.group.visitor import Here

router = APIRouter(prefix="/api/v1/groups/{group_id}/fit", tags=["groepen"], responses={**PROBLEMS, **NOT_READY})


class FitBody(Body):
    """My answer in place of what I said before; an empty one says that there is nothing with anybody."""

    relations: dict[Id, Annotated[str, Field(max_length=64)]] = Field(
        max_length=100, description="Per lid de verhouding: assesses, manages, coordinates of double", examples=[{}]
    )


class Concerned(BaseModel):
    """Somebody I had better talk with. The other reads the same about me, whoever of us told."""

    member_id: str
    name: str
    text: str


class FitView(BaseModel):
    """`asks`: whether it is my turn to answer; `new`: members who came since I did."""

    asks: bool
    answered: bool
    new: list[str]
    relations: dict[str, str]
    conflicts: list[Concerned]


@router.get("", summary="Wat ik over verhoudingen vertelde")
def look(container: ContainerDep, here: OwnPartDep, group_id: GroupId) -> FitView:
    return _view(container, here)


@router.put("", summary="Vertellen wat er tussen mij en anderen speelt", responses=CONFLICT)
def answer(container: ContainerDep, here: OwnPartDep, group_id: GroupId, body: FitBody) -> FitView:
    container.fit.answer(here.our_group.id, here.my_membership, body.relations)
    return _view(container, here)


@router.delete("", status_code=204, summary="Wissen wat ik vertelde")
def erase(container: ContainerDep, here: OwnPartDep, group_id: GroupId) -> None:
    container.fit.erase(here.our_group.id, here.my_membership)


def _view(container: Container, here: Here) -> FitView:
    mine, shown = container.fit.look(here.our_group.id, here.my_membership), container.fit.form.shown
    return FitView(
        asks=mine.asks,
        answered=mine.answered,
        new=list(mine.new),
        relations=dict(mine.mine),
        conflicts=[
            Concerned(member_id=one.member_id, name=one.name, text=shown.text.replace("{name}", one.name))
            for one in mine.conflicts
        ],
    )
