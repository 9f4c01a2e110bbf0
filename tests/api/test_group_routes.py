"""Groups over the API: made, joined, led, left."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.api.groups import MadeGroup, invitation, joined, make_group, row_of
from tests.api.people import as_person


@pytest.fixture
def app(pages: TestClient) -> FastAPI:
    app = pages.app
    assert isinstance(app, FastAPI)
    return app


@pytest.fixture
def group(app: FastAPI) -> MadeGroup:
    return make_group(app, 3)


def _names(group: MadeGroup) -> list[str]:
    shown = group.coordinator.client.get(f"/api/v1/groups/{group.id}/members").json()
    return [member["name"] for member in shown["items"]]


def test_who_makes_a_group_coordinates_it_and_who_joins_is_a_member(group: MadeGroup) -> None:
    shown = group.member.client.get(f"/api/v1/groups/{group.id}").json()
    assert (shown["name"], shown["members"], shown["my_role"]) == ("Intervisie dinsdag", 3, "member")
    mine = group.coordinator.client.get("/api/v1/groups").json()
    assert [(view["id"], view["my_role"]) for view in mine["items"]] == [(group.id, "coordinator")]
    assert _names(group) == ["Fatima", "Noor", "Joris"]


def test_the_same_key_makes_one_group_and_another_request_with_it_is_refused(app: FastAPI) -> None:
    client, key = as_person(app, "Fatima"), {"Idempotency-Key": "een"}
    first = client.post("/api/v1/groups", json={"name": "Dinsdag"}, headers=key).json()
    assert client.post("/api/v1/groups", json={"name": "Dinsdag"}, headers=key).json()["id"] == first["id"]
    assert client.post("/api/v1/groups", json={"name": "Woensdag"}, headers=key).json()["code"] == "key_reused"
    assert len(client.get("/api/v1/groups").json()["items"]) == 1


def test_a_group_of_others_does_not_exist_for_me(app: FastAPI, group: MadeGroup) -> None:
    stranger = as_person(app, "Fatima")
    assert stranger.get(f"/api/v1/groups/{group.id}").status_code == 404
    assert stranger.get("/api/v1/groups").json()["items"] == []


def test_a_member_does_not_invite_remove_or_rename(group: MadeGroup) -> None:
    client, base = group.member.client, f"/api/v1/groups/{group.id}"
    other = group.members[2].member_id
    assert client.post(f"{base}/invites", json={}).status_code == 403
    assert client.get(f"{base}/invites").status_code == 403
    assert client.delete(f"{base}/members/{other}").status_code == 403
    assert client.patch(base, json={"name": "Van mij"}).status_code == 403
    assert len(_names(group)) == 3


def test_two_people_with_one_name_are_told_apart_by_what_the_second_adds(app: FastAPI, group: MadeGroup) -> None:
    token = invitation(group.coordinator.client, group.id)
    second = as_person(app, "Fatima")
    refused = second.post("/api/v1/groups/join", json={"token": token})
    assert (refused.status_code, refused.json()["code"]) == (409, "name_taken")
    assert second.post("/api/v1/groups/join", json={"token": token, "name": "fatima "}).status_code == 409
    assert second.post("/api/v1/groups/join", json={"token": token, "name": "Fatima B."}).status_code == 200
    assert _names(group) == ["Fatima", "Noor", "Joris", "Fatima B."]


def test_the_only_coordinator_hands_over_before_leaving(group: MadeGroup) -> None:
    client, base = group.coordinator.client, f"/api/v1/groups/{group.id}"
    assert client.post(f"{base}/leave").json()["code"] == "last_coordinator"
    assert client.post(f"{base}/hand-over", json={"to": group.member.member_id}).status_code == 204
    assert client.post(f"{base}/leave").status_code == 204
    assert client.get(base).status_code == 403
    assert group.member.client.get(base).json()["my_role"] == "coordinator"


def test_a_removed_member_comes_back_only_by_a_new_invitation(app: FastAPI, group: MadeGroup) -> None:
    chief, gone = group.coordinator.client, group.member
    old = invitation(chief, group.id)
    assert chief.delete(f"/api/v1/groups/{group.id}/members/{gone.member_id}").status_code == 204
    assert row_of(group, gone.member_id).state == "removed"
    assert gone.client.get(f"/api/v1/groups/{group.id}").status_code == 403
    assert gone.client.post("/api/v1/groups/join", json={"token": old}).json()["code"] == "unknown_invite"
    again = gone.client.post("/api/v1/groups/join", json={"token": invitation(chief, group.id)})
    assert again.status_code == 200
    assert again.json()["my_member_id"] != gone.member_id


def test_thirty_members_fit_and_are_listed_in_parts(app: FastAPI) -> None:
    group = make_group(app, 30)
    base = f"/api/v1/groups/{group.id}/members"
    first = group.coordinator.client.get(f"{base}?limit=20").json()
    rest = group.coordinator.client.get(f"{base}?limit=20&after={first['next']}").json()
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (20, 10, None)
    assert len({member["id"] for member in first["items"] + rest["items"]}) == 30


def test_an_invitation_wears_out_and_can_be_withdrawn(app: FastAPI, group: MadeGroup) -> None:
    base = f"/api/v1/groups/{group.id}/invites"
    once = invitation(group.coordinator.client, group.id, uses=1)
    joined(app, once, "Sanne")
    late = as_person(app, "Daan")
    assert late.post("/api/v1/groups/join", json={"token": once}).status_code == 404
    made = group.coordinator.client.post(base, json={}).json()
    assert late.post("/api/v1/groups/join", json={"code": made["code"].lower().replace("-", " ")}).status_code == 200
    assert group.coordinator.client.delete(f"{base}/{made['id']}").status_code == 204
    assert as_person(app, "Mei").post("/api/v1/groups/join", json={"code": made["code"]}).status_code == 404
    assert made["id"] not in [row["id"] for row in group.coordinator.client.get(base).json()["items"]]


def test_the_mark_of_secrecy_goes_on_and_never_off(group: MadeGroup) -> None:
    client, base = group.coordinator.client, f"/api/v1/groups/{group.id}"
    marked = client.patch(base, json={"secrecy": True}).json()
    assert (marked["secrecy"], len(marked["locked"])) == (True, 3)
    assert client.patch(base, json={"secrecy": False}).json()["code"] == "under_secrecy"
    assert client.get(base).json()["secrecy"] is True
