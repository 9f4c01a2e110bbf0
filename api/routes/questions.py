"""POST /api/v1/questions/judge: one contribution judged."""

from dataclasses import replace
from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import ConfigDict, Field, TypeAdapter

from api.deps import ContainerDep
from api.door import needs
from api.errors import PROBLEMS
from api.help import MOST_TEXTS, Refusal, concern_in
from api.of_group import may_leave
from coach.container import Container
from coach.errors import BadInput
from coach.group.rights import Act
from coach.question.asked import AskIn
from coach.question.judgement import Judgement

router = APIRouter(prefix="/api/v1/questions", tags=["questions"], dependencies=[needs(Act.USE_TOOLS)])
_ANSWER = TypeAdapter(Judgement)


class JudgeRequest(AskIn):
    """A contribution with what is known about its moment, and who should judge: rules here, or the model."""

    model_config = ConfigDict(
        extra="ignore",
        json_schema_extra={
            "examples": [
                {
                    "text": "Heb je al eens overwogen om haar gewoon te bellen?",
                    "case": "",
                    "history": [{"role": "case_presenter", "text": "Ik zie haar morgen weer."}],
                    "method": "basismodel",
                    "phase": "information",
                    "role": "peer",
                    "way": "local",
                }
            ]
        },
    )
    way: Literal["local", "model"] = "local"
    group_id: str | None = Field(
        default=None, max_length=64, description="De groep van wie deze woorden zijn; haar contract zegt wat mag."
    )
    meeting_id: str | None = Field(
        default=None, max_length=64, description="De bijeenkomst waarin dit gezegd is; dan telt ook wie daar nee zegt."
    )


@router.post("/judge", summary="Judge one question", response_model=Judgement, responses=PROBLEMS)
def judge(body: JudgeRequest, container: ContainerDep, request: Request) -> Response:
    """The judgement, in the form of DESIGN section 5. With way "model" and no model, or a group that wants none, the
    rules answer, and say so.
    """
    # Written here, in the form that `response_model` describes: FastAPI would check what we made ourselves once more.
    return Response(_ANSWER.dump_json(_judged(body, container, request)), media_type="application/json")


def _judged(body: JudgeRequest, container: Container, request: Request) -> Judgement:
    ask = body.ask()
    if body.group_id is not None or body.meeting_id is not None:
        ask = replace(ask, may_leave=may_leave(request, body.group_id, body.meeting_id))
    try:
        return container.judge.judge(ask, way=body.way)
    except BadInput as error:
        if concern := concern_in(container, ask.text, ask.case, *(said.text for said in ask.history[-MOST_TEXTS:])):
            raise Refusal(error, concern) from None
        raise
