"""What a group agreed on is done: in its minutes, and for a language model."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from coach.container import Container, migrate_storage
from coach.errors import ModelUnavailable
from coach.llm.gate import Gate
from coach.records import Group
from coach.settings import load_settings
from tests.api.groups import MadeGroup, make_group
from tests.api.people import as_person, container_in

TALK = """Marleen: Welkom. Ik begeleid vandaag. Nadia notuleert.
Tom: Ik wil iets inbrengen. Mijn vraag is: hoe houd ik mijn hoofd koel als zij begint te roepen?
Nadia: Wat gebeurde er toen in jou?
Tom: Ik klapte dicht.
Tom: Ik ga haar donderdag bellen om een afspraak te maken.
Marleen: Mooi. Tot slot een rondje, wat neem je mee?
Tom: Ik heb geleerd dat ik eerst mag ademhalen."""


class Listening:
    """Helper port that goes through the real gate and tells what reached it; then it has no answer."""

    def __init__(self, names: Path) -> None:
        self._gate = Gate(enabled=True, mask_names=False, names_file=names)
        self.heard: list[Mapping[str, Any]] = []

    def ask(self, prompt: str, variables: Mapping[str, Any], output: Any, *, allowed: bool = True) -> Any:
        self.heard.append(self._gate.let_through(variables, allowed)[0])
        raise ModelUnavailable("Het taalmodel zwijgt.", code="timeout")


@pytest.fixture
def listening(tmp_path: Path) -> Listening:
    return Listening(tmp_path / "geen.toml")


@pytest.fixture
def app(tmp_path: Path, listening: Listening) -> Iterator[FastAPI]:
    parts = Container(load_settings(var=tmp_path / "var"), helper=listening)
    (tmp_path / "var").mkdir()
    migrate_storage(parts.settings)
    app = create_app(parts)
    with TestClient(app):
        yield app


@pytest.fixture
def group(app: FastAPI) -> MadeGroup:
    return make_group(app, 2)


def _signed(group: MadeGroup, clauses: object) -> None:
    base = f"/api/v1/groups/{group.id}/contract"
    shown = group.coordinator.client.put(base, json={"clauses": clauses}).json()
    for member in group.members:
        body = {"version": shown["waiting"]["version"], "name": member.name}
        assert member.client.post(base, json=body).status_code == 200


def _minutes(client: TestClient, **fields: str) -> Any:
    return client.post("/api/v1/minutes", files={"file": ("a.txt", TALK.encode(), "text/plain")}, data=fields)


def test_minutes_for_a_group_hold_what_its_contract_records(group: MadeGroup) -> None:
    least = _minutes(group.member.client, group=group.id).json()["contract"]
    assert "learned_by_presenter" in least["not_recorded"]
    _signed(group, {"minutes": {"choices": {"record": ["learned"], "names": False}}})
    told = _minutes(group.member.client, group=group.id).json()
    assert set(told["contract"]["recorded"]) == {"roles", "learned_by_presenter"}
    assert told["contract"]["retention_days"] == 7
    assert told["contract"]["not_understood"] == []


def test_without_names_an_agreement_names_a_role(group: MadeGroup) -> None:
    _signed(group, {"minutes": {"choices": {"record": ["agreements"]}}})
    [named] = _minutes(group.member.client, group=group.id).json()["agreements"]
    _signed(group, {"minutes": {"choices": {"names": False}}})
    [nameless] = _minutes(group.member.client, group=group.id).json()["agreements"]
    assert (named["who"], nameless["who"]) == ("Tom", "inbrenger")


def test_a_contract_and_a_group_together_are_refused_and_so_is_a_group_of_others(
    app: FastAPI, group: MadeGroup
) -> None:
    both = _minutes(group.member.client, group=group.id, contract="{}")
    assert (both.status_code, both.json()["code"]) == (422, "two_contracts")
    assert _minutes(as_person(app, "Vreemde"), group=group.id).status_code == 404
    assert _minutes(TestClient(app), group=group.id).status_code == 401


def test_the_minutes_page_offers_my_groups_and_follows_the_chosen_contract(app: FastAPI, group: MadeGroup) -> None:
    client = group.member.client
    assert f'<option value="{group.id}">Intervisie dinsdag</option>' in client.get("/notuleren").text
    assert "Van welke groep" not in TestClient(app).get("/notuleren", headers={"Accept": "text/html"}).text
    _signed(group, {})
    page = client.post("/notuleren", data={"pasted": TALK, "group": group.id, "chosen": "advice"}).text
    assert "volgens het contract van Intervisie dinsdag, versie 1" in page
    assert "De inbrenger leest het als eerste" in page
    assert "Adviezen in steekwoorden</h2>" not in page
    stranger = as_person(app, "Vreemde").post("/notuleren", data={"pasted": TALK, "group": group.id})
    assert stranger.status_code == 404


def _judged(client: TestClient, **body: str) -> dict[str, Any]:
    answer = client.post("/api/v1/questions/judge", json={"text": "Wat zag je?", "way": "model", **body})
    assert answer.status_code == 200, answer.text
    by: dict[str, Any] = answer.json()["judged_by"]
    return by


def test_words_of_a_group_reach_no_model_until_everybody_said_yes(group: MadeGroup, listening: Listening) -> None:
    client = group.member.client
    _judged(client)
    assert len(listening.heard) == 1, "words of no group may go where a model is set up"
    assert "geen taalmodel toe" in _judged(client, group_id=group.id)["fallback"]
    _signed(group, {"tools": {"choices": {"model": True}}})
    assert "zwijgt" in _judged(client, group_id=group.id)["fallback"]
    assert len(listening.heard) == 2
    group.coordinator.client.put(
        f"/api/v1/groups/{group.id}/contract", json={"clauses": {"tools": {"choices": {"model": False}}}}
    )
    assert "geen taalmodel toe" in _judged(client, group_id=group.id)["fallback"]
    assert len(listening.heard) == 2


def test_a_group_under_secrecy_reaches_no_model_elsewhere_whatever_it_signed(
    group: MadeGroup, listening: Listening
) -> None:
    _signed(group, {"tools": {"choices": {"model": True}}})
    with container_in(group.member.client).storage.write() as unit:
        unit.rows(Group).change(group.id, secrecy=True)
    assert "geen taalmodel toe" in _judged(group.member.client, group_id=group.id)["fallback"]
    assert listening.heard == []


@pytest.mark.parametrize("place", ["group_id", "meeting_id"])
def test_naming_a_place_of_others_or_none_at_all_is_refused(
    app: FastAPI, group: MadeGroup, listening: Listening, place: str
) -> None:
    stranger = as_person(app, "Vreemde")
    for name in (group.id, "a\x00b", ""):
        body = {"text": "Wat zag je?", "way": "model", place: name}
        assert stranger.post("/api/v1/questions/judge", json=body).status_code == 404
    assert listening.heard == []
