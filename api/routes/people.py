"""Accounts: sign up, sign in and out, oneself, one's devices, password and recovery codes."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.deps import ContainerDep
from api.door import MyOwnDep, PublicDep
from api.errors import CONFLICT, NOT_READY, PROBLEMS
from api.paging import After, Limit, Page, page_of
from api.routes.meeting_bodies import Body
from api.routes.meetings import Key
from api.sign_in import CameDep, leave_cookies, take_cookies
from coach.container import Container
from coach.errors import SignInNeeded
from coach.group.account_names import MAX_LOGIN, MAX_NAME
from coach.group.devices import DeviceView, SignedIn
from coach.group.people import NewPerson
from coach.group.visitor import Here
from coach.records import Person

router = APIRouter(prefix="/api/v1", tags=["mensen"], responses={**PROBLEMS, **NOT_READY})

Name = Annotated[str, Field(min_length=1, max_length=MAX_NAME, examples=["Fatima"])]
Login = Annotated[
    str, Field(max_length=MAX_LOGIN, description="Waarmee je inlogt; leeg: je naam", examples=["fatima b"])
]
# How long a password may be is told in words (coach.group.passwords); here only stands what is no password at all.
Password = Annotated[str, Field(min_length=1, max_length=2_000, examples=["vier losse woorden samen"])]
WayIn = Annotated[str, Field(max_length=100, description="Het token van een uitnodiging, waar dat nodig is")]


class NewPersonBody(Body):
    """Somebody new."""

    name: Name
    password: Password
    login: Login = ""
    invitation: WayIn = ""


class SignInBody(Body):
    """Login and password."""

    login: Annotated[str, Field(min_length=1, max_length=MAX_LOGIN, examples=["fatima"])]
    password: Password


class RecoverBody(Body):
    """One of one's own codes, and the password to have from now on."""

    login: Annotated[str, Field(min_length=1, max_length=MAX_LOGIN, examples=["fatima"])]
    code: Annotated[str, Field(min_length=1, max_length=40, examples=["ABCD-EFGH-2346-JKMN"])]
    password: Password


class MeChange(Body):
    """What changes; what is left out stays. An e-mail address counts once its link is opened; empty removes it."""

    name: Name | None = None
    login: Annotated[str | None, Field(min_length=1, max_length=MAX_LOGIN, examples=["fatima b"])] = None
    email: Annotated[str | None, Field(max_length=254, examples=["fatima@voorbeeld.nl"])] = None


class PasswordBody(Body):
    """From one password to the next."""

    current: Password
    password: Password


class CodesBody(Body):
    """One's password, unless one signed in on this device a moment ago."""

    password: Annotated[str, Field(max_length=2_000)] = ""


class Me(BaseModel):
    """Somebody's own account."""

    model_config = ConfigDict(extra="forbid")
    id: str
    name: str
    login: str
    created_at: datetime
    administrator: bool
    email: str | None = Field(description="Bevestigd adres, voor berichten over nieuwe apparaten")
    email_waiting: str | None = Field(description="Adres waarvan de link nog niet geopend is")
    recovery_codes_left: int


class SignedInOut(BaseModel):
    """Who signed in. Programs send the token as `Authorization: Bearer`; browsers got it as a cookie."""

    token: str
    person: Me


class Codes(BaseModel):
    """Ten codes, shown this once."""

    codes: list[str]


def me_of(container: Container, person: Person) -> Me:
    """The account as its owner sees it."""
    return Me(
        id=person.id, name=person.name, login=person.login, created_at=person.created_at,
        administrator=person.administrator, email=person.email, email_waiting=container.mail.waiting(person.id),
        recovery_codes_left=container.recovery.left(person.id),
    )  # fmt: skip


def _out(request: Request, response: Response, container: Container, done: SignedIn) -> SignedInOut:
    leave_cookies(request, response, done)
    return SignedInOut(token=done.token, person=me_of(container, done.person))


@router.post("/people", status_code=201, summary="Een account maken", responses=CONFLICT)
def sign_up(
    request: Request, response: Response, container: ContainerDep, here: PublicDep, came: CameDep, body: NewPersonBody,
    key: Key = None,
) -> SignedInOut:  # fmt: skip
    new = NewPerson(body.name, body.password, body.login, body.invitation)
    response.headers["Location"] = "/api/v1/me"
    return _out(request, response, container, container.people.sign_up(new, came, key))


@router.post("/sign-in", summary="Inloggen")
def sign_in(
    request: Request, response: Response, container: ContainerDep, here: PublicDep, came: CameDep, body: SignInBody
) -> SignedInOut:
    """Een onbekende naam en een verkeerd wachtwoord krijgen hetzelfde antwoord (401, `wrong_sign_in`)."""
    done = container.people.sign_in(body.login, body.password, came, replaces=here.visitor.device)
    return _out(request, response, container, done)


@router.post("/sign-out", status_code=204, summary="Uitloggen op dit apparaat")
def sign_out(request: Request, response: Response, container: ContainerDep, here: PublicDep) -> None:
    if here.visitor.device is not None:
        container.people.sign_out(here.visitor.device)
    take_cookies(request, response)


@router.post("/recover", summary="Een nieuw wachtwoord met een herstelcode")
def recover(
    request: Request, response: Response, container: ContainerDep, here: PublicDep, came: CameDep, body: RecoverBody
) -> SignedInOut:
    """De code is daarna op, en alle andere apparaten zijn uitgelogd."""
    return _out(request, response, container, container.recovery.recover(body.login, body.code, body.password, came))


@router.get("/me", summary="Mijn account")
def me(container: ContainerDep, here: MyOwnDep) -> Me:
    return me_of(container, here.me)


@router.patch("/me", summary="Mijn naam, inlognaam of e-mailadres wijzigen", responses=CONFLICT)
def change_me(container: ContainerDep, here: MyOwnDep, body: MeChange) -> Me:
    container.people.change_names(here.me.id, name=body.name, login=body.login)
    if body.email:
        container.mail.ask_to_confirm(here.me.id, body.email)
    elif body.email is not None:
        container.mail.forget(here.me.id)
    return me_of(container, container.people.one(here.me.id))


@router.post("/me/password", status_code=204, summary="Mijn wachtwoord wijzigen", responses=CONFLICT)
def change_password(container: ContainerDep, here: MyOwnDep, body: PasswordBody) -> None:
    """Alle andere apparaten worden uitgelogd."""
    container.people.change_password(here.me, here.visitor.device, body.current, body.password)


@router.get("/me/devices", summary="Waar ik ben ingelogd")
def devices(container: ContainerDep, here: MyOwnDep, limit: Limit = 50, after: After = "") -> Page[DeviceView]:
    rows = container.devices.list(here.me.id, here.visitor.device.id if here.visitor.device else None)
    return page_of(rows, limit, after, lambda row: row.id)


@router.delete("/me/devices", status_code=204, summary="Alle andere apparaten uitloggen")
def end_others(container: ContainerDep, here: MyOwnDep) -> None:
    container.devices.end_others(here.me.id, here.visitor.device.id if here.visitor.device else None)


@router.delete("/me/devices/{device_id}", status_code=204, summary="Eén apparaat uitloggen")
def end_device(
    container: ContainerDep,
    here: MyOwnDep,
    device_id: Annotated[str, Path(description="De id van het apparaat", max_length=64)],
) -> None:
    container.devices.end(here.me.id, device_id)


@router.post("/me/recovery-codes", summary="Tien nieuwe herstelcodes; de vorige vervallen")
def recovery_codes(container: ContainerDep, here: MyOwnDep, body: CodesBody) -> Codes:
    shown_again(container, here, body.password)
    return Codes(codes=container.recovery.make(here.me.id))


def shown_again(container: Container, here: Here, password: str) -> None:
    """Asks for the password once more, unless it was shown on this device a moment ago. Raises SignInNeeded."""
    if container.devices.fresh(here.visitor.device):
        return
    if not password:
        raise SignInNeeded("Geef je wachtwoord nog een keer.", code="password_needed", where="current")
    container.people.confirm_password(here.me, password)
