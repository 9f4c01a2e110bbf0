"""A world for the matrix: two groups, the machine they live on, and the twelve in their browsers."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from fastapi import FastAPI
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import event

from api.app import create_app
from api.door import GUEST, SIGNED_IN
from coach.container import Container, migrate_storage
from coach.group.passes import FIRST
from coach.group.passwords import Passwords
from coach.group.throttle import Attempt, Throttle
from coach.group.tokens import hashed, new_id, new_token
from coach.method.service import Whose
from coach.records import Pass, Person
from coach.settings import MailSettings, Settings, load_settings
from coach.store.storage import SqlStorage
from tests.api.matrix_given import GIVEN
from tests.api.matrix_groups import Made, group, hold_meeting, person
from tests.api.matrix_words import MEMBERS, MINE, OTHER_ROOM, OURS, ROOM, THEIRS, Setting
from tests.api.people import PASSWORD, token_for

TRANSCRIPT = "Begeleider: Welkom allemaal.\nInbrenger: Ik zie haar morgen weer.\nNotulist: Ik bel je vrijdag."


class NeverFull(Throttle):
    """Tries are counted elsewhere (tests/unit/group); here everybody comes from one address, again and again."""

    def _count(self, wanted: object, own: object) -> Attempt:
        return Attempt(())


class StaysOpen(Container):
    """Answers from one world to many clients."""

    def close(self) -> None:
        """The world closes it."""


@dataclass(frozen=True, slots=True)
class Who:
    """One of the twelve: the cookies of their browser, and what in an address is theirs alone."""

    standing: str
    cookies: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class World:
    """An application, who asks things of it, what addresses point at, and the way back to how it was."""

    app: FastAPI
    parts: Container
    who: dict[str, Who]
    ours: Mapping[str, str]
    theirs: Mapping[str, str]
    _file: sqlite3.Connection
    _first: sqlite3.Connection
    _kept: sqlite3.Connection
    _seen: int = 0

    def changed(self) -> bool:
        """Whether anything was written since the world stood as it was."""
        return self._version() != self._seen

    def given(self, name: str) -> None:
        """From now on the world is as it was at first, and then this."""
        self._first.backup(self._file)
        GIVEN[name](self)
        self._keep()

    def anew(self) -> None:
        """From now on the world is as it was at first."""
        self._first.backup(self._file)
        self._keep()

    def restore(self) -> None:
        """Puts every row back. Through SQLite, so that open connections see it too."""
        self._kept.backup(self._file)
        self._seen = self._version()

    def _keep(self) -> None:
        self._file.backup(self._kept)
        self._seen = self._version()

    def _version(self) -> int:
        return int(self._file.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        for connection in (self._file, self._first, self._kept):
            connection.close()
        Container.close(self.parts)


def build(var: Path, setting: Setting, **known: object) -> World:
    """A world in `var`: `open` on this machine alone, `closed` behind an address, `pages` closed with pages for all."""
    var.mkdir(parents=True, exist_ok=True)
    settings = _settings(var, setting)
    passwords = Passwords(frozenset(), Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1))
    parts = StaysOpen(settings, throttle=NeverFull(), passwords=passwords, **known)
    migrate_storage(settings)
    _unhurried(parts)
    ours = group(parts, OURS, (*MEMBERS, "spare", "second"), pages=setting == "pages")
    theirs = group(parts, THEIRS, ("member_of_another", "stranger"), pages=False)
    hold_meeting(parts, ours, ROOM)
    hold_meeting(parts, theirs, OTHER_ROOM)
    former = _former(parts, ours)
    runs = person(parts, "administrator", administrator=True)
    person(parts, "deputy", administrator=True)
    _machine(parts, ours)
    _loose(parts, ours)
    people = {name: ours.people[name] for name in MEMBERS}
    people |= {"member_of_another": theirs.people["member_of_another"], "former_member": former, "administrator": runs}
    ids = {name: ours.members[name].id for name in MEMBERS}
    who = {name: _signed_in(parts, name, person, ids.get(name, "")) for name, person in people.items()}
    who["nobody"] = Who("nobody")
    who["guest"] = Who("guest", {GUEST: ours.guest_token})
    who["guest_of_another"] = Who("guest_of_another", {GUEST: theirs.guest_token})
    file, first = _opened(settings.database.removeprefix("sqlite:///")), _opened(":memory:")
    file.backup(first)
    world = World(create_app(parts), parts, who, ours.places, theirs.places, file, first, _opened(":memory:"))
    world.anew()
    return world


def _settings(var: Path, setting: Setting) -> Settings:
    # A server that nobody talks to: letters are jobs for a worker, and no worker runs here.
    mail = MailSettings(server="localhost", sender="doorvraag@example.org", security="none")
    closed = {} if setting == "open" else {"public_url": "https://doorvraag.example.org"}
    return load_settings(var=var, rate_limits="off", mail=mail, **closed)


def _unhurried(parts: Container) -> None:
    """Nothing here has to outlive a power cut, and thousands of writes need not wait for the disk."""
    assert isinstance(parts.storage, SqlStorage)
    event.listen(parts.storage._engine, "connect", lambda made, _: made.execute("PRAGMA synchronous = OFF"))


def _opened(database: str) -> sqlite3.Connection:
    return sqlite3.connect(database, check_same_thread=False, isolation_level=None)


def _signed_in(parts: Container, name: str, person: Person, member_id: str = "") -> Who:
    """A browser of theirs, another device, and a link to confirm an address with."""
    token, email_token, now = token_for(parts, person), new_token(), parts.clock.now()
    token_for(parts, person)
    devices = parts.devices.list(person.id)
    with parts.storage.write() as unit:
        unit.rows(Pass).add(
            Pass(new_id(), "email", hashed(email_token), now, now + timedelta(days=1), person.id, person.email)
        )
    own = {"device_id": devices[0].id, "email_token": email_token, "my_name": name}
    own |= {"me_id": member_id} if member_id else {}
    return Who(name, {SIGNED_IN: token}, own)


def _former(parts: Container, ours: Made) -> Person:
    """Somebody who was in our group, and left."""
    gone = person(parts, "former_member")
    token = parts.invites.make(ours.id, ours.members["coordinator"]).token
    member = parts.invites.join(gone, token, "Wie wegging")
    parts.groups.leave(ours.id, member.id)
    return gone


def _loose(parts: Container, ours: Made) -> None:
    """A meeting without a group that nobody owns, and one of the member alone."""
    ours.places["loose_id"] = parts.meetings.open("basismodel", "Los overleg")
    whose = Whose(owner_id=ours.people["member"].id)
    ours.places["own_id"] = parts.meetings.open("basismodel", f"Over de {MINE}", whose=whose)


def _machine(parts: Container, ours: Made) -> None:
    """Links of the machine, and the way back in of somebody who forgot their password."""
    spare, first, now = ours.people["spare"], new_token(), parts.clock.now()
    with parts.storage.write() as unit:
        unit.rows(Pass).add(Pass(new_id(), FIRST, hashed(first), now, now + timedelta(hours=1)))
    sign_up, case = parts.passes.sign_up(), parts.practice.cases()[0].id
    ours.places |= {
        "first_token": first, "sign_up_token": sign_up, "pass_id": parts.passes.open_sign_ups()[0].id,
        "recovery_code": parts.recovery.make(spare.id)[0], "spare_login": spare.login, "password": PASSWORD,
        "case_id": case, "other_login": ours.people["second"].login, "method_id": "basismodel",
        "guide_name": "oefenen", "passage_id": "rol-notulist%23inleiding", "step_id": "frequency",
        "practice_state": json.dumps(parts.practice.start(case).as_dict()), "transcript": TRANSCRIPT,
    }  # fmt: skip
