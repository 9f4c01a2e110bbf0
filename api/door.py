"""The door of every route: `needs(Act.…)` lets in who may, and hands the route its `Here`."""

from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute

from api.deps import container_of
from coach.errors import CoachError
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


def needs(act: Act) -> Any:
    """A dependency that admits for one act. The place is in the address: {group_id}, {meeting_id}, or the machine."""

    def look(request: Request) -> Here:
        places, pace = request.path_params, request.app.state.pace
        door, visitor = container_of(request).door, visitor_of(request)
        try:
            here = door.admit(visitor, act, group_id=places.get("group_id"), meeting_id=places.get("meeting_id"))
        except CoachError:
            if pace is not None:
                pace.refused(request)
            raise
        if pace is not None:
            pace.admitted(request, here)
        return here

    async def admit(request: Request) -> Here:
        # Nobody, at no group's place, is told from memory; a thread is only worth its price for the database.
        known = token_of(request) or request.cookies or {"group_id", "meeting_id"} & request.path_params.keys()
        return await run_in_threadpool(look, request) if known else look(request)

    admit.act = act  # type: ignore[attr-defined]
    return Depends(admit)


PublicDep = Annotated[Here, needs(Act.PUBLIC)]
ToolsDep = Annotated[Here, needs(Act.USE_TOOLS)]
MyOwnDep = Annotated[Here, needs(Act.MY_OWN)]
GroupDep = Annotated[Here, needs(Act.GROUP_SEE)]
OwnPartDep = Annotated[Here, needs(Act.GROUP_OWN_PART)]
CoordinatorDep = Annotated[Here, needs(Act.GROUP_COORDINATE)]


def acts_of(route: APIRoute) -> list[Act]:
    """The acts that a route asks for; a route without one is refused by the matrix test."""

    def walk(dependant: Any) -> list[Act]:
        own = [dependant.call.act] if isinstance(getattr(dependant.call, "act", None), Act) else []
        return own + [act for inner in dependant.dependencies for act in walk(inner)]

    return walk(route.dependant)
