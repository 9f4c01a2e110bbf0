"""Practice over HTTP. The caller carries the state; the server keeps nothing of a round."""

from dataclasses import dataclass

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.deps import ContainerDep
from api.door import needs
from api.errors import CONFLICT, PROBLEMS
from coach.container import Container
from coach.group.rights import Act
from coach.practice.model import SIMULATED, LookBack, PracticeCase, PracticeState
from coach.practice.service import MAX_QUESTION_CHARS, Reply
from coach.practice.state_form import PracticeStateForm

router = APIRouter(prefix="/api/v1/practice", tags=["oefenen"], dependencies=[needs(Act.USE_TOOLS)])


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A case as the person who practises sees it, without what the presenter may still tell."""

    id: str
    title: str
    field: str
    presenter: str
    story: str
    question: str
    layers: int
    simulated: str


class CaseList(BaseModel):
    """All cases."""

    cases: list[CaseShown]


class RoundRequest(BaseModel):
    """A round so far; leave `state` out to begin."""

    case: str = Field(max_length=80, examples=["wijk_dochter"])
    state: PracticeStateForm | None = Field(default=None, description="De state uit het vorige antwoord, ongewijzigd.")


class TurnRequest(RoundRequest):
    """The next question of a round."""

    question: str = Field(max_length=MAX_QUESTION_CHARS, examples=["Wat gebeurde er bij de voordeur?"])


def _state(request: RoundRequest, container: Container) -> PracticeState:
    return container.practice.read_state(request.case, request.state.model_dump() if request.state else None)


def _shown(case: PracticeCase) -> CaseShown:
    return CaseShown(
        case.id, case.title, case.field, case.presenter, case.story, case.question, len(case.layers), SIMULATED
    )


@router.get("/cases", summary="Oefencasussen", response_model=CaseList, responses={})
def cases(container: ContainerDep) -> CaseList:
    """Alle casussen met een nagespeelde inbrenger."""
    return CaseList(cases=[_shown(case) for case in container.practice.cases()])


@router.post("/turn", summary="Stel een vraag in een oefenronde", response_model=Reply, responses=PROBLEMS | CONFLICT)
def turn(request: TurnRequest, container: ContainerDep) -> Reply:
    """Het antwoord van de nagespeelde inbrenger, de terugkoppeling op je vraag, en de state voor de volgende."""
    return container.practice.turn(_state(request, container), request.question)


@router.post("/look-back", summary="Kijk terug op een oefenronde", response_model=LookBack, responses=PROBLEMS)
def look_back(request: RoundRequest, container: ContainerDep) -> LookBack:
    """Welke vragen wat openden, per fase. Alleen voor wie oefende; geen cijfer, en niets wordt bewaard."""
    return container.practice.look_back(_state(request, container))
