"""The log of meetings in SQL."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, case, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from coach.errors import Conflict
from coach.ports import Gone, MeetingEnd, MeetingRow, StoredEvent
from coach.store.sealing import Sealer
from coach.store.tables import events as event_table
from coach.store.tables import meetings


class SqlMeetingLog:
    """MeetingLog port on one connection. In a writing unit of work, reading a meeting locks it until the end."""

    def __init__(self, connection: Connection, sealer: Sealer, *, lock: bool) -> None:
        self._connection, self._sealer, self._lock = connection, sealer, lock
        self.erased, self.gone = False, list[Gone]()

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

    def rewrite(self, event: StoredEvent) -> None:
        same = (event_table.c.meeting_id == event.meeting_id, event_table.c.seq == event.seq)
        self._connection.execute(update(event_table).where(*same).values(data=self._kept(event.data)))
        self.erased = True

    def ends(self, closing: str, undoing: str) -> list[MeetingEnd]:
        def last(kind: str) -> Any:
            return func.max(case((event_table.c.kind == kind, event_table.c.seq), else_=0))

        seen = (
            select(
                event_table.c.meeting_id.label("id"), func.max(event_table.c.at).label("last_at"),
                last(closing).label("closed"), last(undoing).label("undone"),
            ).group_by(event_table.c.meeting_id).subquery()
        )  # fmt: skip
        closed = event_table.alias()
        query = (
            select(meetings, seen.c.last_at, seen.c.closed, seen.c.undone, closed.c.at.label("closed_at"))
            .outerjoin(seen, seen.c.id == meetings.c.id)
            .outerjoin(closed, and_(closed.c.meeting_id == meetings.c.id, closed.c.seq == seen.c.closed))
            .order_by(meetings.c.id)
        )
        return [_end(row) for row in self._connection.execute(query)]

    def erase(self, meeting_id: str) -> int:
        removed = self._connection.execute(delete(event_table).where(event_table.c.meeting_id == meeting_id)).rowcount
        self._connection.execute(delete(meetings).where(meetings.c.id == meeting_id))
        self.erased = True
        self.gone.append(Gone(meetings.name, meeting_id))
        return removed


def _end(row: Row[Any]) -> MeetingEnd:
    head = MeetingRow(row.id, row.method, row.created_at, row.deadline, row.group_id, row.owner_id)
    closed = row.closed_at if row.closed and row.closed > row.undone else None
    return MeetingEnd(head, row.last_at or row.created_at, closed)


def _meeting(row: Row[Any]) -> MeetingRow:
    return MeetingRow(**row._mapping)
