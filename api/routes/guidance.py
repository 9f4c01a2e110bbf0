"""The question desk over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field

from api.deps import ContainerDep
from api.door import needs
from api.errors import NOT_READY, PROBLEMS
from coach.group.rights import Act
from coach.guidance.answer import Answer, AnswerPassage
from coach.text import MAX_QUESTION_CHARS

router = APIRouter(
    prefix="/api/v1/guidance", tags=["guidance"], responses=PROBLEMS | NOT_READY, dependencies=[needs(Act.USE_TOOLS)]
)


class GuidanceQuestion(BaseModel):
    """A question about intervisie. `method` leaves out passages of other methods."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"question": "Wat doet de notulist?", "method": None}]}
    )

    question: str = Field(min_length=1, max_length=MAX_QUESTION_CHARS)
    method: str | None = Field(default=None, max_length=64, examples=["incidentmethode"])


EXAMPLE = {
    "question": "hoe repareer ik een fiets?",
    "answer": "Dat staat niet in mijn bronnen.",
    "passages": [],
    "abstained": True,
    "declined": False,
    "help": None,
}


@router.post(
    "/ask",
    summary="Answers a question from the knowledge base, with its sources",
    response_model=Answer,
    responses={200: {"content": {"application/json": {"example": EXAMPLE}}}},
)
def ask(body: GuidanceQuestion, parts: ContainerDep) -> Answer:
    """Says so when the sources do not answer (`abstained`) or when advice on a case is asked (`declined`)."""
    return parts.guidance.ask(body.question, body.method)


@router.get("/passages/{passage_id}", summary="One passage of the knowledge base", response_model=AnswerPassage)
def passage(
    passage_id: Annotated[str, Path(max_length=300, examples=["rol-notulist#inleiding"])], parts: ContainerDep
) -> AnswerPassage:
    """The text with its sources. The `#` in an id is written as `%23` in the address."""
    return parts.guidance.passage(passage_id)
