"""The way in and out: sign in, make an account, sign out, back in with a code, and the first administrator."""

import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response

from api.deps import ContainerDep
from api.door import PublicDep
from api.pages.shell import go, render
from api.sign_in import START, CameDep, leave_cookies, own_path, take_cookies
from coach.container import Container
from coach.errors import BadInput, CoachError, Conflict, NotFound, NotReady, Refused, SignInNeeded, Slower
from coach.group.devices import SignedIn
from coach.group.passes import FIRST, unknown_pass
from coach.group.people import NewPerson
from coach.group.visitor import Here

router = APIRouter()

Typed = Annotated[str, Form(max_length=2_000)]
# What can be mended on the page itself; all else is an error page.
MENDABLE = (BadInput, Conflict, NotFound, NotReady, Refused, SignInNeeded, Slower)
_INVITATION = "/uitnodiging/"


def problem_of(error: CoachError, otherwise: str) -> dict[str, str]:
    """The sentence, beside the field that it is about."""
    return {error.where or otherwise: error.message}


def _signed_in(request: Request, done: SignedIn, way: str) -> Response:
    response = go(way)
    leave_cookies(request, response, done)
    return response


@router.get("/inloggen")
def ask_sign_in(request: Request, container: ContainerDep, here: PublicDep, naar: str = "") -> Response:
    if here.visitor.person is not None:
        return go(own_path(naar))
    return _sign_in_page(request, container, naar)


@router.post("/inloggen")
def sign_in(
    request: Request, container: ContainerDep, here: PublicDep, came: CameDep, login: Typed = "", password: Typed = "",
    naar: Typed = "",
) -> Response:  # fmt: skip
    """Signs in and goes on where somebody was."""
    try:
        done = container.people.sign_in(login, password, came, replaces=here.visitor.device)
    except MENDABLE as error:
        return _sign_in_page(request, container, naar, error.status, problems=problem_of(error, "all"), login=login)
    return _signed_in(request, done, own_path(naar))


def _sign_in_page(request: Request, container: Container, way: str, status: int = 200, **context: Any) -> Response:
    way = own_path(way, "")
    base: dict[str, Any] = {"login": "", "naar": way, "may_sign_up": container.people.may_sign_up(way_in_of(way))}
    return render(request, "sign_in.html", status, **(base | context))


def way_in_of(way: str) -> str:
    """The token of a group's invitation, when that is where somebody was going."""
    return way.removeprefix(_INVITATION) if way.startswith(_INVITATION) else ""


@router.get("/aanmelden")
@router.get("/aanmelden/{token}")
def ask_sign_up(
    request: Request, container: ContainerDep, here: PublicDep, token: str = "", naar: str = ""
) -> Response:
    if here.visitor.person is not None and not token:
        return go(own_path(naar))
    return _sign_up_page(request, container, token, naar)


@router.post("/aanmelden")
@router.post("/aanmelden/{token}")
def sign_up(
    request: Request, container: ContainerDep, here: PublicDep, came: CameDep, name: Typed = "", password: Typed = "",
    login: Typed = "", naar: Typed = "", key: Annotated[str | None, Form(max_length=100)] = None, token: str = "",
) -> Response:  # fmt: skip
    """Makes an account and shows the way to recovery codes; the key makes a second press the same account."""
    way = own_path(naar, "")
    new = NewPerson(name, password, login, token or way_in_of(way))
    try:
        done = container.people.sign_up(new, came, key)
    except MENDABLE as error:
        problems = problem_of(error, "all")
        return _sign_up_page(request, container, token, naar, error.status, problems=problems, name=name, login=login)
    return _signed_in(request, done, f"/account/herstelcodes?naar={way or START}")


def _sign_up_page(
    request: Request, container: Container, token: str, way: str, status: int = 200, **context: Any
) -> Response:
    way = own_path(way, "")
    may = container.people.may_sign_up(token or way_in_of(way))
    base: dict[str, Any] = {"name": "", "login": "", "naar": way, "token": token, "key": secrets.token_hex(16)}
    return render(request, "sign_up.html", status if may else max(status, 403), may=may, **(base | context))


@router.post("/uitloggen")
def sign_out(request: Request, container: ContainerDep, here: PublicDep) -> Response:
    """Ends this device; for who was signed out already, the same page."""
    if here.visitor.device is not None:
        container.people.sign_out(here.visitor.device)
    response = go("/inloggen?uit=1")
    take_cookies(request, response)
    return response


@router.get("/herstellen")
def ask_recover(request: Request, here: PublicDep) -> Response:
    return render(request, "recover.html", login="", code="")


@router.post("/herstellen")
def recover(
    request: Request, container: ContainerDep, here: PublicDep, came: CameDep, login: Typed = "", code: Typed = "",
    password: Typed = "",
) -> Response:  # fmt: skip
    """A new password with one of one's own codes."""
    try:
        done = container.recovery.recover(login, code, password, came)
    except MENDABLE as error:
        problems = problem_of(error, "all")
        return render(request, "recover.html", error.status, problems=problems, login=login, code=code)
    return _signed_in(request, done, "/account?gedaan=hersteld")


@router.get("/begin/{token}")
def ask_begin(request: Request, container: ContainerDep, here: PublicDep, token: str) -> Response:
    if not container.passes.good(FIRST, token):
        raise unknown_pass()
    return _begin_page(request, here, token)


@router.post("/begin/{token}")
def begin(
    request: Request, container: ContainerDep, here: PublicDep, came: CameDep, token: str, name: Typed = "",
    password: Typed = "", login: Typed = "",
) -> Response:  # fmt: skip
    """Makes the first administrator: a new account, or the one that is signed in here."""
    if here.visitor.person is not None:
        container.people.begin_as(token, here.me.id)
        return go("/beheer")
    try:
        done = container.people.begin(token, NewPerson(name, password, login), came)
    except (BadInput, Conflict) as error:
        problems = problem_of(error, "all")
        return _begin_page(request, here, token, error.status, problems=problems, name=name, login=login)
    return _signed_in(request, done, "/account/herstelcodes?naar=/beheer")


def _begin_page(request: Request, here: Here, token: str, status: int = 200, **context: Any) -> Response:
    base: dict[str, Any] = {"name": "", "login": "", "token": token, "person": here.visitor.person}
    return render(request, "begin.html", status, **(base | context))
