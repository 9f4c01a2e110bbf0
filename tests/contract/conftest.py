"""Every Storage there is: the fake, a SQLite file (plain and sealed) and a real PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from coach.ports import Storage
from coach.store.migrate import migrate
from coach.store.sealing import Sealer
from coach.store.storage import SqlStorage
from tests.fakes.postgres import new_database, server
from tests.fakes.storage import FakeStorage


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with server() as url:
        yield url


@pytest.fixture(params=["fake", "sqlite", "sealed", pytest.param("postgres", marks=pytest.mark.postgres)])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Storage]:
    if request.param == "fake":
        yield FakeStorage()
        return
    url = f"sqlite:///{tmp_path / 'doorvraag.sqlite3'}"
    if request.param == "postgres":
        url = new_database(request.getfixturevalue("postgres_server"))
    migrate(url)
    real = SqlStorage(url, Sealer([Fernet.generate_key().decode()]) if request.param == "sealed" else None)
    yield real
    real.close()
