"""Storage on SQLAlchemy: SQLite embedded, PostgreSQL with the same code. The only door to the database."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from coach.errors import NotReady
from coach.ports import Answers, Gone, Jobs, MeetingLog, Rows, UnitOfWork
from coach.store.answers import SqlAnswers
from coach.store.engine import open_engine
from coach.store.jobs import SqlJobs
from coach.store.meeting_log import SqlMeetingLog
from coach.store.migrate import at_head
from coach.store.record_tables import NAMED, empty_of
from coach.store.rows import SqlRows, of_group
from coach.store.scrubbing import empty_wal, rewrite_file, rewrite_tables
from coach.store.sealing import Sealer

R = TypeVar("R")
Note = Callable[[Sequence[Gone]], None]

log = logging.getLogger("doorvraag.store")


class SqlUnitOfWork:
    """UnitOfWork port: logs, jobs, answers and records on one connection."""

    def __init__(self, connection: Connection, *, writes: bool, sealer: Sealer) -> None:
        self._connection, self._writes, self._sealer = connection, writes, sealer
        self._overwrote, self._gone = False, list[Gone]()
        self._log = SqlMeetingLog(connection, sealer, lock=writes)
        self.meetings: MeetingLog = self._log
        self.jobs: Jobs = SqlJobs(connection)
        self.answers: Answers = SqlAnswers(connection)

    @property
    def erased(self) -> bool:
        """Whether words were erased or overwritten in it."""
        return self._log.erased or self._overwrote

    @property
    def gone(self) -> list[Gone]:
        """What was erased in it, for the ledger."""
        return [*self._log.gone, *self._gone]

    def rows(self, record: type[R]) -> Rows[R]:
        if of_group(record):
            raise ValueError(f"{record.__name__} belongs to a group: use inside()")
        return self._rows(record)

    def inside(self, group_id: str, record: type[R]) -> Rows[R]:
        if not of_group(record):
            raise ValueError(f"{record.__name__} belongs to no group: use rows()")
        return self._rows(record, group_id)

    def across(self, record: type[R]) -> Rows[R]:
        return self._rows(record)

    def forget(self, one: Gone) -> bool:
        record = NAMED.get(one.table)
        if record is None:
            return False
        rows = self._rows(record)
        if not one.field:
            return rows.remove(id=one.id) > 0
        return rows.change(one.id, **{one.field: empty_of(record, one.field)})

    def _rows(self, record: type[R], group_id: str | None = None) -> SqlRows[R]:
        return SqlRows(
            self._connection, record, self._sealer, group_id=group_id, lock=self._writes, overwrote=self._mark
        )

    def _mark(self, gone: Sequence[Gone]) -> None:
        self._overwrote = True
        self._gone += gone


class SqlStorage:
    """Storage port for a SQLAlchemy address. Run `coach.store.migrate.migrate(url)` before first use.

    Raises BadSettings for an address it cannot open, NotReady when the database does not answer, lacks its tables,
    or stayed locked for ten seconds.
    """

    def __init__(self, url: str, sealer: Sealer | None = None, note: Note | None = None) -> None:
        """`sealer` encrypts what people said; without one it is kept as it is. `note` keeps what was erased outside
        the database (coach.store.ledger), just before it is; when that fails, nothing is erased.
        """
        self._engine: Engine = open_engine(url)
        self._sealer = sealer or Sealer()
        self._sqlite = self._engine.dialect.name == "sqlite"
        self._wal_holds_erased = False
        self._note = note

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """One transaction with the writer's lock from its start (SQLite) or on what it reads (PostgreSQL)."""
        with _told_plainly(), self._engine.connect().execution_options(sqlite_write=True) as connection:
            with connection.begin():
                unit = SqlUnitOfWork(connection, writes=True, sealer=self._sealer)
                yield unit
                if self._note is not None and unit.gone:
                    self._note(unit.gone)
            self._wal_holds_erased |= unit.erased
            if self._sqlite and self._wal_holds_erased:
                self._wal_holds_erased = not empty_wal(connection)

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """One view that does not change while it is open. What is written in it is not kept."""
        with _told_plainly(), self._engine.connect() as connection:
            if not self._sqlite:
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield SqlUnitOfWork(connection, writes=False, sealer=self._sealer)
            connection.rollback()

    def ready(self) -> bool:
        """Whether the database answers and stands at the newest migration."""
        try:
            with self._engine.connect() as connection:
                return at_head(connection)
        except SQLAlchemyError as error:
            log.warning("database_not_ready", extra={"error": type(error).__name__})
            return False

    def scrub(self) -> bool:
        """Overwrites what was erased: on SQLite the journal and the file, on PostgreSQL every table of ours.

        Holds the tables shut for a moment; waits five seconds at most to get them.
        """
        with _told_plainly(), self._engine.connect() as connection:
            if self._sqlite:
                return rewrite_file(connection)
            return rewrite_tables(connection)

    def close(self) -> None:
        """Closes all connections."""
        self._engine.dispose()


@contextmanager
def _told_plainly() -> Iterator[None]:
    try:
        yield
    except (DBAPIError, PoolTimeout) as error:
        log.warning("database", extra={"error": type(error).__name__})
        raise NotReady(
            "De database antwoordt niet of is nog niet ingericht. Probeer het zo nog eens, of draai: doorvraag doctor",
            code="database_not_ready",
        ) from None
