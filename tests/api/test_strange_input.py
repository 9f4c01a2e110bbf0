"""Input that once gave a 500, and what a crash, an upload and a lost method do to the pages."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.middleware import CONTENT_POLICY
from api.pages.known_meetings import NAME
from coach.container import Container, migrate_storage
from coach.method.library import MethodLibrary
from coach.settings import load_settings

JUDGE = "/api/v1/questions/judge"
TRANSCRIPT = [
    {"speaker": "Noor\ud800", "text": "Ik bel haar \udc00 d\u0130nsdag 3 \u017feptember."},
    {"speaker": "Joke", "text": "Goed."},
]


def test_half_a_sign_in_json_is_left_out(pages: TestClient) -> None:
    body = json.dumps({"text": "Wat \ud800zag je?", "id": "7\ud800"})
    answer = pages.post(JUDGE, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 200
    assert (answer.json()["id"], answer.json()["text"]) == ("7", "Wat zag je?")


@pytest.mark.parametrize("field", ["case", "method", "phase", "role"])
def test_half_a_sign_in_another_field_is_a_problem_that_names_it(pages: TestClient, field: str) -> None:
    body = json.dumps({"text": "Wat zag je?", field: "\ud800"})
    answer = pages.post(JUDGE, content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, f"body.{field}")


def test_a_transcript_with_half_signs_and_lookalikes_becomes_minutes(container: Container) -> None:
    minutes = container.minutes.draft(json.dumps(TRANSCRIPT).encode(), "verslag.json")
    assert minutes.agreements
    text = (
        "Noor: De volgende keer is 3 \u017feptember, d\u0130nsdag.\nJoke: Ik bel haar d\u0130nsdag 3 \u017feptember.\n"
    )
    assert container.minutes.draft(text.encode(), "verslag.txt").drafted_by


@pytest.mark.parametrize("origin", ["http://[", "http://]:1", "//[::1"])
def test_an_origin_that_is_no_address_is_refused(pages: TestClient, origin: str) -> None:
    answer = pages.post(JUDGE, json={"text": "Wat zag je?"}, headers={"Origin": origin})
    assert (answer.status_code, answer.json()["code"]) == (403, "foreign_origin")


@pytest.mark.parametrize("seen", ["9" * 5_000, "\u0663", "-1", "x"])
def test_a_number_of_thousands_of_digits_is_passed_over(pages: TestClient, container: Container, seen: str) -> None:
    meeting = container.meetings.open("basismodel", "Donderdag")
    answer = pages.post(f"/begeleiden/{meeting}", data={"do": "next", "seq_seen": seen}, follow_redirects=False)
    assert answer.status_code == 303


@pytest.mark.parametrize("name", ["%00", "a%00b", "x" * 64, "A" * 32, "%F0%9F%99%82"])
def test_what_is_no_meeting_id_is_never_asked_of_the_database(
    pages: TestClient, container: Container, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def asked(*_: object) -> None:
        raise AssertionError("asked of the database")

    monkeypatch.setattr("coach.store.meeting_log.SqlMeetingLog.get", asked)
    assert pages.get(f"/begeleiden/{name}").status_code == 404
    assert pages.get(f"/api/v1/meetings/{name}").status_code == 404
    assert pages.post(f"/begeleiden/{name}/wissen", follow_redirects=False).status_code == 303


def test_a_crash_is_answered_with_the_same_safe_headers(container: Container) -> None:
    class Broken:
        def ask(self, *_: object) -> object:
            raise RuntimeError

    app = create_app(Container(container.settings, guidance=Broken()))
    with TestClient(app, raise_server_exceptions=False, headers={"Accept": "text/html"}) as client:
        answer = client.post("/vraagbaak", data={"question": "Wat doet de notulist?"})
    assert answer.status_code == 500
    assert answer.headers["Content-Security-Policy"] == CONTENT_POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_upload_is_never_written_to_a_file(pages: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "rollover", lambda self: written.append("file"))
    line = "Noor: Ik loop vast met de planning van volgende week en ik weet niet goed hoe ik dat moet aanpakken.\n"
    answer = pages.post("/notuleren", files={"file": ("verslag.txt", (line * 12_000).encode(), "text/plain")})
    assert answer.status_code < 500
    assert written == []


@pytest.fixture
def orphan(tmp_path: Path) -> Iterator[tuple[TestClient, Container, str]]:
    """A meeting held with a method whose file is no longer there."""
    settings = load_settings(var=tmp_path)
    migrate_storage(settings)
    library = MethodLibrary.load(settings.knowledge / "methods")
    with_all = Container(settings)
    meeting = with_all.meetings.open("incidentmethode", "Dinsdaggroep")
    with_all.close()
    left = MethodLibrary({"basismodel": library.get("basismodel")})
    container = Container(settings, methods=left)
    with TestClient(create_app(container), headers={"Accept": "text/html"}) as client:
        yield client, container, meeting


def test_a_method_that_was_removed_leaves_its_meetings_in_the_list_to_be_erased(
    orphan: tuple[TestClient, Container, str],
) -> None:
    client, container, meeting = orphan
    other = container.meetings.open("basismodel", "Donderdaggroep")
    client.cookies.set(NAME, f"{other}.{meeting}")
    page = client.get("/begeleiden")
    assert page.status_code == 200
    assert "Donderdaggroep" in page.text
    assert f'href="/begeleiden/{meeting}"' not in page.text
    assert f'action="/begeleiden/{meeting}/wissen"' in page.text
    client.post(f"/begeleiden/{meeting}/wissen")
    assert meeting not in client.get("/begeleiden").text
