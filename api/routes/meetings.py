"""Meetings: open, look, command, erase. Every write may carry an Idempotency-Key."""

from typing import Annotated

from fastapi import APIRouter, Header, Path, Request, Response

from api.deps import ContainerDep
from api.door import MeetingDep, NoteDep, admit_too, needs
from api.errors import CONFLICT, NOT_READY, PROBLEMS
from api.routes.meeting_bodies import CommandBody, OpenBody
from coach.errors import BadInput
from coach.group.rights import Act
from coach.group.seats import Wanted
from coach.group.visitor import Here
from coach.method.service import Whose
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


# What who takes the minutes may write too; leading is more than this.
NOTES = frozenset({"note", "record_action", "record_no_action", "remove_entry"})


@router.post("", status_code=201, summary="Een bijeenkomst openen", responses=CONFLICT)
def open_meeting(
    request: Request,
    container: ContainerDep,
    here: Annotated[Here, needs(Act.START_LOOSE_MEETING)],
    body: OpenBody,
    response: Response,
    key: Key = None,
) -> MeetingView:
    """Without a group it is of who is signed in; where no account is needed, of who knows its address."""
    if body.group_id is None:
        if body.date_id is not None:
            raise BadInput("Een datum hoort bij een groep: noem ook group_id.", code="date_without_group")
        owner = here.visitor.person.id if here.visitor.person else None
        meeting_id = container.meetings.open(body.method, body.title, body.facilitator, key, Whose(owner_id=owner))
    else:
        inside = admit_too(request, Act.GROUP_START_MEETING, group_id=body.group_id)
        meeting_id = container.seats.start(
            inside.our_group.id, inside.my_membership, body.method, body.title, Wanted(body.date_id), key
        )
    response.headers["Location"] = f"{router.prefix}/{meeting_id}"
    return container.meetings.view(meeting_id, container.meetings.state(meeting_id, upto=1))


@router.get("/{meeting_id}", summary="Hoe de bijeenkomst ervoor staat")
def meeting(container: ContainerDep, here: MeetingDep, meeting_id: MeetingId) -> MeetingView:
    return container.meetings.view(meeting_id)


@router.post("/{meeting_id}/commands", summary="Iets doen in de bijeenkomst", responses=CONFLICT)
def command(
    request: Request, container: ContainerDep, here: NoteDep, meeting_id: MeetingId, body: CommandBody, key: Key = None
) -> MeetingView:
    if body.command.do not in NOTES:
        admit_too(request, Act.MEETING_LEAD, meeting_id=meeting_id)
    state = container.meetings.command(meeting_id, body.command.command(), body.expected_seq, key=key)
    return container.meetings.view(meeting_id, state)


@router.delete("/{meeting_id}", status_code=204, summary="De bijeenkomst wissen, met alle woorden erin")
def erase(container: ContainerDep, here: Annotated[Here, needs(Act.MEETING_ERASE)], meeting_id: MeetingId) -> None:
    container.meetings.erase(meeting_id)
