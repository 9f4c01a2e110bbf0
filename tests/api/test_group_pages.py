"""Groups on screen: made, started step by step, joined, led and left, without any script."""

import html
import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.api.groups import MadeGroup, invitation, make_group
from tests.api.people import as_person


@pytest.fixture
def app(pages: TestClient) -> FastAPI:
    app = pages.app
    assert isinstance(app, FastAPI)
    return app


@pytest.fixture
def group(app: FastAPI) -> MadeGroup:
    return make_group(app, 3)


def _text(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_somebody_without_a_group_reads_how_to_begin_or_join(app: FastAPI) -> None:
    shown = as_person(app, "Noor").get("/groepen").text
    assert "Je zit nog in geen groep" in shown
    assert 'href="/meedoen"' in shown


def test_making_a_group_leads_to_its_start_and_pressing_twice_makes_one(app: FastAPI) -> None:
    client = as_person(app, "Noor")
    form = {"name": "Donderdag", "key": "a" * 32}
    first = client.post("/groepen", data=form, follow_redirects=False)
    assert first.status_code == 303
    assert first.headers["location"].endswith("/start")
    assert client.post("/groepen", data=form, follow_redirects=False).headers["location"] == first.headers["location"]
    assert len(client.get("/api/v1/groups").json()["items"]) == 1


def test_a_name_that_is_too_long_is_told_beside_its_field_and_stays(app: FastAPI) -> None:
    answer = as_person(app, "Noor").post("/groepen", data={"name": "d" * 101, "secrecy": "true"})
    assert answer.status_code == 422
    assert 'id="name-fout"' in answer.text
    assert "d" * 101 in answer.text
    assert re.search(r'name="secrecy"[^>]* checked', answer.text)


def test_the_start_keeps_each_step_and_goes_on_where_the_group_was(group: MadeGroup) -> None:
    client, base = group.coordinator.client, f"/groep/{group.id}/start"
    saved = client.post(f"{base}/goal", data={"want": "Leren van\r\nelkaar"}, follow_redirects=False)
    assert saved.headers["location"] == f"{base}/expectations"
    assert "Leren van\nelkaar" in client.get(f"{base}/goal").text
    home = client.get(f"/groep/{group.id}").text
    assert "Gezet: 1 van de 7 stappen" in home
    assert f'href="{base}/expectations"' in home
    assert "Leren van" in group.member.client.get(base).text
    assert group.member.client.get(f"{base}/goal").status_code == 403


def test_fewer_than_five_times_a_year_is_saved_with_a_kind_word_and_five_without(group: MadeGroup) -> None:
    client, base = group.coordinator.client, f"/groep/{group.id}/start/frequency"
    rare = client.post(base, data={"every_weeks": "11", "minutes": "120", "place": "de kleine zaal"})
    assert "minder dan vijf keer per jaar" in rare.text
    assert "HEELopleidingen" in rare.text
    often = client.post(base, data={"every_weeks": "10", "minutes": "120"})
    assert "minder dan vijf keer per jaar" not in often.text
    assert client.get(f"/api/v1/groups/{group.id}/set-up").json()["steps"][2]["values"]["every_weeks"] == 10


@pytest.mark.parametrize("weeks", ["0", "53", "vijf", "-1", "١", "9" * 30])
def test_a_number_that_cannot_be_is_told_beside_its_field_and_stays(group: MadeGroup, weeks: str) -> None:
    answer = group.coordinator.client.post(
        f"/groep/{group.id}/start/frequency", data={"every_weeks": weeks, "place": "boven"}
    )
    assert answer.status_code == 422
    assert 'id="every_weeks-fout"' in answer.text
    assert f'value="{weeks}"' in answer.text
    assert 'value="boven"' in answer.text


def test_an_empty_step_and_a_method_that_does_not_exist_are_refused(group: MadeGroup) -> None:
    client, base = group.coordinator.client, f"/groep/{group.id}/start"
    assert client.post(f"{base}/goal", data={"want": " "}).status_code == 422
    assert client.post(f"{base}/method", data={"method": "verzonnen"}).status_code == 422
    assert client.post(f"{base}/method", data={"method": "incidentmethode"}).status_code == 200
    assert client.get(f"{base}/verzonnen").status_code == 404
    assert client.post(f"{base}/verzonnen", data={"want": "x"}).status_code == 404


def test_an_invitation_shows_the_group_and_takes_a_stranger_by_an_account(app: FastAPI, group: MadeGroup) -> None:
    token = invitation(group.coordinator.client, group.id)
    with TestClient(app, headers={"Accept": "text/html"}) as stranger:
        shown = stranger.get(f"/uitnodiging/{token}").text
        assert "Intervisie dinsdag" in shown
        assert f"naar=%2Fuitnodiging%2F{token}" in shown
        assert stranger.get("/uitnodiging/verzonnen").status_code == 404
        assert stranger.post(f"/uitnodiging/{token}", data={"name": "Ik"}).status_code != 200


def test_joining_by_the_page_tells_of_a_taken_name_and_leads_to_the_contract(app: FastAPI, group: MadeGroup) -> None:
    page = f"/uitnodiging/{invitation(group.coordinator.client, group.id)}"
    client = as_person(app, "Fatima")
    taken = client.post(page, data={"name": "Fatima"})
    assert taken.status_code == 409
    assert 'id="name-fout"' in taken.text
    done = client.post(page, data={"name": "Fatima B."}, follow_redirects=False)
    assert done.headers["location"] == f"/groep/{group.id}/contract"
    assert "Je bent al lid" in client.get(page).text


def test_a_code_leads_to_its_link_and_a_wrong_one_is_told_beside_the_field(pages: TestClient, group: MadeGroup) -> None:
    code = group.coordinator.client.post(f"/api/v1/groups/{group.id}/invites", json={}).json()["code"]
    right = pages.post("/meedoen", data={"code": f" {code.lower()} "}, follow_redirects=False)
    assert right.headers["location"].startswith("/uitnodiging/")
    assert "Intervisie dinsdag" in pages.get(right.headers["location"]).text
    wrong = pages.post("/meedoen", data={"code": "AAAA-AAAA"})
    assert wrong.status_code == 404
    assert 'id="code-fout"' in wrong.text
    assert pages.get(f"/uitnodiging/{code}").status_code == 404


def test_trying_codes_is_slowed_down(pages: TestClient, app: FastAPI) -> None:
    tried = [pages.post("/meedoen", data={"code": f"AAAA-{number:04d}"}).status_code for number in range(70)]
    assert tried[0] == 404
    assert tried[-1] == 429
    client = as_person(app, "Noor")
    joins = [client.post("/api/v1/groups/join", json={"code": f"AAAA-{n:04d}"}).status_code for n in range(8)]
    assert joins[-1] == 429


def test_the_coordinator_sees_links_again_and_a_member_never(group: MadeGroup) -> None:
    token = invitation(group.coordinator.client, group.id)
    base = f"/groep/{group.id}/leden"
    assert f"/uitnodiging/{token}" in group.coordinator.client.get(base).text
    assert token not in group.member.client.get(base).text
    made = group.coordinator.client.get(f"/api/v1/groups/{group.id}/invites").json()["items"][0]
    group.coordinator.client.post(f"/groep/{group.id}/uitnodigingen/{made['id']}/intrekken")
    assert token not in group.coordinator.client.get(base).text


def test_removing_asks_once_more_and_the_removed_read_kindly_that_it_is_over(group: MadeGroup) -> None:
    base = f"/groep/{group.id}/leden/{group.member.member_id}/weghalen"
    assert "Haal je Noor uit de groep?" in _text(group.coordinator.client.get(base).text)
    assert len(group.coordinator.client.get(f"/api/v1/groups/{group.id}/members").json()["items"]) == 3
    group.coordinator.client.post(base)
    over = group.member.client.get(f"/groep/{group.id}")
    assert over.status_code == 403
    assert "geen lid meer" in _text(over.text)
    assert "Je bent geen lid meer sinds" in _text(group.member.client.get("/groepen").text)


def test_the_only_coordinator_is_led_to_handing_over_and_the_last_member_may_go(group: MadeGroup) -> None:
    client, page = group.coordinator.client, f"/groep/{group.id}/verlaten"
    assert "enige coördinator" in client.get(page).text
    assert client.post(page).status_code == 409
    client.post(f"/groep/{group.id}/leden/{group.member.member_id}/overdragen")
    assert client.post(page, follow_redirects=False).headers["location"] == "/groepen?gedaan=weg"
    assert group.members[2].client.post(page).status_code == 200
    assert "laatste lid" in group.member.client.get(page).text
    assert group.member.client.post(page, follow_redirects=False).status_code == 303


def test_the_mark_needs_a_tick_and_is_then_said_on_the_groups_page(group: MadeGroup) -> None:
    client, base = group.coordinator.client, f"/groep/{group.id}/instellingen"
    assert client.post(f"{base}/geheim").status_code == 422
    assert "Onder beroepsgeheim" in client.post(f"{base}/geheim", data={"sure": "true"}).text
    assert client.post(f"{base}/naam", data={"name": ""}).status_code == 422
    assert "Woensdag" in client.post(f"{base}/naam", data={"name": "Woensdag"}).text


def test_markup_in_names_stays_text(app: FastAPI) -> None:
    client = as_person(app, "<b>Noor</b>")
    client.post("/groepen", data={"name": "<script>alert(1)</script>"})
    [view] = client.get("/api/v1/groups").json()["items"]
    client.post(f"/groep/{view['id']}/start/goal", data={"want": "<img src=x>"})
    for address in ("", "/leden", "/start", "/start/goal", "/instellingen"):
        shown = client.get(f"/groep/{view['id']}{address}").text
        assert "<script>alert" not in shown
        assert "<b>Noor" not in shown
        assert "<img src=x" not in shown


def test_words_of_danger_in_the_start_show_where_help_is(group: MadeGroup) -> None:
    client, base = group.coordinator.client, f"/groep/{group.id}/start/goal"
    saved = client.post(base, data={"want": "Ik wil niet meer leven."}).text
    assert saved.index("0800-0113") < saved.index("<h1")
    assert client.get(f"/api/v1/groups/{group.id}/set-up").json()["help"]["kind"] == "despair"
    refused = client.post(f"/groep/{group.id}/start/goal", data={"want": "Ik wil niet meer leven. " * 100})
    assert refused.status_code == 422
    assert "0800-0113" in refused.text


@pytest.mark.parametrize(("to", "step"), [("vorige", "goal"), ("volgende", "frequency")])
def test_what_was_typed_in_a_step_stays_when_going_elsewhere(group: MadeGroup, to: str, step: str) -> None:
    client, base = group.coordinator.client, f"/groep/{group.id}/start"
    gone = client.post(f"{base}/expectations", data={"get": "Rust", "give": "", "naar": to}, follow_redirects=False)
    assert gone.headers["location"] == f"{base}/{step}"
    assert "Rust" in client.get(f"{base}/expectations").text


def test_what_cannot_be_used_waits_in_the_form_and_is_told_there(group: MadeGroup) -> None:
    client, base = group.coordinator.client, f"/groep/{group.id}/start"
    client.post(f"{base}/frequency", data={"every_weeks": "vijf", "minutes": "90", "place": "b", "naar": "volgende"})
    back = client.get(f"{base}/frequency").text
    assert 'value="vijf"' in back
    assert 'id="every_weeks-fout"' in back
    assert client.get(f"/api/v1/groups/{group.id}/set-up").json()["steps"][2]["values"] == {"minutes": 90, "place": "b"}
    client.post(f"{base}/frequency", data={"every_weeks": "5", "minutes": "90", "place": "b"})
    assert 'id="every_weeks-fout"' not in client.get(f"{base}/frequency").text


def test_a_step_passed_by_or_with_only_a_ticked_choice_is_not_counted(group: MadeGroup) -> None:
    client, base = group.coordinator.client, f"/groep/{group.id}/start"
    client.post(f"{base}/frequency", data={"every_weeks": "5", "minutes": "120", "place": "", "naar": "volgende"})
    client.post(f"{base}/safety", data={"need": "", "check": "each_meeting"})
    assert "Gezet: 0 van de 7 stappen" in client.get(f"/groep/{group.id}").text


def test_alone_one_is_led_to_inviting_before_the_contract(app: FastAPI) -> None:
    alone = make_group(app, 1)
    client, base = alone.coordinator.client, f"/groep/{alone.id}/start/contract"
    assert "Nodig eerst de anderen uit" in client.get(base).text


def test_who_keeps_the_time_by_the_start_is_in_the_rota(group: MadeGroup) -> None:
    client, rota = group.coordinator.client, f"/api/v1/groups/{group.id}/rota"
    for time, own_role in (("in_turn", True), ("facilitator", False)):
        client.post(f"/groep/{group.id}/start/roles", data={"division": "rotate", "time": time, "note": ""})
        assert client.get(rota).json()["timekeeper"] is own_role


def test_an_invitation_is_for_who_is_missing_and_a_used_one_says_so(app: FastAPI, group: MadeGroup) -> None:
    client = group.coordinator.client
    assert re.search(r'name="uses"[^>]* value="5"', client.get(f"/groep/{group.id}/leden").text)
    client.post(f"/groep/{group.id}/uitnodigingen", data={"uses": "1", "days": "14"})
    shown = client.get(f"/groep/{group.id}/leden").text
    found = re.search(r"/uitnodiging/([\w-]+)", shown)
    assert found is not None
    assert "werkt alleen op deze computer" in shown
    as_person(app, "Gijs").post(f"/uitnodiging/{found[1]}", data={"name": "Gijs"})
    with TestClient(app, headers={"Accept": "text/html"}) as late:
        answer = late.get(f"/uitnodiging/{found[1]}")
        assert answer.status_code == 404
        assert "Deze uitnodiging is al gebruikt" in answer.text
        assert 'href="/meedoen"' in late.get("/inloggen").text


def test_what_changed_lately_is_told_to_who_was_there_then(group: MadeGroup) -> None:
    client = group.coordinator.client
    gone = group.members[2]
    assert f"{gone.name} kwam bij de groep." in client.get(f"/groep/{group.id}").text
    # Who came last has nothing to catch up on.
    assert "Wat er veranderde" not in gone.client.get(f"/groep/{group.id}").text
    client.post(f"/groep/{group.id}/leden/{gone.member_id}/weghalen")
    shown = _text(group.member.client.get(f"/groep/{group.id}").text)
    assert f"{gone.name} is niet meer in de groep." in shown
