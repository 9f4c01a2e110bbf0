"""Relations and consent over the API and on screen, on the real database with a real contract."""

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from coach.container import Container
from coach.group.policy import GroupPolicy
from tests.api.groups import MadeGroup, make_group
from tests.api.people import as_person


@pytest.fixture
def app(pages: TestClient) -> FastAPI:
    app = pages.app
    assert isinstance(app, FastAPI)
    return app


@pytest.fixture
def group(app: FastAPI) -> MadeGroup:
    return make_group(app, 4)


def begun(group: MadeGroup) -> str:
    body = {"method": "basismodel", "title": "Dinsdag"}
    answer = group.member.client.post(f"/api/v1/groups/{group.id}/meetings", json=body)
    return str(answer.json()["id"])


def texts(group: MadeGroup, path: str) -> list[str]:
    return [one.client.get(path).text for one in group.members]


def test_a_relation_is_asked_told_shown_to_two_and_erased(group: MadeGroup) -> None:
    path, home = f"/groep/{group.id}/verhouding", f"/groep/{group.id}"
    fatima, noor, joris, sanne = group.members
    assert all("Past de groep bij jou?" in text for text in texts(group, home))
    noor.client.post(path, data={joris.member_id: "assesses", fatima.member_id: ""})
    for one in (fatima, sanne):
        one.client.post(path, data={})
    shown = [("Praat even met" in text) for text in texts(group, home)]
    assert shown == [False, True, True, False]
    other_end = joris.client.get(path).text
    assert "Tussen jou en Noor" in other_end
    assert "selected" not in other_end
    assert "selected" in noor.client.get(path).text
    noor.client.post(f"{path}/wissen")
    assert not any("Praat even met" in text for text in texts(group, home))


def test_the_api_gives_ones_own_answers_and_no_others(app: FastAPI, group: MadeGroup) -> None:
    path = f"/api/v1/groups/{group.id}/fit"
    fatima, noor, joris, _ = group.members
    told = noor.client.put(path, json={"relations": {joris.member_id: "manages"}})
    assert told.json()["relations"] == {joris.member_id: "manages"}
    for_joris = joris.client.get(path).json()
    assert (for_joris["relations"], [one["name"] for one in for_joris["conflicts"]]) == ({}, ["Noor"])
    assert "manages" not in str(for_joris)
    assert fatima.client.get(path).json()["conflicts"] == []
    assert noor.client.put(path, json={"relations": {joris.member_id: "x"}}).status_code == 422
    assert as_person(app, "Vreemd").get(path).status_code == 404
    assert noor.client.delete(path).status_code == 204
    assert joris.client.get(path).json()["conflicts"] == []


def test_without_a_contract_that_allows_it_nothing_is_asked(group: MadeGroup) -> None:
    meeting = begun(group)
    assert group.member.client.get(f"/api/v1/meetings/{meeting}/consent").json() == {"items": []}
    refused = group.member.client.put(f"/api/v1/meetings/{meeting}/consent", json={"what": "recording", "given": True})
    assert (refused.status_code, refused.json()["code"]) == (409, "not_in_contract")
    assert "niets te kiezen" in group.member.client.get(f"/bijeenkomst/{meeting}/toestemming").text


def test_a_no_stays_private_on_screen_and_over_the_api(
    group: MadeGroup, container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(container.contracts, "policy", lambda unit, group_id: GroupPolicy(recording=True))
    container.__dict__.pop("consent", None)
    meeting = begun(group)
    page, api = f"/bijeenkomst/{meeting}/toestemming", f"/api/v1/meetings/{meeting}/consent"

    def say(number: int, given: str) -> None:
        answer = group.members[number].client.post(page, data={"what": "recording", "given": given})
        assert answer.status_code == 200

    def seen(number: int) -> Any:
        return group.members[number].client.get(api).json()["items"]

    for number in range(3):
        say(number, "ja")
    waiting, unseen = seen(0), group.members[0].client.get(page).text
    assert waiting == [{"what": "recording", "mine": True, "everybody": False}]
    assert "Niet iedereen wil dit." in unseen
    say(3, "nee")
    assert seen(0) == waiting
    assert group.members[0].client.get(page).text == unseen
    assert "Sanne" not in unseen
    say(3, "ja")
    assert "Iedereen wil dit." in group.members[0].client.get(page).text
    assert group.members[0].client.put(api, json={"what": "recording", "given": False}).json()["items"] == [
        {"what": "recording", "mine": False, "everybody": False}
    ]
    assert group.members[0].client.post(page, data={"what": "recording"}).status_code == 422
