"""Brings a database to the newest migration, and says whether it is there."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from coach.errors import NotReady
from coach.store.engine import open_engine

# Any number that is ours: PostgreSQL lets one process at a time hold it.
_LOCK = 0x646F6F72


def migrate(url: str) -> None:
    """Runs what is missing, in one transaction; two processes that start together wait for each other.

    Raises BadSettings for an address that cannot be opened, NotReady when the database does not answer.
    """
    engine = open_engine(url)
    try:
        with engine.connect().execution_options(sqlite_write=True) as connection, connection.begin():
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            config = alembic_config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except OperationalError:
        raise NotReady("De database antwoordt niet. Staat hij aan, en klopt DOORVRAAG_DATABASE_URL?") from None
    finally:
        engine.dispose()


def is_current(url: str) -> bool:
    """Whether the database stands at the newest migration. Raises NotReady when it does not answer."""
    engine = open_engine(url)
    try:
        with engine.connect() as connection:
            return at_head(connection)
    except OperationalError:
        raise NotReady("De database antwoordt niet. Staat hij aan, en klopt DOORVRAAG_DATABASE_URL?") from None
    finally:
        engine.dispose()


def at_head(connection: Connection) -> bool:
    """The same for an open connection."""
    here = MigrationContext.configure(connection).get_current_heads()
    return set(here) == set(ScriptDirectory.from_config(alembic_config()).get_heads())


def known_migrations() -> set[str]:
    """Every migration that this version has."""
    return {script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()}


def alembic_config() -> Config:
    """Where the migrations are."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
