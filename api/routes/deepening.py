"""Deepening questions over HTTP."""

from fastapi import APIRouter
from pydantic import Field

from api.deps import ContainerDep
from api.door import needs
from api.errors import PROBLEMS
from coach.group.rights import Act
from coach.live.deepening import Deepening
from coach.live.deepening_form import DeepenForm

router = APIRouter(prefix="/api/v1/deepening", tags=["verdiepen"], dependencies=[needs(Act.USE_TOOLS)])


class DeepenRequest(DeepenForm):
    """The moment, and how many questions are wanted."""

    count: int = Field(default=3, ge=1, le=10)


@router.post("", summary="Volgende verdiepingsvragen", response_model=Deepening, responses=PROBLEMS)
def suggest(request: DeepenRequest, container: ContainerDep) -> Deepening:
    """Vragen die nu passen, met waarom. Leeg met een reden in fasen waarin niet gevraagd wordt.

    Er wordt niets bewaard.
    """
    return container.deepening.suggest(request.to_ask(), request.count)
