"""One clock on screen: half past eleven at night in UTC is half past twelve, the next day, in a group."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from api.pages import words
from coach.container import Container, migrate_storage
from tests.api.groups import MadeGroup, make_group
from tests.api.people import as_person, container_in
from tests.fakes.clock import FakeClock

NIGHT = datetime(2026, 1, 15, 23, 30, tzinfo=UTC)
API = Path(words.__file__).parents[1]
# As it may stand on no page: the hour, or the day, of UTC.
IN_UTC = re.compile(r"\b23:30\b|\b15 januari\b")
IN_THE_GROUP = "16 januari 2026, 00:30"


@pytest.fixture
def app(container: Container) -> Iterator[FastAPI]:
    migrate_storage(container.settings)
    app = create_app(Container(container.settings, clock=FakeClock(NIGHT)))
    with TestClient(app):
        yield app


@pytest.fixture
def group(app: FastAPI) -> MadeGroup:
    return make_group(app, 3)


def test_every_page_with_a_moment_on_it_is_on_the_clock_of_the_group(app: FastAPI, group: MadeGroup) -> None:
    first, base = group.coordinator.client, f"/groep/{group.id}"
    meeting = first.post(f"/api/v1/groups/{group.id}/meetings", json={"method": "basismodel", "title": "Dinsdag"})
    at = f"/bijeenkomst/{meeting.json()['id']}"
    screen = f"/begeleiden/{meeting.json()['id']}"
    assert first.get(at).status_code == 200
    parts = container_in(first)
    token = parts.invites.open(group.id)[0].token
    draft = first.get(f"/api/v1/groups/{group.id}/contract/draft").json()
    first.post(f"/api/v1/groups/{group.id}/contract", json={"terms": draft.get("terms"), "based_on": 0})
    pages = [
        "/account", "/groepen", "/account/meenemen/tekst", f"/uitnodiging/{token}", base, f"{base}/leden",
        f"{base}/contract", f"{base}/contract/versies", f"{base}/inzage", f"{base}/kwitanties", f"{base}/bijeenkomst",
        at, f"{at}/wie", screen, f"{screen}/tekst",
    ]  # fmt: skip
    found = {page: first.get(page) for page in pages}
    assert {page: answer.status_code for page, answer in found.items()} == dict.fromkeys(pages, 200)
    assert [page for page, answer in found.items() if IN_UTC.search(answer.text)] == []
    for page in ("/account", f"{screen}/tekst", f"{base}/inzage"):
        assert IN_THE_GROUP in found[page].text, page


def test_the_page_that_erases_and_the_page_of_the_administrator_too(app: FastAPI, group: MadeGroup) -> None:
    member, first = group.member.client, group.coordinator.client
    meeting = member.post(f"/api/v1/groups/{group.id}/meetings", json={"method": "basismodel", "title": "Dinsdag"})
    assert IN_THE_GROUP in first.get(f"/begeleiden/{meeting.json()['id']}/wissen").text
    runs = as_person(app, "Ans", administrator=True)
    runs.post("/beheer/aanmeldlinks")
    shown = runs.get("/beheer").text
    assert IN_THE_GROUP in shown
    assert not IN_UTC.search(shown)


def test_an_hour_is_told_by_the_clock_of_the_zone_in_summer_and_winter() -> None:
    assert words.at(NIGHT) == IN_THE_GROUP
    assert words.at(datetime(2026, 7, 15, 23, 30, tzinfo=UTC)) == "16 juli 2026, 01:30"
    assert words.at(NIGHT, "Europe/London") == "15 januari 2026, 23:30"


def test_nothing_in_the_pages_reads_the_clock_of_the_machine() -> None:
    """`astimezone()` without a zone is the machine's own, which is UTC on most servers."""
    bare = [
        f"{file.name}:{node.lineno}"
        for file in API.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "astimezone"
        if not node.args and not node.keywords
    ]
    assert bare == []
    hand_made = [
        file.name for file in API.rglob("*.html") if re.search(r"strftime|isoformat|_at\s*}}", file.read_text("utf-8"))
    ]
    assert hand_made == []
