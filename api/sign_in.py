"""What signing in is on the web: where a request came from, the cookies it leaves, and the ways back after it."""

from typing import Annotated
from urllib.parse import quote, urlsplit

from fastapi import Depends, Request, Response

from api.cookies import clear_token_cookie, set_token_cookie
from api.door import cookie_name
from coach.group.devices import LASTS, Came, SignedIn

# Tells that this browser signed in before. It opens nothing; it keeps others' wrong tries from holding it up.
KNOWN = "doorvraag_bekend"
_KNOWN_SECONDS = 365 * 24 * 3600
START = "/groepen"
_MAX_WAY = 500


def came_from(request: Request) -> Came:
    """The sender's address, browser, and known-device mark."""
    address = request.client.host if request.client else ""
    agent = request.headers.get("user-agent", "")[:500]
    return Came(address, agent, request.cookies.get(cookie_name(request, KNOWN)))


CameDep = Annotated[Came, Depends(came_from)]


def leave_cookies(request: Request, response: Response, signed_in: SignedIn) -> None:
    """Signs this browser in, and marks it as known."""
    set_token_cookie(request, response, signed_in.token, seconds=int(LASTS.total_seconds()))
    set_token_cookie(request, response, signed_in.known, name=KNOWN, seconds=_KNOWN_SECONDS)


def take_cookies(request: Request, response: Response) -> None:
    """Signs this browser out, and has it forget pages and drafts; that it is a known device stays."""
    clear_token_cookie(request, response)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'


def own_path(way: str, otherwise: str = START) -> str:
    """The way somebody was on, if it is an address of ours; else another."""
    try:
        path = urlsplit(way).path
    except ValueError:
        return otherwise
    strange = any(sign in way for sign in "\\\r\n\t") or not way.isprintable() or len(way) > _MAX_WAY
    if strange or not way.startswith("/") or way.startswith("//"):
        return otherwise
    return otherwise if path in {"/inloggen", "/uitloggen", "/aanmelden"} else way


def sign_in_address(way: str) -> str:
    """The page to sign in on, from which one goes on where one was."""
    back = own_path(way, "")
    return f"/inloggen?naar={quote(back, safe='/')}" if back else "/inloggen"
