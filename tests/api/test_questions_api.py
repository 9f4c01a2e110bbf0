"""POST /api/v1/questions/judge."""

import json
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from coach.container import Container
from coach.question.asked import AskIn

ADDRESS = "/api/v1/questions/judge"


@pytest.fixture
def client(container: Container) -> Iterator[TestClient]:
    with TestClient(create_app(container)) as client:
        yield client


def test_a_question_comes_back_judged(client: TestClient) -> None:
    answer = client.post(ADDRESS, json={"text": "Heb je al eens overwogen om haar gewoon te bellen?", "id": "7"})
    assert answer.status_code == 200
    body = answer.json()
    assert (body["id"], body["label"], body["form"], body["load"]) == ("7", "disguised_advice", "closed", "advice")
    assert body["spans"][0]["start"] == 0
    assert body["rewrites"]
    assert body["judged_by"]["way"] == "local"
    assert body["help"] is None


def test_the_phase_comes_into_it(client: TestClient) -> None:
    body = {"text": "Je moet haar gewoon bellen.", "method": "basismodel"}
    early = client.post(ADDRESS, json={**body, "phase": "information"}).json()["phase_fit"]
    late = client.post(ADDRESS, json={**body, "phase": "advice"}).json()["phase_fit"]
    assert early["violation"] == "advice_in_question_phase"
    assert (late["fit"], late["violation"]) == ("wanted", None)


def test_the_model_way_answers_locally_and_says_so_while_it_is_off(client: TestClient) -> None:
    body = client.post(ADDRESS, json={"text": "Was je boos?", "way": "model"}).json()
    assert body["judged_by"]["way"] == "local"
    assert body["judged_by"]["fallback"]


@pytest.mark.parametrize(
    ("text", "code", "status"),
    [("", "empty_text", 422), ("👍", "no_words", 422), ("waarom " * 3_000, "text_too_long", 413)],
)
def test_what_cannot_be_judged_is_a_problem_with_a_code(text: str, code: str, status: int, client: TestClient) -> None:
    answer = client.post(ADDRESS, json={"text": text})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == code


def test_a_wrong_field_is_named_without_what_was_in_it(client: TestClient) -> None:
    answer = client.post(ADDRESS, json={"text": "Was je boos?", "history": [{"role": "peer", "tekst": "geheim"}]})
    assert answer.status_code == 422
    assert "geheim" not in answer.text


def test_the_answer_is_what_the_judge_said_in_the_form_that_is_described(
    client: TestClient, container: Container
) -> None:
    body = {"text": "Waarom bel je haar niet gewoon, en hoe was dat?", "method": "basismodel", "phase": "information"}
    answer = client.post(ADDRESS, json=body)
    said = answer.json()
    ours = container.judge.judge(AskIn.model_validate(body).ask()).as_dict()
    said["judged_by"].pop("ms")
    ours["judged_by"].pop("ms")
    assert said == json.loads(json.dumps(ours))
    assert answer.headers["content-type"] == "application/json"
    document = client.get("/api/v1/openapi.json").json()
    answers = document["paths"][ADDRESS]["post"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert answers == {"$ref": "#/components/schemas/Judgement"}
    assert said.keys() == document["components"]["schemas"]["Judgement"]["properties"].keys()
