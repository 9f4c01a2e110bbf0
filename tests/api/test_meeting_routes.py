"""Meetings and methods over HTTP: the same rules, as problem documents, and writes that may be repeated."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api import errors
from api.routes import meetings, methods
from coach.container import Container
from coach.settings import load_settings
from tests.fakes.clock import FakeClock
from tests.fakes.storage import FakeStorage

HOME = "/api/v1/meetings"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def client(tmp_path: Path, clock: FakeClock) -> Iterator[TestClient]:
    app = FastAPI()
    app.state.container = Container(load_settings(var=tmp_path), storage=FakeStorage(), clock=clock)
    errors.install(app)
    app.include_router(methods.router)
    app.include_router(meetings.router)
    with TestClient(app) as client:
        yield client


@pytest.fixture
def meeting(client: TestClient) -> str:
    answer = client.post(HOME, json={"method": "basismodel", "title": "Donderdag"})
    assert answer.status_code == 201
    assert answer.headers["location"] == f"{HOME}/{answer.json()['id']}"
    return str(answer.json()["id"])


def do(client: TestClient, meeting: str, command: dict[str, Any], key: str | None = None, **more: Any) -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(f"{HOME}/{meeting}/commands", json={"command": command, **more}, headers=headers)


def test_the_methods_are_listed_and_shown_whole(client: TestClient) -> None:
    listed = client.get("/api/v1/methods").json()["methods"]
    ids = [line["id"] for line in listed]
    assert {"basismodel", "incidentmethode"} <= set(ids)
    assert listed[ids.index("basismodel")]["minutes"]["default"] == 80
    shown = client.get("/api/v1/methods/basismodel").json()
    assert shown["phases"][3]["types"] == ["information", "deepening"]
    assert shown["phases"][3]["script"]


def test_an_unknown_method_is_a_problem_document(client: TestClient) -> None:
    answer = client.get("/api/v1/methods/tovermethode")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "unknown_method"


def test_a_whole_meeting_can_be_held_over_http(client: TestClient, clock: FakeClock, meeting: str) -> None:
    for _ in range(8):
        clock.move(minutes=5)
        assert do(client, meeting, {"do": "next_phase"}).status_code == 200
    do(client, meeting, {"do": "record_action", "who": "Noor", "what": "bellen", "when": "2026-11-28"})
    shown = do(client, meeting, {"do": "close_meeting"}).json()
    assert (shown["status"], shown["phase"], shown["deadline"]) == ("closed", None, None)
    assert shown["actions"][0]["when"] == "2026-11-28"
    assert [line["used_seconds"] for line in shown["timeline"]] == [300.0] * 7 + [0.0]


def test_every_command_of_the_engine_has_a_form_that_is_understood(client: TestClient, meeting: str) -> None:
    steps: list[dict[str, Any]] = [
        {"do": "skip_phase", "phase": "terugblik", "reason": "eerste keer"},
        {"do": "begin_phase", "phase": "inventarisatie", "minutes": 8},
        {"do": "extend_phase", "minutes": 5},
        {"do": "pause_phase"},
        {"do": "resume"},
        {"do": "next_phase"},
        {"do": "state_question", "text": "Hoe blijf ik rustig?"},
        {"do": "park_advice", "text": "eerst bellen"},
        {"do": "take_back_advice", "seq": 10},
        {"do": "note", "text": "thema: grenzen"},
        {"do": "next_phase"},
        {"do": "next_phase"},
        {"do": "restate_question", "text": "Wat maakt dat ik zwijg?"},
        {"do": "record_no_action"},
        {"do": "record_action", "who": "Noor", "what": "bellen"},
        {"do": "close_meeting", "broken_off": "de tijd is om"},
    ]
    answers = [do(client, meeting, step) for step in steps]
    assert [answer.status_code for answer in answers] == [200] * len(steps)
    shown = answers[-1].json()
    assert (shown["question"], shown["restated"]) == ("Hoe blijf ik rustig?", "Wat maakt dat ik zwijg?")
    assert (shown["parked"], shown["no_action"], shown["broken_off"]) == ([], False, "de tijd is om")


def test_a_refusal_is_409_and_names_the_mend(client: TestClient, meeting: str) -> None:
    answer = do(client, meeting, {"do": "begin_phase", "phase": "advies"})
    assert answer.status_code == 409
    assert answer.json()["code"] == "out_of_order"
    assert "'Terugblik' aan de beurt" in answer.json()["detail"]


def test_who_looked_at_an_older_state_gets_409(client: TestClient, meeting: str) -> None:
    assert do(client, meeting, {"do": "next_phase"}, expected_seq=1).status_code == 200
    late = do(client, meeting, {"do": "next_phase"}, expected_seq=1)
    assert (late.status_code, late.json()["code"]) == (409, "moved_on")


def test_the_same_key_gets_a_byte_equal_answer_and_one_effect(
    client: TestClient, clock: FakeClock, meeting: str
) -> None:
    first = do(client, meeting, {"do": "next_phase"}, key="k1")
    clock.move(minutes=4)
    do(client, meeting, {"do": "note", "text": "intussen"})
    again = do(client, meeting, {"do": "next_phase"}, key="k1")
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert client.get(f"{HOME}/{meeting}").json()["phase"] == "terugblik"


def test_opening_twice_with_one_key_opens_once(client: TestClient) -> None:
    body = {"method": "basismodel", "title": "Donderdag"}
    answers = [client.post(HOME, json=body, headers={"Idempotency-Key": "open-1"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].content == answers[1].content


def test_a_key_with_another_body_or_too_long_is_422(client: TestClient, meeting: str) -> None:
    do(client, meeting, {"do": "note", "text": "een"}, key="k1")
    other = do(client, meeting, {"do": "note", "text": "twee"}, key="k1")
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")
    assert do(client, meeting, {"do": "note", "text": "een"}, key="k" * 256).status_code == 422


@pytest.mark.parametrize(
    "command",
    [
        {},
        {"do": "dance"},
        {"do": "next_phase", "extra": 1},
        {"do": "extend_phase", "minutes": "5"},
        {"do": "extend_phase", "minutes": 0},
        {"do": "note", "text": ""},
        {"do": "note", "text": "\u200b"},
        {"do": "record_action", "who": "Noor", "what": "bellen", "when": 0},
        {"do": "record_action", "who": "Noor", "what": "bellen", "when": "20261128"},
        {"do": "record_action", "who": "Noor", "what": "bellen", "when": "2026-13-01"},
    ],
)
def test_a_command_that_cannot_be_read_is_422_and_changes_nothing(
    client: TestClient, meeting: str, command: dict[str, Any]
) -> None:
    assert do(client, meeting, command).status_code == 422
    assert client.get(f"{HOME}/{meeting}").json()["seq"] == 1


def test_an_erased_meeting_is_404_for_everything(client: TestClient, meeting: str) -> None:
    do(client, meeting, {"do": "next_phase"}, key="k1")
    assert client.delete(f"{HOME}/{meeting}").status_code == 204
    assert client.get(f"{HOME}/{meeting}").status_code == 404
    assert client.delete(f"{HOME}/{meeting}").status_code == 404
    assert do(client, meeting, {"do": "next_phase"}, key="k1").status_code == 404
