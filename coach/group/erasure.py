"""What goes, and what stays without a name, when a meeting, a group or an account is erased: inside one unit of work.

Used by who asks for it, by the worker, and again when an older backup is put back. docs/decisions/0014-erasing.md.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from coach.group.membership import active, end, keep_led
from coach.group.unnaming import FORMER, Unnamer
from coach.ports import Gone, MeetingRow, UnitOfWork
from coach.records import (
    OF_GROUPS,
    Agreement,
    CalendarAddress,
    Consent,
    ContractVersion,
    Device,
    Fit,
    Group,
    LookBack,
    MeetingDate,
    Member,
    Of,
    Pass,
    Person,
    Receipt,
    RecoveryCode,
    Seat,
)

Counts = Counter[str]
ALL = 1_000_000
_PAPERS: tuple[tuple[type[Any], str], ...] = ((ContractVersion, "clauses"), (MeetingDate, "place"), (LookBack, "text"))
_CALLED = {
    Member: "members", MeetingDate: "dates", ContractVersion: "versions", Agreement: "agreements", Seat: "other",
}  # fmt: skip


def erase_meeting(unit: UnitOfWork, row: MeetingRow) -> Counts:
    """Every word of a meeting, who sat in it and what they agreed to, and what was remembered of requests.

    The group's date stays, with who was there.
    """
    if row.group_id is not None:
        unit.inside(row.group_id, Consent).remove(meeting_id=row.id)
        unit.inside(row.group_id, Seat).remove(meeting_id=row.id)
        dates = unit.inside(row.group_id, MeetingDate)
        for date in dates.all(meeting_id=row.id):
            dates.change(date.id, meeting_id=None)
    unit.answers.forget(row.id)
    return Counts(meetings=1, lines=unit.meetings.erase(row.id))


def erase_group(unit: UnitOfWork, group_id: str) -> Counts:
    """A group with all that is its own: meetings, members, contract, dates, log, receipts, jobs and answers."""
    counts, ids = Counts(), {group_id}
    for row in unit.meetings.recent(ALL, group_id=group_id):
        counts += erase_meeting(unit, row)
    for record in reversed(OF_GROUPS):  # who points at others goes first
        rows = unit.inside(group_id, record)
        ids |= {row.id for row in rows.all()}
        counts[_CALLED.get(record, "other")] += rows.remove()
    unit.rows(Receipt).remove(group_id=group_id)
    unit.rows(Group).remove(id=group_id)
    unit.answers.forget_naming(ids)
    unit.jobs.forget_naming(ids)
    return counts


def erase_person(unit: UnitOfWork, person: Person, now: datetime) -> dict[str, Counts]:
    """An account with devices, codes, address and own meetings; by group, how many places lost the name.

    A group of which nobody is left goes too; it is not in the answer.
    """
    groups: dict[str, Counts] = {}
    for group_id in sorted({row.group_id for row in unit.across(Member).all(person_id=person.id)}):
        counts = _out_of_group(unit, group_id, person, now)
        if counts is not None:
            groups[group_id] = counts
    for row in unit.meetings.recent(ALL, owner_id=person.id):
        erase_meeting(unit, row)
    marks: Of = (Device, Pass)
    ids = {person.id} | {row.id for kind in marks for row in unit.rows(kind).all(person_id=person.id)}
    for kind in (*marks, RecoveryCode, Receipt):
        unit.rows(kind).remove(person_id=person.id)
    unit.answers.forget_naming(ids)
    unit.jobs.forget_naming(ids)
    unit.rows(Person).remove(id=person.id)
    return groups


def erase_again(unit: UnitOfWork, gone: Collection[Gone], now: datetime) -> int:
    """Erases, in a backup that was put back, what had been erased since it was made; how many of it were there."""
    done = 0
    for one in sorted(gone, key=_order):
        done += _again(unit, one, now)
    return done


def _order(one: Gone) -> tuple[int, str, str]:
    """People first: taking a name out needs the memberships that the rest may remove."""
    rank = {"people": 0, "groups": 1, "meetings": 2}
    return (rank.get(one.table, 3), one.table, one.id)


def _again(unit: UnitOfWork, one: Gone, now: datetime) -> bool:
    if one.table == "people" and not one.field:
        person = unit.rows(Person).get(one.id)
        return person is not None and erase_person(unit, person, now) is not None
    if one.table == "groups" and not one.field:
        return unit.rows(Group).get(one.id) is not None and bool(erase_group(unit, one.id))
    if one.table == "meetings":
        row = unit.meetings.get(one.id)
        return row is not None and bool(erase_meeting(unit, row))
    return unit.forget(one)


def _out_of_group(unit: UnitOfWork, group_id: str, person: Person, now: datetime) -> Counts | None:
    rows = unit.inside(group_id, Member)
    mine = rows.all(person_id=person.id)
    for row in mine:
        if row.state == "active":
            end(unit, row, "left", now)
    if not active(unit, group_id):
        erase_group(unit, group_id)
        return None
    keep_led(unit, group_id)
    return _nameless(unit, group_id, mine, person)


def _nameless(unit: UnitOfWork, group_id: str, mine: Sequence[Member], person: Person) -> Counts:
    ids = {row.id for row in mine}
    signed = [row for row in unit.inside(group_id, Agreement).all() if row.member_id in ids]
    guests = [row.guest_name for row in unit.inside(group_id, Seat).all() if row.guest_name]
    others = [row.name for row in unit.inside(group_id, Member).all() if row.id not in ids and row.name != FORMER]
    unnamer = Unnamer([person.name, *(row.name for row in mine), *(row.name for row in signed)], [*others, *guests])
    for row in mine:
        unit.inside(group_id, Member).change(row.id, name=FORMER, person_id=None)
        unit.inside(group_id, CalendarAddress).remove(member_id=row.id)
        unit.inside(group_id, Fit).remove(member_id=row.id)
        unit.inside(group_id, Fit).remove(about_id=row.id)
    for agreement in signed:
        unit.inside(group_id, Agreement).change(agreement.id, name=FORMER)
    return Counts(
        names=len(mine) + len(signed) + _in_papers(unit, group_id, unnamer) + _in_logs(unit, group_id, unnamer)
    )


def _in_papers(unit: UnitOfWork, group_id: str, unnamer: Unnamer) -> int:
    """The name in the group's name, start-up answers, contract, places and look-backs; in how many."""
    changed = 0
    group = unit.rows(Group).get(group_id)
    if group is not None:
        anew = {"name": unnamer.text(group.name), "set_up": unnamer.json(group.set_up)}
        different = {key: value for key, value in anew.items() if value != getattr(group, key)}
        changed += len(different)
        if different:
            unit.rows(Group).change(group_id, **different)
    for record, field in _PAPERS:
        rows = unit.inside(group_id, record)
        for row in rows.all():
            now = getattr(row, field)
            then = unnamer.text(now) if isinstance(now, str) else unnamer.json(now)
            if now != then:
                rows.change(row.id, **{field: then})
                changed += 1
    return changed


def _in_logs(unit: UnitOfWork, group_id: str, unnamer: Unnamer) -> int:
    changed = 0
    for row in unit.meetings.recent(ALL, group_id=group_id):
        for event in unit.meetings.read(row.id):
            data = unnamer.event(event)
            if data != event.data:
                unit.meetings.rewrite(type(event)(event.meeting_id, event.seq, event.kind, event.at, data))
                changed += 1
    return changed
