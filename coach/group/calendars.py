"""Use cases of calendar addresses: each member has one of their own, that follows the group's dates.

The token is not kept: it follows from the row's id and this installation's secret, and only its hash is in the
database. So a member can look it up again, and a copy of the database opens nothing. Renewing ends the old one.
"""

import base64
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from coach.errors import NotFound
from coach.group.dates import date_of
from coach.group.groups import group_of
from coach.group.ics import calendar_file
from coach.group.tokens import hashed, new_id
from coach.ports import Clock, Storage, UnitOfWork
from coach.records import CalendarAddress, Group, MeetingDate, Member
from coach.text import clean

# Dates that are over stay in the calendar this long; programs drop what is no longer told of.
KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class MyCalendar:
    """A member's address. `token` is empty when this installation's secret has changed since it was made."""

    token: str
    made_at: datetime
    with_name: bool
    with_place: bool


class CalendarService:
    """Calendar addresses, and what they give."""

    def __init__(self, storage: Storage, clock: Clock, secret: bytes) -> None:
        self._storage, self._clock, self._secret = storage, clock, secret

    def mine(self, group_id: str, member_id: str) -> MyCalendar | None:
        """A member's address in this group, when there is one."""
        with self._storage.read() as unit:
            row = unit.inside(group_id, CalendarAddress).first(member_id=member_id)
        return self._shown(row) if row else None

    def renew(self, group_id: str, member_id: str) -> MyCalendar:
        """A new address in place of the one before, if any, which stops working. It tells as much as that one did."""
        with self._storage.write() as unit:
            group_of(unit, group_id)
            rows = unit.inside(group_id, CalendarAddress)
            old, key = rows.first(member_id=member_id), new_id()
            rows.remove(member_id=member_id)
            new = CalendarAddress(
                key, group_id, member_id, hashed(self._token(key)), self._clock.now(),
                with_name=bool(old and old.with_name), with_place=bool(old and old.with_place),
            )  # fmt: skip
            rows.add(new)
        return self._shown(new)

    def tell(self, group_id: str, member_id: str, *, with_name: bool, with_place: bool) -> MyCalendar:
        """What the address tells beside the time. Raises NotFound when there is no address."""
        with self._storage.write() as unit:
            group_of(unit, group_id)
            rows = unit.inside(group_id, CalendarAddress)
            row = rows.first(member_id=member_id)
            if row is None:
                raise NotFound("Je hebt nog geen agenda-adres. Maak er eerst een.", code="no_calendar")
            rows.change(row.id, with_name=with_name, with_place=with_place)
            return self._shown(rows.get(row.id) or row)

    def stop(self, group_id: str, member_id: str) -> None:
        """The address stops working."""
        with self._storage.write() as unit:
            unit.inside(group_id, CalendarAddress).remove(member_id=member_id)

    def feed(self, token: str) -> bytes:
        """What a calendar program gets. NotFound for an unknown token, and once its member is in the group no more."""
        with self._storage.read() as unit:
            row = unit.across(CalendarAddress).first(token_hash=hashed(clean(token)))
            member = unit.inside(row.group_id, Member).get(row.member_id) if row else None
            if row is None or member is None or member.state != "active":
                raise NotFound("Dit agenda-adres werkt niet (meer).", code="unknown_calendar")
            since = self._clock.now() - KEPT
            dates = unit.inside(row.group_id, MeetingDate).all(order="starts_at")
            return _file(unit, row.group_id, [date for date in dates if date.starts_at >= since], row)

    def one(self, group_id: str, date_id: str, member_id: str) -> bytes:
        """One date as a file, telling as much as the member's address does; without one, the time alone."""
        with self._storage.read() as unit:
            row = unit.inside(group_id, CalendarAddress).first(member_id=member_id)
            return _file(unit, group_id, [date_of(unit, group_id, date_id)], row)

    def _shown(self, row: CalendarAddress) -> MyCalendar:
        token = self._token(row.id)
        known = hashed(token) == row.token_hash
        return MyCalendar(token if known else "", row.made_at, row.with_name, row.with_place)

    def _token(self, key: str) -> str:
        digest = hmac.new(self._secret, f"calendar {key}".encode(), "sha256").digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _file(unit: UnitOfWork, group_id: str, dates: list[MeetingDate], row: CalendarAddress | None) -> bytes:
    group: Group = group_of(unit, group_id)
    name = group.name if row and row.with_name else ""
    return calendar_file(dates, group.zone, name=name, with_place=bool(row and row.with_place))
