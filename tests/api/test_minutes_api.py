"""POST /api/v1/minutes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api import errors
from api.routes import minutes
from coach.container import Container

FIXTURES = Path(__file__).parents[1] / "fixtures" / "minutes"


@pytest.fixture
def client(container: Container) -> Iterator[TestClient]:
    app = FastAPI()
    app.state.container = container
    errors.install(app)
    app.include_router(minutes.router)
    with TestClient(app) as made:
        yield made


def send(client: TestClient, name: str, data: bytes, **form: str) -> tuple[int, dict[str, object]]:
    response = client.post("/api/v1/minutes", files={"file": (name, data)}, data=form)
    return response.status_code, response.json()


def test_a_transcript_gives_minutes_in_the_form_of_the_contract(client: TestClient) -> None:
    status, form = send(client, "onderbouw.srt", (FIXTURES / "onderbouw.srt").read_bytes())
    assert status == 200
    assert form["date"] == "2027-01-14"
    assert form["role_changes"] == [{"role": "minutes_taker", "from": "Lotte", "to": "Daan", "sources": [13, 14]}]
    assert form["evaluation"] == []


def test_the_contract_field_switches_items(client: TestClient) -> None:
    data = (FIXTURES / "wijkteam.vtt").read_bytes()
    status, form = send(client, "wijkteam.vtt", data, contract='{"record": ["evaluatie"]}')
    assert status == 200
    assert form["evaluation"]
    assert form["agreements"] == []


@pytest.mark.parametrize(
    ("name", "data", "contract", "status", "code"),
    [
        ("a.vtt", b"%PDF-1.7", None, 422, "wrong_file_kind"),
        ("a.txt", b"", None, 422, "empty_file"),
        ("a.txt", b"a" * 25_000_001, None, 413, "too_large"),
        ("a.txt", b"Karin: dag", "{", 422, "bad_contract"),
        ("a.txt", b"Karin: dag", '{"language": "en"}', 422, "bad_contract"),
        ("a.json", b"{", None, 422, "invalid_json"),
    ],
)
def test_bad_input_is_a_problem_with_a_stable_code(
    client: TestClient, name: str, data: bytes, contract: str | None, status: int, code: str
) -> None:
    got, problem = send(client, name, data, **({"contract": contract} if contract else {}))
    assert (got, problem["code"]) == (status, code)
    assert problem["detail"]


def test_a_request_without_a_file_is_told_which_field_is_missing(client: TestClient) -> None:
    response = client.post("/api/v1/minutes", data={"contract": "{}"})
    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == "body.file"


def test_signs_of_danger_in_a_transcript_come_with_help(client: TestClient) -> None:
    status, form = send(client, "a.txt", b"Karin: Ik wil niet meer leven.\nJoost: O.\nKarin: Ja.\nJoost: Kom.")
    assert status == 200
    assert form["help"]
