"""Meetings: open, look, command, erase. Every write may carry an Idempotency-Key."""

from typing import Annotated

from fastapi import APIRouter, Header, Path, Response

from api.deps import ContainerDep
from api.errors import CONFLICT, NOT_READY, PROBLEMS
from api.routes.meeting_bodies import CommandBody, OpenBody
from coach.method.view import MeetingView

router = APIRouter(prefix="/api/v1/meetings", tags=["bijeenkomsten"], responses={**PROBLEMS, **NOT_READY})

MeetingId = Annotated[str, Path(description="De id van de bijeenkomst", max_length=64)]
Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        description="Dezelfde sleutel met hetzelfde verzoek heeft één keer gevolg; een week lang.",
        min_length=1,
        max_length=255,
    ),
]


@router.post("", status_code=201, summary="Een bijeenkomst openen", responses=CONFLICT)
def open_meeting(container: ContainerDep, body: OpenBody, response: Response, key: Key = None) -> MeetingView:
    meeting_id = container.meetings.open(body.method, body.title, body.facilitator, key=key)
    response.headers["Location"] = f"{router.prefix}/{meeting_id}"
    return container.meetings.view(meeting_id, container.meetings.state(meeting_id, upto=1))


@router.get("/{meeting_id}", summary="Hoe de bijeenkomst ervoor staat")
def meeting(container: ContainerDep, meeting_id: MeetingId) -> MeetingView:
    return container.meetings.view(meeting_id)


@router.post("/{meeting_id}/commands", summary="Iets doen in de bijeenkomst", responses=CONFLICT)
def command(container: ContainerDep, meeting_id: MeetingId, body: CommandBody, key: Key = None) -> MeetingView:
    state = container.meetings.command(meeting_id, body.command.command(), body.expected_seq, key=key)
    return container.meetings.view(meeting_id, state)


@router.delete("/{meeting_id}", status_code=204, summary="De bijeenkomst wissen, met alle woorden erin")
def erase(container: ContainerDep, meeting_id: MeetingId) -> None:
    container.meetings.erase(meeting_id)
