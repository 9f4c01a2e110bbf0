"""Words of danger get help wherever they are typed, also when what was typed cannot be used."""

import pytest
from fastapi.testclient import TestClient

from api.help import texts_in
from coach.container import Container
from coach.method.commands import CloseMeeting

DANGER = "Ik wil niet meer leven."
HELP = "0800-0113"
LONG = "Het was een gewone week. " * 300


@pytest.mark.parametrize("field", ["case", "before"])
def test_danger_in_the_case_or_in_what_was_said_shows_help_on_the_start_page(pages: TestClient, field: str) -> None:
    html = pages.post("/", data={"text": "Wat zag je?", field: DANGER}).text
    assert html.index(HELP) < html.index("<h1")


@pytest.mark.parametrize(
    "data",
    [
        {"text": f"{DANGER} {LONG}"},
        {"text": f"{LONG} {DANGER}"},
        {"text": "", "case": DANGER},
        {"text": "Wat zag je?", "before": f"{DANGER} {LONG * 2}"},
        {"text": "Wat zag je?", "case": DANGER, "phase": "verzonnen"},
    ],
)
def test_danger_in_what_the_start_page_refuses_shows_help(pages: TestClient, data: dict[str, str]) -> None:
    answer = pages.post("/", data=data)
    assert answer.status_code in {413, 422}
    assert HELP in answer.text


def test_danger_between_words_of_another_language_is_heard(pages: TestClient) -> None:
    mixed = f"I have not been feeling well for a very long time and nobody seems to notice this. {DANGER}"
    assert HELP in pages.post("/", data={"text": mixed}).text
    told = pages.post("/api/v1/questions/judge", json={"text": mixed})
    assert (told.status_code, told.json()["help"]["kind"]) == (200, "despair")


def test_the_desk_helps_without_an_index_and_with_a_text_that_is_too_long(pages: TestClient) -> None:
    short = pages.post("/vraagbaak", data={"question": DANGER})
    assert (short.status_code, HELP in short.text) == (200, True)
    long = pages.post("/vraagbaak", data={"question": f"{LONG} {DANGER}"})
    assert (long.status_code, HELP in long.text) == (413, True)


@pytest.mark.parametrize(
    ("address", "body", "status"),
    [
        ("/api/v1/questions/judge", {"text": f"{LONG} {DANGER}"}, 413),
        ("/api/v1/questions/judge", {"text": "", "history": [{"role": "case_presenter", "text": DANGER}]}, 422),
        ("/api/v1/questions/judge", {"case": DANGER}, 422),
        ("/api/v1/guidance/ask", {"question": f"{LONG} {DANGER}"}, 422),
    ],
)
def test_a_problem_carries_help_when_the_words_sound_like_danger(
    pages: TestClient, address: str, body: dict[str, object], status: int
) -> None:
    answer = pages.post(address, json=body)
    assert answer.status_code == status
    assert answer.json()["help"]["places"]


def test_a_problem_without_danger_has_no_help(pages: TestClient) -> None:
    assert pages.post("/api/v1/questions/judge", json={"text": ""}).json()["help"] is None


def test_a_meeting_over_http_tells_where_help_is_after_a_note(pages: TestClient) -> None:
    opened = pages.post("/api/v1/meetings", json={"method": "basismodel", "title": "Donderdag"}).json()
    assert opened["help"] is None
    body = {"command": {"do": "note", "text": DANGER}}
    shown = pages.post(f"/api/v1/meetings/{opened['id']}/commands", json=body).json()
    assert shown["help"]["places"]


def test_a_meeting_broken_off_with_words_of_danger_shows_help_on_its_page(
    container: Container, pages: TestClient
) -> None:
    meeting = container.meetings.open("basismodel", "Donderdag")
    container.meetings.command(meeting, CloseMeeting(DANGER))
    assert HELP in pages.get(f"/begeleiden/{meeting}").text


def test_of_a_refused_body_a_bounded_number_of_texts_is_read() -> None:
    assert set(texts_in({"a": ["x", {"b": "y"}], "c": 3})) == {"x", "y"}
    assert len(texts_in(["x"] * 10_000)) == 100
