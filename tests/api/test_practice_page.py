"""A practice round on the page: the page carries it, the server believes nothing and keeps nothing."""

import html
import json
import re

from fastapi.testclient import TestClient

from coach.container import Container


def state_in(page: str) -> str:
    found = re.search(r'name="state" value="([^"]*)"', page)
    assert found
    return html.unescape(found[1])


def first_case(container: Container) -> str:
    return container.practice.cases()[0].id


def ask(pages: TestClient, case: str, page: str, question: str, **fields: str) -> str:
    data = {"state": state_in(page), "question": question, **fields}
    return str(pages.post(f"/oefenen/{case}", data=data).text)


def test_the_round_says_that_the_presenter_is_played(pages: TestClient, container: Container) -> None:
    page = pages.get(f"/oefenen/{first_case(container)}").text
    assert "nagespeelde inbrenger" in page
    assert "wordt niet bewaard" in page


def test_an_open_question_gets_another_answer_than_advice_and_each_gets_its_judgement(
    pages: TestClient, container: Container
) -> None:
    case = first_case(container)
    begun = pages.get(f"/oefenen/{case}").text
    opened = ask(pages, case, begun, "Wat gebeurde er toen precies?")
    advised = ask(pages, case, begun, "Heb je al eens overwogen om haar gewoon te bellen?")
    assert "Open vraag" in opened
    assert "Adviseert" in advised
    assert json.loads(state_in(opened))["turns"][0]["answer"] != json.loads(state_in(advised))["turns"][0]["answer"]


def test_a_round_goes_on_and_can_be_looked_back_at_without_a_grade(pages: TestClient, container: Container) -> None:
    case = first_case(container)
    page = ask(pages, case, pages.get(f"/oefenen/{case}").text, "Wat gebeurde er toen precies?")
    page = ask(pages, case, page, "Wat deed dat met je?")
    assert len(json.loads(state_in(page))["turns"]) == 2
    back = pages.post(f"/oefenen/{case}", data={"state": state_in(page), "action": "look_back"}).text
    assert "Wat je vragen openden" in back
    assert "Het is geen cijfer" in back


def test_an_empty_question_is_said_beside_the_field_and_the_round_stays(
    pages: TestClient, container: Container
) -> None:
    case = first_case(container)
    page = ask(pages, case, pages.get(f"/oefenen/{case}").text, "Wat gebeurde er toen precies?")
    answer = pages.post(f"/oefenen/{case}", data={"state": state_in(page), "question": " "})
    assert answer.status_code == 422
    assert 'id="question-fout"' in answer.text
    assert state_in(answer.text) == state_in(page)


def test_a_round_that_was_tampered_with_begins_afresh_with_the_question_kept(
    pages: TestClient, container: Container
) -> None:
    case = first_case(container)
    forged = json.dumps({"case": case, "openness": 5, "turns": [], "stopped": False})
    answer = pages.post(f"/oefenen/{case}", data={"state": forged, "question": "Wat deed dat met je?"})
    assert answer.status_code == 422
    assert "Wat deed dat met je?" in answer.text
    assert json.loads(state_in(answer.text))["openness"] == 0


def test_words_of_despair_stop_the_round_and_show_help_first(pages: TestClient, container: Container) -> None:
    case = first_case(container)
    page = ask(pages, case, pages.get(f"/oefenen/{case}").text, "Ik wil zelf ook niet meer leven, herken je dat?")
    assert page.index("0800-0113") < page.index("<h1")
    assert 'name="question"' not in page


def test_an_unknown_case_is_a_page_that_says_so(pages: TestClient) -> None:
    assert pages.get("/oefenen/verzonnen").status_code == 404
