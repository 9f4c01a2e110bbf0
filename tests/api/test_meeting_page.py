"""The facilitator's screen, without script: forms in, a redirect out, rules said beside the button."""

import re

import pytest
from fastapi.testclient import TestClient

from api.pages.meet_view import UNDONE
from coach.container import Container
from coach.method.commands import NextPhase
from coach.method.events import Fact

QUESTION = "Hoe houd ik mijn hoofd koel als zij begint te roepen?"


def opened(pages: TestClient, title: str = "Dinsdaggroep") -> str:
    """The address of a fresh meeting of the basismodel."""
    answer = pages.post("/begeleiden", data={"method": "basismodel", "title": title}, follow_redirects=False)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def press(pages: TestClient, path: str, do: str, **fields: str) -> str:
    """Presses a button as the page shows it, and gives the page that follows."""
    html = pages.get(path).text
    assert f'name="do" value="{do}"' in html, f"the page has no button {do}"
    return pages.post(path, data={"do": do, **hidden(html), **fields}).text


def hidden(html: str) -> dict[str, str]:
    """What the page's form sends with every press."""
    return {
        name: value
        for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html)
        if name in {"key", "seq_seen", "skip_phase"}
    }


def to_information(pages: TestClient, path: str) -> None:
    for _ in range(3):
        press(pages, path, "next")
    press(pages, path, "question", question=QUESTION)
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
    data = {"do": "next", **hidden(pages.get(path).text)}
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
    answer = pages.post(path, data={"do": "restate", "key": "k1", "restate": "Wat wil ik van haar?"})
    assert answer.status_code == 409
    assert "nog geen inbrengvraag" in answer.text
    assert "Je typte: Wat wil ik van haar?" in answer.text


def test_parked_advice_waits_can_be_taken_back_and_is_never_lost_on_an_error(pages: TestClient) -> None:
    path = opened(pages)
    press(pages, path, "next")
    html = press(pages, path, "park", park="Een vast belmoment")
    assert "Een vast belmoment" in html
    button = re.search(r'value="(unpark:\d+)"', html)
    assert button
    after = press(pages, path, button[1])
    assert "Een vast belmoment" not in after
    long = "lang " * 300
    answer = pages.post(path, data={"do": "park", "key": "lang", "park": long})
    assert answer.status_code == 413
    assert 'id="park-fout"' in answer.text
    assert "lang lang" in answer.text


def test_the_page_says_what_is_lacking_before_somebody_presses_on(pages: TestClient) -> None:
    path = opened(pages)
    for _ in range(3):
        html = press(pages, path, "next")
    assert "Er is nog geen inbrengvraag." in html
    assert "Er is nog geen inbrengvraag." not in press(pages, path, "question", question=QUESTION)


def test_questions_to_go_deeper_stand_in_a_question_phase_and_not_while_the_case_is_told(pages: TestClient) -> None:
    path = opened(pages)
    for _ in range(3):
        html = press(pages, path, "next")
    assert 'class="deeper"' not in html
    to_next = press(pages, path, "next")
    assert to_next.count('<p class="said">') >= 3


@pytest.mark.parametrize("when", ["2099-11-14", ""])
def test_an_action_is_kept_with_its_day_or_without_one(pages: TestClient, when: str) -> None:
    path = opened(pages)
    to_information(pages, path)
    press(pages, path, "next")
    html = press(pages, path, "action", who="Sanne", what="belt de dochter", when=when)
    assert "belt de dochter" in html
    assert ("14 november 2099" if when else "geen dag genoemd") in html


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
    after = float(re.findall(r'data-remaining="([\d.-]+)"', press(pages, path, "extend:5"))[0])
    assert 290 < after - before <= 300


def test_a_broken_off_meeting_shows_its_two_questions_and_its_time(pages: TestClient) -> None:
    path = opened(pages)
    to_information(pages, path)
    html = press(pages, path, "break_off", break_off="Er was brandalarm.")
    assert "De bijeenkomst is gesloten" in html
    assert "Er was brandalarm." in html
    assert QUESTION in html
    assert "niet begonnen" in html


def test_erasing_leaves_nothing_to_find(pages: TestClient) -> None:
    path = opened(pages, "Geheime groep")
    press(pages, path, "question", question=QUESTION)
    answer = pages.post(f"{path}/wissen")
    assert "is gewist" in answer.text
    assert "Geheime groep" not in answer.text
    assert pages.get(path).status_code == 404
    assert pages.post(f"{path}/wissen").status_code == 200


def test_words_of_danger_in_a_note_put_help_on_top_and_keep_it_there(pages: TestClient) -> None:
    path = opened(pages)
    html = press(pages, path, "note", note="Hij zei dat hij dood wil.")
    assert html.index("0800-0113") < html.index("<h1")
    assert "0800-0113" in pages.get(path).text


def test_an_unknown_button_and_an_unknown_meeting_are_said_kindly(pages: TestClient) -> None:
    path = opened(pages)
    assert pages.post(path, data={"do": "ontplof"}).status_code == 422
    assert pages.get("/begeleiden/bestaat-niet").status_code == 404


def test_the_last_press_is_undone_and_the_button_says_which(pages: TestClient) -> None:
    path = opened(pages)
    assert 'value="undo"' not in pages.get(path).text
    press(pages, path, "next")
    html = press(pages, path, "next")
    assert "Fase 2 van 8" in html
    assert "Maak ongedaan: de nieuwe fase" in html
    html = press(pages, path, "undo")
    assert "Fase 1 van 8" in html
    assert "Klaar om te beginnen" in press(pages, path, "undo")


def test_every_kind_of_event_that_can_be_undone_has_a_name_on_the_button() -> None:
    kinds = {fact.kind for fact in Fact.__args__} - {"meeting_opened", "phase_ended", "command_undone"}
    assert set(UNDONE) == kinds


def test_what_is_still_being_typed_comes_along_with_every_press(pages: TestClient) -> None:
    path = opened(pages)
    press(pages, path, "next")
    html = press(pages, path, "extend:5", note="half een notitie", park="half een idee", break_off="half een reden")
    for half in ("half een notitie</textarea>", 'value="half een idee"', 'value="half een reden"'):
        assert half in html
    html = press(pages, path, "park", note="half een notitie", park="heel idee")
    assert "half een notitie</textarea>" in html
    assert 'value="heel idee"' not in html
    html = press(pages, path, "next", question="half een vraag")
    assert "Fase 2 van 8" in html
    assert "half een vraag</textarea>" in html


def test_closing_is_asked_once_more_and_going_back_loses_nothing(pages: TestClient, container: Container) -> None:
    path = to_the_end(pages)
    html = press(pages, path, "ask_close", note="nog niet vast")
    assert "Sluit je de bijeenkomst?" in html
    assert "<li>nog niet vast</li>" in html
    assert container.meetings.view(path.rsplit("/", 1)[1]).status == "open"
    back = pages.post(path, data={"do": "back", "note": "nog niet vast", **hidden(html)}).text
    assert "nog niet vast</textarea>" in back
    assert "Sluit je de bijeenkomst?" in press(pages, path, "ask_close")
    closed = pages.post(path, data={"do": "close", **hidden(html)}).text
    assert "De bijeenkomst is gesloten" in closed
    assert "Oogst en evaluatie</h1>" in press(pages, path, "undo")


def test_erasing_is_asked_once_more(pages: TestClient) -> None:
    path = opened(pages)
    assert "Wis je alles?" in press(pages, path, "ask_erase")
    assert pages.get(path).status_code == 200


def test_enter_without_script_means_the_only_line_that_was_typed_in(pages: TestClient) -> None:
    path = opened(pages)
    press(pages, path, "next")
    assert "1 idee geparkeerd" in press(pages, path, "enter", park="Een vast belmoment")
    answer = press(pages, path, "enter", park="Een idee", break_off="Een reden")
    assert "Kies zelf de knop" in answer
    assert 'value="Een idee"' in answer
    assert "Fase 1 van 8" in answer


def test_a_note_and_an_action_are_taken_off_and_come_back(pages: TestClient) -> None:
    path = opened(pages)
    html = press(pages, path, "note", note="Een verschrijving")
    button = re.search(r'value="(remove_note:\d+)"', html)
    assert button
    assert "Een verschrijving" not in press(pages, path, button[1])
    assert "Een verschrijving" in press(pages, path, "undo")


def test_a_day_before_the_meeting_is_said_beside_the_action(pages: TestClient) -> None:
    path = opened(pages)
    to_information(pages, path)
    press(pages, path, "next")
    html = press(pages, path, "action", who="Sanne", what="belt", when="1999-01-01")
    assert "vóór de bijeenkomst" in html
    assert 'value="belt"' in html


def test_why_a_phase_cannot_be_skipped_is_said(pages: TestClient) -> None:
    path = opened(pages)
    assert 'value="skip"' in pages.get(path).text
    assert "Terugblik" not in press(pages, path, "skip", skip="eerste keer").split('class="now"')[1]
    assert "is niet over te slaan" in pages.get(path).text


def test_the_closing_page_keeps_the_plan_as_planned_and_gives_the_text(pages: TestClient) -> None:
    path = opened(pages)
    press(pages, path, "next")
    press(pages, path, "park", park="Een vast belmoment")
    press(pages, path, "extend:5")
    html = press(pages, path, "break_off", break_off="Er was brandalarm.")
    assert re.search(r"Terugblik</th>\s*<td>5 min</td>\s*<td>5 min</td>", html)
    assert "(aan bod geweest)" in press(pages, path, re.findall(r'value="(mark:\d+)"', html)[0])
    answer = pages.get(f"{path}/tekst")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    assert "- Een vast belmoment (aan bod geweest)" in answer.text
    assert "- Terugblik: 0 min (gepland 5 min, 5 erbij)" in answer.text
    assert "- Inbreng: niet begonnen" in answer.text


def to_the_end(pages: TestClient) -> str:
    """A meeting in its last phase, with 'no action' recorded."""
    path = opened(pages)
    to_information(pages, path)
    for _ in range(4):
        press(pages, path, "next")
    press(pages, path, "no_action")
    return path


@pytest.mark.parametrize("method", ["basismodel", "incidentmethode"])
def test_no_questions_are_offered_in_a_phase_that_asks_for_none(
    pages: TestClient, container: Container, method: str
) -> None:
    meeting = container.meetings.open(method, "Dinsdaggroep")
    for phase in container.methods.get(method).phases:
        container.meetings.command(meeting, NextPhase())
        offered = 'class="deeper"' in pages.get(f"/begeleiden/{meeting}").text
        quiet = {"choose_case", "present", "advice", "response"} & {kind.value for kind in phase.types}
        assert offered == (not quiet), phase.id
