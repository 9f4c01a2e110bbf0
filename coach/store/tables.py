"""The tables, as the newest migration leaves them. A test holds this file against the migrations, on both databases."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no time zone, so it is put back on when read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


meetings = Table(
    "meetings",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("method", String(64), nullable=False),
    Column("created_at", Moment, nullable=False, index=True),
    # What a worker looks for: the moment the running phase is over; empty when nothing runs.
    Column("deadline", Moment, index=True),
    # Whose it is: a group's, one person's, or (both empty) of who knows its address on a machine of their own.
    Column("group_id", ForeignKey("groups.id", ondelete="CASCADE"), index=True),
    Column("owner_id", ForeignKey("people.id", ondelete="CASCADE"), index=True),
)

events = Table(
    "events",
    metadata,
    Column("meeting_id", ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    Column("data", JSON, nullable=False),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("kind", String(64), nullable=False),
    # Whose work it is; empty for work that any machine may take.
    Column("machine", String(64), nullable=False, server_default=""),
    Column("data", JSON, nullable=False),
    Column("state", String(16), nullable=False),
    Column("progress", Float, nullable=False),
    Column("note", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("lease_until", Moment),
    Index(None, "state", "created_at"),
)

answers = Table(
    "answers",
    metadata,
    Column("key", String(255), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("status", Integer, nullable=False),
    Column("body", Text, nullable=False),
    # Whose answer it was: erasing a meeting erases these as well.
    Column("meeting_id", String(64), index=True),
    Column("at", Moment, nullable=False, index=True),
)
