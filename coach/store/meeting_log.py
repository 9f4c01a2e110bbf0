"""The log of meetings in SQL."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from coach.errors import Conflict
from coach.ports import MeetingRow, StoredEvent
from coach.store.tables import events as event_table
from coach.store.tables import meetings


class SqlMeetingLog:
    """MeetingLog port on one connection. In a writing unit of work, reading a meeting locks it until the end."""

    def __init__(self, connection: Connection, *, lock: bool) -> None:
        self._connection, self._lock = connection, lock
        self.erased = False

    def create(self, meeting: MeetingRow) -> None:
        """Raises Conflict when the id exists."""
        row = {
            "id": meeting.id,
            "method": meeting.method,
            "created_at": meeting.created_at,
            "deadline": meeting.deadline,
        }
        try:
            self._connection.execute(insert(meetings), row)
        except IntegrityError:
            raise Conflict("Deze bijeenkomst bestaat al.", code="meeting_exists") from None

    def get(self, meeting_id: str) -> MeetingRow | None:
        query = select(meetings).where(meetings.c.id == meeting_id)
        row = self._connection.execute(query.with_for_update() if self._lock else query).first()
        return None if row is None else _meeting(row)

    def recent(self, limit: int) -> list[MeetingRow]:
        query = select(meetings).order_by(meetings.c.created_at.desc(), meetings.c.id).limit(limit)
        return [_meeting(row) for row in self._connection.execute(query)]

    def append(self, events: Sequence[StoredEvent], deadline: datetime | None) -> None:
        """Raises Conflict when a seq is taken (somebody moved first) or the meeting is gone."""
        if not events:
            return
        rows = [
            {"meeting_id": e.meeting_id, "seq": e.seq, "kind": e.kind, "at": e.at, "data": dict(e.data)} for e in events
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
            StoredEvent(meeting_id=r.meeting_id, seq=r.seq, kind=r.kind, at=r.at, data=r.data)
            for r in self._connection.execute(query)
        ]

    def erase(self, meeting_id: str) -> int:
        removed = self._connection.execute(delete(event_table).where(event_table.c.meeting_id == meeting_id)).rowcount
        self._connection.execute(delete(meetings).where(meetings.c.id == meeting_id))
        self.erased = True
        return removed


def _meeting(row: Row[tuple[str, str, datetime, datetime | None]]) -> MeetingRow:
    return MeetingRow(id=row.id, method=row.method, created_at=row.created_at, deadline=row.deadline)
