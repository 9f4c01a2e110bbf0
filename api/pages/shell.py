"""What every page shares: templates, the shell around them, the error page, redirects after a post."""

import hashlib
from http import HTTPStatus
from importlib import resources
from pathlib import Path
from typing import Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from api.door import visitor_of
from api.pages import words
from api.sign_in import sign_in_address
from coach.group.visitor import Visitor

_HERE = Path(str(resources.files("api")))
DOORS = (
    ("/oefenen", "Oefenen"),
    ("/begeleiden", "Begeleiden"),
    ("/notuleren", "Notuleren"),
    ("/vraagbaak", "Vraagbaak"),
    ("/uitleg", "Uitleg"),
)


def _digest(folder: Path) -> str:
    """Changes whenever a style, script or picture changes, so that no browser keeps an old one."""
    total = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            total.update(file.read_bytes())
    return total.hexdigest()[:10]


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(DOORS=DOORS, STATIC=_digest(_HERE / "static"), words=words)
    environment.filters.update(day=words.day_here, at=words.at_here, clock=words.clock)
    return environment


templates = Jinja2Templates(env=_environment())


def render(request: Request, name: str, /, status: int = 200, **context: Any) -> Response:
    """A page from `templates/<name>`. `problems` maps a field to a Dutch sentence, `help` holds a Concern or None."""
    visitor = _visitor(request, status)
    base: dict[str, Any] = {
        "problems": {}, "help": None, "path": request.url.path, "visitor": visitor,
        "sign_in": _sign_in(request, status), "zone": getattr(request.state, "zone", ""),
    }  # fmt: skip
    return templates.TemplateResponse(request, name, base | context, status_code=status)


def _visitor(request: Request, status: int) -> Visitor:
    """Whom the menu is for. When something broke, the database may be what did: then only who is known already."""
    if status >= 500 or status == 413:
        known: Visitor = getattr(request.state, "visitor", Visitor())
        return known
    return visitor_of(request)


def _sign_in(request: Request, status: int) -> str:
    """Where "Inloggen" leads: back to this page afterwards, if one can come back to it."""
    path = request.url.path
    return sign_in_address(path) if request.method == "GET" and status < 400 and path != "/" else "/inloggen"


def error_page(request: Request, status: int, detail: str) -> Response:
    """An error as a page: what happened in one sentence, and a way on. Holds nothing that was sent."""
    title = words.ERROR_TITLES.get(status, "Dit lukte niet")
    return render(
        request, "error.html", status, title=title, detail=detail, number=status, phrase=HTTPStatus(status).phrase
    )


def go(path: str) -> Response:
    """After a post: look at the page again, so that reloading repeats nothing."""
    return RedirectResponse(path, status_code=303)
