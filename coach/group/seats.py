"""Who sits in a meeting of a group, and in which role. A seat decides what its holder may (coach.group.door).

Roles are fixed at the start (A-172); a role can be handed over, and there is always one facilitator. When that one is
no member any more, whoever else has a seat takes over.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from coach.errors import BadInput, Conflict, NotFound, Refused
from coach.group.groups import group_of
from coach.group.membership import active, in_order, one
from coach.group.retention import CLOSED, UNDONE
from coach.group.tokens import new_id
from coach.ports import Clock, MeetingRow, Storage, UnitOfWork
from coach.records import Attendance, Consent, Group, MeetingDate, Member, Seat

FACILITATOR, PEER = "facilitator", "peer"
# In the order they are shown. Each of the first four is one person's; who has none of these takes part as a peer.
ROLES = (FACILITATOR, "case_presenter", "minutes_taker", "timekeeper", "observer", PEER)
ONLY_ONE = frozenset(ROLES[:4])
_ID = re.compile(r"[0-9a-f]{32}")
# An open meeting that is further back than this is not one that anybody still waits in.
_LATEST = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a meeting starts: from a planned date or not; roles by member id; who is there (None: who is expected).

    `planned`: roles that are not named follow from the date.
    """

    date_id: str | None = None
    roles: Mapping[str, str] = field(default_factory=dict)
    present: tuple[str, ...] | None = None
    planned: bool = True


@dataclass(frozen=True, slots=True)
class SeatView:
    """A seat as shown to who is in the meeting."""

    id: str
    name: str
    role: str
    guest: bool
    me: bool


@dataclass(frozen=True, slots=True)
class GroupMeeting:
    """A meeting in the list of its group: when, and what I am in it. Nothing of what was said."""

    row: MeetingRow
    my_role: str | None


class Opens(Protocol):
    """Opens a meeting of a group (the container gives coach.method's); `along` runs in the same transaction."""

    def __call__(
        self, method: str, title: str, key: str | None, *, group_id: str, said: object,
        along: Callable[[UnitOfWork, MeetingRow], None],
    ) -> str: ...  # fmt: skip


class SeatService:
    """Seats. NotFound for what is not there, BadInput for an unknown role, Refused for a rule."""

    def __init__(self, storage: Storage, clock: Clock, opens: Opens) -> None:
        self._storage, self._clock, self._opens = storage, clock, opens

    def start(
        self, group_id: str, by: Member, method: str, title: str, wanted: Wanted | None = None, key: str | None = None
    ) -> str:
        """Opens a meeting of the group, with its seats; its id. Who starts it leads it, when nobody else is named.

        Raises Conflict (`already_started`) for a date that has its meeting.
        """
        how = wanted or Wanted()
        said = (by.id, how.date_id, sorted(how.roles.items()), how.present, how.planned)

        def along(unit: UnitOfWork, row: MeetingRow) -> None:
            group_of(unit, group_id)
            for seat in _seats(unit, row, by, how):
                unit.inside(group_id, Seat).add(seat)
            if how.date_id is not None:
                unit.inside(group_id, MeetingDate).change(how.date_id, meeting_id=row.id)

        return self._opens(method, title, key, group_id=group_id, said=said, along=along)

    def held(self, group_id: str, member_id: str, limit: int = 100) -> list[GroupMeeting]:
        """The group's meetings, the newest first."""
        with self._storage.read() as unit:
            rows = unit.meetings.recent(limit, group_id=group_id)
            mine = {seat.meeting_id: seat.role for seat in unit.inside(group_id, Seat).all(member_id=member_id)}
        return [GroupMeeting(row, mine.get(row.id)) for row in rows]

    def expected(self, group_id: str, date_id: str | None) -> list[Member]:
        """Who may be thought to be there: everybody, without who said not to come on this date."""
        with self._storage.read() as unit:
            return _expected(unit, group_id, date_id)

    def seats(self, group_id: str, meeting_id: str, me: Seat | None = None) -> list[SeatView]:
        """Who is there, in the order of the roles."""
        with self._storage.read() as unit:
            taken = taken_seats(unit, group_id, meeting_id)
            names = {member.id: member.name for member in unit.inside(group_id, Member).all()}
        views = [_view(seat, names, me) for seat in taken]
        return sorted(views, key=lambda view: (ROLES.index(view.role), view.name.casefold(), view.id))

    def without(self, group_id: str, meeting_id: str) -> list[Member]:
        """Members who have no seat in this meeting."""
        with self._storage.read() as unit:
            there = {seat.member_id for seat in unit.inside(group_id, Seat).all(meeting_id=meeting_id)}
            return [member for member in in_order(active(unit, group_id)) if member.id not in there]

    def give_role(self, group_id: str, meeting_id: str, seat_id: str, role: str) -> None:
        """Gives somebody a role; who had it takes part as a peer from now on."""
        if role not in ROLES:
            raise BadInput("Deze rol ken ik niet. Kies er een uit de lijst.", code="unknown_role", where="role")
        with self._storage.write() as unit:
            rows, seat = unit.inside(group_id, Seat), _seat(unit, group_id, meeting_id, seat_id)
            if seat.role == FACILITATOR and role != FACILITATOR:
                raise _always_led()
            if role in ONLY_ONE:
                for other in rows.all(meeting_id=meeting_id, role=role):
                    rows.change(other.id, role=PEER)
            rows.change(seat.id, role=role)

    def unled(self, group_id: str, meeting_id: str) -> bool:
        """Whether the meeting is open and nobody leads it: who did is no member any more."""
        with self._storage.read() as unit:
            return _is_open(unit, meeting_id) and not _leaders(unit, group_id, meeting_id)

    def leads_now(self, group_id: str, member_id: str) -> list[MeetingRow]:
        """The open meetings that this member leads: without them nobody does, until somebody takes over."""
        with self._storage.read() as unit:
            seats = unit.inside(group_id, Seat).all(member_id=member_id, role=FACILITATOR)
            mine = {seat.meeting_id for seat in seats}
            rows = unit.meetings.recent(_LATEST, group_id=group_id) if mine else []
            return [row for row in rows if row.id in mine and _is_open(unit, row.id)]

    def take_over(self, group_id: str, meeting_id: str, me: Seat | None) -> None:
        """Gives the facilitator's role to a member with a seat, when nobody leads.

        Raises Refused for a guest and for who has no seat (`no_seat`) and after closing (`meeting_closed`), Conflict
        (`already_led`) when somebody leads.
        """
        if me is None or me.member_id is None:
            raise Refused(
                "Alleen een lid dat op de lijst van deze bijeenkomst staat, kan dit overnemen.", code="no_seat"
            )
        with self._storage.write() as unit:
            group_of(unit, group_id)
            rows, seat = unit.inside(group_id, Seat), _seat(unit, group_id, meeting_id, me.id)
            if not _is_open(unit, meeting_id):
                raise Refused("Deze bijeenkomst is gesloten. Overnemen hoeft niet meer.", code="meeting_closed")
            if _leaders(unit, group_id, meeting_id):
                raise Conflict("Er begeleidt al iemand. Overnemen hoeft niet meer.", code="already_led")
            for gone in rows.all(meeting_id=meeting_id, role=FACILITATOR):
                rows.change(gone.id, role=PEER)
            rows.change(seat.id, role=FACILITATOR)

    def add(self, group_id: str, meeting_id: str, member_id: str) -> None:
        """Gives a member a seat as a peer; who has one keeps it. What was agreed to now waits for their yes too."""
        with self._storage.write() as unit:
            group_of(unit, group_id)
            member, rows = one(unit, group_id, member_id), unit.inside(group_id, Seat)
            if rows.first(meeting_id=meeting_id, member_id=member.id) is None:
                rows.add(Seat(new_id(), group_id, meeting_id, PEER, member.id))

    def remove(self, group_id: str, meeting_id: str, seat_id: str) -> None:
        """Takes a seat away, with everybody's answers on captions, recording and model in this meeting.

        Otherwise one could take seats away one by one, and see whose no it was.
        """
        with self._storage.write() as unit:
            seat = _seat(unit, group_id, meeting_id, seat_id)
            if seat.role == FACILITATOR:
                raise _always_led()
            unit.inside(group_id, Seat).remove(id=seat.id)
            unit.inside(group_id, Consent).remove(meeting_id=meeting_id)


def taken_seats(unit: UnitOfWork, group_id: str, meeting_id: str) -> list[Seat]:
    """The seats somebody sits in: not a guest's link that nobody came in with."""
    rows = unit.inside(group_id, Seat).all(meeting_id=meeting_id)
    return [seat for seat in rows if seat.member_id or seat.guest_name]


def _leaders(unit: UnitOfWork, group_id: str, meeting_id: str) -> list[Seat]:
    """Who leads: the facilitator, as long as they are a guest or still a member."""
    members = {member.id for member in active(unit, group_id)}
    seats = unit.inside(group_id, Seat).all(meeting_id=meeting_id, role=FACILITATOR)
    return [seat for seat in seats if seat.member_id is None or seat.member_id in members]


def _is_open(unit: UnitOfWork, meeting_id: str) -> bool:
    """Whether it was not closed, or the closing was undone."""
    turns = [event.kind for event in unit.meetings.read(meeting_id) if event.kind in (CLOSED, UNDONE)]
    return turns[-1:] != [CLOSED]


def _expected(unit: UnitOfWork, group_id: str, date_id: str | None) -> list[Member]:
    """Everybody in the group, without who said not to come on this date."""
    away: set[str] = set()
    if date_id is not None:
        away = {row.member_id for row in unit.inside(group_id, Attendance).all(date_id=date_id, present=False)}
    return [member for member in in_order(active(unit, group_id)) if member.id not in away]


def _startable(unit: UnitOfWork, group_id: str, date_id: str) -> MeetingDate:
    """A planned date without a meeting. Raises NotFound, or Conflict (`already_started`)."""
    date = unit.inside(group_id, MeetingDate).get(date_id) if _ID.fullmatch(date_id) else None
    if date is None or date.state == "cancelled":
        raise NotFound("Deze datum staat niet (meer) in de agenda van de groep.", code="unknown_date")
    if date.meeting_id is not None:
        raise Conflict("Bij deze datum is de bijeenkomst al begonnen.", code="already_started")
    return date


def _seats(unit: UnitOfWork, row: MeetingRow, by: Member, how: Wanted) -> list[Seat]:
    group_id = row.group_id or ""
    date = _startable(unit, group_id, how.date_id) if how.date_id is not None else None
    planned = date.roles if date is not None and how.planned else {}
    members = {member.id: member for member in in_order(active(unit, group_id))}
    there = _there(members, how, (member.id for member in _expected(unit, group_id, how.date_id)))
    roles = _roles(members, {**planned, **how.roles}, how.roles, there)
    if FACILITATOR not in roles:
        roles[FACILITATOR] = by.id
        there.add(by.id)
    has = {member_id: role for role, member_id in reversed(_by_rank(roles))}
    return [
        Seat(new_id(), group_id, row.id, has.get(member_id, PEER), member_id)
        for member_id in members
        if member_id in there
    ]


def _there(members: Mapping[str, Member], how: Wanted, expected_ids: Iterable[str]) -> set[str]:
    there = set(how.present) if how.present is not None else set(expected_ids) | set(how.roles.values())
    if not there <= members.keys():
        raise NotFound("Dit lid zit niet (meer) in de groep.", code="unknown_member")
    return there


def _roles(
    members: Mapping[str, Member], roles: Mapping[str, str], asked: Mapping[str, str], there: set[str]
) -> dict[str, str]:
    """Role to member. What was asked must be possible; of what was planned, what cannot be is left out."""
    if not asked.keys() <= ONLY_ONE:
        raise BadInput("Deze rol ken ik niet. Kies er een uit de lijst.", code="unknown_role", where="roles")
    if not set(asked.values()) <= there:
        raise BadInput("Geef een rol aan iemand die er is.", code="role_of_absent", where="roles")
    return {role: who for role, who in roles.items() if role in ONLY_ONE and who in there and who in members}


def _by_rank(roles: Mapping[str, str]) -> list[tuple[str, str]]:
    """Who has two roles sits in the one that may most: the facilitator may do all that a minutes-taker may."""
    return sorted(roles.items(), key=lambda pair: ROLES.index(pair[0]))


def _seat(unit: UnitOfWork, group_id: str, meeting_id: str, seat_id: str) -> Seat:
    unit.rows(Group).get(group_id)  # locks it, so that two who hand over a role come one after the other
    seat = unit.inside(group_id, Seat).first(id=seat_id, meeting_id=meeting_id) if _ID.fullmatch(seat_id) else None
    if seat is None or not (seat.member_id or seat.guest_name):
        raise NotFound("Deze plaats is er niet (meer).", code="unknown_seat")
    return seat


def _always_led() -> Refused:
    return Refused("Er is altijd een begeleider. Geef die rol eerst aan iemand anders.", code="no_facilitator")


def _view(seat: Seat, names: Mapping[str, str], me: Seat | None) -> SeatView:
    guest = seat.member_id is None
    name = (seat.guest_name or "") if guest else names.get(seat.member_id or "", "")
    return SeatView(seat.id, name, seat.role, guest, me is not None and me.id == seat.id)
