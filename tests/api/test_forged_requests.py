"""A write may only ride on a browser's cookie when it comes from one of our own pages."""

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from coach.container import Container, migrate_storage
from tests.api.people import sign_up

JUDGE = "/api/v1/questions/judge"
ASKED = {"text": "Wat maakt dit voor jou moeilijk?"}
OURS = {"Origin": "http://testserver"}


@pytest.fixture
def client(container: Container) -> TestClient:
    migrate_storage(container.settings)
    return TestClient(create_app(container))


def write(client: TestClient, **headers: str) -> tuple[int, str]:
    answer = client.post(JUDGE, json=ASKED, headers=headers)
    return answer.status_code, answer.json().get("code", "")


@pytest.mark.parametrize("name", ["doorvraag", "doorvraag_gast", "__Host-doorvraag", "__Host-doorvraag_gast"])
def test_a_write_with_our_cookie_that_does_not_say_where_it_comes_from_is_refused(
    client: TestClient, name: str
) -> None:
    token = sign_up(client, "Noor")
    assert write(client, Cookie=f"thema=donker; {name}={token}") == (403, "unknown_origin")
    assert write(client, Cookie=f"{name}={token}", Origin="http://testserver") == (200, "")
    assert write(client, Cookie=f"{name}={token}", **{"Sec-Fetch-Site": "same-origin"}) == (200, "")


@pytest.mark.parametrize("headers", [{"Origin": "https://elders.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_a_write_with_our_cookie_from_another_site_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    cookie = {"Cookie": f"doorvraag={sign_up(client, 'Noor')}"}
    assert write(client, **cookie, **headers) == (403, "foreign_origin")
    assert write(client, **cookie, **OURS, **{"Sec-Fetch-Site": "cross-site"}) == (403, "foreign_origin")


def test_a_program_with_a_token_of_its_own_need_not_say_where_it_comes_from(client: TestClient) -> None:
    token = sign_up(client, "Noor")
    assert write(client, Authorization=f"Bearer {token}") == (200, "")
    assert write(client, Authorization=f"Bearer {token}", Cookie=f"doorvraag={token}") == (200, "")


@pytest.mark.parametrize("authorization", ["Bearer", "Bearer ", "Basic bm9vcjp4"])
def test_a_header_without_a_token_is_no_excuse(client: TestClient, authorization: str) -> None:
    cookie = f"doorvraag={sign_up(client, 'Noor')}"
    assert write(client, Authorization=authorization, Cookie=cookie) == (403, "unknown_origin")


def test_a_program_without_cookie_or_token_need_not_say_either(client: TestClient) -> None:
    assert write(client) == (200, "")
    assert write(client, Cookie="thema=donker; doorvraag_anders=1") == (200, "")


def test_the_same_name_over_another_scheme_is_another_site(container: Container) -> None:
    migrate_storage(container.settings)
    secure = TestClient(create_app(container), base_url="https://testserver")
    assert write(secure, Origin="http://testserver") == (403, "foreign_origin")
    assert write(secure, Origin="https://testserver") == (200, "")


def test_reading_with_a_cookie_needs_no_origin(client: TestClient) -> None:
    cookie = {"Cookie": f"doorvraag={sign_up(client, 'Noor')}"}
    assert client.get("/", headers=cookie).status_code == 200


def test_a_browser_gets_a_page_that_says_what_to_do(client: TestClient) -> None:
    answer = client.post("/oefenen", headers={"Accept": "text/html", "Cookie": "doorvraag=x"})
    assert answer.status_code == 403
    assert "Vernieuw de pagina" in answer.text
    assert answer.headers["Content-Type"].startswith("text/html")
