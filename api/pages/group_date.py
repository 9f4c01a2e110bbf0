"""One date of a group: whether I come, who does what, who was there, change it, call it off."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response

from api.deps import ContainerDep
from api.door import CoordinatorDep, GroupDep, OwnPartDep
from api.pages.date_view import line, whom_to_ask
from api.pages.date_words import typed_local, typed_number
from api.pages.forms import FieldsDep
from api.pages.shell import go, render
from coach.container import Container
from coach.errors import BadInput, Conflict, NotFound, Refused
from coach.group.attendance import may_tell_of_others
from coach.group.dates import CANCELLED, HELD, BadDate, Change
from coach.group.rota_service import LET_THE_ROTA, NOBODY, Fill
from coach.group.visitor import Here

router = APIRouter()

DONE = {
    "ik": "Bewaard. De anderen zien het hier.",
    "wie": "Bewaard.",
    "gewijzigd": "Gewijzigd. Agenda's volgen vanzelf; een bericht stuurt Doorvraag niet.",
    "rollen": "De rollen zijn bewaard.",
    "toch": "De bijeenkomst gaat toch door.",
}


@router.get("/groep/{group_id}/data/{date_id}")
def date(request: Request, container: ContainerDep, here: GroupDep, date_id: str) -> Response:
    return _page(request, container, here, date_id)


@router.post("/groep/{group_id}/data/{date_id}/ik")
def me(container: ContainerDep, here: OwnPartDep, date_id: str, there: Annotated[str, Form()] = "") -> Response:
    """I come, or was there: yes or no."""
    if there not in ("yes", "no"):
        raise BadInput("Kies of je er bent of niet.", code="no_choice")
    mine = here.my_membership
    container.attendance.record(here.our_group.id, date_id, mine, {mine.id: there == "yes"})
    return _back(here, date_id, "ik")


@router.post("/groep/{group_id}/data/{date_id}/wie")
def who(container: ContainerDep, here: OwnPartDep, date_id: str, fields: FieldsDep) -> Response:
    """Who was there, of everybody the form names: "yes", or "no". The service refuses who may not tell of others."""
    named = {name.removeprefix("lid-"): value for name, value in fields.items() if name.startswith("lid-")}
    told = {member_id: value == "yes" for member_id, value in named.items() if value in ("yes", "no")}
    container.attendance.record(here.our_group.id, date_id, here.my_membership, told)
    return _back(here, date_id, "wie")


@router.post("/groep/{group_id}/data/{date_id}/wijzigen")
def change(
    request: Request, container: ContainerDep, here: CoordinatorDep, date_id: str, fields: FieldsDep
) -> Response:
    try:
        container.dates.change(
            here.our_group.id,
            date_id,
            Change(
                typed_local(fields), typed_number(fields.get("minutes", "")), fields.get("place", ""),
                fields.get("following") == "true",
            ),
        )  # fmt: skip
    except (BadInput, Conflict, Refused) as error:
        problems = error.fields if isinstance(error, BadDate) else {"local": error.message}
        return _page(request, container, here, date_id, error.status, problems=problems, typed=fields)
    return _back(here, date_id, "gewijzigd")


@router.post("/groep/{group_id}/data/{date_id}/rollen")
def roles(request: Request, container: ContainerDep, here: CoordinatorDep, date_id: str, fields: FieldsDep) -> Response:
    """What differs from what was shown, is chosen by hand; the rest follows."""
    look = container.rota.look(here.our_group.id)
    column = next((column for column in look.columns if column.date.id == date_id), None)
    if column is None:
        raise NotFound("Van deze datum zijn de rollen niet meer te veranderen.", code="date_over")
    shown = {filled.pick.role: _shown(filled.pick.member_id, filled.pick.because) for filled in column.picks}
    chosen = {role: fields[role] for role in shown if fields.get(role) and fields[role] != shown[role]}
    fill: Fill = "all" if fields.get("again") == "true" else "open"
    try:
        container.rota.change(here.our_group.id, {date_id: chosen} if chosen else {}, fill=fill)
    except (Conflict, NotFound, Refused) as error:
        return _page(request, container, here, date_id, error.status, problems={"roles": error.message}, picked=fields)
    return _back(here, date_id, "rollen")


@router.get("/groep/{group_id}/data/{date_id}/afgelasten")
def ask_cancel(request: Request, container: ContainerDep, here: CoordinatorDep, date_id: str) -> Response:
    return _ask(request, container, here, date_id)


@router.post("/groep/{group_id}/data/{date_id}/afgelasten")
def cancel(
    request: Request, container: ContainerDep, here: CoordinatorDep, date_id: str,
    following: Annotated[bool, Form()] = False,
) -> Response:  # fmt: skip
    try:
        container.dates.cancel(here.our_group.id, date_id, following=following)
    except Refused as error:
        return _ask(request, container, here, date_id, error.status, problems={"cancel": error.message})
    return go(f"/groep/{here.our_group.id}/data?gedaan=afgelast")


@router.post("/groep/{group_id}/data/{date_id}/toch")
def restore(request: Request, container: ContainerDep, here: CoordinatorDep, date_id: str) -> Response:
    try:
        container.dates.restore(here.our_group.id, date_id)
    except Conflict as error:
        return _page(request, container, here, date_id, error.status, problems={"restore": error.message})
    return _back(here, date_id, "toch")


def _shown(member_id: str | None, because: str) -> str:
    """The value of a role's list as it was shown."""
    return member_id or (NOBODY if because == "nobody" else LET_THE_ROTA)


def _back(here: Here, date_id: str, done: str) -> Response:
    return go(f"/groep/{here.our_group.id}/data/{date_id}?gedaan={done}")


def _page(
    request: Request, container: Container, here: Here, date_id: str, status: int = 200, **context: Any
) -> Response:
    group_id, me = here.our_group.id, here.my_membership
    row, rota = container.dates.one(group_id, date_id), container.rota.look(group_id)
    column = next((column for column in rota.columns if column.date.id == date_id), None)
    there = container.attendance.look(group_id, date_id)
    begun = row.starts_at <= container.clock.now()
    day, _, time = row.local.partition("T")
    base: dict[str, Any] = {
        "said": DONE.get(request.query_params.get("gedaan", ""), ""),
        "typed": {"day": day, "time": time, "minutes": str(row.minutes), "place": row.place},
        "picked": {f.pick.role: _shown(f.pick.member_id, f.pick.because) for f in column.picks} if column else {},
    }
    return render(
        request, "group_date.html", status, group=here.our_group, date=line(row, here, rota, column), row=row,
        leads=me.role == "coordinator", tells=begun and may_tell_of_others(row, me) and row.state != CANCELLED,
        begun=begun, held=row.state == HELD, there=there,
        mine=next((one for one in there if one.member_id == me.id), None),
        later=_later(container, here, date_id), open=column is not None, names=rota.names,
        whom=whom_to_ask(container, here),  **(base | context),
    )  # fmt: skip


def _ask(
    request: Request, container: Container, here: Here, date_id: str, status: int = 200, **context: Any
) -> Response:
    row, rota = container.dates.one(here.our_group.id, date_id), container.rota.look(here.our_group.id)
    return render(
        request, "group_date_cancel.html", status, group=here.our_group, date=line(row, here, rota),
        later=_later(container, here, date_id), **context,
    )  # fmt: skip


def _later(container: Container, here: Here, date_id: str) -> int:
    """How many dates of the same series are planned after this one."""
    rows = container.dates.all(here.our_group.id)
    this = next(row for row in rows if row.id == date_id)
    series = [row for row in rows if row.series_id == this.series_id and row.state == "planned"]
    return sum(row.starts_at > this.starts_at for row in series) if this.series_id else 0
