"""Practice and deepening over HTTP, as a page or another program uses them."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from coach.container import build


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(build()), raise_server_exceptions=False) as client:
        yield client


def test_a_case_is_listed_without_what_its_presenter_may_still_tell(client: TestClient) -> None:
    cases = client.get("/api/v1/practice/cases").json()["cases"]
    assert "wijk_dochter" in {case["id"] for case in cases}
    assert all("answers" not in case and "nagespeelde" in case["simulated"] for case in cases)


def test_an_open_and_a_closed_question_and_advice_each_get_another_answer(client: TestClient) -> None:
    answers = []
    for question in (
        "Wat gebeurde er bij de voordeur?",
        "Was je leidinggevende erbij?",
        "Heb je al eens overwogen om haar gewoon te bellen?",
    ):
        reply = client.post("/api/v1/practice/turn", json={"case": "wijk_dochter", "question": question}).json()
        answers.append(reply["answer"])
        assert reply["judgement"]["label"]
    assert len(set(answers)) == 3
    assert answers[2].startswith("Ja, maar")


def test_a_round_goes_on_with_the_state_that_came_back(client: TestClient) -> None:
    body = {"case": "wijk_dochter", "question": "Wat gebeurde er bij de voordeur?"}
    state = client.post("/api/v1/practice/turn", json=body).json()["state"]
    reply = client.post(
        "/api/v1/practice/turn", json={"case": "wijk_dochter", "question": "Wat deed dat met je?", "state": state}
    )
    assert reply.status_code == 200
    assert len(reply.json()["state"]["turns"]) == 2
    back = client.post("/api/v1/practice/look-back", json={"case": "wijk_dochter", "state": reply.json()["state"]})
    assert "wat er gebeurde" in back.json()["opened"]


def test_a_state_somebody_changed_is_refused_with_a_stable_code(client: TestClient) -> None:
    body = {"case": "wijk_dochter", "question": "Wat gebeurde er bij de voordeur?"}
    state = client.post("/api/v1/practice/turn", json=body).json()["state"]
    reply = client.post("/api/v1/practice/turn", json=body | {"state": state | {"openness": 5}})
    assert reply.status_code == 422
    assert reply.json()["code"] == "state_broken"
    reply = client.post("/api/v1/practice/turn", json=body | {"state": state | {"extra": 1}})
    assert reply.status_code == 422


def test_signs_of_danger_stop_practice_and_deepening_and_show_help(client: TestClient) -> None:
    body = {"case": "wijk_dochter", "question": "Wat moet ik als ik zelf dood wil?"}
    reply = client.post("/api/v1/practice/turn", json=body).json()
    assert reply["help"]["kind"] == "despair"
    assert reply["state"]["stopped"] is True
    reply = client.post("/api/v1/deepening", json={"case": "Mijn cliënt wil niet meer leven."}).json()
    assert reply["help"]["kind"] == "despair"
    assert reply["suggestions"] == []


def test_deepening_gives_three_questions_in_a_question_phase_and_a_reason_in_another(client: TestClient) -> None:
    reply = client.post("/api/v1/deepening", json={"id": "x", "method": "basismodel", "phase": "informatie"}).json()
    assert reply["id"] == "x"
    assert len(reply["suggestions"]) == 3
    reply = client.post("/api/v1/deepening", json={"phase": "advice"}).json()
    assert reply["suggestions"] == []
    assert reply["reason"]


def test_bad_input_gets_a_problem_with_a_code(client: TestClient) -> None:
    reply = client.post("/api/v1/deepening", json={"phase": "pauze"})
    assert (reply.status_code, reply.json()["code"]) == (422, "unknown_phase")
    reply = client.post("/api/v1/practice/turn", json={"case": "geen", "question": "Wat?"})
    assert (reply.status_code, reply.json()["code"]) == (404, "unknown_case")
    assert client.post("/api/v1/practice/turn", json={"case": "wijk_dochter"}).status_code == 422
