"""Erasing and taking along over the API and on pages: who may, what is asked once more, what each is left with."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.door import SIGNED_IN
from coach.group.receipts import Receipts
from coach.records import Access, Agreement, Attendance, ContractVersion, Fit, MeetingDate, Member, Person
from tests.api.groups import MadeGroup, Somebody, invitation, joined, make_group
from tests.api.people import PASSWORD, as_device, as_person, container_in, person_of, token_for


@pytest.fixture
def app(pages: TestClient) -> FastAPI:
    assert isinstance(pages.app, FastAPI)
    return pages.app


@pytest.fixture
def group(app: FastAPI) -> MadeGroup:
    return make_group(app)


def erase_me(somebody: Somebody, password: str = PASSWORD) -> Any:
    return somebody.client.request("DELETE", "/api/v1/me", json={"password": password})


def erase_group(client: TestClient, group_id: str, name: str) -> int:
    return int(client.request("DELETE", f"/api/v1/groups/{group_id}", json={"name": name}).status_code)


def words_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


# ---- oneself


def test_an_account_goes_only_with_its_password(group: MadeGroup) -> None:
    answer = erase_me(group.member, "niet dit wachtwoord")
    assert (answer.status_code, answer.json()["code"]) == (401, "wrong_password")
    assert group.member.client.get("/api/v1/me").status_code == 200


def test_after_erasing_nobody_signs_in_with_it_and_others_see_an_old_member(group: MadeGroup) -> None:
    member, parts = group.member, container_in(group.member.client)
    other = as_device(member.client.app, token_for(parts, member.person))  # type: ignore[arg-type]
    answer = erase_me(member)
    assert answer.status_code == 200
    assert answer.json()["what"] == "account"
    assert "Teams" in answer.json()["elsewhere"]
    assert answer.headers["clear-site-data"]
    assert other.get("/api/v1/me").status_code == 401
    body = {"login": member.person.login, "password": PASSWORD}
    assert other.post("/api/v1/sign-in", json=body).json()["code"] == "wrong_sign_in"
    with parts.storage.read() as unit:
        assert unit.rows(Person).get(member.person.id) is None
        row = unit.inside(group.id, Member).get(member.member_id)
    assert row is not None
    assert (row.name, row.state, row.person_id) == ("oud-lid", "left", None)
    [receipt] = group.coordinator.client.get(f"/api/v1/groups/{group.id}/receipts").json()["items"]
    assert (receipt["what"], receipt["title"]) == ("member", "Iemand wiste het eigen account")
    assert member.name not in repr(receipt)


def test_the_page_tells_who_coordinates_then_and_does_so(app: FastAPI, group: MadeGroup) -> None:
    said = words_of(group.coordinator.client.get("/account/wissen").text)
    assert f"{group.member.name} is het langst lid en wordt het na jou." in said
    wrong = group.coordinator.client.post("/account/wissen", data={"current": "fout"})
    assert wrong.status_code == 401
    assert "Dit is niet je wachtwoord." in wrong.text
    done = group.coordinator.client.post("/account/wissen", data={"current": PASSWORD})
    assert "Je account is weg" in done.text
    assert f'{SIGNED_IN}="";' in done.headers["set-cookie"]
    now = group.member.client.get(f"/api/v1/groups/{group.id}").json()
    assert now["my_role"] == "coordinator"


def test_two_with_one_name_keep_the_others_name(app: FastAPI) -> None:
    group = make_group(app, 1)
    token = invitation(group.coordinator.client, group.id)
    first = joined(app, token, "Kim de Wit")
    joined(app, token, "Kim Zwart")
    meeting = group.coordinator.client.post("/api/v1/meetings", json={
        "method": "basismodel", "title": "Kim de Wit en Kim, over Wit en de rest", "group_id": group.id,
    })  # fmt: skip
    assert meeting.status_code == 201, meeting.text
    assert erase_me(first).status_code == 200
    shown = group.coordinator.client.get(f"/api/v1/meetings/{meeting.json()['id']}").json()
    assert shown["title"] == "oud-lid en Kim, over oud-lid en de rest"


def test_who_is_the_last_in_a_group_takes_it_along(app: FastAPI) -> None:
    alone = make_group(app, 1, "Alleen ik")
    parts = container_in(alone.coordinator.client)
    assert "Je bent het enige lid van Alleen ik." in words_of(alone.coordinator.client.get("/account/wissen").text)
    assert erase_me(alone.coordinator).status_code == 200
    with parts.storage.read() as unit:
        assert unit.across(Member).count(group_id=alone.id) == 0


def test_the_only_administrator_may_go_and_hears_what_then(app: FastAPI) -> None:
    client = as_person(app, "Beheerder", administrator=True)
    assert "doorvraag admin-link" in client.get("/account/wissen").text
    assert client.request("DELETE", "/api/v1/me", json={"password": PASSWORD}).status_code == 200


# ---- taking along


def fill(group: MadeGroup) -> None:
    """Something of each kind about the member."""
    parts, me = container_in(group.member.client), group.member.member_id
    now = parts.clock.now()
    with parts.storage.write() as unit:
        inside = unit.inside
        inside(group.id, ContractVersion).add(ContractVersion("v" * 32, group.id, 1, {}, me, now))
        inside(group.id, Agreement).add(Agreement("a" * 32, group.id, 1, me, "Noor", now))
        inside(group.id, Fit).add(Fit("f" * 32, group.id, me, group.coordinator.member_id, "manager", now))
        date = MeetingDate("d" * 32, group.id, "2026-12-01T14:00", now, 90, "Zaal", "planned", {"facilitator": me})
        inside(group.id, MeetingDate).add(date)
        inside(group.id, Attendance).add(Attendance("e" * 32, group.id, date.id, me, True, True))
        inside(group.id, Access).add(Access("c" * 32, group.id, now, me, "group_see", "contract_export"))


def test_everything_about_me_and_nothing_of_others(group: MadeGroup) -> None:
    fill(group)
    kept = group.member.client.get("/api/v1/me/export").json()
    assert kept["account"]["login"] == group.member.person.login
    assert len(kept["devices"]) == 1
    [mine] = kept["groups"]
    assert mine["agreements"][0]["version"] == 1
    assert mine["relations_told"][0]["relation"] == "manager"
    assert mine["dates"][0]["my_roles"] == ["facilitator"]
    assert mine["attendance"][0]["present"]
    assert mine["opened"][0]["thing"] == "contract_export"
    assert "hash" not in repr(kept)
    for other in (group.coordinator, group.members[2]):
        assert other.name not in repr(kept)


def test_the_files_are_named_and_can_be_read(group: MadeGroup) -> None:
    fill(group)
    page = group.member.client.get("/account/meenemen").text
    for address in re.findall(r'href="(/account/meenemen/\w+)"', page):
        answer = group.member.client.get(address)
        assert answer.status_code == 200
        assert "attachment" in answer.headers["content-disposition"]
        assert answer.headers["cache-control"] == "no-store"
    text = group.member.client.get("/account/meenemen/tekst").text
    assert "## Groep: Intervisie dinsdag" in text
    assert "1 december 2026, 14:00: begeleider" in text
    assert "versie 1 op" in text


# ---- a group


def test_only_a_coordinator_erases_the_group_and_types_its_name(group: MadeGroup) -> None:
    assert erase_group(group.member.client, group.id, "Intervisie dinsdag") == 403
    assert erase_group(group.coordinator.client, group.id, "Intervisie woensdag") == 422
    wrong = group.coordinator.client.post(f"/groep/{group.id}/wissen", data={"name": "dinsdag"})
    assert wrong.status_code == 422
    assert 'value="dinsdag"' in wrong.text
    assert group.member.client.get(f"/api/v1/groups/{group.id}").status_code == 200


def test_after_erasing_a_group_each_member_sees_that_and_no_more(group: MadeGroup) -> None:
    started = group.coordinator.client.post(
        "/api/v1/meetings", json={"method": "basismodel", "title": "Over ons", "group_id": group.id}
    )
    assert started.status_code == 201, started.text
    done = group.coordinator.client.post(
        f"/groep/{group.id}/wissen", data={"name": "intervisie  DINSDAG"}, follow_redirects=False
    )
    assert done.headers["location"] == "/account?gedaan=groep#gewist"
    for somebody in group.members:
        assert somebody.client.get(f"/api/v1/groups/{group.id}").status_code == 404
        page = somebody.client.get("/account").text
        assert "Een groep waar je in zat, is gewist" in page
        assert "Intervisie dinsdag" not in page
        [receipt] = somebody.client.get("/api/v1/me/receipts").json()["items"]
        assert receipt["counts"]["meetings"] == 1
    assert group.member.client.get("/groepen").status_code == 200


def test_a_meeting_that_is_erased_leaves_a_receipt_for_its_group(group: MadeGroup) -> None:
    started = group.coordinator.client.post(
        "/api/v1/meetings", json={"method": "basismodel", "title": "Geheimpje", "group_id": group.id}
    )
    address = f"/api/v1/meetings/{started.json()['id']}"
    assert group.coordinator.client.delete(address).status_code == 204
    page = group.member.client.get(f"/groep/{group.id}/kwitanties").text
    assert "Een bijeenkomst is gewist" in page
    assert "Geheimpje" not in page


def test_the_page_says_how_long_words_stay(group: MadeGroup) -> None:
    page = words_of(group.member.client.get(f"/groep/{group.id}/kwitanties").text)
    assert "30 dagen na de bijeenkomst, in de nacht daarna. Met een contract bepalen jullie dat zelf." in page
    assert "Wis de hele groep" not in page
    assert "Wis de hele groep" in group.coordinator.client.get(f"/groep/{group.id}/kwitanties").text


# ---- an old contract


def test_the_text_of_an_old_version_goes_and_who_agreed_stays(group: MadeGroup) -> None:
    parts, lead = container_in(group.member.client), group.coordinator
    for text in ("Wij komen stipt op tijd.", "Wij komen."):
        body = {"clauses": {"planning": {"text": text}}}
        assert lead.client.put(f"/api/v1/groups/{group.id}/contract", json=body).status_code == 200
    address = f"/groep/{group.id}/contract/versies"
    assert f"{address}/1/wissen" in lead.client.get(address).text
    assert f"{address}/2/wissen" not in lead.client.get(address).text
    assert f"{address}/1/wissen" not in group.member.client.get(address).text
    refused = lead.client.post(f"{address}/2/wissen")
    assert refused.status_code == 409
    assert "Deze versie geldt, of ligt nu voor." in refused.text
    assert lead.client.post(f"{address}/1/wissen", follow_redirects=False).status_code == 303
    again = f"/api/v1/groups/{group.id}/contract/versions/1/text"
    assert lead.client.delete(again).status_code == 204
    assert group.member.client.delete(again).status_code == 403
    page = lead.client.get(address).text
    assert "De tekst van deze versie is gewist." in page
    assert "stipt" not in page
    with parts.storage.read() as unit:
        assert unit.inside(group.id, ContractVersion).count() == 2


# ---- what receipts say of backups


@pytest.mark.parametrize(
    ("days", "said"),
    [(None, "vraag wie de machine beheert"), (0, "niet gemaakt"), (10, "staat het nog tot 1 december 2026")],
)
def test_a_receipt_names_old_backups(pages: TestClient, days: int | None, said: str) -> None:
    parts = container_in(pages)
    receipts = Receipts(parts.storage, parts.clock, days)
    moment = parts.clock.now().replace(year=2026, month=11, day=21, hour=9)
    assert said in receipts.elsewhere(moment)
    assert "wis die zelf" in receipts.elsewhere(moment + timedelta(days=1))


def test_two_devices_of_one_person_both_end(app: FastAPI) -> None:
    client = as_person(app, "Fatima")
    person = person_of(client)
    second = as_device(app, token_for(container_in(client), person))
    assert second.request("DELETE", "/api/v1/me", json={"password": PASSWORD}).status_code == 200
    assert client.get("/api/v1/me").status_code == 401


def test_the_privacy_page_says_how_long_loose_words_stay(pages: TestClient) -> None:
    assert "Zonder contract of zonder groep is dat hier 30 dagen na de bijeenkomst." in words_of(
        pages.get("/privacy").text
    )
