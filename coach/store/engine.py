"""Connections: one way to open SQLite and PostgreSQL, with what each needs to keep words safe and writers apart."""

import os
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from coach.errors import BadSettings

BUSY_TIMEOUT = "PRAGMA busy_timeout = 10000"  # milliseconds a writer waits for the one before it

# Read once per connection. secure_delete: erased words are overwritten, not just forgotten.
_PRAGMAS = (
    BUSY_TIMEOUT,
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
)


def open_engine(url: str) -> Engine:
    """An engine for `sqlite:///file` or `postgresql+psycopg://…`. Raises BadSettings for anything else."""
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite(address)
    if address.get_backend_name() == "postgresql":
        if address.drivername == "postgresql":
            address = address.set(drivername="postgresql+psycopg")
        return create_engine(address, pool_pre_ping=True, hide_parameters=True)
    raise BadSettings("DOORVRAAG_DATABASE_URL: Doorvraag kent SQLite (sqlite:///…) en PostgreSQL (postgresql://…).")


def _address(url: str) -> URL:
    try:
        return make_url(url)
    except (ArgumentError, NoSuchModuleError, ValueError):
        raise BadSettings("DOORVRAAG_DATABASE_URL is geen adres van een database, zoals sqlite:///map/naam.") from None


def _sqlite(address: URL) -> Engine:
    if not address.database or address.database == ":memory:":
        raise BadSettings(
            "DOORVRAAG_DATABASE_URL: SQLite heeft een bestand nodig, zoals sqlite:///map/doorvraag.sqlite3."
        )
    _make_file(Path(address.database))
    # hide_parameters: what people said may not turn up in an error message.
    engine = create_engine(address, hide_parameters=True, pool_size=10, max_overflow=30)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _make_file(path: Path) -> None:
    """The file, readable by its owner alone, before SQLite makes it with wider rights; -wal and -shm follow it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        path.chmod(0o600)
    except OSError:
        raise BadSettings(f"Het databasebestand '{path.name}' kan ik niet openen: geef jezelf schrijfrecht.") from None


def _on_connect(connection: Any, _record: Any) -> None:
    # The driver must not begin transactions by itself: it would begin them too late (anchors/codebases 4.4).
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    _to_wal(connection)


def _to_wal(connection: Any) -> None:
    """The switch to WAL, made once in a file's life, does not wait for others by itself; so wait here."""
    until = time.monotonic() + 10
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("sqlite_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
