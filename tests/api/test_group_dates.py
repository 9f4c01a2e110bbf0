"""Dates, rota, presence, look-backs and the calendar over the API and on screen."""

import html
import re
from datetime import timedelta

import icalendar
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.api.groups import MadeGroup, make_group
from tests.api.people import as_person, container_in


@pytest.fixture
def app(pages: TestClient) -> FastAPI:
    app = pages.app
    assert isinstance(app, FastAPI)
    return app


@pytest.fixture
def group(app: FastAPI) -> MadeGroup:
    return make_group(app, 4)


def _day(group: MadeGroup, days: int) -> str:
    """A day so many from today."""
    now = container_in(group.coordinator.client).clock.now()
    return (now + timedelta(days=days)).date().isoformat()


def _planned(group: MadeGroup, days: int = 7, **more: object) -> list[dict[str, object]]:
    body = {"local": f"{_day(group, days)}T15:30", **more}
    answer = group.coordinator.client.post(f"/api/v1/groups/{group.id}/dates", json=body)
    assert answer.status_code == 201, answer.text
    items: list[dict[str, object]] = answer.json()["items"]
    return items


def _past(group: MadeGroup) -> str:
    """The id of a date of last week."""
    return str(_planned(group, -7)[0]["id"])


def _text(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


# --- the API -------------------------------------------------------------------------------------------------


def test_a_coordinator_plans_a_series_once_per_key_and_members_see_it_in_parts(group: MadeGroup) -> None:
    client, base = group.coordinator.client, f"/api/v1/groups/{group.id}/dates"
    body, key = {"local": f"{_day(group, 7)}T15:30", "every_weeks": 5}, {"Idempotency-Key": "een"}
    made = client.post(base, json=body, headers=key).json()
    assert client.post(base, json=body, headers=key).json()["items"] == made["items"]
    assert (len(made["items"]), made["remarks"]) == (11, [])
    first = group.member.client.get(f"{base}?limit=6").json()
    rest = group.member.client.get(f"{base}?limit=6&after={first['next']}").json()
    assert first["items"] + rest["items"] == made["items"]
    assert {item["local"][11:] for item in made["items"]} == {"15:30"}


def test_too_few_in_a_year_is_remarked_with_its_source(group: MadeGroup) -> None:
    body = {"local": f"{_day(group, 7)}T15:30", "every_months": 3}
    made = group.coordinator.client.post(f"/api/v1/groups/{group.id}/dates", json=body).json()
    assert [remark["source"] for remark in made["remarks"]] == ["S001"]


def test_moving_calling_off_and_letting_go_on_after_all(group: MadeGroup) -> None:
    client, [item] = group.coordinator.client, _planned(group)
    base = f"/api/v1/groups/{group.id}/dates/{item['id']}"
    moved = client.patch(base, json={"local": f"{_day(group, 8)}T10:00", "place": "boven"}).json()["items"][0]
    assert (moved["local"][11:], moved["place"], moved["sequence"]) == ("10:00", "boven", 1)
    assert client.delete(base).status_code == 204
    assert client.get(base).json()["state"] == "cancelled"
    assert client.patch(base, json={"minutes": 60}).json()["code"] == "date_cancelled"
    assert client.patch(base, json={"state": "planned"}).json()["items"][0]["state"] == "planned"


def test_a_member_neither_plans_nor_divides_and_a_stranger_sees_nothing(app: FastAPI, group: MadeGroup) -> None:
    [item] = _planned(group)
    base, client = f"/api/v1/groups/{group.id}", group.member.client
    date = f"{base}/dates/{item['id']}"
    assert client.post(f"{base}/dates", json={"local": "2030-01-01T10:00"}).status_code == 403
    assert client.patch(date, json={"minutes": 60}).status_code == 403
    assert client.delete(date).status_code == 403
    assert client.put(f"{base}/rota", json={}).status_code == 403
    stranger = as_person(app, "Fatima")
    for address in (
        f"{base}/dates",
        date,
        f"{date}/attendance",
        f"{base}/rota",
        f"{base}/calendar",
        f"{base}/look-backs",
    ):
        assert stranger.get(address).status_code == 404
    other = make_group(app, 2)
    assert other.coordinator.client.get(f"/api/v1/groups/{other.id}/dates/{item['id']}").status_code == 404


def test_the_rota_proposes_with_reasons_stands_when_taken_and_follows_a_choice(group: MadeGroup) -> None:
    client, base = group.coordinator.client, f"/api/v1/groups/{group.id}/rota"
    first, *_ = _planned(group, every_weeks=5)
    proposed = group.member.client.get(base).json()
    assert proposed["open"]
    assert {pick["because"] for pick in proposed["turns"][0]["picks"]} == {"never"}
    taken = client.put(base, json={}).json()
    assert not taken["open"]
    chosen = {
        "by_hand": [{"date_id": first["id"], "roles": {"facilitator": group.members[3].member_id}}],
        "fill": "all",
    }
    after = client.put(base, json=chosen).json()
    pick = after["turns"][0]["picks"][0]
    assert (pick["name"], pick["because"], pick["stands"]) == (group.members[3].name, "by_hand", True)
    assert after["turns"][1]["picks"][0]["name"] != group.members[3].name
    swap = {"one": {"date_id": first["id"], "role": "facilitator"},
            "other": {"date_id": first["id"], "role": "minutes_taker"}}  # fmt: skip
    swapped = client.post(f"{base}/swap", json=swap).json()
    assert swapped["turns"][0]["picks"][2]["name"] == group.members[3].name


def test_each_tells_of_oneself_and_the_coordinator_of_all(group: MadeGroup) -> None:
    date = _past(group)
    base = f"/api/v1/groups/{group.id}/dates/{date}/attendance"
    everybody = {member.member_id: True for member in group.members}
    assert group.member.client.put(base, json={"present": everybody}).status_code == 403
    assert group.coordinator.client.put(base, json={"present": everybody}).status_code == 200
    mine = {group.member.member_id: False}
    assert group.member.client.put(base, json={"present": mine}).status_code == 200
    shown = group.coordinator.client.get(base).json()["items"]
    assert [one["name"] for one in shown if not one["present"]] == [group.member.name]


def test_what_was_discussed_returns_and_an_own_line_goes(group: MadeGroup) -> None:
    client, base = group.member.client, f"/api/v1/groups/{group.id}/look-backs"
    body, key = {"text": "Komt iedereen aan bod?", "due_on": _day(group, 1), "every_days": 30}, {"Idempotency-Key": "x"}
    made = client.post(base, json=body, headers=key).json()
    assert client.post(base, json=body, headers=key).json()["id"] == made["id"]
    kinds = [item["kind"] for item in client.get(base).json()["items"]]
    assert kinds == ["own", "contract", "safety"]
    for which in (made["id"], "contract", "safety"):
        assert client.post(f"{base}/{which}/done").status_code == 204
    assert client.delete(f"{base}/safety").status_code == 409
    assert client.delete(f"{base}/{made['id']}").status_code == 204
    assert client.post(f"{base}/{made['id']}/done").status_code == 404


def _address(client: TestClient, group: MadeGroup) -> str:
    made = client.post(f"/api/v1/groups/{group.id}/calendar")
    assert made.status_code == 201
    return "/agenda/" + str(made.json()["address"]).rpartition("/")[2]


def test_a_calendar_program_follows_the_dates_with_the_address_alone(group: MadeGroup, pages: TestClient) -> None:
    [item] = _planned(group, place="de kleine zaal")
    address = _address(group.member.client, group)
    got = pages.get(address)
    assert got.headers["content-type"].startswith("text/calendar")
    assert b"zaal" not in got.content
    assert pages.get(address, headers={"If-None-Match": got.headers["etag"]}).status_code == 304
    group.coordinator.client.delete(f"/api/v1/groups/{group.id}/dates/{item['id']}")
    [event] = icalendar.Calendar.from_ical(pages.get(address).content).walk("VEVENT")
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
    put = group.member.client.put(f"/api/v1/groups/{group.id}/calendar", json={"with_place": True})
    assert put.json()["address"].endswith(address)
    assert b"zaal" in pages.get(address).content


def test_a_renewed_stopped_or_left_address_gives_nothing(group: MadeGroup, pages: TestClient) -> None:
    client = group.member.client
    old = _address(client, group)
    new = _address(client, group)
    assert (pages.get(old).status_code, pages.get(new).status_code) == (404, 200)
    assert client.post(f"/api/v1/groups/{group.id}/leave").status_code == 204
    assert pages.get(new).status_code == 404
    third = _address(group.members[2].client, group)
    group.members[2].client.delete(f"/api/v1/groups/{group.id}/calendar")
    for address in (third, "/agenda/x", "/agenda/.ics", f"/agenda/{'x' * 43}.ics"):
        assert pages.get(address).status_code == 404


# --- on screen -----------------------------------------------------------------------------------------------


def test_the_coordinator_plans_a_year_on_screen_and_takes_the_rota_over(group: MadeGroup) -> None:
    client, base = group.coordinator.client, f"/groep/{group.id}/data"
    assert "Plan jullie data" in client.get(f"/groep/{group.id}").text
    form = client.get(f"{base}/plannen").text
    assert 'value="5"' in form
    typed = {"day": _day(group, 7), "time": "15:30", "how": "weeks", "every": "5", "minutes": "120", "place": "boven"}
    answer = client.post(f"{base}/plannen", data=typed, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{base}?gedaan=gepland")
    shown = _text(client.get(base).text)
    assert shown.count("15:30 tot 17:30, boven") == 11
    assert "Begeleider Fatima (jij)" in shown
    assert shown.count("Dit is nog een voorstel.") == 11
    rota = _text(client.get(f"{base}/rooster").text)
    assert rota.count("is aan de beurt") == 1
    # A turn before this one that is still to come is no thing of the past.
    assert "Daarvoor op" in rota
    assert "Voor het laatst" not in rota
    client.post(f"{base}/rooster")
    assert "voorstel" not in _text(client.get(base).text)


def test_a_mistake_in_planning_is_told_beside_its_field_and_what_was_typed_stays(group: MadeGroup) -> None:
    client, base = group.coordinator.client, f"/groep/{group.id}/data/plannen"
    typed = {
        "day": "morgen",
        "time": "15:30",
        "how": "weeks",
        "every": "99",
        "minutes": "5",
        "place": "<b>boven",
        "until": "x",
    }
    first = client.post(base, data=typed)
    assert first.status_code == 422
    assert 'id="until-fout"' in first.text
    second = client.post(base, data={**typed, "until": ""})
    for field in ("local", "every", "minutes"):
        assert f'id="{field}-fout"' in second.text
    assert 'value="15:30"' in second.text
    assert "<b>boven" not in second.text
    assert "&lt;b&gt;boven" in second.text


def test_few_dates_get_a_kind_word_with_who_says_so(group: MadeGroup) -> None:
    _planned(group)
    shown = _text(group.member.client.get(f"/groep/{group.id}/data").text)
    assert "minder dan vijf" in shown
    assert "Petri Elemans" in shown


def test_a_member_says_not_to_come_and_sees_so_on_the_group_s_page(group: MadeGroup) -> None:
    [item] = _planned(group)
    client, base = group.member.client, f"/groep/{group.id}/data/{item['id']}"
    client.post(f"{base}/ik", data={"there": "no"})
    assert "Je hebt je afgemeld." in client.get(base).text
    assert "Je hebt je afgemeld." in client.get(f"/groep/{group.id}").text
    assert f"Afgemeld: {group.member.name}" in group.coordinator.client.get(f"/groep/{group.id}/data").text
    assert client.post(f"{base}/ik", data={"there": "misschien"}).status_code == 422


def test_a_role_chosen_on_screen_stands_and_only_what_changed_is_by_hand(group: MadeGroup) -> None:
    first, *_ = _planned(group, every_weeks=5)
    client, base = group.coordinator.client, f"/groep/{group.id}/data/{first['id']}"
    names = [member.member_id for member in group.members]
    form = {"facilitator": names[3], "case_presenter": names[1], "minutes_taker": names[2], "again": "true"}
    client.post(f"{base}/rollen", data=form)
    picks = client.get(f"/api/v1/groups/{group.id}/rota").json()["turns"][0]["picks"]
    assert [pick["because"] for pick in picks] == ["by_hand", "stands", "stands"]
    refused = client.post(f"{base}/rollen", data={"facilitator": names[1], "case_presenter": names[3]})
    assert refused.status_code == 200
    twice = client.post(f"{base}/rollen", data={"facilitator": names[0], "case_presenter": names[0]})
    assert twice.status_code == 409
    assert 'id="roles-fout"' in twice.text


def test_who_was_there_is_asked_afterwards_and_gone_once_told(group: MadeGroup) -> None:
    date = _past(group)
    client, base = group.coordinator.client, f"/groep/{group.id}/data/{date}"
    assert "Wie was er?" in client.get(f"/groep/{group.id}").text
    assert "Wie was er?" not in group.member.client.get(f"/groep/{group.id}").text
    form = {f"lid-{member.member_id}": "yes" for member in group.members[:3]}
    client.post(f"{base}/wie", data={**form, f"lid-{group.members[3].member_id}": "no"})
    assert "Wie was er?" not in client.get(f"/groep/{group.id}").text
    assert group.members[3].client.get(base).text.count("Je was er niet.") == 1
    assert group.member.client.post(f"{base}/wie", data=form).status_code == 403


def test_calling_off_asks_first_and_can_be_undone_on_screen(group: MadeGroup) -> None:
    first, *rest = _planned(group, every_weeks=5)
    client, base = group.coordinator.client, f"/groep/{group.id}/data/{first['id']}"
    asked = _text(client.get(f"{base}/afgelasten").text)
    assert f"Ook de {len(rest)} data hierna" in asked
    client.post(f"{base}/afgelasten", data={"following": "true"})
    assert client.get(f"/groep/{group.id}/data").text.count("Gaat niet door.") == 11
    client.post(f"{base}/toch")
    assert client.get(f"/groep/{group.id}/data").text.count("Gaat niet door.") == 10


def test_moving_on_screen_keeps_what_was_typed_when_it_cannot(group: MadeGroup) -> None:
    [item], [other] = _planned(group), _planned(group, 9)
    client, base = group.coordinator.client, f"/groep/{group.id}/data/{item['id']}"
    form = {"day": str(other["local"])[:10], "time": "15:30", "minutes": "90", "place": "boven"}
    clash = client.post(f"{base}/wijzigen", data=form)
    assert clash.status_code == 409
    assert 'value="boven"' in clash.text
    client.post(f"{base}/wijzigen", data={**form, "time": "9.15"})
    assert "09:15 tot 10:45, boven" in client.get(base).text


def test_turns_are_exchanged_on_screen_and_a_preview_changes_nothing(group: MadeGroup) -> None:
    first, second, *_ = _planned(group, every_weeks=5)
    client, base = group.coordinator.client, f"/groep/{group.id}/data/rooster"
    client.post(base)
    before = client.get(f"/api/v1/groups/{group.id}/rota").json()
    assert "Neem dit rooster over" in client.get(f"{base}?opnieuw=1").text
    assert client.get(f"/api/v1/groups/{group.id}/rota").json() == before
    one, other = f"{first['id']} facilitator", f"{second['id']} facilitator"
    assert client.post(f"{base}/ruilen", data={"one": one, "other": one}).status_code == 409
    asked = _text(client.get(f"{base}/ruilen", params={"een": one}).text)
    assert f"Ruil de beurt van {before['turns'][0]['picks'][0]['name']}" in asked
    warned = client.post(f"{base}/ruilen", data={"one": one, "other": other})
    assert "Toch ruilen?" in warned.text
    assert "twee keer achter elkaar" in warned.text
    assert client.get(f"/api/v1/groups/{group.id}/rota").json() == before
    done = client.post(f"{base}/ruilen", data={"one": one, "other": other, "sure": "ja"})
    first_name, second_name = (before["turns"][n]["picks"][0]["name"] for n in (0, 1))
    assert f"Geruild. {second_name} is nu begeleider op" in done.text
    after = client.get(f"/api/v1/groups/{group.id}/rota").json()
    assert [turn["picks"][0]["name"] for turn in after["turns"][:2]] == [second_name, first_name]
    assert "Maak het ongedaan" in done.text
    client.post(f"{base}/ruilen", data={"one": one, "other": other, "sure": "terug"})
    undone = client.get(f"/api/v1/groups/{group.id}/rota").json()
    names = [[[pick["name"] for pick in turn["picks"]] for turn in rota["turns"]] for rota in (undone, before)]
    assert names[0] == names[1]
    assert "vraag Fatima" in _text(group.member.client.get(base).text)
    assert client.get(f"{base}/ruilen", params={"een": "weg facilitator"}).status_code == 404
    client.post(f"{base}/tijd", data={"timekeeper": "true"})
    assert client.get(f"/api/v1/groups/{group.id}/rota").json()["timekeeper"] is True


def test_a_look_back_is_added_ticked_off_and_waits_on_the_group_s_page_when_due(group: MadeGroup) -> None:
    client, base = group.member.client, f"/groep/{group.id}/data"
    wrong = client.post(f"{base}/terugkijken", data={"text": "Een zin", "due_on": ""})
    assert wrong.status_code == 422
    assert 'value="Een zin"' in wrong.text
    client.post(f"{base}/terugkijken", data={"text": "De koffie", "due_on": _day(group, 0)})
    assert "De koffie" in client.get(f"/groep/{group.id}").text
    assert "Er is 1 punt om op terug te komen" in _text(client.get("/groepen").text)
    found = re.search(rf"{base}/terugkijken/(\w+)/gedaan[^€]*?De koffie", client.get(base).text)
    assert found is not None
    own = [
        item["id"]
        for item in client.get(f"/api/v1/groups/{group.id}/look-backs").json()["items"]
        if item["kind"] == "own"
    ]
    client.post(f"{base}/terugkijken/{own[0]}/gedaan")
    assert "De koffie" not in client.get(base).text


def test_the_page_of_my_calendar_makes_shows_and_ends_the_address(group: MadeGroup) -> None:
    client, base = group.member.client, f"/groep/{group.id}/data/agenda"
    assert "Maak mijn agenda-adres" in client.get(base).text
    client.post(base)
    shown = client.get(base).text
    assert "webcal://" in shown
    assert shown.count(".ics") == 2
    client.post(f"{base}/toont", data={"with_place": "true"})
    assert re.search(r'name="with_place"[^>]* checked', client.get(base).text)
    client.post(f"{base}/opheffen")
    assert "webcal://" not in client.get(base).text


def test_one_date_is_handed_out_as_a_file(group: MadeGroup) -> None:
    [item] = _planned(group)
    got = group.member.client.get(f"/groep/{group.id}/data/{item['id']}/agenda.ics")
    assert 'filename="intervisie.ics"' in got.headers["content-disposition"]
    assert len(icalendar.Calendar.from_ical(got.content).walk("VEVENT")) == 1


def test_thirty_members_fit_in_a_rota_and_on_its_page(app: FastAPI) -> None:
    group = make_group(app, 30)
    _planned(group, every_weeks=5)
    shown = group.coordinator.client.get(f"/groep/{group.id}/data/rooster").text
    assert shown.count('<th scope="row">') == 30
    assert shown.count("Voor het eerst.") == 33


def test_two_members_with_nearly_one_name_keep_their_own_turns(app: FastAPI) -> None:
    group = make_group(app, 2)
    [item] = _planned(group)
    shown = group.coordinator.client.get(f"/groep/{group.id}/data/{item['id']}").text
    assert "Er zijn te weinig mensen om deze rol te vullen." in shown
