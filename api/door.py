"""The door of every route: `needs(Act.…)` lets in who may, and hands the route its `Here`."""

from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute

from api.deps import container_of
from coach.errors import CoachError, NotFound
from coach.group.access import Thing
from coach.group.rights import Act
from coach.group.visitor import Here, Visitor

# `__Host-` binds a cookie to this host and to https; browsers refuse it without, so plain http has a name of its own.
SIGNED_IN = "doorvraag"
GUEST = "doorvraag_gast"
SECURE = "__Host-"


def cookie_name(request: Request, name: str) -> str:
    """The name under which a cookie is kept on this connection."""
    return f"{SECURE}{name}" if request.url.scheme == "https" else name


def token_of(request: Request) -> str | None:
    """The token of the signed-in device: from its cookie, or from `Authorization: Bearer` for programs."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer" and token:
        return token
    return request.cookies.get(cookie_name(request, SIGNED_IN))


def visitor_of(request: Request) -> Visitor:
    """Who sent this; nobody, without a look at the database, when no token came along."""
    token, guest = token_of(request), request.cookies.get(cookie_name(request, GUEST))
    if token is None and guest is None:
        return Visitor()
    if not hasattr(request.state, "visitor"):
        request.state.visitor = container_of(request).door.visitor(token, guest)
    visitor: Visitor = request.state.visitor
    return visitor


def needs(act: Act, *, opens: Thing | None = None, may_be_gone: bool = False) -> Any:
    """A dependency that admits for one act. The place is in the address: {group_id}, {meeting_id}, or the machine.

    `opens`: what the group's log says was opened; for seeing a meeting, the meeting. `may_be_gone`: where the meeting
    is not there any more, `here.meeting` is None instead of NotFound, so that erasing twice is as good as once.
    """
    thing = opens or (Thing.MEETING if act is Act.MEETING_SEE else None)

    def look(request: Request) -> Here:
        places, container = request.path_params, container_of(request)
        group_id, meeting_id = places.get("group_id"), places.get("meeting_id")
        try:
            here = admit_too(request, act, group_id=group_id, meeting_id=meeting_id)
        except NotFound:
            here = container.door.here(visitor_of(request), group_id=group_id, meeting_id=meeting_id)
            if not may_be_gone or here.meeting is not None:
                raise
        if here.group is not None:
            request.state.zone = here.group.zone
        pace = getattr(request.app.state, "pace", None)
        if pace is not None:
            pace.admitted(request, here)
        if thing is not None:
            container.accesses.note(here, act, thing)
        return here

    async def admit(request: Request) -> Here:
        # Nobody, at no group's place, is told from memory; a thread is only worth its price for the database.
        known = token_of(request) or request.cookies or {"group_id", "meeting_id"} & request.path_params.keys()
        return await run_in_threadpool(look, request) if known else look(request)

    admit.act = act  # type: ignore[attr-defined]
    return Depends(admit)


def admit_too(request: Request, act: Act, *, group_id: str | None = None, meeting_id: str | None = None) -> Here:
    """Admits for an act that follows from what was sent, such as a group in the body or the kind of a command.

    Beside the act of the route, never in its place. Raises as `Door.admit` does.
    """
    try:
        return container_of(request).door.admit(visitor_of(request), act, group_id=group_id, meeting_id=meeting_id)
    except CoachError:
        pace = getattr(request.app.state, "pace", None)
        if pace is not None:
            pace.refused(request)
        raise


PublicDep = Annotated[Here, needs(Act.PUBLIC)]
ToolsDep = Annotated[Here, needs(Act.USE_TOOLS)]
MyOwnDep = Annotated[Here, needs(Act.MY_OWN)]
GroupDep = Annotated[Here, needs(Act.GROUP_SEE)]
OwnPartDep = Annotated[Here, needs(Act.GROUP_OWN_PART)]
CoordinatorDep = Annotated[Here, needs(Act.GROUP_COORDINATE)]
MeetingDep = Annotated[Here, needs(Act.MEETING_SEE)]
LeadDep = Annotated[Here, needs(Act.MEETING_LEAD)]
NoteDep = Annotated[Here, needs(Act.MEETING_NOTE)]
MyMeetingDep = Annotated[Here, needs(Act.MEETING_OWN_PART)]


def acts_of(route: APIRoute) -> list[Act]:
    """The acts that a route asks for; a route without one is refused by the matrix test."""

    def walk(dependant: Any) -> list[Act]:
        own = [dependant.call.act] if isinstance(getattr(dependant.call, "act", None), Act) else []
        return own + [act for inner in dependant.dependencies for act in walk(inner)]

    return walk(route.dependant)
