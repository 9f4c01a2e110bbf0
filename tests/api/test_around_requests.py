"""What stands around every request: its size, its host, where it comes from, and what is told of it afterwards."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from coach.container import Container
from coach.logs import JsonLines
from coach.settings import load_settings

WORD = "lindebloesem"
ASKED = {"text": "Wat maakt dit voor jou moeilijk?"}
JUDGE = "/api/v1/questions/judge"
BODY, UPLOAD = 10_000, 20_000  # the lowest limits that the settings take


class BrokenDesk:
    """A part that breaks on what somebody asked, and says it in its error."""

    def ask(self, question: str, method: str | None = None) -> object:
        raise RuntimeError(f"cannot read {question}")


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    settings = load_settings(var=tmp_path, max_body_bytes=BODY, max_file_bytes=UPLOAD)
    container = Container(settings, guidance=BrokenDesk())
    with TestClient(create_app(container), raise_server_exceptions=False) as client:
        yield client


def padded(size: int) -> bytes:
    """A request of `size` bytes that is good but for its size: spaces after JSON mean nothing."""
    return json.dumps(ASKED).encode().ljust(size)


def judge(client: TestClient, body: bytes | Iterator[bytes], **headers: str) -> tuple[int, str]:
    """(status, code) of a judgement asked for with this body."""
    answer = client.post(JUDGE, content=body, headers={"Content-Type": "application/json"} | headers)
    return answer.status_code, answer.json().get("code", "")


def told(caplog: pytest.LogCaptureFixture) -> str:
    """All that was logged in this test, as it stands in the log of the service."""
    return "\n".join(JsonLines().format(record) for record in caplog.records)


# ---- size


def test_a_body_over_the_largest_limit_is_refused(client: TestClient) -> None:
    assert judge(client, padded(UPLOAD + 1)) == (413, "too_large")
    assert judge(client, padded(BODY)) == (200, "")


def test_json_may_be_less_large_than_an_upload(client: TestClient) -> None:
    assert judge(client, padded(BODY + 1)) == (413, "too_large")
    upload = {"file": ("verslag.txt", b"Noor: Ik loop vast.\n".ljust(UPLOAD - 2_000), "text/plain")}
    assert client.post("/notuleren", files=upload).status_code == 200
    assert client.post("/notuleren", files=upload | {"meer": ("b.txt", b" " * 3_000)}).status_code == 413


def test_a_body_without_a_length_is_counted_while_it_comes_in(client: TestClient) -> None:
    pieces = [padded(BODY), b" "]
    assert judge(client, iter(pieces[:1])) == (200, "")
    assert judge(client, iter(pieces)) == (413, "too_large")


def test_a_length_that_is_no_number_is_refused(client: TestClient) -> None:
    assert judge(client, padded(100), **{"Content-Length": "-1"}) == (413, "too_large")


# ---- host and origin


def test_a_request_under_a_name_that_is_not_ours_is_refused(client: TestClient) -> None:
    assert client.get("/healthz", headers={"Host": "elders.example"}).status_code == 400
    assert client.get("/healthz", headers={"Host": "localhost:8000"}).status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_write_that_a_browser_says_comes_from_another_site_is_refused(client: TestClient, site: str) -> None:
    assert judge(client, padded(100), **{"Sec-Fetch-Site": site}) == (403, "foreign_origin")


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_a_write_from_our_own_page_is_done(client: TestClient, site: str) -> None:
    headers = {"Sec-Fetch-Site": site, "Origin": "http://testserver"}
    assert judge(client, padded(100), **headers) == (200, "")


@pytest.mark.parametrize("origin", ["null", "https://elders.example", "http://testserver.elders.example"])
def test_a_write_with_the_origin_of_another_site_is_refused(client: TestClient, origin: str) -> None:
    assert judge(client, padded(100), Origin=origin) == (403, "foreign_origin")


# ---- what is told


def test_the_log_of_requests_holds_the_route_and_never_the_address(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="doorvraag")
    client.get(f"/uitleg/{WORD}?q={WORD}", headers={"User-Agent": WORD, "Referer": f"http://testserver/{WORD}"})
    client.get(f"/{WORD}")
    lines = [json.loads(JsonLines().format(r)) for r in caplog.records if r.name == "doorvraag.access"]
    assert [(line["route"], line["status"]) for line in lines] == [("/uitleg/{name}", 404), ("unmatched", 404)]
    assert set(lines[0]) == {"at", "level", "log", "event", "method", "route", "status", "ms"}
    assert WORD not in told(caplog)


def test_a_crash_is_told_by_kind_and_place_and_never_by_its_words(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="doorvraag")
    answer = client.post("/api/v1/guidance/ask", json={"question": f"Wat is {WORD}?"})
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    crashes = [json.loads(JsonLines().format(r)) for r in caplog.records if r.name == "doorvraag.api"]
    assert [(line["event"], line["error"]) for line in crashes] == [("unexpected_error", "RuntimeError")]
    assert crashes[0]["where"].startswith("test_around_requests.py:")
    assert WORD not in told(caplog) + answer.text


def test_metrics_count_by_route_and_never_by_address(client: TestClient) -> None:
    client.get(f"/uitleg/{WORD}")
    client.get(f"/{WORD}")
    client.request(WORD.upper(), "/")
    shown = client.get("/metrics")
    assert shown.headers["Content-Type"].startswith("text/plain")
    for labels in (
        'method="GET",route="/uitleg/{name}",status="404"',
        'method="GET",route="unmatched",status="404"',
        'method="other",route="/",status="405"',
    ):
        assert f"doorvraag_http_requests_total{{{labels}}} 1.0" in shown.text
    assert 'doorvraag_http_seconds_count{method="GET",route="/uitleg/{name}"} 1.0' in shown.text
    assert WORD not in shown.text.lower()
