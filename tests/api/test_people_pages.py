"""Accounts on screen: the ways in and out, what is asked again, and where they lead."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from api.door import SIGNED_IN
from api.pages.administer import KINDS
from api.sign_in import own_path
from coach.container import Container, migrate_storage
from coach.group.rights import Act
from coach.settings import load_settings
from coach.worker import handlers
from tests.api.people import PASSWORD, acts_in, as_person, container_in, make_person, person_of, token_for

OTHER = "zeven fietsen bij de brug"


@pytest.fixture
def closed(container: Container) -> Iterator[TestClient]:
    """A browser at a Doorvraag that others can reach: no tools without an account, accounts by invitation."""
    settings = load_settings(var=container.settings.var, open="off", sign_up="invited", public_url="https://door.nl")
    migrate_storage(settings)
    headers = {"Accept": "text/html", "Origin": "http://testserver"}
    with TestClient(create_app(Container(settings)), headers=headers) as client:
        yield client


@pytest.fixture
def browser(pages: TestClient) -> TestClient:
    pages.headers["Origin"] = "http://testserver"
    return pages


def app_of(client: TestClient) -> FastAPI:
    assert isinstance(client.app, FastAPI)
    return client.app


def problem_beside(html: str, name: str) -> str:
    found = re.search(rf'id="{name}-fout"[^>]*>([^<]+)<', html)
    return unescape(found[1]) if found else ""


def test_from_nothing_to_ten_codes_and_out_again(browser: TestClient) -> None:
    form = {"name": "Fatima", "password": PASSWORD, "naar": "/meedoen", "key": "k"}
    made = browser.post("/aanmelden", data=form, follow_redirects=False)
    assert made.headers["location"] == "/account/herstelcodes?naar=/meedoen"
    assert 'href="/meedoen">Later' in browser.get(made.headers["location"]).text
    shown = browser.post("/account/herstelcodes", data={"naar": "/meedoen"}).text
    assert len(re.findall(r"<code>[A-Z0-9-]{19}</code>", shown)) == 10
    assert "<code>" not in browser.get("/account/herstelcodes").text
    assert "Je hebt er nog 10." in browser.get("/account").text
    out = browser.post("/uitloggen", follow_redirects=False)
    assert (out.status_code, out.headers["clear-site-data"]) == (303, '"cache", "storage"')
    assert browser.cookies.get(SIGNED_IN) is None
    assert browser.get("/account", follow_redirects=False).headers["location"] == "/inloggen?naar=/account"


def test_pressing_twice_makes_one_account(browser: TestClient) -> None:
    form = {"name": "Fatima", "password": PASSWORD, "key": "een-druk"}
    assert [browser.post("/aanmelden", data=form, follow_redirects=False).status_code for _ in range(2)] == [303, 303]
    assert container_in(browser).administration.overview().people == 1


def test_signing_in_leads_back_to_where_one_was_and_never_elsewhere(browser: TestClient) -> None:
    make_person(container_in(browser), "Fatima")
    asked = browser.get("/groepen")
    assert 'name="naar" value="/groepen"' in asked.text
    form = {"login": "Fatima", "password": PASSWORD}
    there = browser.post("/inloggen", data=form | {"naar": "/groepen"}, follow_redirects=False)
    assert there.headers["location"] == "/groepen"
    browser.cookies.clear()
    elsewhere = browser.post("/inloggen", data=form | {"naar": "//evil.example/x"}, follow_redirects=False)
    assert elsewhere.headers["location"] == "/groepen"


@pytest.mark.parametrize(
    "way",
    ["https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
     "javascript:alert(1)", "evil", "", "/uitloggen", "/inloggen?naar=/x", "/" + "a" * 600,
     "/\u202eevil", "http://[", " /groepen"],
)  # fmt: skip
def test_only_ways_on_this_site_are_followed(way: str) -> None:
    assert own_path(way, "/anders") == "/anders"


@pytest.mark.parametrize("way", ["/groepen", "/groep/ab12/leden?gedaan=naam", "/", "/uitnodiging/abc_-D"])
def test_ways_on_this_site_are_kept(way: str) -> None:
    assert own_path(way, "/anders") == way


def test_a_wrong_password_is_said_on_the_page_and_the_login_stays_but_no_password(browser: TestClient) -> None:
    make_person(container_in(browser), "Fatima")
    answer = browser.post("/inloggen", data={"login": "Fatima", "password": OTHER, "naar": "/account"})
    assert answer.status_code == 401
    assert "horen niet bij elkaar" in problem_beside(answer.text, "all")
    assert 'value="Fatima"' in answer.text
    assert 'name="naar" value="/account"' in answer.text
    assert OTHER not in answer.text


def test_a_taken_name_asks_for_another_login_and_keeps_the_name(browser: TestClient) -> None:
    make_person(container_in(browser), "Fatima")
    assert 'name="login"' not in browser.get("/aanmelden").text
    answer = browser.post("/aanmelden", data={"name": "Fatima", "password": OTHER})
    assert "al van iemand anders" in problem_beside(answer.text, "login")
    assert 'value="Fatima"' in answer.text
    assert OTHER not in answer.text
    weak = browser.post("/aanmelden", data={"name": "Tom", "password": "welkom2026"})
    assert "raadt" in problem_beside(weak.text, "password")


def test_the_menu_knows_who_is_there_and_asks_the_database_only_for_who_may_be(browser: TestClient) -> None:
    assert 'href="/inloggen?naar=/uitleg">Inloggen' in browser.get("/uitleg").text
    mine = as_person(app_of(browser), "Fatima <b>")
    page = mine.get("/uitleg").text
    assert "Fatima &lt;b&gt;" in page
    assert 'href="/account"' in page
    assert 'href="/beheer"' not in page
    assert 'href="/beheer"' in as_person(app_of(browser), "Baas", administrator=True).get("/uitleg").text
    mine.cookies.set(SIGNED_IN, "not-a-token")
    assert "Inloggen" in TestClient(app_of(browser), headers={"Accept": "text/html"}).get("/bestaat-niet").text


def test_one_device_is_signed_out_from_another(browser: TestClient) -> None:
    here = as_person(app_of(browser), "Fatima")
    there = TestClient(app_of(browser), headers=dict(here.headers))
    assert there.post("/inloggen", data={"login": "fatima", "password": PASSWORD}).status_code == 200
    ended = re.findall(r"/account/apparaten/([0-9a-f]{32})/uitloggen", here.get("/account").text)
    assert len(ended) == 1
    assert "Dat apparaat is uitgelogd" in here.post(f"/account/apparaten/{ended[0]}/uitloggen").text
    assert there.get("/account", follow_redirects=False).status_code == 303
    assert here.get("/account").status_code == 200


def test_the_password_and_the_name_are_changed_with_each_problem_beside_its_field(browser: TestClient) -> None:
    mine = as_person(app_of(browser), "Fatima")
    wrong = mine.post("/account/wachtwoord", data={"current": OTHER, "password": OTHER})
    assert "niet je wachtwoord" in problem_beside(wrong.text, "current")
    weak = mine.post("/account/wachtwoord", data={"current": PASSWORD, "password": "kort"})
    assert "tien" in problem_beside(weak.text, "password") or "10" in problem_beside(weak.text, "password")
    assert "nieuw wachtwoord" in mine.post("/account/wachtwoord", data={"current": PASSWORD, "password": OTHER}).text
    make_person(container_in(browser), "Tom")
    taken = mine.post("/account/naam", data={"name": "Fatima de Wit", "login": "tom"})
    assert problem_beside(taken.text, "login")
    assert 'value="Fatima de Wit"' in taken.text
    assert "Je naam is veranderd" in mine.post("/account/naam", data={"name": "Fatima W.", "login": "fatima"}).text


def test_a_code_from_before_opens_the_account_again(browser: TestClient) -> None:
    mine = as_person(app_of(browser), "Fatima")
    [code, *_] = container_in(browser).recovery.make(person_of(mine).id)
    wrong = browser.post("/herstellen", data={"login": "Fatima", "code": "fout", "password": OTHER})
    assert "horen niet bij elkaar" in wrong.text
    assert OTHER not in wrong.text
    assert (
        "weer ingelogd" in browser.post("/herstellen", data={"login": "Fatima", "code": code, "password": OTHER}).text
    )
    assert mine.get("/account", follow_redirects=False).status_code == 303


def test_the_first_administrator_begins_with_a_link_that_works_once(closed: TestClient) -> None:
    parts = container_in(closed)
    old, token = parts.passes.first(), parts.passes.first()
    assert closed.get(f"/begin/{old}").status_code == 404
    assert closed.get(f"/begin/{token}").status_code == 200
    made = closed.post(f"/begin/{token}", data={"name": "Noor", "password": PASSWORD}, follow_redirects=False)
    assert made.headers["location"] == "/account/herstelcodes?naar=/beheer"
    assert closed.post(f"/begin/{token}", data={"name": "Tom", "password": OTHER}).status_code == 404
    assert parts.passes.first() is None
    assert "1 account en 0 groepen" in closed.get("/beheer").text


def test_somebody_with_an_account_becomes_administrator_and_two_links_make_one(browser: TestClient) -> None:
    parts, mine = container_in(browser), as_person(app_of(browser), "Fatima")
    token = parts.passes.first()
    assert "wordt beheerder" in mine.get(f"/begin/{token}").text
    assert "Beheerders" in mine.post(f"/begin/{token}").text
    assert person_of(mine).administrator


def test_administrators_make_links_and_each_other_and_the_last_cannot_stop(closed: TestClient) -> None:
    boss = as_person(app_of(closed), "Noor", administrator=True)
    make_person(container_in(closed), "Tom")
    assert "de enige beheerder" in boss.post("/beheer/beheerders/stoppen").text
    assert "Niemand logt hiermee in" in boss.post("/beheer/beheerders", data={"login": "wie"}).text
    assert "Tom" in boss.post("/beheer/beheerders", data={"login": "TOM"}).text
    link = re.search(r"https://door\.nl(/aanmelden/[\w-]{43})", boss.post("/beheer/aanmeldlinks").text)
    assert link is not None
    assert "/aanmelden/" not in boss.get("/beheer").text
    assert closed.get("/aanmelden").status_code == 403
    assert closed.get(link[1]).status_code == 200
    [row] = container_in(closed).passes.open_sign_ups()
    boss.post(f"/beheer/aanmeldlinks/{row.id}/intrekken")
    assert closed.post(link[1], data={"name": "Fatima", "password": PASSWORD}).status_code == 409
    assert boss.post("/beheer/beheerders/stoppen").status_code == 200
    assert boss.get("/beheer").status_code == 403


def test_where_tools_are_closed_nobody_uses_them_and_anybody_signed_in_does(closed: TestClient) -> None:
    assert 'id="judge"' not in closed.get("/").text
    assert closed.post("/", data={"text": "Wat raakte je?"}).status_code == 401
    judge = {"text": "Wat raakte je daarin?"}
    refused = closed.post("/api/v1/questions/judge", json=judge)
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    for path in ("/oefenen", "/vraagbaak", "/notuleren"):
        assert closed.get(path, follow_redirects=False).headers["location"] == f"/inloggen?naar={path}"
    assert [closed.get(path).status_code for path in ("/uitleg", "/privacy", "/healthz")] == [200] * 3
    assert closed.get("/metrics").status_code != 200 or "Inloggen" in closed.get("/metrics").text
    mine = as_person(app_of(closed), "Fatima")
    assert 'id="judge"' in mine.get("/").text
    assert mine.post("/api/v1/questions/judge", json=judge).status_code == 200
    assert mine.get("/metrics").status_code == 403
    boss = as_person(app_of(closed), "Noor", administrator=True)
    assert "doorvraag_http_requests" in boss.get("/metrics").text


def test_a_form_sent_after_signing_out_says_so_and_is_not_swallowed_by_a_redirect(browser: TestClient) -> None:
    answer = browser.post("/account/naam", data={"name": "Fatima", "login": "fatima"}, follow_redirects=False)
    assert answer.status_code == 401
    assert "Log eerst in" in answer.text


def test_every_route_and_page_names_one_act(container: Container) -> None:
    migrate_storage(container.settings)
    acts = acts_in(create_app(container))
    assert len(acts) > 100
    assert [place for place, named in acts.items() if len(named) != 1] == []


def test_what_is_somebodys_own_and_what_is_of_the_administrator_asks_for_just_that(container: Container) -> None:
    migrate_storage(container.settings)
    acts = acts_in(create_app(container))
    own = {place: named for place, named in acts.items() if re.match(r"/account|/api/v1/me(/|$)", place[1])}
    assert len(own) >= 17
    assert {act for named in own.values() for act in named} == {Act.MY_OWN}
    runs = {place: named for place, named in acts.items() if place[1].startswith("/beheer")}
    assert len(runs) == 5
    assert {act for named in runs.values() for act in named} == {Act.ADMINISTER}


def test_every_kind_of_work_has_a_dutch_name(container: Container) -> None:
    assert handlers(container).keys() == KINDS.keys()


def test_another_error_in_the_form_says_that_the_password_is_not_kept(browser: TestClient) -> None:
    shown = browser.post("/aanmelden", data={"name": "", "password": PASSWORD}).text
    assert "Typ je wachtwoord opnieuw" in shown


def test_who_has_no_codes_hears_it_with_the_groups(browser: TestClient) -> None:
    somebody = as_person(app_of(browser), "Noor")
    assert "nog geen herstelcodes" in somebody.get("/groepen").text
    somebody.post("/account/herstelcodes")
    assert "nog geen herstelcodes" not in somebody.get("/groepen").text


def test_an_own_device_is_used_now_and_another_one_lately(browser: TestClient) -> None:
    somebody = as_person(app_of(browser), "Joris")
    token_for(container_in(somebody), person_of(somebody))
    shown = somebody.get("/account").text
    assert (shown.count("dit apparaat, nu"), shown.count("in het afgelopen kwartier")) == (1, 1)


def test_where_mail_is_off_no_e_mail_address_is_spoken_of(browser: TestClient) -> None:
    assert "e-mailadres" not in browser.get("/privacy").text
