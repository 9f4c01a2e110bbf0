"""What changed lately, on the group's own page: who came and went, which dates were moved or called off."""

from datetime import timedelta

from api.pages.date_words import day_line
from api.pages.group_cards import Card, Link
from coach.container import Container
from coach.group.dates import CANCELLED
from coach.group.recurrence import read_local
from coach.group.visitor import Here

LATELY = timedelta(days=14)
SHOWN = 5


def changes_card(container: Container, here: Here) -> Card | None:
    """For everybody: what others did, so that nobody has to find out. Only since whoever looks is a member."""
    dates = _dates(container, here)
    lines = [*dates, *_people(container, here)]
    if not lines:
        return None
    more = [f"En nog {len(lines) - SHOWN}."] if len(lines) > SHOWN else []
    base = f"/groep/{here.our_group.id}"
    links = (Link(f"{base}/data", "Alle data") if dates else Link(f"{base}/leden", "Leden"),)
    return Card("Wat er veranderde", (*lines[:SHOWN], *more), links)


def _dates(container: Container, here: Here) -> list[str]:
    now = container.clock.now()
    since = max(now - LATELY, here.my_membership.joined_at)
    told = []
    for row in container.dates.all(here.our_group.id):
        if row.starts_at <= now or not row.sequence or row.changed_at is None or row.changed_at <= since:
            continue
        told.append(
            f"Gaat niet door: {day_line(row)}."
            if row.state == CANCELLED
            else f"Gewijzigd: {day_line(row)}, {read_local(row.local):%H:%M}{', ' + row.place if row.place else ''}."
        )
    return told


def _people(container: Container, here: Here) -> list[str]:
    me = here.my_membership
    since = max(container.clock.now() - LATELY, me.joined_at)
    told = [f"{one.name} is niet meer in de groep." for one in container.groups.gone_since(here.our_group.id, since)]
    members = [one for one in container.groups.members(here.our_group.id) if one.id != me.id]
    return told + [f"{one.name} kwam bij de groep." for one in members if one.joined_at > since]
