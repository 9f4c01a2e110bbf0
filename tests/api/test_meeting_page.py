"""The facilitator's screen, without script: forms in, a redirect out, rules said beside the button."""

import re

import pytest
from fastapi.testclient import TestClient

from coach.container import Container

QUESTION = "Hoe houd ik mijn hoofd koel als zij begint te roepen?"


def opened(pages: TestClient, title: str = "Dinsdaggroep") -> str:
    """The address of a fresh meeting of the basismodel."""
    answer = pages.post("/begeleiden", data={"method": "basismodel", "title": title}, follow_redirects=False)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def press(pages: TestClient, path: str, do: str, **fields: str) -> str:
    """Presses a button as the page shows it, and gives the page that follows."""
    html = pages.get(path).text
    form = re.search(rf'name="do" value="{do}"><input type="hidden" name="key" value="([^"]+)">', html)
    seq = re.search(r'name="seq_seen" value="(\d+)"', html)
    assert form, f"the page has no button {do}"
    assert seq
    answer = pages.post(path, data={"do": do, "key": form[1], "seq_seen": seq[1], **fields})
    return answer.text


def to_information(pages: TestClient, path: str) -> None:
    for _ in range(3):
        press(pages, path, "next")
    press(pages, path, "question", text=QUESTION)
    press(pages, path, "next")


def test_a_meeting_opens_and_its_first_phase_begins_with_clock_and_script(pages: TestClient) -> None:
    path = opened(pages)
    assert "Klaar om te beginnen" in pages.get(path).text
    html = press(pages, path, "next")
    assert 'role="timer"' in html
    assert "Zeg bijvoorbeeld" in html
    assert "Fase 1 van 8" in html


def test_a_meeting_without_a_name_is_asked_for_one_beside_the_field(pages: TestClient) -> None:
    answer = pages.post("/begeleiden", data={"method": "incidentmethode", "title": " "})
    assert answer.status_code == 422
    assert 'id="title-fout"' in answer.text
    assert re.search(r'value="incidentmethode" checked', answer.text)


def test_an_unknown_method_keeps_the_name_that_was_typed(pages: TestClient) -> None:
    answer = pages.post("/begeleiden", data={"method": "verzonnen", "title": "Dinsdaggroep"})
    assert answer.status_code == 422
    assert 'value="Dinsdaggroep"' in answer.text


def test_opening_twice_with_one_press_opens_one_meeting(pages: TestClient, container: Container) -> None:
    data = {"method": "basismodel", "title": "Dinsdaggroep", "key": "eenmaal"}
    first = pages.post("/begeleiden", data=data, follow_redirects=False).headers["location"]
    assert pages.post("/begeleiden", data=data, follow_redirects=False).headers["location"] == first
    assert len(container.meetings.recent()) == 1


def test_pressing_next_twice_moves_one_phase(pages: TestClient, container: Container) -> None:
    path = opened(pages)
    html = pages.get(path).text
    key = re.search(r'name="do" value="next"><input type="hidden" name="key" value="([^"]+)">', html)
    assert key
    data = {"do": "next", "key": key[1], "seq_seen": "1"}
    for _ in range(2):
        assert pages.post(path, data=data, follow_redirects=False).status_code == 303
    assert len(container.meetings.state(path.rsplit("/", 1)[1]).runs) == 1


def test_next_from_a_page_that_is_behind_is_refused_and_the_new_state_is_shown(pages: TestClient) -> None:
    path = opened(pages)
    press(pages, path, "next")
    answer = pages.post(path, data={"do": "next", "key": "andere-knop", "seq_seen": "1"})
    assert answer.status_code == 409
    assert "intussen iets veranderd" in answer.text
    assert "Fase 1 van 8" in answer.text


def test_what_the_page_no_longer_offers_is_refused_in_words_and_what_was_typed_stays_readable(
    pages: TestClient,
) -> None:
    path = opened(pages)
    assert "Acties komen na de informatiefase" in pages.get(path).text
    press(pages, path, "next")
    answer = pages.post(path, data={"do": "restate", "key": "k1", "text": "Wat wil ik van haar?"})
    assert answer.status_code == 409
    assert "nog geen inbrengvraag" in answer.text
    assert "Je typte: Wat wil ik van haar?" in answer.text


def test_parked_advice_waits_can_be_taken_back_and_is_never_lost_on_an_error(pages: TestClient) -> None:
    path = opened(pages)
    press(pages, path, "next")
    html = press(pages, path, "park", text="Een vast belmoment")
    assert "Een vast belmoment" in html
    seq = re.search(r'name="seq" value="(\d+)"', html)
    assert seq
    after = pages.post(path, data={"do": "unpark", "key": "weg", "seq": seq[1]}).text
    assert "Een vast belmoment" not in after
    long = "lang " * 300
    answer = pages.post(path, data={"do": "park", "key": "lang", "text": long})
    assert answer.status_code == 413
    assert 'id="park-fout"' in answer.text
    assert "lang lang" in answer.text


def test_the_page_says_what_is_lacking_before_somebody_presses_on(pages: TestClient) -> None:
    path = opened(pages)
    for _ in range(3):
        html = press(pages, path, "next")
    assert "Er is nog geen inbrengvraag." in html
    assert "Er is nog geen inbrengvraag." not in press(pages, path, "question", text=QUESTION)


def test_questions_to_go_deeper_stand_in_a_question_phase_and_not_while_the_case_is_told(pages: TestClient) -> None:
    path = opened(pages)
    for _ in range(3):
        html = press(pages, path, "next")
    assert "De inbrenger vertelt nu" in html
    to_next = press(pages, path, "next")
    assert to_next.count('<p class="said">') >= 3


@pytest.mark.parametrize("when", ["2026-11-14", ""])
def test_an_action_is_kept_with_its_day_or_without_one(pages: TestClient, when: str) -> None:
    path = opened(pages)
    to_information(pages, path)
    press(pages, path, "next")
    html = press(pages, path, "action", who="Sanne", what="belt de dochter", when=when)
    assert "belt de dochter" in html
    assert ("14 november 2026" if when else "geen dag genoemd") in html


def test_a_day_that_is_none_is_said_beside_the_action_and_the_words_stay(pages: TestClient) -> None:
    path = opened(pages)
    to_information(pages, path)
    press(pages, path, "next")
    answer = pages.post(path, data={"do": "action", "key": "d", "who": "Sanne", "what": "belt", "when": "morgen"})
    assert answer.status_code == 422
    assert "Kies een dag" in answer.text
    assert 'value="Sanne"' in answer.text


def test_a_pause_stops_the_clock_and_five_minutes_are_added(pages: TestClient) -> None:
    path = opened(pages)
    press(pages, path, "next")
    assert 'data-running="nee"' in press(pages, path, "pause")
    assert 'data-running="ja"' in press(pages, path, "resume")
    before = float(re.findall(r'data-remaining="([\d.-]+)"', pages.get(path).text)[0])
    after = float(re.findall(r'data-remaining="([\d.-]+)"', press(pages, path, "extend", minutes="5"))[0])
    assert 290 < after - before <= 300


def test_a_broken_off_meeting_shows_its_two_questions_and_its_time(pages: TestClient) -> None:
    path = opened(pages)
    to_information(pages, path)
    html = press(pages, path, "break_off", text="Er was brandalarm.")
    assert "De bijeenkomst is gesloten" in html
    assert "Er was brandalarm." in html
    assert QUESTION in html
    assert "niet begonnen" in html


def test_erasing_leaves_nothing_to_find(pages: TestClient) -> None:
    path = opened(pages, "Geheime groep")
    press(pages, path, "question", text=QUESTION)
    answer = pages.post(f"{path}/wissen")
    assert "is gewist" in answer.text
    assert "Geheime groep" not in answer.text
    assert pages.get(path).status_code == 404
    assert pages.post(f"{path}/wissen").status_code == 200


def test_words_of_danger_in_a_note_put_help_on_top_and_keep_it_there(pages: TestClient) -> None:
    path = opened(pages)
    html = press(pages, path, "note", text="Hij zei dat hij dood wil.")
    assert html.index("0800-0113") < html.index("<h1")
    assert "0800-0113" in pages.get(path).text


def test_an_unknown_button_and_an_unknown_meeting_are_said_kindly(pages: TestClient) -> None:
    path = opened(pages)
    assert pages.post(path, data={"do": "ontplof"}).status_code == 422
    assert pages.get("/begeleiden/bestaat-niet").status_code == 404
