"""Groups for tests: made through the API by people who are signed in."""

from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.testclient import TestClient

from coach.records import Member, Person
from tests.api.people import as_person, container_in, person_of

NAMES = ("Fatima", "Noor", "Joris", "Sanne", "Daan", "Mei", "Kees", "Amina")


@dataclass(frozen=True, slots=True)
class Somebody:
    """A member with a client that is signed in (by cookie; it asks for pages, and gets JSON of /api)."""

    client: TestClient
    person: Person
    member_id: str
    name: str


@dataclass(frozen=True, slots=True)
class MadeGroup:
    """A group; the first member coordinates."""

    id: str
    members: tuple[Somebody, ...]

    @property
    def coordinator(self) -> Somebody:
        return self.members[0]

    @property
    def member(self) -> Somebody:
        """One who does not coordinate."""
        return self.members[1]


def make_group(app: FastAPI, count: int = 3, name: str = "Intervisie dinsdag") -> MadeGroup:
    """A group of `count` people, new ones each time; who joins comes by one invitation."""
    first = as_person(app, NAMES[0])
    answer = first.post("/api/v1/groups", json={"name": name})
    assert answer.status_code == 201, answer.text
    group_id = str(answer.json()["id"])
    members = [Somebody(first, person_of(first), str(answer.json()["my_member_id"]), NAMES[0])]
    if count > 1:
        token = invitation(first, group_id)
        members += [joined(app, token, _name(number)) for number in range(1, count)]
    return MadeGroup(group_id, tuple(members))


def invitation(coordinator: TestClient, group_id: str, uses: int = 50) -> str:
    """The token of a new invitation."""
    answer = coordinator.post(f"/api/v1/groups/{group_id}/invites", json={"uses": uses})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["link"]).rsplit("/", 1)[1]


def joined(app: FastAPI, token: str, name: str) -> Somebody:
    """Somebody new who came in with this token."""
    client = as_person(app, name)
    answer = client.post("/api/v1/groups/join", json={"token": token})
    assert answer.status_code == 200, answer.text
    return Somebody(client, person_of(client), str(answer.json()["my_member_id"]), name)


def row_of(group: MadeGroup, member_id: str) -> Member:
    """How a membership is kept."""
    with container_in(group.coordinator.client).storage.read() as unit:
        row = unit.inside(group.id, Member).get(member_id)
    assert row is not None
    return row


def _name(number: int) -> str:
    return NAMES[number] if number < len(NAMES) else f"{NAMES[number % len(NAMES)]} {number}"
