"""Everything that is kept about one person, to take along: as JSON values and as a text to read."""

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from coach.group.erasure import ALL
from coach.group.receipts import in_words
from coach.ports import Clock, Storage, UnitOfWork
from coach.records import (
    Access,
    Agreement,
    Attendance,
    CalendarAddress,
    Consent,
    Device,
    Fit,
    Group,
    MeetingDate,
    Member,
    Pass,
    Person,
    Receipt,
    RecoveryCode,
    Seat,
)

MyData = dict[str, Any]
# Of no use outside, and of use to a thief: hashes, and ids of others.
_LEFT_OUT = frozenset({"password_hash", "token_hash", "code_hash", "person_id", "group_id", "member_id"})


class MyDataService:
    """What is kept about somebody. Nothing about others, and nothing that a group wrote together."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage, self._clock = storage, clock

    def export(self, person: Person) -> MyData:
        """All of it; moments in UTC as ISO 8601."""
        with self._storage.read() as unit:
            groups = [_group(unit, group_id) for group_id in _groups_of(unit, person)]
            return {
                "format": "doorvraag-my-data-1",
                "made_at": _json(self._clock.now()),
                "account": _plain(person),
                "devices": _rows(unit.rows(Device).all(person_id=person.id, order="created_at")),
                "recovery_codes": _rows(unit.rows(RecoveryCode).all(person_id=person.id, order="made_at")),
                "one_time_links": _rows(unit.rows(Pass).all(person_id=person.id, order="made_at")),
                "groups": [group | _mine(unit, str(group["id"]), person) for group in groups],
                "own_meetings": [_meeting(unit, row.id) for row in unit.meetings.recent(ALL, owner_id=person.id)],
                "receipts": [_json(in_words(row)) for row in unit.rows(Receipt).all(person_id=person.id, order="at")],
            }


def _groups_of(unit: UnitOfWork, person: Person) -> list[str]:
    rows = unit.across(Member).all(person_id=person.id, order="joined_at")
    return list(dict.fromkeys(row.group_id for row in rows))


def _group(unit: UnitOfWork, group_id: str) -> MyData:
    group = unit.rows(Group).get(group_id)
    return {"id": group_id, "name": group.name if group else "", "zone": group.zone if group else ""}


def _mine(unit: UnitOfWork, group_id: str, person: Person) -> MyData:
    mine = unit.inside(group_id, Member).all(person_id=person.id, order="joined_at")
    ids = [row.id for row in mine]
    dates = {row.id: row for row in unit.inside(group_id, MeetingDate).all(order="starts_at")}
    seats = [row for one in ids for row in unit.inside(group_id, Seat).all(member_id=one)]
    consents = [row for seat in seats for row in unit.inside(group_id, Consent).all(seat_id=seat.id)]
    return {
        "memberships": _rows(mine),
        "agreements": _rows(row for one in ids for row in unit.inside(group_id, Agreement).all(member_id=one)),
        "relations_told": _rows(row for one in ids for row in unit.inside(group_id, Fit).all(member_id=one)),
        "dates": [_date(row, ids) for row in dates.values() if set(ids) & set(row.roles.values())],
        "attendance": [
            {"starts_at": _json(dates[row.date_id].starts_at), "present": row.present, "told_by_me": row.own}
            for one in ids
            for row in unit.inside(group_id, Attendance).all(member_id=one)
        ],
        "seats": _rows(seats),
        "consents": _rows(consents),
        "calendar_addresses": _rows(
            row for one in ids for row in unit.inside(group_id, CalendarAddress).all(member_id=one)
        ),
        "opened": _rows(row for one in ids for row in unit.inside(group_id, Access).all(member_id=one, order="at")),
    }


def _date(row: MeetingDate, ids: list[str]) -> MyData:
    mine = sorted(role for role, who in row.roles.items() if who in ids)
    return {"local": row.local, "minutes": row.minutes, "place": row.place, "state": row.state, "my_roles": mine}


def _meeting(unit: UnitOfWork, meeting_id: str) -> MyData:
    row = unit.meetings.get(meeting_id)
    events = [{"kind": e.kind, "at": _json(e.at), "data": _json(e.data)} for e in unit.meetings.read(meeting_id)]
    return {"id": meeting_id, "method": row.method if row else "", "events": events}


def _rows(rows: Iterable[Any]) -> list[MyData]:
    return [_plain(row) for row in rows]


def _plain(row: Any) -> MyData:
    names = (field.name for field in dataclasses.fields(row) if field.name not in _LEFT_OUT)
    return {name: _json(getattr(row, name)) for name in names}


def _json(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _json(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _json(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_json(inner) for inner in value]
    return value
