"""Rules of who is in a group, inside one unit of work: used when joining, leaving, removing and erasing."""

import re
from collections.abc import Iterable
from datetime import datetime

from coach.errors import NotFound
from coach.group.agreement import settle
from coach.ports import UnitOfWork
from coach.records import CalendarAddress, Fit, MeetingDate, Member

_ID = re.compile(r"[0-9a-f]{32}")


def active(unit: UnitOfWork, group_id: str) -> list[Member]:
    """Everybody who is in the group now."""
    return unit.inside(group_id, Member).all(state="active")


def in_order(members: Iterable[Member]) -> list[Member]:
    """Who came first on top."""
    return sorted(members, key=lambda member: (member.joined_at, member.id))


def one(unit: UnitOfWork, group_id: str, member_id: str) -> Member:
    """An active member. Raises NotFound."""
    row = unit.inside(group_id, Member).get(member_id) if _ID.fullmatch(member_id) else None
    if row is None or row.state != "active":
        raise NotFound("Dit lid zit niet (meer) in de groep.", code="unknown_member")
    return row


def end(unit: UnitOfWork, member: Member, state: str, now: datetime) -> None:
    """Ends a membership: tasks still to come fall free, and what was told about relations and
    the calendar address go at once.

    A contract that only waited for this member is in force from now on.
    """
    group_id = member.group_id
    unit.inside(group_id, Member).change(member.id, state=state, ended_at=now, role="member")
    dates = unit.inside(group_id, MeetingDate)
    for date in dates.all(state="planned"):
        left = {role: who for role, who in date.roles.items() if who != member.id}
        if len(left) < len(date.roles):
            dates.change(date.id, roles=left)
    fits = unit.inside(group_id, Fit)
    fits.remove(member_id=member.id)
    fits.remove(about_id=member.id)
    unit.inside(group_id, CalendarAddress).remove(member_id=member.id)
    settle(unit, group_id, now)


def keep_led(unit: UnitOfWork, group_id: str) -> None:
    """When nobody coordinates any more, who has been a member longest does from now on."""
    members = in_order(active(unit, group_id))
    if members and not any(member.role == "coordinator" for member in members):
        unit.inside(group_id, Member).change(members[0].id, role="coordinator")
