"""One's own account: name, password, devices, recovery codes, e-mail address."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response

from api.deps import ContainerDep
from api.door import MyOwnDep
from api.pages.shell import go, render
from api.pages.sign_in import MENDABLE, Typed, problem_of
from api.routes.people import me_of, shown_again
from api.sign_in import own_path
from coach.container import Container
from coach.errors import CoachError, NotFound
from coach.group.visitor import Here

router = APIRouter()

SAID = {
    "naam": "Je naam is veranderd. In je groepen heet je zoals je daar heette.",
    "wachtwoord": "Je hebt een nieuw wachtwoord. Op andere apparaten ben je uitgelogd.",
    "hersteld": "Je hebt een nieuw wachtwoord en bent weer ingelogd. De code die je gebruikte, is op.",
    "apparaat": "Dat apparaat is uitgelogd.",
    "andere": "Alle andere apparaten zijn uitgelogd.",
    "bericht": "Er gaat een bericht naar dat adres. Open de link daarin, dan telt het.",
    "bevestigd": "Je e-mailadres is bevestigd.",
    "vergeten": "Je e-mailadres is weg.",
    "groep": "De groep is gewist. Ieder lid ziet dat op deze plek.",
}


@router.get("/account")
def account(request: Request, container: ContainerDep, here: MyOwnDep) -> Response:
    return _page(request, container, here)


def _page(request: Request, container: Container, here: Here, status: int = 200, **context: Any) -> Response:
    me, current = me_of(container, here.me), here.visitor.device
    devices = container.devices.list(here.me.id, current.id if current else None)
    said = SAID.get(request.query_params.get("gedaan", ""), "")
    base: dict[str, Any] = {"name": me.name, "login": me.login, "email": me.email or ""}
    return render(
        request, "account.html", status, me=me, devices=devices, said=said, lately=container.devices.lately,
        mail=container.mail.on, receipts=container.receipts.of_person(here.me.id), **(base | context),
    )  # fmt: skip


def _again(
    request: Request, container: Container, here: Here, error: CoachError, otherwise: str, **typed: Any
) -> Response:
    return _page(request, container, here, error.status, problems=problem_of(error, otherwise), **typed)


@router.post("/account/naam")
def rename(request: Request, container: ContainerDep, here: MyOwnDep, name: Typed = "", login: Typed = "") -> Response:
    try:
        container.people.change_names(here.me.id, name=name, login=login)
    except MENDABLE as error:
        return _again(request, container, here, error, "name", name=name, login=login)
    return go("/account?gedaan=naam")


@router.post("/account/wachtwoord")
def change_password(
    request: Request, container: ContainerDep, here: MyOwnDep, current: Typed = "", password: Typed = ""
) -> Response:
    try:
        container.people.change_password(here.me, here.visitor.device, current, password)
    except MENDABLE as error:
        return _again(request, container, here, error, "current")
    return go("/account?gedaan=wachtwoord")


@router.post("/account/apparaten/uitloggen")
def end_others(container: ContainerDep, here: MyOwnDep) -> Response:
    container.devices.end_others(here.me.id, here.visitor.device.id if here.visitor.device else None)
    return go("/account?gedaan=andere#apparaten")


@router.post("/account/apparaten/{device_id}/uitloggen")
def end_device(container: ContainerDep, here: MyOwnDep, device_id: str) -> Response:
    """Signs a device out; one that is gone already is as gone."""
    try:
        container.devices.end(here.me.id, device_id)
    except NotFound:
        return go("/account#apparaten")
    return go("/account?gedaan=apparaat#apparaten")


@router.get("/account/herstelcodes")
def about_codes(request: Request, container: ContainerDep, here: MyOwnDep, naar: str = "") -> Response:
    return _codes_page(request, container, here, naar)


@router.post("/account/herstelcodes")
def make_codes(
    request: Request, container: ContainerDep, here: MyOwnDep, current: Typed = "", naar: Typed = ""
) -> Response:
    """Shows ten new codes, in this answer only: neither address nor database can show them again."""
    try:
        shown_again(container, here, current)
    except MENDABLE as error:
        return _codes_page(request, container, here, naar, error.status, problems=problem_of(error, "current"))
    return _codes_page(request, container, here, naar, codes=container.recovery.make(here.me.id))


def _codes_page(
    request: Request, container: Container, here: Here, way: str, status: int = 200, **context: Any
) -> Response:
    base: dict[str, Any] = {"codes": [], "naar": own_path(way, "/account")}
    return render(
        request, "recovery_codes.html", status, left=container.recovery.left(here.me.id),
        fresh=container.devices.fresh(here.visitor.device), first=base["naar"] != "/account", login=here.me.login,
        **(base | context),
    )  # fmt: skip


@router.post("/account/e-mail")
def change_email(
    request: Request, container: ContainerDep, here: MyOwnDep, email: Annotated[str, Form(max_length=500)] = "",
    do: Annotated[str, Form(max_length=20)] = "",
) -> Response:  # fmt: skip
    if do == "forget":
        container.mail.forget(here.me.id)
        return go("/account?gedaan=vergeten#e-mail")
    try:
        container.mail.ask_to_confirm(here.me.id, email)
    except MENDABLE as error:
        return _again(request, container, here, error, "email", email=email)
    return go("/account?gedaan=bericht#e-mail")


@router.get("/account/e-mail/{token}")
def ask_confirm(request: Request, here: MyOwnDep, token: str) -> Response:
    """A page between: some mail programs open every link in a message before anybody reads it."""
    return render(request, "confirm_email.html", token=token)


@router.post("/account/e-mail/{token}")
def confirm(container: ContainerDep, here: MyOwnDep, token: str) -> Response:
    container.mail.confirm(here.me.id, token)
    return go("/account?gedaan=bevestigd#e-mail")
