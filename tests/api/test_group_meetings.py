"""Meetings of a group: who opens, leads, notes and erases them; seats, guests, and what is written down of looking."""

from dataclasses import dataclass
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.door import GUEST
from coach.container import Container
from coach.group.tokens import hashed, new_id
from coach.records import Access, Attendance, MeetingDate, Seat
from tests.api.groups import MadeGroup, Somebody, invitation, joined, make_group
from tests.api.people import as_person, container_in

MEETINGS = "/api/v1/meetings"


@pytest.fixture
def app(pages: TestClient) -> FastAPI:
    app = pages.app
    assert isinstance(app, FastAPI)
    return app


@pytest.fixture
def group(app: FastAPI) -> MadeGroup:
    return make_group(app, 5)


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting with its cast: the first four members, each in a role of their own; the fifth is not there."""

    id: str
    facilitator: Somebody
    presenter: Somebody
    scribe: Somebody
    peer: Somebody
    absent: Somebody


@pytest.fixture
def held(group: MadeGroup) -> Held:
    """The coordinator is a peer, so that coordinating opens nothing by itself."""
    peer, facilitator, presenter, scribe, absent = group.members
    roles = {
        "facilitator": facilitator.member_id, "case_presenter": presenter.member_id, "minutes_taker": scribe.member_id,
    }  # fmt: skip
    present = [one.member_id for one in (peer, facilitator, presenter, scribe)]
    answer = begin(peer.client, group, roles=roles, present=present)
    assert answer.status_code == 201, answer.text
    return Held(answer.json()["id"], facilitator, presenter, scribe, peer, absent)


def begin(client: TestClient, group: MadeGroup, **more: Any) -> Any:
    body = {"method": "basismodel", "title": "Dinsdag", **more}
    return client.post(f"/api/v1/groups/{group.id}/meetings", json=body)


def do(client: TestClient, meeting: str, command: str, **fields: Any) -> int:
    return client.post(f"{MEETINGS}/{meeting}/commands", json={"command": {"do": command, **fields}}).status_code


def seats(client: TestClient, meeting: str) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in client.get(f"{MEETINGS}/{meeting}/seats").json()["items"]}


def guest_of(app: FastAPI, held: Held, name: str = "Ilse") -> TestClient:
    """A browser without account that came in by a new guest link."""
    link = held.facilitator.client.post(f"{MEETINGS}/{held.id}/guest-links", json={}).json()["link"]
    browser = TestClient(app, headers={"Accept": "text/html", "Origin": "http://testserver"})
    answer = browser.post(link.removeprefix("http://testserver"), data={"name": name}, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return browser


def test_who_starts_a_meeting_leads_it_and_everybody_has_a_seat(group: MadeGroup) -> None:
    answer = begin(group.member.client, group)
    found = seats(group.member.client, answer.json()["id"])
    assert {name: one["role"] for name, one in found.items()} == {
        "Fatima": "peer", "Noor": "facilitator", "Joris": "peer", "Sanne": "peer", "Daan": "peer",
    }  # fmt: skip
    assert found["Noor"]["me"] is True
    assert do(group.member.client, answer.json()["id"], "next_phase") == 200


def test_the_body_of_a_loose_meeting_may_name_a_group_and_then_its_door_is_asked(
    app: FastAPI, group: MadeGroup, pages: TestClient
) -> None:
    body = {"method": "basismodel", "title": "Dinsdag", "group_id": group.id}
    assert pages.post(MEETINGS, json=body).status_code == 401
    assert as_person(app, "Vreemd").post(MEETINGS, json=body).status_code == 404
    answer = group.member.client.post(MEETINGS, json=body)
    assert answer.status_code == 201
    assert pages.get(f"{MEETINGS}/{answer.json()['id']}").status_code == 401
    assert group.member.client.post(MEETINGS, json={**body, "group_id": None, "date_id": "x"}).status_code == 422


def test_each_sees_and_does_what_their_seat_allows(app: FastAPI, group: MadeGroup, held: Held) -> None:
    stranger = as_person(app, "Vreemd")
    for somebody, see, lead, note in (
        (held.facilitator, 200, 200, 200),
        (held.scribe, 200, 403, 200),
        (held.presenter, 403, 403, 403),
        (held.peer, 403, 403, 403),
        (held.absent, 403, 403, 403),
    ):
        client = somebody.client
        assert client.get(f"{MEETINGS}/{held.id}").status_code == see, somebody.name
        assert client.get(f"/begeleiden/{held.id}").status_code == see, somebody.name
        assert client.get(f"/begeleiden/{held.id}/tekst").status_code == see, somebody.name
        assert client.get(f"/begeleiden/{held.id}/sluiten").status_code == lead, somebody.name
        assert do(client, held.id, "next_phase") == lead, somebody.name
        assert do(client, held.id, "note", text="een thema") == note, somebody.name
        assert client.get(f"/bijeenkomst/{held.id}").status_code == 200, somebody.name
        assert client.get(f"/bijeenkomst/{held.id}/wie").status_code == lead, somebody.name
    assert stranger.get(f"{MEETINGS}/{held.id}").status_code == 404
    assert stranger.get(f"/bijeenkomst/{held.id}").status_code == 404


def test_who_takes_the_minutes_notes_on_the_page_but_moves_nothing(held: Held) -> None:
    page = held.scribe.client.get(f"/begeleiden/{held.id}").text
    assert 'value="note"' in page
    assert 'value="next"' not in page
    assert "Overslaan, afbreken" not in page
    path = f"/begeleiden/{held.id}"
    pressed = held.scribe.client.post(path, data={"do": "note", "note": "thema: grenzen"}, follow_redirects=False)
    assert pressed.status_code == 303
    for button in ("next", "pause", "question", "park", "undo", "close", "ask_close", "ask_erase"):
        assert held.scribe.client.post(path, data={"do": button}).status_code == 403, button


def test_a_coordinator_erases_without_seeing(group: MadeGroup, held: Held) -> None:
    page = held.peer.client.get(f"/begeleiden/{held.id}/wissen")
    assert page.status_code == 200
    assert "Dinsdag" not in page.text.replace("Intervisie dinsdag", "")
    assert held.presenter.client.post(f"/begeleiden/{held.id}/wissen").status_code == 403
    for _ in range(2):
        gone = held.peer.client.post(f"/begeleiden/{held.id}/wissen", follow_redirects=False)
        assert gone.status_code == 303
    assert held.facilitator.client.get(f"{MEETINGS}/{held.id}").status_code == 404


def test_roles_come_from_the_date_and_who_said_no_has_no_seat(group: MadeGroup) -> None:
    parts = container_in(group.coordinator.client)
    one, two, three, *_ = group.members
    now = parts.clock.now()
    date = MeetingDate(
        new_id(), group.id, "2026-11-24T14:00", now, 120, "", "planned",
        {"facilitator": two.member_id, "minutes_taker": three.member_id, "case_presenter": group.members[4].member_id},
    )  # fmt: skip
    with parts.storage.write() as unit:
        unit.inside(group.id, MeetingDate).add(date)
        unit.inside(group.id, Attendance).add(
            Attendance(new_id(), group.id, date.id, group.members[4].member_id, False)
        )
    meeting = begin(one.client, group, date_id=date.id).json()["id"]
    roles = {name: seat["role"] for name, seat in seats(two.client, meeting).items()}
    assert roles == {"Fatima": "peer", "Noor": "facilitator", "Joris": "minutes_taker", "Sanne": "peer"}
    again = begin(one.client, group, date_id=date.id)
    assert (again.status_code, again.json()["code"]) == (409, "already_started")
    with parts.storage.read() as unit:
        kept = unit.inside(group.id, MeetingDate).get(date.id)
    assert kept is not None
    assert kept.meeting_id == meeting


def test_what_stands_in_the_form_counts_and_not_what_the_date_said_before(group: MadeGroup) -> None:
    parts, me = container_in(group.coordinator.client), group.member
    date_id, roles = new_id(), {"facilitator": group.members[2].member_id}
    with parts.storage.write() as unit:
        unit.inside(group.id, MeetingDate).add(
            MeetingDate(date_id, group.id, "2026-11-24T14:00", parts.clock.now(), 120, "", "planned", roles)
        )
    path = f"/groep/{group.id}/bijeenkomst"
    assert f'value="{group.members[2].member_id}" selected' in me.client.get(f"{path}?datum={date_id}").text
    present = [one.member_id for one in group.members]
    filled = {"method": "basismodel", "title": "Dinsdag", "date_id": date_id, "present": present, "facilitator": ""}
    assert "Jij bent begeleider" in me.client.post(path, data=filled).text
    assert 'id="date_id-fout"' in me.client.post(path, data=filled).text


def test_a_date_or_member_of_another_group_starts_nothing(app: FastAPI, group: MadeGroup) -> None:
    other = make_group(app, 2)
    parts, date_id = container_in(other.coordinator.client), new_id()
    with parts.storage.write() as unit:
        unit.inside(other.id, MeetingDate).add(
            MeetingDate(date_id, other.id, "2026-11-24T14:00", parts.clock.now(), 120, "", "planned")
        )
    assert begin(group.member.client, group, date_id=date_id).status_code == 404
    assert begin(group.member.client, group, present=[other.member.member_id]).status_code == 404
    assert begin(group.member.client, group, roles={"facilitator": other.member.member_id}).status_code == 404
    assert group.member.client.get(f"/api/v1/groups/{group.id}/meetings").json()["items"] == []


def test_starting_twice_with_one_key_starts_once(group: MadeGroup) -> None:
    body = {"method": "basismodel", "title": "Dinsdag"}
    path, key = f"/api/v1/groups/{group.id}/meetings", {"Idempotency-Key": "een"}
    first, again = (group.member.client.post(path, json=body, headers=key).json()["id"] for _ in range(2))
    assert first == again
    assert len(seats(group.member.client, first)) == 5
    taken = group.coordinator.client.post(path, json=body, headers=key)
    assert taken.status_code == 422


def test_handing_over_the_lead_hands_over_the_screen(held: Held) -> None:
    found = seats(held.facilitator.client, held.id)
    mine, theirs = (f"{MEETINGS}/{held.id}/seats/{found[one.name]['id']}" for one in (held.facilitator, held.peer))
    refused = held.facilitator.client.patch(mine, json={"role": "peer"})
    assert (refused.status_code, refused.json()["code"]) == (409, "no_facilitator")
    assert held.facilitator.client.delete(mine).status_code == 409
    assert held.facilitator.client.patch(theirs, json={"role": "facilitator"}).status_code == 200
    assert held.facilitator.client.get(f"{MEETINGS}/{held.id}").status_code == 403
    assert held.peer.client.get(f"{MEETINGS}/{held.id}").status_code == 200
    assert [one["role"] for one in seats(held.peer.client, held.id).values()].count("facilitator") == 1


def test_a_guest_link_works_once_for_this_meeting_alone(app: FastAPI, group: MadeGroup, held: Held) -> None:
    link = held.facilitator.client.post(f"{MEETINGS}/{held.id}/guest-links", json={}).json()["link"]
    path = link.removeprefix("http://testserver")
    browser = TestClient(app, headers={"Accept": "text/html", "Origin": "http://testserver"})
    assert "Intervisie dinsdag" in browser.get(path).text
    nameless = browser.post(path, data={"name": " "})
    assert nameless.status_code == 422
    assert 'id="name-fout"' in nameless.text
    assert browser.post(path, data={"name": "noor"}).status_code == 409
    inside = browser.post(path, data={"name": "Ilse"})
    assert inside.status_code == 200
    assert "te gast" in inside.text
    assert browser.get(path).status_code == 404
    assert browser.post(path, data={"name": "Iemand anders"}).status_code == 404
    assert seats(browser, held.id)["Ilse"]["guest"] is True
    other = begin(group.member.client, group).json()["id"]
    for closed in (f"/bijeenkomst/{other}", f"/begeleiden/{held.id}", f"/groep/{group.id}"):
        answer = browser.get(closed, follow_redirects=False)
        assert answer.status_code in {303, 403}, closed
        assert answer.status_code == 403 or "/inloggen" in answer.headers["location"]


def test_the_token_of_a_link_is_no_cookie_and_a_cookie_no_link(app: FastAPI, held: Held) -> None:
    link = held.facilitator.client.post(f"{MEETINGS}/{held.id}/guest-links", json={}).json()["link"]
    token = link.rsplit("/", 1)[1]
    sly = TestClient(app, headers={"Accept": "text/html"}, cookies={GUEST: token})
    assert sly.get(f"{MEETINGS}/{held.id}/seats").status_code == 401
    guest = guest_of(app, held)
    assert guest.get(f"/gast/{guest.cookies.get(GUEST)}").status_code == 404


def test_a_revoked_link_and_a_guest_who_was_taken_away_are_out_at_once(app: FastAPI, held: Held) -> None:
    made = held.facilitator.client.post(f"{MEETINGS}/{held.id}/guest-links", json={}).json()
    listed = held.facilitator.client.get(f"{MEETINGS}/{held.id}/guest-links").json()["items"]
    assert listed == [made]
    assert held.facilitator.client.delete(f"{MEETINGS}/{held.id}/guest-links/{made['id']}").status_code == 204
    assert TestClient(app).get(f"/gast/{made['link'].rsplit('/', 1)[1]}").status_code == 404
    guest = guest_of(app, held)
    seat = seats(held.facilitator.client, held.id)["Ilse"]["id"]
    assert guest.get(f"/bijeenkomst/{held.id}").status_code == 200
    assert held.facilitator.client.delete(f"{MEETINGS}/{held.id}/guest-links/{seat}").status_code == 404
    assert held.facilitator.client.delete(f"{MEETINGS}/{held.id}/seats/{seat}").status_code == 204
    assert guest.get(f"{MEETINGS}/{held.id}/seats").status_code == 401


def test_a_guest_is_out_when_the_time_is_over(app: FastAPI, held: Held, container: Container) -> None:
    guest = guest_of(app, held)
    with container.storage.write() as unit:
        seat = unit.across(Seat).first(token_hash=hashed(guest.cookies.get(GUEST) or ""))
        assert seat is not None
        unit.inside(seat.group_id, Seat).change(seat.id, expires_at=container.clock.now())
    assert guest.get(f"{MEETINGS}/{held.id}/seats").status_code == 401


def test_who_left_the_group_is_out_of_its_meetings(group: MadeGroup, held: Held) -> None:
    assert held.scribe.client.get(f"{MEETINGS}/{held.id}").status_code == 200
    assert (
        group.coordinator.client.delete(f"/api/v1/groups/{group.id}/members/{held.scribe.member_id}").status_code == 204
    )
    assert held.scribe.client.get(f"{MEETINGS}/{held.id}").status_code == 403


def test_a_former_member_can_come_back_as_a_guest_of_one_meeting(app: FastAPI, group: MadeGroup, held: Held) -> None:
    client = held.absent.client
    client.post(f"/api/v1/groups/{group.id}/leave", json={})
    link = held.facilitator.client.post(f"{MEETINGS}/{held.id}/guest-links", json={}).json()["link"]
    client.post(link.removeprefix("http://testserver"), data={"name": "Daan te gast"})
    assert client.get(f"{MEETINGS}/{held.id}/seats").status_code == 200
    assert client.get(f"{MEETINGS}/{held.id}").status_code == 403
    assert client.get(f"/api/v1/groups/{group.id}").status_code == 403


def test_what_was_opened_stands_there_once_an_hour_and_says_nothing_of_what_was_said(
    app: FastAPI, group: MadeGroup, held: Held, container: Container
) -> None:
    for _ in range(3):
        held.facilitator.client.get(f"{MEETINGS}/{held.id}")
    held.scribe.client.get(f"/begeleiden/{held.id}/tekst")
    held.peer.client.get(f"{MEETINGS}/{held.id}")  # refused, so not opened
    path = f"/api/v1/groups/{group.id}/accesses"
    items = held.absent.client.get(path).json()["items"]
    assert [(one["name"], one["thing"], one["meeting_id"]) for one in items] == [
        (held.scribe.name, "export", held.id),
        (held.facilitator.name, "meeting", held.id),
    ]
    assert "Dinsdag" not in str(items)
    assert held.scribe.name in held.absent.client.get(f"/groep/{group.id}/inzage").text
    assert as_person(app, "Vreemd").get(path).status_code == 404
    with container.storage.write() as unit:
        rows = unit.inside(group.id, Access)
        for row in rows.all():
            rows.change(row.id, at=row.at.replace(year=row.at.year - 2))
    held.facilitator.client.get(f"{MEETINGS}/{held.id}")
    assert len(held.absent.client.get(path).json()["items"]) == 1


def test_who_comes_in_later_gets_a_seat_from_the_facilitator(app: FastAPI, group: MadeGroup, held: Held) -> None:
    late = joined(app, invitation(group.coordinator.client, group.id), "Mei")
    path = f"{MEETINGS}/{held.id}/seats"
    assert late.client.post(path, json={"member_id": late.member_id}).status_code == 403
    for _ in range(2):
        assert held.facilitator.client.post(path, json={"member_id": late.member_id}).status_code == 200
    assert seats(late.client, held.id)["Mei"]["role"] == "peer"


def test_a_group_begins_a_meeting_on_screen(group: MadeGroup) -> None:
    client, path = group.member.client, f"/groep/{group.id}/bijeenkomst"
    page = client.get(path)
    assert page.text.count('name="present"') == 5
    assert page.text.count(" checked") == 5
    nobody = client.post(path, data={"method": "basismodel", "title": "Dinsdag"})
    assert nobody.status_code == 422
    assert 'id="present-fout"' in nobody.text
    present = [one.member_id for one in group.members[:3]]
    absent = {
        "method": "basismodel",
        "title": "Dinsdag",
        "present": present,
        "minutes_taker": group.members[4].member_id,
    }
    assert 'id="roles-fout"' in client.post(path, data=absent).text
    good = {**absent, "minutes_taker": group.members[2].member_id}
    opened = client.post(path, data=good)
    assert "Jij bent begeleider" in opened.text
    assert "Ga erheen" in client.get(f"/groep/{group.id}").text
    assert "Ga erheen" not in group.members[4].client.get(f"/groep/{group.id}").text


def test_roles_and_guests_are_changed_on_screen(held: Held) -> None:
    client, path = held.facilitator.client, f"/bijeenkomst/{held.id}/wie"
    found = seats(client, held.id)
    assert held.absent.name in client.get(path).text
    client.post(f"{path}/erbij", data={"member_id": held.absent.member_id})
    assert seats(client, held.id)[held.absent.name]["role"] == "peer"
    wrong = client.post(f"{path}/rol", data={"seat_id": found[held.peer.name]["id"], "role": "baas"})
    assert wrong.status_code == 422
    assert f'id="{found[held.peer.name]["id"]}-fout"' in wrong.text
    client.post(f"{path}/rol", data={"seat_id": found[held.peer.name]["id"], "role": "minutes_taker"})
    assert {name for name, one in seats(client, held.id).items() if one["role"] == "minutes_taker"} == {held.peer.name}
    client.post(f"{path}/weg", data={"seat_id": found[held.presenter.name]["id"]})
    assert held.presenter.name not in seats(client, held.id)
    linked = client.post(f"/bijeenkomst/{held.id}/gastlinks", data={"hours": "4"})
    assert "http://testserver/gast/" in linked.text
    assert client.post(f"/bijeenkomst/{held.id}/gastlinks", data={"hours": "999"}).status_code == 422


def test_when_the_facilitator_goes_away_whoever_has_a_seat_takes_over(
    app: FastAPI, group: MadeGroup, held: Held
) -> None:
    page, lead = f"/bijeenkomst/{held.id}", f"/bijeenkomst/{held.id}/begeleiding"
    assert "Neem de begeleiding over" not in held.presenter.client.get(page).text
    assert held.presenter.client.post(lead).status_code == 409
    guest = guest_of(app, held)
    assert "Je begeleidt een bijeenkomst" in held.facilitator.client.get(f"/groep/{group.id}/verlaten").text
    asked = group.coordinator.client.get(f"/groep/{group.id}/leden/{held.facilitator.member_id}/weghalen").text
    assert "begeleidt nu een bijeenkomst" in asked
    held.facilitator.client.post(f"/groep/{group.id}/verlaten")
    assert "Neem de begeleiding over" in held.presenter.client.get(page).text
    assert {who.post(lead).status_code for who in (guest, held.absent.client)} == {409}
    assert held.presenter.client.post(lead, follow_redirects=False).status_code == 303
    assert held.peer.client.post(lead).status_code == 409
    assert do(held.presenter.client, held.id, "next_phase") == 200


def test_nobody_takes_over_a_meeting_that_is_closed(group: MadeGroup, held: Held) -> None:
    assert do(held.facilitator.client, held.id, "close_meeting", broken_off="brandalarm") == 200
    held.facilitator.client.post(f"/groep/{group.id}/verlaten")
    assert "Neem de begeleiding over" not in held.presenter.client.get(f"/bijeenkomst/{held.id}").text
    assert held.presenter.client.post(f"/bijeenkomst/{held.id}/begeleiding").status_code == 409


def test_who_opens_the_page_of_a_meeting_without_what_was_said_is_written_down_as_that(
    group: MadeGroup, held: Held
) -> None:
    held.absent.client.get(f"/bijeenkomst/{held.id}")
    found = held.absent.client.get(f"/api/v1/groups/{group.id}/accesses").json()["items"]
    assert [one["thing"] for one in found if one["name"] == held.absent.name] == ["people"]
