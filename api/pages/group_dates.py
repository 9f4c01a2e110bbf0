"""A group's dates on one page, planning them, and what of them waits on the group's own page."""

import secrets
from typing import Any

from fastapi import APIRouter, Request, Response

from api.deps import ContainerDep
from api.door import CoordinatorDep, GroupDep
from api.pages.date_view import coming_lines, line, to_tell
from api.pages.date_words import day_line, how_often, typed_day, typed_local, typed_number
from api.pages.forms import FieldsDep
from api.pages.group_cards import Card, Link, card
from api.pages.group_start import sources
from api.pages.shell import go, render
from coach.container import Container
from coach.errors import BadInput, Conflict, Refused
from coach.group.dates import CANCELLED, FEW, SOURCE, BadDate, Plan, coming, gone
from coach.group.look_backs import LookBackView
from coach.group.recurrence import Rhythm
from coach.group.visitor import Here

router = APIRouter()

DONE = {
    "gepland": "De data staan erin. Wie de agenda volgt, ziet ze vanzelf.",
    "afgelast": "De bijeenkomst gaat niet door. Agenda's volgen vanzelf; een bericht stuurt Doorvraag niet.",
    "besproken": "Afgevinkt.",
    "terugkijken": "Het staat erbij, en komt vanzelf terug.",
    "weg": "De regel is weg.",
    "rooster": "Het rooster staat vast. Veranderen kan altijd.",
}


@router.get("/groep/{group_id}/data")
def dates(request: Request, container: ContainerDep, here: GroupDep) -> Response:
    return page(request, container, here)


def page(request: Request, container: Container, here: Here, status: int = 200, **context: Any) -> Response:
    """The page with everything on dates; also where a mistake in one of its forms comes back to."""
    group_id, now = here.our_group.id, container.clock.now()
    rows, rota = container.dates.all(group_id), container.rota.look(group_id)
    leads = here.my_membership.role == "coordinator"
    base: dict[str, Any] = {
        "text": "", "due_on": "", "every_days": "", "key": secrets.token_hex(16),
        "said": DONE.get(request.query_params.get("gedaan", ""), ""),
    }  # fmt: skip
    return render(
        request, "group_dates.html", status, group=here.our_group, leads=leads, rota=rota,
        ahead=coming_lines(coming(rows, now), rota, here), few=FEW if container.dates.few(group_id) else "",
        source=sources(container.settings.knowledge / "sources.toml").get(SOURCE),
        before=[line(row, here, rota) for row in gone(rows, now) if row.state != CANCELLED],
        to_tell={row.id for row in to_tell(container, here)},
        look_backs=container.look_backs.look(group_id), how_often=how_often, **(base | context),
    )  # fmt: skip


@router.get("/groep/{group_id}/data/plannen")
def ask_plan(request: Request, container: ContainerDep, here: CoordinatorDep) -> Response:
    agreed = container.set_up.agreed(here.our_group, "frequency")
    typed = {
        "day": "", "time": "", "how": "weeks", "every": str(agreed.get("every_weeks", "")), "until": "",
        "minutes": str(agreed.get("minutes", "")), "place": str(agreed.get("place", "")), "key": secrets.token_hex(16),
    }  # fmt: skip
    return render(request, "group_dates_plan.html", group=here.our_group, typed=typed)


@router.post("/groep/{group_id}/data/plannen")
def plan(request: Request, container: ContainerDep, here: CoordinatorDep, fields: FieldsDep) -> Response:
    try:
        container.dates.plan(here.our_group.id, _plan(fields), fields.get("key") or None)
    except (BadInput, Conflict, Refused) as error:
        problems = error.fields if isinstance(error, BadDate) else {"local": error.message}
        typed = {name: "" for name in ("day", "time", "how", "every", "until", "minutes", "place")}
        typed |= {**fields, "key": secrets.token_hex(16)}
        return render(
            request, "group_dates_plan.html", error.status, group=here.our_group, typed=typed, problems=problems
        )
    return go(f"/groep/{here.our_group.id}/data?gedaan=gepland")


def _plan(fields: dict[str, str]) -> Plan:
    how, until = fields.get("how", ""), fields.get("until", "").strip()
    rhythm = None
    if how in ("weeks", "months"):
        rhythm = Rhythm(typed_number(fields.get("every", "")), "weeks" if how == "weeks" else "months")
    last = typed_day(until)
    if until and last is None:
        raise BadDate({"until": "Kies een dag, of laat dit leeg voor een jaar."})
    minutes, place = typed_number(fields.get("minutes", "")), fields.get("place", "")
    return Plan(typed_local(fields), minutes, place, rhythm, last if rhythm else None)


@card(30)
def next_card(container: Container, here: Here) -> Card:
    """The next date, and what whoever looks does there."""
    base, leads = f"/groep/{here.our_group.id}/data", here.my_membership.role == "coordinator"
    rows = coming(container.dates.all(here.our_group.id), container.clock.now())
    ahead = [row for row in rows if row.state != CANCELLED]
    if not ahead and leads:
        text = "Er staat nog geen datum. Plan een jaar vooruit; dan blijft de agenda vrij."
        return Card("Plan jullie data", (text,), (Link(f"{base}/plannen", "Plan de data"),), waits=True)
    if not ahead:
        return Card("Data", ("Er staat nog geen datum. De coördinator plant ze.",), (Link(base, "Data"),))
    rota = container.rota.look(here.our_group.id)
    [shown] = coming_lines(ahead[:1], rota, here)
    lines = [f"{shown.day.capitalize()}, {shown.hours}{', ' + shown.place if shown.place else ''}."]
    lines += ["Je hebt je afgemeld."] if shown.me_away else []
    mine = [part for part in shown.parts if part.mine]
    lines += [f"Jouw rol: {part.label.lower()}{' (voorstel)' if part.proposed else ''}." for part in mine]
    links = (Link(f"{base}/{shown.id}", "Bekijk deze datum"), Link(base, "Alle data"))
    return Card("De volgende keer", tuple(lines), links)


@card(31)
def rota_card(container: Container, here: Here) -> Card | None:
    """For the coordinator: something of the rota does not stand yet, and the group does not choose each time anew."""
    each_time = container.set_up.agreed(here.our_group, "roles").get("division") == "each_time"
    if each_time or here.my_membership.role != "coordinator" or not container.rota.look(here.our_group.id).open:
        return None
    lines = ("Doorvraag heeft een verdeling van de rollen klaar. Kijk of ze past.",)
    return Card("Het rooster", lines, (Link(f"/groep/{here.our_group.id}/data/rooster", "Bekijk het voorstel"),), True)


@card(32)
def who_card(container: Container, here: Here) -> Card | None:
    """Who was there last time, as long as nobody told."""
    rows = to_tell(container, here)
    if not rows:
        return None
    address = f"/groep/{here.our_group.id}/data/{rows[0].id}#wie"
    return Card("Wie was er?", (f"Vul in wie er was op {day_line(rows[0])}.",), (Link(address, "Vul in"),), waits=True)


@card(40)
def look_back_card(container: Container, here: Here) -> Card | None:
    """What the group said it would come back to, once it is time."""
    ripe = container.look_backs.due(here.our_group.id)
    if not ripe:
        return None
    links = (Link(f"/groep/{here.our_group.id}/data#terugkijken", "Naar terugkijken"),)
    return Card("Tijd om op terug te komen", _texts(ripe), links, waits=True)


def _texts(ripe: list[LookBackView]) -> tuple[str, ...]:
    shown = tuple(view.text for view in ripe[:3])
    return shown if len(ripe) <= 3 else (*shown, f"En nog {len(ripe) - 3}.")
