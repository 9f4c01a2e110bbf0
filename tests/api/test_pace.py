"""How much one sender may ask: people never notice, programs that hammer are slowed, nobody is stopped by another."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.requests import Request

from api.app import create_app
from api.pace import Pace
from coach.container import Container, migrate_storage
from coach.errors import Slower
from coach.group.visitor import Here, Visitor
from coach.records import Person, Seat
from coach.settings import load_settings
from tests.api.people import as_person

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
JUDGE, MEETINGS = "/api/v1/questions/judge", "/api/v1/meetings"


def asked(path: str, *, address: str | None = "192.0.2.7", method: str = "POST", forwarded: str = "") -> Request:
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    client = None if address is None else (address, 5000)
    scope = {"type": "http", "method": method, "path": path, "headers": headers, "client": client, "query_string": b""}
    return Request(scope | {"scheme": "http", "server": ("testserver", 80)})


def person(id: str) -> Here:
    who = Person(id, id, "Noor", "x", START)
    return Here(Visitor(who), frozenset())


NOBODY = Here(Visitor(), frozenset())


def until_slower(pace: Pace, here: Here, path: str, **how: str) -> int:
    """How many of these in one go are let through."""
    for count in range(10_000):
        try:
            pace.admitted(asked(path, **how), here)
        except Slower:
            return count
    raise AssertionError("never slowed")


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.mark.parametrize("here", [NOBODY, person("a")])
def test_judging_while_typing_for_a_quarter_of_an_hour_never_meets_it(
    clock: time_machine.Traveller, here: Here
) -> None:
    pace = Pace()
    for _ in range(15 * 60 * 1000 // 180):  # as often as home.js can
        pace.admitted(asked(JUDGE), here)
        clock.shift(timedelta(milliseconds=180))


def test_eight_people_typing_in_one_office_without_accounts_do_not_meet_it_either(
    clock: time_machine.Traveller,
) -> None:
    pace = Pace()
    for _ in range(3 * 60 * 1000 // 180):
        for _ in range(8):
            pace.admitted(asked(JUDGE), NOBODY)
        clock.shift(timedelta(milliseconds=180))


def test_one_person_at_the_limit_stops_nobody_else_at_the_same_address(clock: time_machine.Traveller) -> None:
    pace = Pace()
    assert until_slower(pace, person("a"), MEETINGS) == 300
    pace.admitted(asked(MEETINGS), person("b"))
    pace.admitted(asked(MEETINGS), NOBODY)
    assert until_slower(pace, NOBODY, MEETINGS) == 1_200 - 1
    pace.admitted(asked(MEETINGS), person("b"))
    guest = Here(Visitor(), frozenset(), seat=Seat("s", "g", "m", "peer"))
    pace.admitted(asked(MEETINGS), guest)


def test_another_address_is_another_sender_and_a_forwarded_one_that_nobody_vouched_for_is_not(
    clock: time_machine.Traveller,
) -> None:
    pace = Pace()
    until_slower(pace, NOBODY, MEETINGS)
    pace.admitted(asked(MEETINGS, address="192.0.2.8"), NOBODY)
    with pytest.raises(Slower):
        pace.admitted(asked(MEETINGS, forwarded="203.0.113.9"), NOBODY)


def test_waiting_as_long_as_told_helps(clock: time_machine.Traveller) -> None:
    pace = Pace()
    until_slower(pace, person("a"), "/api/v1/minutes")
    with pytest.raises(Slower) as slower:
        pace.admitted(asked("/api/v1/minutes"), person("a"))
    assert slower.value.seconds is not None
    assert 1 <= slower.value.seconds <= 61
    clock.shift(timedelta(seconds=slower.value.seconds))
    pace.admitted(asked("/api/v1/minutes"), person("a"))


def test_reading_is_not_counted_but_an_export_is(clock: time_machine.Traveller) -> None:
    pace = Pace()
    for _ in range(2_000):
        pace.admitted(asked("/groepen", method="GET"), person("a"))
    assert until_slower(pace, person("a"), "/api/v1/me/export.json", method="GET") == 60


def test_senders_without_an_address_are_not_thrown_together(clock: time_machine.Traveller) -> None:
    pace = Pace()
    for _ in range(2_000):
        pace.admitted(asked(MEETINGS, address=None), NOBODY)


# ---- through the application


@pytest.fixture
def app(tmp_path: Path) -> Iterator[FastAPI]:
    parts = Container(load_settings(var=tmp_path, rate_limits="on"))
    migrate_storage(parts.settings)
    yield create_app(parts)
    parts.close()


def test_what_one_may_not_see_is_asked_for_slower_and_slower(app: FastAPI, clock: time_machine.Traveller) -> None:
    noor = as_person(app, "Noor")
    seen = [noor.get(f"/api/v1/groups/{number:032x}", headers={"Accept": "*/*"}) for number in range(301)]
    assert {answer.status_code for answer in seen[:300]} == {404}
    last = seen[-1]
    assert (last.status_code, last.json()["code"]) == (429, "too_many")
    assert last.headers["Content-Type"] == "application/problem+json"
    assert 1 <= int(last.headers["Retry-After"]) <= 61
    page = noor.get("/api/v1/groups/geen", headers={"Accept": "text/html"})
    assert page.status_code == 429


@pytest.mark.parametrize(
    ("given", "paced"),
    [
        ({}, False),
        ({"rate_limits": "on"}, True),
        ({"public_url": "https://doorvraag.voorbeeld.nl"}, True),
        ({"public_url": "https://doorvraag.voorbeeld.nl", "rate_limits": "off"}, False),
    ],
)
def test_it_counts_where_others_reach_the_service_unless_set_otherwise(
    tmp_path: Path, given: dict[str, str], paced: bool
) -> None:
    app = create_app(Container(load_settings(var=tmp_path, **given)))
    assert (app.state.pace is not None) == paced
    assert TestClient(app).get("/healthz").status_code == 200
