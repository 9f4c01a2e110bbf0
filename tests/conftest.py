"""What every test gets: no network but this machine, and a reason for every skip."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import pytest_socket

from coach.container import Container
from coach.settings import load_settings


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Sockets to this machine only: a test that reaches out fails at once."""
    pytest_socket.socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


def pytest_configure(config: pytest.Config) -> None:
    for name in list(os.environ):
        if name.startswith("DOORVRAAG_") and name != "DOORVRAAG_TESTS_MUST_RUN":
            del os.environ[name]


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Where CI demands it, a skipped browser or database test is a failure."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    wanted = os.environ.get("DOORVRAAG_TESTS_MUST_RUN", "").split()
    if report.skipped and not hasattr(report, "wasxfail") and any(item.get_closest_marker(mark) for mark in wanted):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} must run here and was skipped"


@pytest.fixture
def container(tmp_path: Path) -> Iterator[Container]:
    """The product's own parts, with a `var` of this test alone."""
    parts = Container(load_settings(var=tmp_path / "var"))
    (tmp_path / "var").mkdir()
    yield parts
    parts.close()
