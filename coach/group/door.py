"""Lets a visitor in for one act at one place, or says why not. Asked by every route; refuses by default."""

import re
from collections.abc import Callable
from datetime import timedelta

from coach.errors import Forbidden, NotFound, SignInNeeded
from coach.group.policy import GroupPolicy
from coach.group.rights import Act, Standing, may
from coach.group.tokens import hashed
from coach.group.visitor import Here, Visitor
from coach.ports import Clock, MeetingRow, Storage, UnitOfWork
from coach.records import Device, Group, Member, Person, Seat

# A device is noted as seen at most this often: reading a page is not a write each time.
SEEN_EVERY = timedelta(minutes=10)
IDLE = timedelta(days=14)

_ID = re.compile(r"[0-9a-f]{32}")
PolicyOf = Callable[[UnitOfWork, str], GroupPolicy]


class Door:
    """Who may enter. `open_tools`: tools need no account on this machine; `policy`: what a group's contract allows;
    `only_here`: nobody outside this machine can reach it.
    """

    def __init__(
        self, storage: Storage, clock: Clock, *, open_tools: bool, policy: PolicyOf, only_here: bool = False
    ) -> None:
        self._storage, self._clock, self._open, self._policy = storage, clock, open_tools, policy
        self._only_here = only_here

    def visitor(self, token: str | None, guest_token: str | None = None) -> Visitor:
        """Whoever holds this token; nobody when it is unknown, too old, or too long unused."""
        if token is None:
            return Visitor(guest_token=guest_token)
        now = self._clock.now()
        with self._storage.read() as unit:
            device = unit.rows(Device).first(token_hash=hashed(token))
            if device is None or now >= device.expires_at or now - device.seen_at > IDLE:
                return Visitor(guest_token=guest_token)
            person = unit.rows(Person).get(device.person_id)
        if person is not None and now - device.seen_at > SEEN_EVERY:
            with self._storage.write() as unit:
                unit.rows(Device).change(device.id, seen_at=now)
        return Visitor(person, device, guest_token) if person else Visitor(guest_token=guest_token)

    def admit(self, visitor: Visitor, act: Act, *, group_id: str | None = None, meeting_id: str | None = None) -> Here:
        """The visitor here. Raises SignInNeeded, NotFound (also for what they may not know of) or Forbidden."""
        here = self.here(visitor, group_id=group_id, meeting_id=meeting_id)
        if may(act, here.standings):
            return here
        # Where nobody needs an account, what is not there is not there; an account would not help.
        gone = meeting_id is not None and here.meeting is None and may(Act.START_LOOSE_MEETING, here.standings)
        if visitor.person is None and here.seat is None and not gone:
            raise SignInNeeded("Log eerst in.")
        if (group_id or meeting_id) and not here.standings & _KNOWS_THE_PLACE:
            # In the same words for what is not there and for what is not theirs.
            raise NotFound(
                f"{'Deze bijeenkomst' if meeting_id else 'Dit'} bestaat niet (meer), of je hoort er niet bij.",
                code="unknown_meeting" if meeting_id else "unknown_here",
            )
        if Standing.FORMER_MEMBER in here.standings:
            raise Forbidden(
                "Je bent geen lid meer van deze groep. Wil je terug? Vraag een coördinator om een nieuwe uitnodiging.",
                code="former_member",
            )
        raise Forbidden("Dit mag je hier niet doen.")

    def here(self, visitor: Visitor, *, group_id: str | None = None, meeting_id: str | None = None) -> Here:
        """All that a visitor is at a place (a group or a meeting; neither: the machine). Nobody, when there is none."""
        standings = {Standing.NOBODY}
        if self._open:
            standings.add(Standing.TOOLS_OPEN)
        if self._only_here:
            standings.add(Standing.ONLY_HERE)
        if visitor.person is not None:
            standings.add(Standing.PERSON)
            if visitor.person.administrator:
                standings.add(Standing.ADMINISTRATOR)
        if group_id is None and meeting_id is None:
            return Here(visitor, frozenset(standings))
        with self._storage.read() as unit:
            return self._inside(unit, visitor, standings, group_id, meeting_id)

    def _inside(
        self, unit: UnitOfWork, visitor: Visitor, standings: set[Standing], group_id: str | None, meeting_id: str | None
    ) -> Here:
        meeting = unit.meetings.get(meeting_id) if meeting_id and _an_id(meeting_id) else None
        if meeting_id and (meeting is None or (group_id and meeting.group_id != group_id)):
            return Here(visitor, frozenset(standings))
        if meeting is not None and meeting.group_id is None:
            return Here(visitor, frozenset(standings | self._loose(visitor, meeting)), meeting=meeting)
        wanted = group_id or (meeting.group_id if meeting else None) or ""
        group = unit.rows(Group).get(wanted) if _an_id(wanted) else None
        if group is None:
            return Here(visitor, frozenset(standings))
        member = _membership(unit, group.id, visitor)
        standings |= _of_member(member)
        seat = _seat(unit, group.id, meeting, member, visitor, self._clock) if meeting else None
        if seat is not None:
            standings |= _of_seat(seat, self._policy(unit, group.id))
        return Here(visitor, frozenset(standings), group, member, meeting, seat)

    def _loose(self, visitor: Visitor, meeting: MeetingRow) -> set[Standing]:
        """Without a group it is its owner's; where tools are open, one that nobody owns is of who knows its address."""
        if meeting.owner_id is None:
            return {Standing.OWNER} if self._open else set()
        return {Standing.OWNER} if visitor.person and visitor.person.id == meeting.owner_id else set()


_KNOWS_THE_PLACE = frozenset({
    Standing.MEMBER, Standing.FORMER_MEMBER, Standing.OWNER, Standing.GUEST, Standing.PEER,
})  # fmt: skip


def _an_id(text: str) -> bool:
    """What is no id of ours is not looked for: a database may choke on it (PostgreSQL takes no zero byte)."""
    return _ID.fullmatch(text) is not None


def _membership(unit: UnitOfWork, group_id: str, visitor: Visitor) -> Member | None:
    """The visitor's place in the group: the active one, else the last they had."""
    if visitor.person is None:
        return None
    rows = unit.inside(group_id, Member).all(person_id=visitor.person.id, order="-joined_at")
    return next((row for row in rows if row.state == "active"), rows[0] if rows else None)


def _of_member(member: Member | None) -> set[Standing]:
    if member is None:
        return set()
    if member.state != "active":
        return {Standing.FORMER_MEMBER}
    return {Standing.MEMBER, Standing.COORDINATOR} if member.role == "coordinator" else {Standing.MEMBER}


def _seat(
    unit: UnitOfWork, group_id: str, meeting: MeetingRow, member: Member | None, visitor: Visitor, clock: Clock
) -> Seat | None:
    seats = unit.inside(group_id, Seat)
    if member is not None and member.state == "active":
        return seats.first(meeting_id=meeting.id, member_id=member.id)
    if visitor.guest_token is None:
        return None
    seat = seats.first(meeting_id=meeting.id, token_hash=hashed(visitor.guest_token))
    # Without a name nobody came in yet: what the link holds is no token of a browser.
    if seat is None or seat.guest_name is None:
        return None
    over = seat.expires_at is not None and clock.now() >= seat.expires_at
    return None if over else seat


def _of_seat(seat: Seat, policy: GroupPolicy) -> set[Standing]:
    standings = {Standing.PEER}
    if seat.member_id is None:
        standings.add(Standing.GUEST)
    if seat.role in {Standing.CASE_PRESENTER, Standing.MINUTES_TAKER, Standing.FACILITATOR}:
        standings.add(Standing(seat.role))
    if policy.peer_pages:
        standings.add(Standing.PEERS_OPEN)
    return standings
