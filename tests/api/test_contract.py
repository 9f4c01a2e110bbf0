"""A group's contract over the API and on its pages: proposed, signed, changed, taken along."""

import html
import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from coach.group.contract_json import minutes_contract
from coach.group.policy import GroupPolicy
from coach.minutes.contract import policy_of
from tests.api.groups import MadeGroup, Somebody, invitation, joined, make_group
from tests.api.people import as_person, container_in


@pytest.fixture
def app(pages: TestClient) -> FastAPI:
    app = pages.app
    assert isinstance(app, FastAPI)
    return app


@pytest.fixture
def group(app: FastAPI) -> MadeGroup:
    return make_group(app, 3)


def _base(group: MadeGroup) -> str:
    return f"/api/v1/groups/{group.id}/contract"


def _propose(group: MadeGroup, clauses: object) -> dict[str, object]:
    answer = group.coordinator.client.put(_base(group), json={"clauses": clauses})
    assert answer.status_code == 200, answer.text
    shown: dict[str, object] = answer.json()
    return shown


def _agree(group: MadeGroup, *members: Somebody) -> None:
    version = group.coordinator.client.get(f"{_base(group)}/versions").json()["items"][0]["version"]
    for member in members:
        answer = member.client.post(_base(group), json={"version": version, "name": member.name})
        assert answer.status_code == 200, answer.text


def _fields(page: str) -> dict[str, list[str]]:
    """What a browser would send of the form as it stands."""
    fields: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        ticked = not re.search(r'type="(?:radio|checkbox)"', tag) or " checked" in tag
        if name and value and ticked:
            fields.setdefault(name.group(1), []).append(html.unescape(value.group(1)))
    for name_, text in re.findall(r'<textarea id="[^"]*" name="([^"]*)"[^>]*>(.*?)</textarea>', page, re.DOTALL):
        fields[name_] = [html.unescape(text)]
    return fields


def test_a_contract_is_in_force_when_the_last_member_agreed(group: MadeGroup) -> None:
    _propose(group, {"tools": {"choices": {"model": True}}})
    _agree(group, *group.members[:2])
    waiting = group.coordinator.client.get(_base(group)).json()
    assert (waiting["current"], waiting["waiting"]["version"], waiting["holds"]["model"]) == (None, 1, False)
    assert [one["name"] for one in waiting["missing"]] == ["Joris"]
    _agree(group, group.members[2])
    now = group.member.client.get(_base(group)).json()
    assert (now["current"]["version"], now["waiting"], now["holds"]["model"], now["missing"]) == (1, None, True, [])
    assert len(now["clauses"]) == 19


def test_a_member_signs_and_does_not_propose(group: MadeGroup) -> None:
    assert group.member.client.put(_base(group), json={}).status_code == 403
    assert group.member.client.get(f"/groep/{group.id}/contract/wijzigen").status_code == 403
    assert group.member.client.post(f"{_base(group)}.json", json={}).status_code == 403


def test_a_stranger_sees_nothing_of_it(app: FastAPI, group: MadeGroup) -> None:
    _propose(group, {})
    stranger = as_person(app, "Fatima")
    for address in (_base(group), f"{_base(group)}/versions", f"{_base(group)}.json", f"/groep/{group.id}/contract"):
        assert stranger.get(address).status_code == 404
    assert stranger.post(_base(group), json={"version": 1, "name": "Fatima"}).status_code == 404


def test_what_is_wrong_in_a_proposal_names_its_place(group: MadeGroup) -> None:
    answer = group.coordinator.client.put(_base(group), json={"clauses": {"planning": {"choices": {"weeks": 99}}}})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_terms")
    assert "planning.weeks" in answer.json()["detail"]


def test_thirty_members_sign_one_by_one(app: FastAPI) -> None:
    group = make_group(app, 30)
    _propose(group, {})
    _agree(group, *group.members[:29])
    assert group.coordinator.client.get(_base(group)).json()["current"] is None
    _agree(group, group.members[29])
    assert len(group.coordinator.client.get(_base(group)).json()["current"]["agreed"]) == 30


def test_who_joins_is_asked_and_a_removed_member_no_longer_counts(app: FastAPI, group: MadeGroup) -> None:
    _propose(group, {"attention": {"choices": {"peer_pages": True}}})
    _agree(group, *group.members)
    new = joined(app, invitation(group.coordinator.client, group.id), "Daan")
    seen = new.client.get(_base(group)).json()
    assert (seen["asks_me"], seen["holds"]["peer_pages"], seen["current"]["version"]) == (1, False, 1)
    group.coordinator.client.delete(f"/api/v1/groups/{group.id}/members/{new.member_id}")
    assert group.member.client.get(_base(group)).json()["holds"]["peer_pages"] is True


def test_export_and_import_say_the_same(group: MadeGroup) -> None:
    _propose(group, {"minutes": {"choices": {"names": False, "record_own": ["de terugblik op de vorige keer"]}}})
    _agree(group, *group.members)
    client = group.coordinator.client
    first = client.get(f"{_base(group)}.json").json()
    assert set(first) == {"record", "do_not_record", "anonymise", "retention_days", "language"}
    assert "afspraken zonder naam" in first["record"]
    assert client.post(f"{_base(group)}.json", json=first).json()["code"] == "nothing_changed"
    answer = client.post(f"{_base(group)}.json", json=first | {"retention_days": 2})
    assert (answer.status_code, answer.json()["not_understood"]) == (200, [])
    _agree(group, *group.members)
    assert client.get(f"{_base(group)}.json").json() == first | {"retention_days": 2}


def test_free_sentences_are_understood_or_shown_as_not(group: MadeGroup) -> None:
    contract = {"record": ["Evaluatie", "hoe de koffie smaakte"], "do_not_record": ["geen emoties"]}
    told = group.coordinator.client.post(f"{_base(group)}.json", json=contract).json()
    assert {"text": "Evaluatie", "recorded": True, "means": ["Evaluatie"]} in told["understood"]
    assert [one["text"] for one in told["not_understood"]] == ["hoe de koffie smaakte"]
    _agree(group, *group.members)
    page = group.member.client.get(f"/groep/{group.id}/contract").text
    assert re.search(r"hoe de koffie smaakte.*dit begrijp ik niet", page)
    minutes = policy_of(minutes_contract(container_in(group.member.client).contracts.holds(group.id)))
    assert minutes.items == {"evaluation"}
    assert minutes.not_understood == ("hoe de koffie smaakte",)


@pytest.mark.parametrize(
    "contract",
    [
        {"record": "alles"},
        {"retention_days": -1},
        {"retention_days": 5000},
        {"record": ["x" * 500]},
        {"language": "fr"},
    ],
)
def test_a_contract_json_that_cannot_be_used_is_refused_and_keeps_nothing(
    group: MadeGroup, contract: dict[str, object]
) -> None:
    assert group.coordinator.client.post(f"{_base(group)}.json", json=contract).status_code == 422
    assert group.coordinator.client.get(f"{_base(group)}/versions").json()["items"] == []


def test_every_option_for_the_minutes_is_understood_and_switches_exactly_itself(group: MadeGroup) -> None:
    parts = {
        "question": "presenting_question", "restated": "restated_question", "themes": "themes",
        "advice": "advice_keywords", "agreements": "agreements", "learned": "learned_by_presenter",
        "learned_peers": "learned_by_peers", "back": "look_back", "evaluation": "evaluation", "next": "next_meeting",
    }  # fmt: skip
    book = container_in(group.member.client).contracts.book
    for option in book.choices["record"].options:  # type: ignore[union-attr]
        for sentence in filter(None, (option.sentence, option.nameless)):
            assert policy_of({"record": [sentence]}).items == {parts[option.id]}
            assert policy_of({"record": [sentence]}).member_names is (sentence == option.sentence)


def test_without_names_the_minutes_have_none_whatever_else_they_hold() -> None:
    from coach.group.policy_of import NAMELESS

    policy = policy_of(minutes_contract(GroupPolicy(record=("thema's in steekwoorden",), do_not_record=(NAMELESS,))))
    assert (policy.member_names, policy.not_understood) == (False, ())


def test_a_coordinator_lays_the_defaults_before_the_group_and_everybody_signs_on_the_page(group: MadeGroup) -> None:
    base, chief = f"/groep/{group.id}/contract", group.coordinator.client
    assert "nog geen contract" in group.member.client.get(base).text
    fields = _fields(chief.get(f"{base}/wijzigen").text)
    shown = chief.post(f"{base}/wijzigen", data=fields)
    assert (shown.status_code, "ligt nu bij de groep" in shown.text) == (200, True)
    for member in group.members:
        assert 'id="akkoord"' in member.client.get(base).text
        done = member.client.post(base, data={"version": "1", "name": f" {member.name.upper()}"})
        assert "Je bent akkoord" in done.text
        assert 'id="akkoord"' not in done.text
    page = group.member.client.get(base).text
    assert "Iedereen is akkoord" in page
    assert all(f"<strong>{member.name}</strong>" in page for member in group.members)


def test_a_form_that_is_wrong_opens_its_clause_and_keeps_what_was_typed(group: MadeGroup) -> None:
    base, chief = f"/groep/{group.id}/contract/wijzigen", group.coordinator.client
    fields = _fields(chief.get(base).text) | {"planning.weeks": ["vaak"], "text.roles": ["We trekken lootjes."]}
    answer = chief.post(base, data=fields)
    assert answer.status_code == 422
    assert answer.text.count('<details class="clause" open>') == 1
    assert 'value="vaak"' in answer.text
    assert "We trekken lootjes." in answer.text
    assert 'id="planning.weeks-fout"' in answer.text


def test_a_change_shows_what_was_and_what_comes_and_boxes_can_be_emptied(group: MadeGroup) -> None:
    _propose(group, {})
    _agree(group, *group.members)
    base, chief = f"/groep/{group.id}/contract", group.coordinator.client
    fields = _fields(chief.get(f"{base}/wijzigen").text)
    del fields["minutes.record"]
    fields["text.attention"] = ["Telefoons liggen in de mand."]
    page = chief.post(f"{base}/wijzigen", data=fields).text
    assert "Telefoons liggen in de mand." in page
    assert "Eerst:" in page
    assert chief.get(f"{_base(group)}.json").json()["record"] == []
    assert "Telefoons liggen in de mand." in group.member.client.get(f"{base}/versies").text


def test_the_name_of_another_member_is_refused_beside_the_field(group: MadeGroup) -> None:
    _propose(group, {})
    page = group.member.client.post(f"/groep/{group.id}/contract", data={"version": "1", "name": "fatima"})
    assert page.status_code == 409
    assert re.search(r'id="name-fout"[^>]*>Zo heet een ander lid', page.text)


def test_an_old_form_after_somebody_elses_change_is_shown_again_with_what_was_typed(group: MadeGroup) -> None:
    base, chief = f"/groep/{group.id}/contract/wijzigen", group.coordinator.client
    fields = _fields(chief.get(base).text) | {"text.roles": ["We trekken lootjes."]}
    _propose(group, {})
    answer = chief.post(base, data=fields)
    assert (answer.status_code, "We trekken lootjes." in answer.text) == (409, True)


def test_words_of_danger_in_a_clause_show_where_help_is(group: MadeGroup) -> None:
    base, chief = f"/groep/{group.id}/contract", group.coordinator.client
    assert "0800-0113" not in chief.get(base).text
    danger = {"text.purpose": ["Ik wil niet meer leven."]}
    page = chief.post(f"{base}/wijzigen", data=_fields(chief.get(f"{base}/wijzigen").text) | danger)
    assert (page.status_code, "0800-0113" in page.text) == (200, True)


def test_the_home_of_the_group_says_whose_yes_is_missing(group: MadeGroup) -> None:
    home = f"/groep/{group.id}"
    assert "Bekijk een voorstel" in group.coordinator.client.get(home).text
    _propose(group, {})
    assert "op jouw akkoord wacht" in group.member.client.get(home).text
    _agree(group, *group.members[:2])
    assert "Nog niet akkoord: Joris." in group.coordinator.client.get(home).text
    for address in (f"{home}/contract", f"{home}/contract/versies", f"/api/v1/groups/{group.id}/contract"):
        assert "Joris" not in group.member.client.get(address).text
    assert "Nog niet akkoord: nog" in group.member.client.get(home).text
    assert "nog 1 van de 3" in group.member.client.get(home).text
    assert "nog 1 van de 3" in group.member.client.get(f"{home}/contract").text


def test_who_is_alone_is_not_told_that_everybody_agreed(app: FastAPI) -> None:
    group = make_group(app, 1)
    home = f"/groep/{group.id}"
    for agreed in (False, True):
        _propose(group, {} if not agreed else {"minutes": {"choices": {"raw_days": 3}}})
        if agreed:
            _agree(group, group.coordinator)
        for address in (f"{home}/contract", f"{home}/contract/versies"):
            page = group.coordinator.client.get(address).text
            assert "Iedereen is akkoord" not in page
            assert "Je bent nog alleen" in page
    assert "Je bent nog alleen" in group.coordinator.client.get(home).text
    new = joined(app, invitation(group.coordinator.client, group.id), "Daan")
    assert "op jouw akkoord wacht" in new.client.get(home).text
    assert "1 van de 2 leden is akkoord" in group.coordinator.client.get(f"{home}/contract/versies").text


def test_a_version_that_waited_for_who_left_does_not_say_that_everybody_agreed(group: MadeGroup) -> None:
    _propose(group, {})
    _agree(group, *group.members[:2])
    group.coordinator.client.delete(f"/api/v1/groups/{group.id}/members/{group.members[2].member_id}")
    home = f"/groep/{group.id}"
    for address in (home, f"{home}/contract"):
        page = group.member.client.get(address).text
        assert "De leden die er nu zijn, zijn akkoord." in page
        assert "Iedereen is akkoord" not in page
    page = group.member.client.get(f"{home}/contract/versies").text
    assert "2 van de 2 leden zijn akkoord" in page
    assert "ging gelden toen een lid wegging" in page


def test_what_is_not_followed_or_understood_is_shown_before_anything_is_proposed(group: MadeGroup) -> None:
    base, chief = f"/groep/{group.id}/contract", group.coordinator.client
    fields = _fields(chief.get(f"{base}/wijzigen").text)
    fields["text.minutes"] = ["Verslagen bewaren we 60 dagen."]
    fields["minutes.record_own"] = ["hoe de koffie smaakte"]
    between = chief.post(f"{base}/wijzigen", data=fields).text
    assert "Zo begrijp ik het" in between
    assert re.search(r"60 dagen”. Dit volgt de software niet; wat geldt is: Verslagen gaan na een jaar weg", between)
    assert re.search(r"hoe de koffie smaakte.*dit begrijp ik niet", between)
    assert chief.get(f"{_base(group)}/versions").json()["items"] == []
    kept = _fields(between)
    kept.pop("checked", None)
    kept.pop("back", None)
    again = chief.post(f"{base}/wijzigen", data=kept | {"back": "1"}).text
    assert "Verslagen bewaren we 60 dagen." in again
    assert "<h1>Een contract voorleggen</h1>" in again
    assert "ligt nu bij de groep" in chief.post(f"{base}/wijzigen", data=kept | {"checked": "1"}).text
    assert "Dit volgt de software niet" in group.member.client.get(base).text


def test_minutes_can_stay_sixty_days_and_the_form_keeps_it(group: MadeGroup) -> None:
    base, chief = f"/groep/{group.id}/contract", group.coordinator.client
    fields = _fields(chief.get(f"{base}/wijzigen").text)
    wrong = chief.post(f"{base}/wijzigen", data=fields | {"minutes.minutes_kept": ["own"]})
    assert (wrong.status_code, 'id="minutes.minutes_kept-fout"' in wrong.text) == (422, True)
    days = {"minutes.minutes_kept": ["own"], "minutes.minutes_kept.days": ["60"]}
    assert "Verslagen gaan na 60 dagen weg." in chief.post(f"{base}/wijzigen", data=fields | days).text
    again = _fields(chief.get(f"{base}/wijzigen").text)
    assert {key: again[key] for key in days} == days


def test_no_page_of_the_contract_names_codes_of_sources(group: MadeGroup) -> None:
    base, chief = f"/groep/{group.id}/contract", group.coordinator.client
    page = chief.get(f"{base}/wijzigen").text
    assert "Waar komt dit vandaan?" in page
    assert "Wat is intervisie? Blog van HEELopleidingen" in page
    for text in (page, chief.get(base).text):
        assert not re.search(r"\b[SP]\d{2,3}\b|\bseeds?\b", text)


def test_somebody_elses_or_no_name_is_answered_kindly_beside_the_field(group: MadeGroup) -> None:
    _propose(group, {})
    page = group.member.client.post(f"/groep/{group.id}/contract", data={"version": "1", "name": "x"})
    assert page.status_code == 422
    assert re.search(r'id="name-fout"[^>]*>Onderteken met je eigen naam. In deze groep heet je Noor', page.text)


def test_without_a_contract_the_page_says_how_long_words_really_stay(group: MadeGroup) -> None:
    days = container_in(group.member.client).retention.holds(group.id).days
    page = group.member.client.get(f"/groep/{group.id}/contract").text
    assert f"Ruwe woorden gaan {days} dagen na de bijeenkomst weg." in page
    assert "Verslagen gaan na een half jaar weg." in page
