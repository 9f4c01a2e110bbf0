"""Whose words came along with a request: a group named in its body, and what its contract lets the software do."""

import re

from fastapi import Request

from api.deps import container_of
from api.door import admit_too, visitor_of
from coach.errors import NotFound
from coach.group.consent import What
from coach.group.policy import GroupPolicy
from coach.group.rights import Act

_ID = re.compile(r"[0-9a-f]{32}")


def policy_of(request: Request, group_id: str) -> GroupPolicy:
    """What holds for a group of the visitor. Raises SignInNeeded, or NotFound for a group they are not in."""
    here = admit_too(request, Act.GROUP_SEE, group_id=_checked(group_id))
    return container_of(request).contracts.holds(here.our_group.id)


def my_groups(request: Request) -> list[tuple[str, str]]:
    """(id, name) of the groups the visitor is in, to choose from; none for nobody."""
    person = visitor_of(request).person
    if person is None:
        return []
    return [(view.id, view.name) for view in container_of(request).groups.mine(person.id) if view.state == "active"]


def may_leave(request: Request, group_id: str | None, meeting_id: str | None) -> bool:
    """Whether words of this group or meeting may go to a language model; words of no group may.

    A meeting of a group needs the contract's yes and that of everybody there. Raises as `policy_of` does.
    """
    container = container_of(request)
    if meeting_id is not None:
        here = admit_too(request, Act.MEETING_SEE, meeting_id=_checked(meeting_id))
        if here.group is not None:
            with container.storage.read() as unit:
                return container.consent.allowed(unit, meeting_id, What.MODEL)
    return policy_of(request, group_id).model if group_id is not None else True


def _checked(place: str) -> str:
    # What is no id of ours is not looked for: a database may choke on it (PostgreSQL takes no zero byte).
    if not _ID.fullmatch(place):
        raise NotFound("Dit bestaat niet, of je hoort er niet bij.", code="unknown_here")
    return place
