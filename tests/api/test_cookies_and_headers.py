"""Cookies with a token, and the headers that stand on every answer, however it went."""

import pytest
from fastapi import FastAPI, Request, Response
from fastapi.testclient import TestClient

from api.app import create_app
from api.cookies import clear_token_cookie, set_token_cookie
from api.door import GUEST
from coach.container import Container, migrate_storage

ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class BrokenDesk:
    """A part that breaks when it is used."""

    def ask(self, question: str, method: str | None = None) -> object:
        raise RuntimeError


def app_of(container: Container) -> FastAPI:
    """Our application, with a page of this test that hands out and takes away cookies, and one that goes on."""
    migrate_storage(container.settings)
    container.__dict__["guidance"] = BrokenDesk()
    app = create_app(container)

    @app.get("/proef/koekje")
    def cookie(request: Request, response: Response, weg: bool = False, gast: bool = False) -> None:
        name = {"name": GUEST} if gast else {}
        if weg:
            clear_token_cookie(request, response, **name)
        else:
            set_token_cookie(request, response, "geheim", seconds=60, **name)

    @app.get("/proef/verder")
    def on() -> Response:
        return Response(status_code=303, headers={"Location": "/"})

    return app


@pytest.fixture
def plain(container: Container) -> TestClient:
    return TestClient(app_of(container), follow_redirects=False, raise_server_exceptions=False)


@pytest.fixture
def secure(container: Container) -> TestClient:
    return TestClient(
        app_of(container), base_url="https://testserver", follow_redirects=False, raise_server_exceptions=False
    )


def marks(client: TestClient, question: str = "") -> set[str]:
    """The cookie line of an answer, in parts."""
    return set(client.get(f"/proef/koekje{question}").headers["Set-Cookie"].split("; "))


def test_on_https_a_token_is_bound_to_host_and_https_and_hidden_from_script(secure: TestClient) -> None:
    assert marks(secure) == {
        "__Host-doorvraag=geheim", "HttpOnly", "Max-Age=60", "Path=/", "SameSite=lax", "Secure",
    }  # fmt: skip
    assert "__Host-doorvraag_gast=geheim" in marks(secure, "?gast=1")


def test_on_plain_http_it_goes_by_a_name_that_browsers_take_there(plain: TestClient) -> None:
    assert marks(plain) == {"doorvraag=geheim", "HttpOnly", "Max-Age=60", "Path=/", "SameSite=lax"}


def test_a_token_is_taken_away_with_the_marks_it_was_set_with(secure: TestClient) -> None:
    gone = marks(secure, "?weg=1")
    assert {'__Host-doorvraag=""', "Max-Age=0", "Path=/", "Secure", "HttpOnly", "SameSite=lax"} <= gone


# What is asked for, and the status it gets: an answer, a redirect, a style, an error of every kind, a crash.
ASKED = [
    ("GET", "/", {}, 200),
    ("GET", "/proef/verder", {}, 303),
    ("GET", "/static/css/base.css", {}, 200),
    ("GET", "/static/css/geen.css", {}, 404),
    ("GET", "/nergens", {}, 404),
    ("DELETE", "/healthz", {}, 405),
    ("GET", "/", {"Host": "elders.example"}, 400),
    ("POST", "/api/v1/questions/judge", {"Origin": "https://elders.example"}, 403),
    ("POST", "/api/v1/questions/judge", {"Content-Length": "99999999"}, 413),
    ("POST", "/api/v1/questions/judge", {}, 422),
    ("POST", "/api/v1/guidance/ask", {"Content-Type": "application/json"}, 500),
]


@pytest.mark.parametrize(("method", "path", "headers", "status"), ASKED, ids=[f"{m} {s}" for m, _, _, s in ASKED])
def test_every_answer_carries_all_headers(
    secure: TestClient, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    body = b'{"question": "Wat is een rondje?"}' if status == 500 else b""
    answer = secure.request(method, path, headers=headers, content=body)
    assert answer.status_code == status
    assert ALWAYS.items() <= answer.headers.items()
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["strict-transport-security"] == "max-age=63072000; includeSubDomains"
    stored = not path.startswith("/static/")
    assert answer.headers.get("cache-control", "") == ("no-store" if stored else "")


def test_plain_http_promises_no_https(plain: TestClient) -> None:
    assert "strict-transport-security" not in plain.get("/").headers
