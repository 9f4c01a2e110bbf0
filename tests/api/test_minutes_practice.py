"""What a minutes-taker ran into on the page and over the API."""

from fastapi.testclient import TestClient

from coach.container import Container

TALK = "Bea: Hallo allemaal.\nMarco: Hoi.\nBea: Dan de volgende keer: donderdag 17 december.\nMarco: Prima.\nBea: Mooi."


def test_the_day_given_on_the_form_resolves_what_was_said_without_a_year(pages: TestClient) -> None:
    page = pages.post("/notuleren", data={"pasted": TALK, "day": "2026-11-12"}).text
    assert "12 november 2026" in page
    assert "17 december 2026" in page


def test_a_day_in_another_form_is_refused_beside_its_field(pages: TestClient) -> None:
    answer = pages.post("/notuleren", data={"pasted": TALK, "day": "12-11-2026"})
    assert answer.status_code == 422
    assert 'id="day-fout"' in answer.text


def test_pasted_text_beside_a_file_is_said_not_to_count(pages: TestClient) -> None:
    both = pages.post("/notuleren", files={"file": ("t.txt", TALK.encode(), "text/plain")}, data={"pasted": "Tom: ja"})
    assert "de geplakte tekst las ik niet" in both.text


def test_minutes_can_be_kept_as_plain_text(pages: TestClient) -> None:
    answer = pages.post("/notuleren/markdown", data={"text": "# Verslag\n\n- **Bea**: zaal", "kind": "text"})
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text == "Verslag\n\n- Bea: zaal\n"


def test_a_browser_gets_a_page_for_an_upload_that_is_too_large(pages: TestClient, container: Container) -> None:
    big = b"Tom: hallo\n" * (container.settings.max_file_bytes // 11 + 1)
    files = {"file": ("groot.txt", big, "text/plain")}
    answer = pages.post("/notuleren", files=files, headers={"accept": "text/html"})
    assert answer.status_code == 413
    assert answer.headers["content-type"].startswith("text/html")
