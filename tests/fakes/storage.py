"""Storage in memory, behind the same contract suite as the real one."""

import copy
import threading
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from coach.errors import Conflict
from coach.ports import (
    Answers,
    Gone,
    Job,
    JobCount,
    Jobs,
    MeetingEnd,
    MeetingLog,
    MeetingRow,
    RememberedAnswer,
    Rows,
    StoredEvent,
    UnitOfWork,
)
from coach.records import OF_GROUPS
from coach.store.record_tables import NAMED, empty_of
from tests.fakes.rows import FakeRows

R = TypeVar("R")


@dataclass
class Tables:
    """Everything that is kept."""

    meetings: dict[str, MeetingRow] = field(default_factory=dict)
    events: dict[tuple[str, int], StoredEvent] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)
    machines: dict[str, str] = field(default_factory=dict)
    answers: dict[str, tuple[RememberedAnswer, datetime]] = field(default_factory=dict)
    records: dict[type[Any], dict[str, Any]] = field(default_factory=dict)


class FakeMeetingLog:
    """MeetingLog port."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def create(self, meeting: MeetingRow) -> None:
        if meeting.id in self._tables.meetings:
            raise Conflict("bestaat al", code="meeting_exists")
        self._tables.meetings[meeting.id] = meeting

    def get(self, meeting_id: str) -> MeetingRow | None:
        return self._tables.meetings.get(meeting_id)

    def recent(self, limit: int, *, group_id: str | None = None, owner_id: str | None = None) -> list[MeetingRow]:
        theirs = [
            m for m in self._tables.meetings.values()
            if m.group_id == group_id and (group_id is not None or m.owner_id == owner_id)
        ]  # fmt: skip
        by_id = sorted(theirs, key=lambda m: m.id)
        return sorted(by_id, key=lambda m: m.created_at, reverse=True)[:limit]

    def append(self, events: Sequence[StoredEvent], deadline: datetime | None) -> None:
        for event in events:
            if event.meeting_id not in self._tables.meetings or (event.meeting_id, event.seq) in self._tables.events:
                raise Conflict("net voor")
            self._tables.events[event.meeting_id, event.seq] = event
            head = self._tables.meetings[event.meeting_id]
            self._tables.meetings[event.meeting_id] = replace(head, deadline=deadline)

    def read(self, meeting_id: str, after: int = 0) -> list[StoredEvent]:
        found = [e for (meeting, seq), e in self._tables.events.items() if meeting == meeting_id and seq > after]
        return sorted(found, key=lambda e: e.seq)

    def rewrite(self, event: StoredEvent) -> None:
        before = self._tables.events[event.meeting_id, event.seq]
        self._tables.events[event.meeting_id, event.seq] = replace(before, data=event.data)

    def ends(self, closing: str, undoing: str) -> list[MeetingEnd]:
        found = []
        for key, row in sorted(self._tables.meetings.items()):
            events = self.read(key)
            closed = next((e for e in reversed(events) if e.kind in (closing, undoing)), None)
            last_at = max((e.at for e in events), default=row.created_at)
            found.append(MeetingEnd(row, last_at, closed.at if closed and closed.kind == closing else None))
        return found

    def erase(self, meeting_id: str) -> int:
        gone = [key for key in self._tables.events if key[0] == meeting_id]
        for key in gone:
            del self._tables.events[key]
        self._tables.meetings.pop(meeting_id, None)
        return len(gone)


class FakeJobs:
    """Jobs port."""

    def __init__(self, tables: Tables) -> None:
        self._jobs, self._machines = tables.jobs, tables.machines

    def put(self, kind: str, data: Mapping[str, Any], now: datetime, machine: str = "") -> str:
        job_id = f"job-{len(self._machines):06d}"
        self._machines[job_id] = machine
        self._jobs[job_id] = Job(job_id, kind, dict(data), "waiting", 0.0, "", 0, now, None)
        return job_id

    def claim(self, now: datetime, lease_seconds: float, machine: str = "") -> Job | None:
        for job in sorted(self._jobs.values(), key=lambda j: (j.created_at, j.id)):
            lapsed = job.state == "running" and job.lease_until is not None and job.lease_until <= now
            if (job.state == "waiting" or lapsed) and self._machines[job.id] in {"", machine}:
                until = now + timedelta(seconds=lease_seconds)
                self._jobs[job.id] = replace(job, state="running", attempts=job.attempts + 1, lease_until=until)
                return self._jobs[job.id]
        return None

    def progress(self, job: Job, fraction: float, note: str, lease_until: datetime) -> None:
        if self._held(job):
            fraction = min(max(fraction, 0.0), 1.0)
            self._change(job, progress=fraction, note=note, lease_until=lease_until)

    def finish(self, job: Job, *, failed: bool = False, note: str = "") -> None:
        if self._held(job):
            state, progress = ("failed", self._jobs[job.id].progress) if failed else ("done", 1.0)
            self._change(job, state=state, progress=progress, note=note, lease_until=None)

    def _held(self, job: Job) -> bool:
        now = self._jobs[job.id]
        return now.state == "running" and now.attempts == job.attempts

    def _change(self, job: Job, **changes: Any) -> None:
        self._jobs[job.id] = replace(self._jobs[job.id], **changes)

    def latest(self, kind: str, machine: str | None = None) -> Job | None:
        found = [job for job in self._jobs.values() if job.kind == kind]
        found = [job for job in found if machine in (None, self._machines[job.id])]
        return max(found, key=lambda j: (j.created_at, j.id), default=None)

    def counts(self) -> list[JobCount]:
        found = Counter((job.kind, job.state) for job in self._jobs.values())
        return [JobCount(kind, state, count) for (kind, state), count in sorted(found.items())]

    def forget_before(self, moment: datetime) -> int:
        ended = [job for job in self._jobs.values() if job.state in ("done", "failed")]
        return self._drop([job.id for job in ended if job.created_at < moment])

    def forget_naming(self, ids: Collection[str]) -> int:
        return self._drop([j.id for j in self._jobs.values() if not {str(v) for v in j.data.values()}.isdisjoint(ids)])

    def _drop(self, gone: list[str]) -> int:
        for key in gone:
            del self._jobs[key]
        return len(gone)


class FakeAnswers:
    """Answers port."""

    def __init__(self, tables: Tables) -> None:
        self._answers = tables.answers

    def get(self, key: str) -> RememberedAnswer | None:
        return self._answers[key][0] if key in self._answers else None

    def put(self, key: str, answer: RememberedAnswer, now: datetime) -> None:
        for old in [k for k, (_, at) in self._answers.items() if at < now - timedelta(days=7)]:
            del self._answers[old]
        if key in self._answers:
            raise Conflict("in behandeling")
        self._answers[key] = (answer, now)

    def forget(self, meeting_id: str) -> int:
        return self._drop([key for key, (answer, _) in self._answers.items() if answer.meeting_id == meeting_id])

    def forget_before(self, moment: datetime) -> int:
        return self._drop([key for key, (_, at) in self._answers.items() if at < moment])

    def forget_naming(self, ids: Collection[str]) -> int:
        return self._drop([k for k, (answer, _) in self._answers.items() if any(one in answer.body for one in ids)])

    def _drop(self, gone: list[str]) -> int:
        for key in gone:
            del self._answers[key]
        return len(gone)


class FakeUnitOfWork:
    """UnitOfWork port."""

    def __init__(self, tables: Tables) -> None:
        self.meetings: MeetingLog = FakeMeetingLog(tables)
        self.jobs: Jobs = FakeJobs(tables)
        self.answers: Answers = FakeAnswers(tables)
        self._records = tables.records

    def rows(self, record: type[R]) -> Rows[R]:
        if record in OF_GROUPS:
            raise ValueError("belongs to a group")
        return self.across(record)

    def inside(self, group_id: str, record: type[R]) -> Rows[R]:
        if record not in OF_GROUPS:
            raise ValueError("belongs to no group")
        return FakeRows(self._records.setdefault(record, {}), record, group_id)

    def forget(self, one: Gone) -> bool:
        record = NAMED.get(one.table)
        if record is None:
            return False
        if not one.field:
            return self.across(record).remove(id=one.id) > 0
        return self.across(record).change(one.id, **{one.field: empty_of(record, one.field)})

    def across(self, record: type[R]) -> Rows[R]:
        return FakeRows(self._records.setdefault(record, {}), record)


class FakeStorage:
    """Storage port: a writer works on a copy that replaces the original when its block ends well."""

    def __init__(self) -> None:
        self._tables = Tables()
        self._writer = threading.Lock()

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        with self._writer:
            mine = copy.deepcopy(self._tables)
            yield FakeUnitOfWork(mine)
            self._tables = mine

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        yield FakeUnitOfWork(copy.deepcopy(self._tables))

    def ready(self) -> bool:
        return True

    def scrub(self) -> bool:
        return True

    def close(self) -> None:
        """Nothing is open."""
