"""The question desk over HTTP: answers, problems with stable codes."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api import errors
from api.routes import guidance
from coach.container import Container


@pytest.fixture
def client(container: Container) -> Iterator[TestClient]:
    app = FastAPI()
    app.state.container = container
    errors.install(app)
    app.include_router(guidance.router)
    with TestClient(app) as made:
        yield made


@pytest.fixture
def ready(client: TestClient, container: Container) -> TestClient:
    container.guidance.build(lambda share, note: None)
    return client


def test_an_answer_comes_with_its_passages(ready: TestClient) -> None:
    told = ready.post("/api/v1/guidance/ask", json={"question": "wat doet de notulist?"}).json()
    assert set(told) == {"question", "answer", "passages", "abstained", "declined", "help"}
    assert set(told["passages"][0]) == {"id", "title", "text", "source", "score"}
    assert told["abstained"] is False


def test_help_comes_first_when_the_words_are_a_cry(ready: TestClient) -> None:
    told = ready.post("/api/v1/guidance/ask", json={"question": "Ik wil niet meer leven"}).json()
    assert set(told["help"]) == {"kind", "message", "places"}
    assert told["help"]["places"][0]["name"]


def test_a_passage_is_read_by_its_id(ready: TestClient) -> None:
    found = ready.get("/api/v1/guidance/passages/rol-notulist%23inleiding")
    assert found.json()["title"] == "De notulist"
    missing = ready.get("/api/v1/guidance/passages/niets")
    assert (missing.status_code, missing.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"question": " \u200b"}, "empty_text"),
        ({"question": "🙂"}, "no_words"),
        ({"question": "x" * 4_001}, "invalid"),
        ({}, "invalid"),
        ({"question": "wat?", "extra": 1}, "invalid"),
    ],
)
def test_what_cannot_be_read_gets_a_problem_with_a_code(client: TestClient, body: dict[str, object], code: str) -> None:
    answer = client.post("/api/v1/guidance/ask", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_before_the_index_is_built_the_answer_is_to_try_later(client: TestClient) -> None:
    answer = client.post("/api/v1/guidance/ask", json={"question": "wat doet de notulist?"})
    assert (answer.status_code, answer.json()["code"]) == (503, "not_ready")
