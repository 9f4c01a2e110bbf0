"""Takes what was erased off the disk: a database forgets at once, but its files may still hold the words."""

from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from coach.store.engine import BUSY_TIMEOUT
from coach.store.record_tables import all_tables

_SHORT = "PRAGMA busy_timeout = 500"


def empty_wal(connection: Connection) -> bool:
    """Moves SQLite's journal into the file and cuts it to nothing, so that erased words are in neither.

    False when a reader was still looking; the next write tries again.
    """
    cursor = connection.connection.cursor()
    try:
        cursor.execute(_SHORT)
        busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    finally:
        cursor.execute(BUSY_TIMEOUT)
        cursor.close()
    return not busy


def rewrite_file(connection: Connection) -> bool:
    """Writes SQLite's file anew, without what was erased, and empties the journal. False when it is in use."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute("VACUUM")
    except connection.dialect.loaded_dbapi.OperationalError:
        return False
    finally:
        cursor.close()
    return empty_wal(connection)


def rewrite_tables(connection: Connection) -> bool:
    """Writes PostgreSQL's tables anew, each when nobody holds it; False when one was held for five seconds.

    Its own journal (pg_wal) still holds what was written lately, until PostgreSQL uses those files again.
    """
    own_line = connection.execution_options(isolation_level="AUTOCOMMIT")
    own_line.execute(text("SET lock_timeout = '5s'"))
    try:
        for table in all_tables():
            own_line.execute(text(f'VACUUM FULL "{table.name}"'))
    except OperationalError:
        return False
    finally:
        own_line.execute(text("SET lock_timeout = DEFAULT"))
    own_line.execute(text("CHECKPOINT"))
    return True
