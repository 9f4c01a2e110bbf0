"""The loose meetings that this browser knows: their ids in a cookie, since who knows such an id may see the meeting."""

import re

from fastapi import Request, Response

from api.cookies import set_token_cookie
from api.door import cookie_name

NAME = "doorvraag_bijeenkomsten"
MOST = 12
SECONDS = 365 * 24 * 3600
_ID = re.compile(r"[0-9a-f]{32}")


def known_ids(request: Request) -> list[str]:
    """The ids, the last one first."""
    kept = request.cookies.get(cookie_name(request, NAME), "")
    return [one for one in kept.split(".")[:MOST] if _ID.fullmatch(one)]


def remember(request: Request, response: Response, meeting_id: str) -> Response:
    """Adds a meeting, on top; the oldest goes when there are too many."""
    before = known_ids(request)
    if before[:1] == [meeting_id]:
        return response
    return _keep(request, response, [meeting_id, *(one for one in before if one != meeting_id)])


def forget(request: Request, response: Response, meeting_id: str) -> Response:
    """Takes a meeting off."""
    before = known_ids(request)
    if meeting_id not in before:
        return response
    return _keep(request, response, [one for one in before if one != meeting_id])


def _keep(request: Request, response: Response, ids: list[str]) -> Response:
    set_token_cookie(request, response, ".".join(ids[:MOST]), name=NAME, seconds=SECONDS if ids else 0)
    return response
