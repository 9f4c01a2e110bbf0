"""Meetings without a group: without an account where that is open, each browser sees its own; with one, its owner's."""

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from coach.container import Container, migrate_storage
from coach.settings import load_settings
from tests.api.people import as_person

HOME = "/api/v1/meetings"
BODY = {"method": "basismodel", "title": "Donderdaggroep"}


@pytest.fixture
def app(pages: TestClient) -> FastAPI:
    app = pages.app
    assert isinstance(app, FastAPI)
    return app


def browser(app: FastAPI, base: str = "http://testserver") -> TestClient:
    return TestClient(app, base_url=base, headers={"Accept": "text/html", "Origin": base})


def opened(client: TestClient, **more: Any) -> str:
    answer = client.post("/begeleiden", data={**BODY, **more}, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_without_an_account_on_this_machine_a_meeting_is_opened_led_noted_taken_along_and_erased(app: FastAPI) -> None:
    client = browser(app)
    path = opened(client)
    meeting = path.rsplit("/", 1)[1]
    assert client.get(path).status_code == 200
    for do, fields in (("next", {}), ("note", {"note": "een thema"}), ("park", {"park": "eerst bellen"})):
        pressed = client.post(path, data={"do": do, **fields}, follow_redirects=False)
        assert pressed.status_code == 303, do
    assert client.get(f"{path}/tekst").status_code == 200
    assert client.get(f"{path}/sluiten").status_code == 200
    assert client.get(f"{HOME}/{meeting}").status_code == 200
    command = {"command": {"do": "next_phase"}}
    assert client.post(f"{HOME}/{meeting}/commands", json=command).status_code == 200
    assert client.get(f"{path}/wissen").status_code == 200
    for _ in range(2):
        gone = client.post(f"{path}/wissen", follow_redirects=False)
        assert (gone.status_code, gone.headers["location"]) == (303, "/begeleiden?gewist=1")
    assert client.get(path).status_code == 404


def test_a_program_without_account_opens_and_erases_one(pages: TestClient) -> None:
    answer = pages.post(HOME, json=BODY)
    assert answer.status_code == 201
    assert pages.get(answer.headers["location"]).json()["title"] == "Donderdaggroep"
    assert pages.delete(answer.headers["location"]).status_code == 204
    assert pages.delete(answer.headers["location"]).status_code == 404


def test_the_list_shows_what_this_browser_knows_and_never_all_of_the_machine(app: FastAPI) -> None:
    mine, other = browser(app), browser(app)
    path = opened(mine)
    assert path in mine.get("/begeleiden").text
    assert path not in other.get("/begeleiden").text
    other.get(path)  # who was given the address knows it from now on
    assert path in other.get("/begeleiden").text
    mine.post(f"{path}/wissen")
    assert path not in mine.get("/begeleiden").text
    assert path not in other.get("/begeleiden").text


def test_the_browser_remembers_twelve_and_no_more(app: FastAPI) -> None:
    client = browser(app)
    paths = [opened(client) for _ in range(14)]
    shown = client.get("/begeleiden").text
    assert [path in shown for path in paths] == [False, False] + [True] * 12


def test_a_list_that_was_tampered_with_shows_nothing_strange(app: FastAPI) -> None:
    client, owner = browser(app), as_person(app, "Noor")
    theirs = opened(owner).rsplit("/", 1)[1]
    for value in (theirs, "x", ".".join(["0" * 32] * 40), f"../{theirs}", '"' * 50):
        client.cookies.set("doorvraag_bijeenkomsten", value)
        answer = client.get("/begeleiden")
        assert answer.status_code == 200
        assert theirs not in answer.text


def test_what_a_signed_in_person_opens_is_theirs_alone(app: FastAPI, pages: TestClient) -> None:
    noor, kees = as_person(app, "Noor"), as_person(app, "Kees")
    path = opened(noor)
    meeting = path.rsplit("/", 1)[1]
    assert path in noor.get("/begeleiden").text
    assert path not in kees.get("/begeleiden").text
    assert kees.get(path).status_code == 404
    assert kees.post(f"{path}/wissen").status_code == 404
    assert pages.get(f"{HOME}/{meeting}").status_code == 401
    assert noor.get(f"{HOME}/{meeting}").status_code == 200
    by_program = noor.post(HOME, json=BODY).json()["id"]
    assert kees.get(f"{HOME}/{by_program}").status_code == 404


def test_one_key_of_two_people_is_not_one_meeting(app: FastAPI) -> None:
    noor, kees = as_person(app, "Noor"), as_person(app, "Kees")
    opened(noor, key="zelfde")
    answer = kees.post("/begeleiden", data={**BODY, "key": "zelfde"}, follow_redirects=False)
    assert answer.status_code == 422


def test_where_tools_are_closed_nobody_opens_or_reads_one(tmp_path: Path) -> None:
    settings = load_settings(var=tmp_path / "var", open="off")
    settings.var.mkdir()
    migrate_storage(settings)
    container = Container(settings)
    loose = container.meetings.open("basismodel", "Donderdaggroep")
    with TestClient(create_app(container), headers={"Accept": "application/json"}) as client:
        assert client.post(HOME, json=BODY).status_code == 401
        assert client.get(f"{HOME}/{loose}").status_code == 401
        assert client.get(f"{HOME}/{'0' * 32}").status_code == 401
        assert client.get("/begeleiden").status_code == 401


def test_the_cookie_of_known_meetings_is_out_of_reach_of_scripts(app: FastAPI) -> None:
    client = browser(app, "https://testserver")
    answer = client.post("/begeleiden", data=BODY, follow_redirects=False)
    [cookie] = [line for line in answer.headers.get_list("set-cookie") if "bijeenkomsten" in line]
    assert cookie.startswith("__Host-doorvraag_bijeenkomsten=")
    assert re.search(r"HttpOnly.*SameSite=lax.*Secure", cookie)
