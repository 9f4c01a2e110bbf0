"""The tables of coach.records, made from the records themselves: one column a field."""

import dataclasses
import types
from datetime import date, datetime
from typing import Any, get_args, get_origin, get_type_hints

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from coach import records
from coach.store.tables import Moment, metadata

_KIND: dict[type, Any] = {str: String(255), bool: Boolean, int: Integer, datetime: Moment, date: Date}
_NAMES = {
    records.Person: "people", records.Device: "devices", records.RecoveryCode: "recovery_codes", records.Pass: "passes",
    records.Group: "groups", records.Member: "members", records.Invite: "invites",
    records.ContractVersion: "contract_versions", records.Agreement: "contract_agreements", records.Fit: "fits",
    records.MeetingDate: "meeting_dates", records.Attendance: "attendances", records.LookBack: "look_backs",
    records.CalendarAddress: "calendar_addresses",
    records.Consent: "consents", records.Seat: "seats", records.Access: "accesses", records.Receipt: "receipts",
}  # fmt: skip
# Receipts outlive what they tell of, so they point at nothing.
_POINTS = {
    "group_id": ("groups.id", "CASCADE"),
    "person_id": ("people.id", "CASCADE"),
    "date_id": ("meeting_dates.id", "CASCADE"),
    "meeting_id": ("meetings.id", "CASCADE"),
    "member_id": ("members.id", "CASCADE"),
}
# A member stays in the group's papers when the account is gone; a date stays when its meeting is erased.
_KEEP = {("members", "person_id"), ("meeting_dates", "meeting_id")}
_ONCE = {
    "contract_versions": ("group_id", "version"),
    "contract_agreements": ("group_id", "version", "member_id"),
    "attendances": ("date_id", "member_id"),
    "calendar_addresses": ("group_id", "member_id"),
}


def _table(record: type[Any]) -> Table:
    name, hints = _NAMES[record], get_type_hints(record)
    columns = [_column(name, field, hints[field.name]) for field in dataclasses.fields(record)]
    once = [UniqueConstraint(*_ONCE[name], name=f"uq_{name}_once")] if name in _ONCE else []
    return Table(name, metadata, *columns, *once)


def _column(table: str, field: "dataclasses.Field[Any]", hint: Any) -> "Column[Any]":
    kind, optional = _plain(hint)
    if field.metadata.get("content") or field.metadata.get("long"):
        return Column(field.name, Text, nullable=optional)
    if field.name == "id":
        return Column("id", String(64), primary_key=True)
    unique = bool(field.metadata.get("unique"))
    if field.name in _POINTS and table != "receipts":
        place, gone = _POINTS[field.name]
        gone = "SET NULL" if (table, field.name) in _KEEP else gone
        return Column(field.name, ForeignKey(place, ondelete=gone), nullable=optional, index=True)
    return Column(field.name, _KIND.get(kind, JSON), nullable=optional, unique=unique)


def _plain(hint: Any) -> tuple[type, bool]:
    """The type without its `| None`, and whether it had that."""
    if get_origin(hint) is types.UnionType:
        inner = [part for part in get_args(hint) if part is not type(None)]
        return inner[0], True
    return get_origin(hint) or hint, False


TABLES: dict[type[Any], Table] = {record: _table(record) for record in _NAMES}


def all_tables() -> list[Table]:
    """Every table of ours; who points at others comes after them."""
    return list(metadata.sorted_tables)


NAMED: dict[str, type[Any]] = {name: record for record, name in _NAMES.items()}


def empty_of(record: type[Any], field: str) -> Any:
    """What stands in a field after it was emptied: nothing, no text, or no entries."""
    kind, optional = _plain(get_type_hints(record)[field])
    if optional:
        return None
    return "" if kind is str else {}
