"""What a verdict shows: no sentence twice, no list without end, and no blame for what the phase asks for."""

from fastapi.testclient import TestClient

from api.pages import words
from api.pages.verdict import MAX_NOTES, show
from coach.container import Container
from coach.question.ask import Ask


def test_a_single_mark_has_no_note_beside_the_explanation(container: Container) -> None:
    verdict = show(container.judge.judge(Ask("Heb je al eens overwogen om haar gewoon te bellen?")))
    assert [piece for piece in verdict.pieces if piece.note]
    assert verdict.notes == ()


def test_of_many_questions_the_first_few_are_noted_and_the_rest_counted(container: Container) -> None:
    verdict = show(container.judge.judge(Ask("Wat zei ze toen? " * 40)))
    assert len(verdict.notes) == MAX_NOTES
    assert verdict.more == len(verdict.judgement.spans) - MAX_NOTES > 0


def test_what_the_phase_asks_for_is_not_called_a_mistake() -> None:
    assert words.title("not_a_question", "advice", "wanted")[0] == "opens"
    assert words.title("not_a_question", "advice", "wrong")[0] == "advises"
    assert words.title("not_a_question", "advice")[0] == "advises"


def test_a_text_that_is_too_long_comes_back_whole_with_the_reason(pages: TestClient) -> None:
    long = "Wat gebeurde er toen precies? " * 700
    answer = pages.post("/", data={"text": long})
    assert answer.status_code == 413
    assert "te lang" in answer.text
    assert answer.text.count("Wat gebeurde er toen precies?") >= 700
    assert "maxlength" not in pages.get("/").text


def test_an_unknown_practice_case_shows_those_that_exist(pages: TestClient) -> None:
    answer = pages.get("/oefenen/verzonnen")
    assert answer.status_code == 404
    assert "/oefenen/wijk_dochter" in answer.text
    assert "/oefenen/school_capuchon" in answer.text
