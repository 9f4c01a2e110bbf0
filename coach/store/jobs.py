"""Slow work as rows, in SQL. At least once: a worker that dies leaves a lease that runs out."""

import secrets
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, func, insert, or_, select, update

from coach.ports import Job, JobCount
from coach.store.tables import jobs


class SqlJobs:
    """Jobs port on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, kind: str, data: Mapping[str, Any], now: datetime, machine: str = "") -> str:
        job_id = secrets.token_hex(12)
        row = {
            "id": job_id,
            "kind": kind,
            "machine": machine,
            "data": dict(data),
            "state": "waiting",
            "progress": 0.0,
            "note": "",
            "attempts": 0,
            "created_at": now,
            "lease_until": None,
        }
        self._connection.execute(insert(jobs), row)
        return job_id

    def claim(self, now: datetime, lease_seconds: float, machine: str = "") -> Job | None:
        lapsed = and_(jobs.c.state == "running", jobs.c.lease_until <= now)
        due = (
            select(jobs.c.id)
            .where(jobs.c.machine.in_({"", machine}), or_(jobs.c.state == "waiting", lapsed))
            .order_by(jobs.c.created_at, jobs.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)  # PostgreSQL; SQLite has one writer at a time anyway.
        )
        job_id = self._connection.execute(due).scalar()
        if job_id is None:
            return None
        taken = (
            update(jobs)
            .where(jobs.c.id == job_id)
            .values(state="running", attempts=jobs.c.attempts + 1, lease_until=now + timedelta(seconds=lease_seconds))
            .returning(jobs)
        )
        return _job(self._connection.execute(taken).one())

    def progress(self, job: Job, fraction: float, note: str, lease_until: datetime) -> None:
        values = {"progress": min(max(fraction, 0.0), 1.0), "note": note, "lease_until": lease_until}
        self._connection.execute(update(jobs).where(*_held(job)).values(values))

    def finish(self, job: Job, *, failed: bool = False, note: str = "") -> None:
        values: dict[str, Any] = {"state": "failed" if failed else "done", "note": note, "lease_until": None}
        if not failed:
            values["progress"] = 1.0
        self._connection.execute(update(jobs).where(*_held(job)).values(values))

    def latest(self, kind: str, machine: str | None = None) -> Job | None:
        query = select(jobs).where(jobs.c.kind == kind).order_by(jobs.c.created_at.desc(), jobs.c.id.desc()).limit(1)
        if machine is not None:
            query = query.where(jobs.c.machine == machine)
        row = self._connection.execute(query).first()
        return None if row is None else _job(row)

    def counts(self) -> list[JobCount]:
        query = select(jobs.c.kind, jobs.c.state, func.count()).group_by(jobs.c.kind, jobs.c.state)
        return [JobCount(*row) for row in self._connection.execute(query.order_by(jobs.c.kind, jobs.c.state))]

    def forget_before(self, moment: datetime) -> int:
        ended = (jobs.c.state.in_({"done", "failed"}), jobs.c.created_at < moment)
        return self._connection.execute(delete(jobs).where(*ended)).rowcount

    def forget_naming(self, ids: Collection[str]) -> int:
        rows = self._connection.execute(select(jobs.c.id, jobs.c.data)).all()
        found = [key for key, data in rows if not {str(value) for value in data.values()}.isdisjoint(ids)]
        for key in found:
            self._connection.execute(delete(jobs).where(jobs.c.id == key))
        return len(found)


def _held(job: Job) -> tuple[Any, ...]:
    """Running, and claimed by nobody after this claim: each claim is one attempt more."""
    return (jobs.c.id == job.id, jobs.c.state == "running", jobs.c.attempts == job.attempts)


def _job(row: Row[Any]) -> Job:
    return Job(
        id=row.id,
        kind=row.kind,
        data=row.data,
        state=row.state,
        progress=row.progress,
        note=row.note,
        attempts=row.attempts,
        created_at=row.created_at,
        lease_until=row.lease_until,
    )
