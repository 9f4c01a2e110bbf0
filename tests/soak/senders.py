"""Who sends generated requests, and the group whose words none of the others may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from fastapi import FastAPI

from api.app import create_app
from coach.container import Container, migrate_storage
from coach.group.tokens import new_id
from coach.method import commands as c
from coach.ports import MeetingRow
from coach.records import Group, LookBack, MeetingDate, Member, Person
from coach.settings import load_settings
from tests.api.people import make_person, token_for

# In everything that group says: not a word of ours, so that finding it in an answer means that something leaked.
SECRET = "kwartelvlinder"
# The group's name, which who was in it may still see in the list of their own groups.
NAME = "tapuitenkring"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class StaysOpen(Container):
    """Schemathesis starts and stops the application around every call; the parts must outlive that."""

    def close(self) -> None:
        self.stopped = True


@dataclass(frozen=True, slots=True)
class Sender:
    """Somebody, with the headers that go with each request, and the words that they may not meet in an answer."""

    name: str
    headers: Mapping[str, str]
    hidden: tuple[str, ...] = (SECRET, NAME)


@dataclass(frozen=True, slots=True)
class World:
    """An application with a group that has secrets, and everybody who sends requests to it."""

    app: FastAPI
    senders: tuple[Sender, ...]
    places: Mapping[str, str]  # parameters of an address -> what in the secret group it points at


def build(var: Path) -> World:
    """A world of its own in `var`: what one sender erases is there again in the next."""
    var.mkdir(parents=True, exist_ok=True)
    parts = StaysOpen(load_settings(var=var, rate_limits="off"))
    migrate_storage(parts.settings)
    member, former, other = (make_person(parts, name) for name in ("Noor", "Bram", "Youssef"))
    ours = _group(parts, NAME, member, SECRET)
    _group(parts, "Andere kring", other, "gewoon")
    with parts.storage.write() as unit:
        gone = Member(new_id(), ours.id, former.id, "Bram", "member", "left", NOW, NOW)
        unit.inside(ours.id, Member).add(gone)
    places = {"group_id": ours.id, "meeting_id": _meeting(parts, ours), "member_id": gone.id} | _papers(parts, ours)
    senders = (
        Sender("nobody", {}),
        Sender("forged", {"Authorization": "Bearer geen-token"}),
        Sender("person", _as(parts, make_person(parts, "Fatima"))),
        Sender("administrator", _as(parts, make_person(parts, "Beheer", administrator=True))),
        Sender("member_of_another", _as(parts, other)),
        Sender("former_member", _as(parts, former), hidden=(SECRET,)),
        Sender("coordinator", _as(parts, member), hidden=()),
    )
    return World(create_app(parts), senders, places)


def _as(parts: Container, person: Person) -> dict[str, str]:
    return {"Authorization": f"Bearer {token_for(parts, person)}"}


def _group(parts: Container, name: str, coordinator: Person, word: str) -> Group:
    group = Group(new_id(), name, NOW, set_up={"verwachtingen": f"{name} {word}"})
    with parts.storage.write() as unit:
        unit.rows(Group).add(group)
        row = Member(new_id(), group.id, coordinator.id, f"{name} {word}", "coordinator", "active", NOW)
        unit.inside(group.id, Member).add(row)
    return group


def _meeting(parts: Container, group: Group) -> str:
    """A meeting of the group, with a note in it."""
    meeting = parts.meetings.open("basismodel", f"Bijeenkomst {SECRET}")
    parts.meetings.command(meeting, c.Note(f"het ging over de {SECRET}"))
    with parts.storage.write() as unit:
        events = unit.meetings.read(meeting)
        unit.meetings.erase(meeting)
        unit.meetings.create(MeetingRow(meeting, "basismodel", NOW, None, group_id=group.id))
        unit.meetings.append(events, None)
    return meeting


def _papers(parts: Container, group: Group) -> dict[str, str]:
    """A planned date and something to look back on."""
    planned = MeetingDate(
        new_id(), group.id, "2026-12-01T14:00", NOW + timedelta(days=9), 120, f"Zaal {SECRET}", "planned"
    )
    looked = LookBack(new_id(), group.id, "action", f"Bel de {SECRET}", date(2026, 12, 1))
    with parts.storage.write() as unit:
        unit.inside(group.id, MeetingDate).add(planned)
        unit.inside(group.id, LookBack).add(looked)
    return {"date_id": planned.id, "look_back_id": looked.id}
