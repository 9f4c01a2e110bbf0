"""A client that asks for pages, as a browser does."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from coach.container import Container, migrate_storage


@pytest.fixture
def pages(container: Container) -> Iterator[TestClient]:
    """Pages from an app with a database of this test."""
    migrate_storage(container.settings)
    # As a browser does, it says with a write which page that came from.
    with TestClient(create_app(container), headers={"Accept": "text/html", "Origin": "http://testserver"}) as client:
        yield client
