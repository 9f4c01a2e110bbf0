"""Who was there, or will not be: told by the coordinator or by who led that date, and by each member of oneself."""

from collections.abc import Mapping
from dataclasses import dataclass

from coach.errors import Forbidden, NotFound, Refused
from coach.group.dates import CANCELLED, HELD, date_of, ends_at
from coach.group.groups import COORDINATOR, group_of
from coach.group.membership import in_order
from coach.group.rota import FACILITATOR
from coach.group.tokens import new_id
from coach.ports import Clock, Storage, UnitOfWork
from coach.records import Attendance, MeetingDate, Member


@dataclass(frozen=True, slots=True)
class Presence:
    """One member on one date. `present` is None when nobody told; `own`: told by the member."""

    member_id: str
    name: str
    role: str | None
    present: bool | None
    own: bool


class AttendanceService:
    """Presence by date. Everywhere: NotFound for an unknown date, Refused for one that was cancelled."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage, self._clock = storage, clock

    def look(self, group_id: str, date_id: str) -> list[Presence]:
        """Everybody who was or is a member by then, and what was told."""
        with self._storage.read() as unit:
            return _presences(unit, date_of(unit, group_id, date_id))

    def record(self, group_id: str, date_id: str, by: Member, present: Mapping[str, bool]) -> list[Presence]:
        """Keeps what is told, by member id; who is not named stays as they were.

        Raises Forbidden when a member who neither coordinates nor leads this date tells about somebody else.
        """
        with self._storage.write() as unit:
            group_of(unit, group_id)
            row = date_of(unit, group_id, date_id)
            if row.state == CANCELLED:
                raise Refused("Deze bijeenkomst gaat niet door.", code="date_cancelled")
            if present.keys() - {by.id} and not may_tell_of_others(row, by):
                raise Forbidden("Over een ander vult de coördinator of de begeleider van die dag dit in.")
            known = {member.id for member in _members(unit, row)}
            for member_id, there in present.items():
                if member_id not in known:
                    raise NotFound("Dit lid was toen niet in de groep.", code="unknown_member")
                _tell(unit, row, member_id, there, own=member_id == by.id)
            if self._clock.now() >= row.starts_at and any(present.values()):
                unit.inside(group_id, MeetingDate).change(date_id, state=HELD)
            return _presences(unit, row)

    def untold(self, group_id: str) -> list[MeetingDate]:
        """Dates that are over and of which nobody told who came, the last on top."""
        now = self._clock.now()
        with self._storage.read() as unit:
            told = {row.date_id for row in unit.inside(group_id, Attendance).all(present=True)}
            rows = unit.inside(group_id, MeetingDate).all(order="-starts_at")
        return [row for row in rows if row.state != CANCELLED and ends_at(row) <= now and row.id not in told]


def may_tell_of_others(row: MeetingDate, member: Member) -> bool:
    """The coordinator, and who leads this date."""
    return member.role == COORDINATOR or row.roles.get(FACILITATOR) == member.id


def _tell(unit: UnitOfWork, row: MeetingDate, member_id: str, there: bool, *, own: bool) -> None:
    rows = unit.inside(row.group_id, Attendance)
    before = rows.first(date_id=row.id, member_id=member_id)
    if before is None:
        rows.add(Attendance(new_id(), row.group_id, row.id, member_id, there, own))
    elif before.present != there or own:
        # Who says the same as the member did, takes nothing of it away.
        rows.change(before.id, present=there, own=own)


def _members(unit: UnitOfWork, row: MeetingDate) -> list[Member]:
    """Who is in the group now, and who left after that date: the last were there, or should have been."""
    everybody = unit.inside(row.group_id, Member).all()
    return in_order(
        member for member in everybody
        if member.state == "active"
        or (member.joined_at <= ends_at(row) and member.ended_at is not None and member.ended_at >= row.starts_at)
    )  # fmt: skip


def _presences(unit: UnitOfWork, row: MeetingDate) -> list[Presence]:
    told = {one.member_id: one for one in unit.inside(row.group_id, Attendance).all(date_id=row.id)}
    roles = {who: role for role, who in row.roles.items()}
    return [
        Presence(
            member.id, member.name, roles.get(member.id),
            told[member.id].present if member.id in told else None, member.id in told and told[member.id].own,
        )
        for member in _members(unit, row)
    ]  # fmt: skip
