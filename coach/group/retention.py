"""What goes by itself, every day: words whose time is over, names of guests, old links and marks, empty groups.

Safe to repeat and to stop anywhere: each group and each kind is one transaction, and what is gone is not found again.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coach.group.access import KEPT as ACCESS_KEPT
from coach.group.door import PolicyOf
from coach.group.erasing import end_group
from coach.group.erasure import Counts, erase_meeting
from coach.group.receipts import KEPT as RECEIPT_KEPT
from coach.group.receipts import Receipts, What, Why
from coach.group.recurrence import day_in
from coach.ports import Clock, MeetingEnd, Storage, UnitOfWork
from coach.records import Access, Consent, Device, Group, Invite, Member, Pass, Receipt, Seat

KIND = "retention"
# The kinds of event that close a meeting and take a command back (coach.method.events; a test holds them together).
CLOSED, UNDONE = "meeting_closed", "command_undone"
# Nobody closed it and nothing happened for a day: then it was over with the last that did happen.
IDLE = timedelta(days=1)
# A guest's name goes when their seat has been over for a day: a meeting may run past midnight.
AFTER_SEAT = timedelta(days=1)
ANSWERS_KEPT, JOBS_KEPT = timedelta(days=7), timedelta(days=30)
ZONE = "Europe/Amsterdam"  # of whom no group tells a zone

Report = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Term:
    """How many days words stay after a meeting is over, and why so."""

    days: int
    why: Why


class RetentionService:
    """The worker's daily round."""

    def __init__(
        self, storage: Storage, clock: Clock, policy: PolicyOf, receipts: Receipts, *, loose_days: int
    ) -> None:
        """`loose_days`: for meetings that no contract speaks of."""
        self._storage, self._clock, self._policy, self._receipts = storage, clock, policy, receipts
        self._loose_days = loose_days

    def run(self, report: Report | None = None) -> Counts:
        """Erases all that is due; how much of what."""
        told = report or (lambda fraction, note: None)
        with self._storage.read() as unit:
            groups = [group.id for group in unit.rows(Group).all()]
        total = Counts()
        for done, group_id in enumerate(groups, 1):
            total += self._group(group_id)
            told(0.8 * done / len(groups), "")
        total += self._loose() + self._machine()
        told(0.9, "")
        self._storage.scrub()
        return total

    def ask(self, *, now_too: bool = False) -> bool:
        """Puts the round of today on the list, once; with `now_too` another, unless one waits. Whether it did."""
        now = self._clock.now()
        with self._storage.write() as unit:
            last = unit.jobs.latest(KIND, "")
            if last is not None and (last.state == "waiting" or (not now_too and last.created_at.date() == now.date())):
                return False
            unit.jobs.put(KIND, {}, now)
        return True

    def term(self, unit: UnitOfWork, group_id: str | None) -> Term:
        """What holds for a group's meetings, or (None) for those of no group."""
        policy = self._policy(unit, group_id) if group_id else None
        if policy is None or policy.version == 0:
            return Term(self._loose_days, Why.SETTING)
        return Term(policy.retention_days, Why.CONTRACT)

    def holds(self, group_id: str) -> Term:
        """The same for a group, for who has no unit of work open."""
        with self._storage.read() as unit:
            return self.term(unit, group_id)

    def _group(self, group_id: str) -> Counts:
        with self._storage.write() as unit:
            group = unit.rows(Group).get(group_id)
            if group is None:
                return Counts()
            if not unit.inside(group_id, Member).count(state="active"):
                end_group(unit, self._receipts, group, Why.EMPTY)
                return Counts(groups=1)
            term = self.term(unit, group_id)
            ends = [end for end in unit.meetings.ends(CLOSED, UNDONE) if end.row.group_id == group_id]
            words = self._words(unit, ends, term, group.zone)
            if words["meetings"]:
                self._receipts.add(unit, What.RAW_WORDS, term.why, words, group_id=group_id)
            guests = _guests(unit, group_id, self._clock.now())
            if guests["guests"]:
                self._receipts.add(unit, What.GUESTS, Why.OVER, guests, group_id=group_id)
            return words + guests + _links(unit, group_id, self._clock.now())

    def _loose(self) -> Counts:
        total = Counts()
        with self._storage.write() as unit:
            ends = [end for end in unit.meetings.ends(CLOSED, UNDONE) if end.row.group_id is None]
            for owner_id in sorted({end.row.owner_id or "" for end in ends}):
                theirs = [end for end in ends if (end.row.owner_id or "") == owner_id]
                words = self._words(unit, theirs, self.term(unit, None), ZONE)
                if words["meetings"] and owner_id:
                    self._receipts.add(unit, What.RAW_WORDS, Why.SETTING, words, person_id=owner_id)
                total += words
        return total

    def _words(self, unit: UnitOfWork, ends: list[MeetingEnd], term: Term, zone: str) -> Counts:
        now = self._clock.now()
        due = [end for end in ends if is_due(end, term.days, now, zone)]
        return sum((erase_meeting(unit, end.row) for end in due), Counts())

    def _machine(self) -> Counts:
        now, gone = self._clock.now(), Counts()
        with self._storage.write() as unit:
            for device in unit.rows(Device).all():
                if now >= device.expires_at:
                    gone["devices"] += unit.rows(Device).remove(id=device.id)
            for one in unit.rows(Pass).all():
                if now >= one.expires_at:
                    gone["other"] += unit.rows(Pass).remove(id=one.id)
            for receipt in unit.rows(Receipt).all():
                if now - receipt.at > RECEIPT_KEPT:
                    gone["other"] += unit.rows(Receipt).remove(id=receipt.id)
            gone["other"] += unit.answers.forget_before(now - ANSWERS_KEPT)
            gone["other"] += unit.jobs.forget_before(now - JOBS_KEPT)
        return gone


def last_day(end: MeetingEnd, days: int, zone: str) -> date:
    """The last day on which a meeting's words stay: they go in the night after it."""
    over = end.closed_at or end.last_at
    return day_in(over, zone) + timedelta(days=days)


def is_due(end: MeetingEnd, days: int, now: datetime, zone: str) -> bool:
    """Whether its words have to go now."""
    still_going = end.closed_at is None and now - end.last_at < IDLE
    return not still_going and day_in(now, zone) > last_day(end, days, zone)


def _guests(unit: UnitOfWork, group_id: str, now: datetime) -> Counts:
    """Seats of guests that are over; with them the answers of that meeting, so that nobody learns whose no it was."""
    seats, gone = unit.inside(group_id, Seat), Counts()
    for seat in seats.all(member_id=None):
        if seat.expires_at is not None and now - seat.expires_at >= AFTER_SEAT:
            unit.inside(group_id, Consent).remove(meeting_id=seat.meeting_id)
            gone["guests" if seat.guest_name else "other"] += seats.remove(id=seat.id)
    return gone


def _links(unit: UnitOfWork, group_id: str, now: datetime) -> Counts:
    gone: Counter[str] = Counts()
    invites, accesses = unit.inside(group_id, Invite), unit.inside(group_id, Access)
    for invite in invites.all():
        if now >= invite.expires_at or invite.uses_left <= 0 or invite.revoked_at is not None:
            gone["other"] += invites.remove(id=invite.id)
    for access in accesses.all(order="at"):
        if now - access.at <= ACCESS_KEPT:
            break
        gone["other"] += accesses.remove(id=access.id)
    return gone
