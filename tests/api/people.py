"""People for tests of the API and of pages: somebody with an account, and a client that is signed in as them."""

from datetime import timedelta

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from fastapi.testclient import TestClient
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from api.door import SIGNED_IN, acts_of
from coach.container import Container
from coach.group.rights import Act
from coach.group.tokens import hashed, new_id, new_token
from coach.records import Device, Person

PASSWORD = "wandelen langs de vaart"
# As little work as argon2 takes: many tests make many people. Signing in with it makes a real hash of it.
_QUICK = PasswordHash([Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1)])


def container_in(client: TestClient) -> Container:
    """The parts behind a client."""
    app = client.app
    assert isinstance(app, FastAPI)
    parts: Container = app.state.container
    return parts


def make_person(parts: Container, name: str, password: str = PASSWORD, *, administrator: bool = False) -> Person:
    """An account, straight into the database. A second one with this name gets another login, as people would."""
    with parts.storage.write() as unit:
        people, login = unit.rows(Person), name.casefold()
        if same := people.count(name=name):
            login = f"{login} {same + 1}"
        person = Person(new_id(), login, name, _QUICK.hash(password), parts.clock.now(), administrator=administrator)
        people.add(person)
    return person


def token_for(parts: Container, person: Person) -> str:
    """The token of a new device of this person."""
    token, now = new_token(), parts.clock.now()
    with parts.storage.write() as unit:
        unit.rows(Device).add(
            Device(new_id(), person.id, hashed(token), "Firefox op Linux", now, now, now + timedelta(days=30))
        )
    return token


def sign_up(client: TestClient, name: str, password: str = PASSWORD, *, administrator: bool = False) -> str:
    """Makes somebody, on a device of their own; its token (for the cookie, or `Authorization: Bearer`)."""
    parts = container_in(client)
    return token_for(parts, make_person(parts, name, password, administrator=administrator))


def as_device(app: FastAPI, token: str) -> TestClient:
    """A browser on our own pages that holds this token."""
    return TestClient(app, headers={"Accept": "text/html", "Origin": "http://testserver"}, cookies={SIGNED_IN: token})


def as_person(app: FastAPI, name: str, *, administrator: bool = False) -> TestClient:
    """A client signed in as somebody new with this name. Twice the same name: two people."""
    parts: Container = app.state.container
    return as_device(app, token_for(parts, make_person(parts, name, administrator=administrator)))


def person_of(client: TestClient) -> Person:
    """Who a client of `as_person` is signed in as."""
    person = container_in(client).door.visitor(client.cookies.get(SIGNED_IN)).person
    assert person is not None
    return person


def acts_in(app: FastAPI) -> dict[tuple[str, str], list[Act]]:
    """What each (method, address) of the application asks for. (`app.routes` holds routers, no routes.)"""
    found: dict[tuple[str, str], list[Act]] = {}
    for route in iter_route_contexts(app.routes):
        if isinstance(route.original_route, APIRoute):
            for method in route.methods or ():
                found[method, route.path or ""] = acts_of(route)  # type: ignore[arg-type]
    return found
