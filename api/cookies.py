"""The cookies that hold a token: set and taken away in one way, everywhere."""

from fastapi import Request, Response

from api.door import GUEST, SECURE, SIGNED_IN, cookie_name

# Every name under which a token may come along, on plain http and on https.
TOKEN_COOKIES = frozenset(f"{start}{name}" for start in ("", SECURE) for name in (SIGNED_IN, GUEST))


def set_token_cookie(
    request: Request, response: Response, token: str, *, name: str = SIGNED_IN, seconds: int | None = None
) -> None:
    """Gives the browser a token to keep for `seconds`, or (None) until it closes.

    No script reads it, no other site sends it along with a write, and on https it is bound to this very host.
    """
    response.set_cookie(
        cookie_name(request, name),
        token,
        max_age=seconds,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def clear_token_cookie(request: Request, response: Response, *, name: str = SIGNED_IN) -> None:
    """Takes the token away again; browsers want the same marks as when it was set."""
    response.delete_cookie(
        cookie_name(request, name), path="/", secure=request.url.scheme == "https", httponly=True, samesite="lax"
    )
