"""Against forged requests: a write that rides on a browser's cookie must come from one of our own pages."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.cookies import TOKEN_COOKIES
from api.errors import respond
from api.middleware import UNSAFE

FOREIGN = "Dit verzoek komt van een andere site en is geweigerd."
UNKNOWN = (
    "Dit verzoek zegt niet van welke pagina het komt en is geweigerd. Vernieuw de pagina en probeer het opnieuw; "
    "een programma stuurt zijn token als Authorization: Bearer."
)


class OriginCheck:
    """Refuses a write that a browser sends from another site, or that carries our cookie and does not say where from.

    Every browser of these years says so with `Sec-Fetch-Site` or `Origin`; no other site can make it lie. A program
    without a cookie, or with `Authorization: Bearer` (which no other site can make a browser send), need not say.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] in UNSAFE:
            headers = Headers(scope=scope)
            refused = None
            if not _own(headers, scope["scheme"]):
                refused = ("foreign_origin", FOREIGN)
            elif not _says(headers) and _carries_our_cookie(headers):
                refused = ("unknown_origin", UNKNOWN)
            if refused:
                return await respond(Request(scope, receive), 403, *refused)(scope, receive, send)
        await self.app(scope, receive, send)


def _own(headers: Headers, scheme: str) -> bool:
    """Whether nothing that is said points at another site."""
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = headers.get("origin")
    try:
        return origin is None or urlsplit(origin)[:2] == (scheme, headers.get("host"))
    except ValueError:  # no address at all, such as http://[
        return False


def _says(headers: Headers) -> bool:
    kind, _, token = headers.get("authorization", "").partition(" ")
    return "origin" in headers or "sec-fetch-site" in headers or (kind.lower() == "bearer" and bool(token))


def _carries_our_cookie(headers: Headers) -> bool:
    for line in headers.getlist("cookie"):
        names = {part.partition("=")[0].strip() for part in line.split(";")}
        if names & TOKEN_COOKIES:
            return True
    return False
