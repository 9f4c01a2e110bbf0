"""The log of meetings in SQL."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from coach.errors import Conflict
from coach.ports import MeetingRow, StoredEvent
from coach.store.sealing import Sealer
from coach.store.tables import events as event_table
from coach.store.tables import meetings


class SqlMeetingLog:
    """MeetingLog port on one connection. In a writing unit of work, reading a meeting locks it until the end."""

    def __init__(self, connection: Connection, sealer: Sealer, *, lock: bool) -> None:
        self._connection, self._sealer, self._lock = connection, sealer, lock
        self.erased = False

    def create(self, meeting: MeetingRow) -> None:
        """Raises Conflict when the id exists."""
        try:
            self._connection.execute(insert(meetings), asdict(meeting))
        except IntegrityError:
            raise Conflict("Deze bijeenkomst bestaat al.", code="meeting_exists") from None

    def get(self, meeting_id: str) -> MeetingRow | None:
        query = select(meetings).where(meetings.c.id == meeting_id)
        row = self._connection.execute(query.with_for_update() if self._lock else query).first()
        return None if row is None else _meeting(row)

    def recent(self, limit: int, *, group_id: str | None = None, owner_id: str | None = None) -> list[MeetingRow]:
        whose = [meetings.c.group_id == group_id]
        if group_id is None:
            whose.append(meetings.c.owner_id == owner_id)
        query = select(meetings).where(*whose).order_by(meetings.c.created_at.desc(), meetings.c.id).limit(limit)
        return [_meeting(row) for row in self._connection.execute(query)]

    def append(self, events: Sequence[StoredEvent], deadline: datetime | None) -> None:
        """Raises Conflict when a seq is taken (somebody moved first) or the meeting is gone."""
        if not events:
            return
        rows = [
            {"meeting_id": e.meeting_id, "seq": e.seq, "kind": e.kind, "at": e.at, "data": self._kept(e.data)}
            for e in events
        ]
        try:
            self._connection.execute(insert(event_table), rows)
        except IntegrityError:
            raise Conflict(
                "Iemand anders was je net voor. Kijk naar de nieuwe stand en probeer het nog eens."
            ) from None
        ids = {e.meeting_id for e in events}
        self._connection.execute(update(meetings).where(meetings.c.id.in_(ids)).values(deadline=deadline))

    def read(self, meeting_id: str, after: int = 0) -> list[StoredEvent]:
        if self._lock:
            self.get(meeting_id)  # PostgreSQL: wait for whoever is writing here, then see what they wrote.
        query = (
            select(event_table)
            .where(event_table.c.meeting_id == meeting_id, event_table.c.seq > after)
            .order_by(event_table.c.seq)
        )
        return [
            StoredEvent(meeting_id=r.meeting_id, seq=r.seq, kind=r.kind, at=r.at, data=self._read_back(r.data))
            for r in self._connection.execute(query)
        ]

    def _kept(self, data: Mapping[str, Any]) -> Any:
        """What a person said, sealed when there is a key: then the column holds a JSON string instead of an object."""
        return self._sealer.seal(dict(data)) if self._sealer.on else dict(data)

    def _read_back(self, kept: Any) -> Mapping[str, Any]:
        data: Mapping[str, Any] = self._sealer.unseal(kept) if isinstance(kept, str) else kept
        return data

    def erase(self, meeting_id: str) -> int:
        removed = self._connection.execute(delete(event_table).where(event_table.c.meeting_id == meeting_id)).rowcount
        self._connection.execute(delete(meetings).where(meetings.c.id == meeting_id))
        self.erased = True
        return removed


def _meeting(row: Row[Any]) -> MeetingRow:
    return MeetingRow(**row._mapping)
