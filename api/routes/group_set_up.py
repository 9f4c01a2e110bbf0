"""Starting a group, step by step."""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field

from api.deps import ContainerDep
from api.door import CoordinatorDep, GroupDep
from api.errors import CONFLICT, NOT_READY, PROBLEMS
from api.help import concern_in
from api.routes.groups import GroupId
from api.routes.meeting_bodies import Body
from coach.container import Container
from coach.group.set_up import SetUp
from coach.group.set_up_steps import MAX_LONG, Value
from coach.safety.signs import Concern

router = APIRouter(prefix="/api/v1/groups", tags=["groepen"], responses={**PROBLEMS, **NOT_READY})

Text = Annotated[str, Field(max_length=MAX_LONG)]


class StepBody(Body):
    """What is filled in at one step, by field; what is left out is emptied."""

    values: dict[Annotated[str, Field(max_length=64)], int | Text] = Field(
        max_length=3, examples=[{"every_weeks": 5, "minutes": 120, "place": "de kleine zaal"}]
    )


class StepView(BaseModel):
    id: str
    title: str
    done: bool
    values: dict[str, Value]
    notes: dict[str, str] = Field(description="Per veld een vriendelijke waarschuwing; ze verbiedt niets.")


class SetUpView(BaseModel):
    """`next`: the first step that is not done; null when all are."""

    steps: list[StepView]
    done: int
    next: str | None
    help: Concern | None = Field(default=None, description="Waar hulp is, als de woorden naar gevaar klinken.")


@router.get("/{group_id}/set-up", summary="Hoe ver de groep met de opstart is")
def set_up(container: ContainerDep, here: GroupDep, group_id: GroupId) -> SetUpView:
    return _view(container, container.set_up.read(here.our_group.id))


@router.put("/{group_id}/set-up/{step_id}", summary="Een stap van de opstart bewaren", responses=CONFLICT)
def save_step(
    container: ContainerDep,
    here: CoordinatorDep,
    group_id: GroupId,
    step_id: Annotated[str, Path(max_length=64, examples=["frequency"])],
    body: StepBody,
) -> SetUpView:
    return _view(container, container.set_up.save(here.our_group.id, step_id, body.values))


def _view(container: Container, shown: SetUp) -> SetUpView:
    steps = [
        StepView(
            id=state.step.id,
            title=state.step.title,
            done=state.done,
            values=dict(state.values),
            notes=dict(state.notes),
        )
        for state in shown.steps
    ]
    return SetUpView(steps=steps, done=shown.done, next=shown.next, help=concern_in(container, *shown.texts))
