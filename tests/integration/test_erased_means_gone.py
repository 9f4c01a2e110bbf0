"""After each kind of erasure the words are nowhere: no table, no file of the database, no log, no later backup.

Looked for in the bytes themselves, on SQLite, on SQLite with a key, and on PostgreSQL (after `scrub`, as documented).
"""

import logging
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from coach.container import Container, migrate_storage
from coach.group.unnaming import FORMER
from coach.logs import JsonLines
from coach.method.commands import Note
from coach.method.service import Whose
from coach.ports import RememberedAnswer, StoredEvent
from coach.records import (
    OF_GROUPS,
    OF_MACHINE,
    Agreement,
    ContractVersion,
    Device,
    Group,
    LookBack,
    MeetingDate,
    Member,
    Person,
    Seat,
)
from coach.settings import load_settings
from coach.store.record_tables import all_tables
from coach.upkeep import backup_storage, new_content_key
from tests.fakes.clock import FakeClock
from tests.fakes.postgres import new_database, server

GROUP, OTHER = "a" * 32, "b" * 32
ZOE, NOOR = "1" * 32, "2" * 32
PASSWORD = "wandelen langs de vaart"
KEPT = "kamperfoelie"  # what nobody erases: the search must find it, or it finds nothing


class World:
    """A machine with two people in a group, and words everywhere."""

    def __init__(self, parts: Container, clock: FakeClock, logged: Callable[[], str], folder: Path) -> None:
        self.parts, self.clock, self._logged, self._folder = parts, clock, logged, folder
        self._backups = self._made = 0

    def holding(self, word: str) -> list[str]:
        """Everywhere a word still is."""
        if self.parts.settings.database_url:
            assert self.parts.storage.scrub()
        return sorted({*self._read_back(word), *self._on_disk(word.encode()), *self._in_backup(word.encode())})

    def _read_back(self, word: str) -> Iterator[str]:
        """What the program itself reads: the only place where sealed words can be seen."""
        with self.parts.storage.read() as unit:
            for record in (*OF_MACHINE, *OF_GROUPS):
                if word in repr(unit.across(record).all()):
                    yield f"read back: {record.__name__}"
            for end in unit.meetings.ends("", ""):
                if word in repr(unit.meetings.read(end.row.id)):
                    yield "read back: events"
        if word in self._logged():
            yield "log"

    def _on_disk(self, word: bytes) -> Iterator[str]:
        for folder in (self.parts.settings.var, *self._database_folders()):
            for path in folder.rglob("*"):
                if path.is_file() and word in path.read_bytes():
                    yield f"file: {path.name}"

    def _database_folders(self) -> list[Path]:
        """Where PostgreSQL keeps this database; and it must have no such word in any table either."""
        if not self.parts.settings.database_url:
            return []
        engine = create_engine(self.parts.settings.database_url)
        with engine.connect() as connection:
            home = connection.scalar(text("SHOW data_directory"))
            number = connection.scalar(text("SELECT oid FROM pg_database WHERE datname = current_database()"))
        engine.dispose()
        return [Path(str(home)) / "base" / str(number)]

    def _in_backup(self, word: bytes) -> Iterator[str]:
        self._backups += 1
        file = self._folder / f"later-{self._backups}.zip"
        backup_storage(self.parts, file, None, lambda done, total: None)
        with zipfile.ZipFile(file) as box:
            for name in box.namelist():
                if word in box.read(name):
                    yield f"backup: {name}"

    def meeting(self, word: str, group_id: str | None = GROUP, owner_id: str | None = None) -> str:
        """A meeting with the word in title, notes and action, and 60 lines more, so that it fills pages."""
        self._made += 1
        made = self.parts.meetings.open(
            "basismodel", f"Over {word}", None, f"open-{self._made}", Whose(group_id, owner_id)
        )
        self.parts.meetings.command(made, Note(f"Het ging over {word}."), key=f"note-{made}")
        with self.parts.storage.write() as unit:
            first = len(unit.meetings.read(made)) + 1
            lines = [
                StoredEvent(made, first + n, "note_taken", self.clock.now(), {"text": f"{word} {n} " + "x" * 90})
                for n in range(60)
            ]
            unit.meetings.append(lines, None)
        return made


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    with server() as url:
        yield url


@pytest.fixture(params=["plain", "sealed", pytest.param("postgres", marks=pytest.mark.postgres)])
def world(request: pytest.FixtureRequest, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Iterator[World]:
    url = new_database(request.getfixturevalue("postgres")) if request.param == "postgres" else ""
    key = new_content_key() if request.param == "sealed" else ""
    settings = load_settings(var=tmp_path / "var", database_url=url, DOORVRAAG_CONTENT_KEYS=key)
    (tmp_path / "var").mkdir()
    migrate_storage(settings)
    clock = FakeClock()
    parts = Container(settings, clock=clock)
    caplog.set_level(logging.DEBUG)
    made = World(parts, clock, lambda: "".join(map(JsonLines().format, caplog.records)), tmp_path)
    settle(made)
    yield made
    parts.close()


def settle(world: World) -> None:
    """Zoë coordinates, Noor is a member; each has a device, and there is a contract of two versions."""
    parts, now = world.parts, world.clock.now()
    with parts.storage.write() as unit:
        for key, name in ((ZOE, "Zonnedauw"), (NOOR, "Noor")):
            kept = parts.passwords.hash(PASSWORD)
            unit.rows(Person).add(Person(key, name.casefold(), name, kept, now, f"{name.casefold()}@voorbeeld.nl"))
            unit.rows(Device).add(
                Device(key, key, f"hash-{key}", f"Toestel {name}", now, now, now + timedelta(days=30))
            )
        unit.rows(Group).add(Group(GROUP, "Ribesgroep", now, set_up={"expectations": {"text": "Ribesverwachting"}}))
        for key, name, role in ((ZOE, "Zonnedauw", "coordinator"), (NOOR, "Noor", "member")):
            unit.inside(GROUP, Member).add(Member(key, GROUP, key, name, role, "active", now))
        for number, words in ((1, "ereprijstekst"), (2, f"{KEPT} met Zonnedauw en Noor")):
            clauses = {"planning": {"text": words, "choices": {}}, "minutes": {"text": "", "choices": {"raw_days": 10}}}
            unit.inside(GROUP, ContractVersion).add(ContractVersion(f"v{number}", GROUP, number, clauses, ZOE, now))
            for key, name in ((ZOE, "Zonnedauw"), (NOOR, "Noor")):
                signed = Agreement(f"s{number}{key}"[:32], GROUP, number, key, name, now)
                unit.inside(GROUP, Agreement).add(signed)
        unit.inside(GROUP, MeetingDate).add(
            MeetingDate("d" * 32, GROUP, "2026-12-01T14:00", now, 120, "Ribeskamer", "planned")
        )
    world.meeting(KEPT)


def test_the_search_finds_what_is_there(world: World) -> None:
    found = world.holding(KEPT)
    assert "read back: events" in found
    sealed = bool(world.parts.settings.content_keys)
    assert any(place.startswith("backup") for place in found) is not sealed
    assert any(place.startswith("file") for place in found) is not sealed


def test_a_meeting(world: World) -> None:
    made = world.meeting("lindebloesem")
    assert world.holding("lindebloesem")
    world.parts.meetings.erase(made)
    assert world.holding("lindebloesem") == []
    assert world.holding(KEPT)
    [receipt] = world.parts.receipts.of_group(GROUP)
    assert receipt.counts == {"meetings": 1, "lines": 62}


def test_retention(world: World) -> None:
    """Ten days by contract, thirty without; each goes in the night after its last day."""
    world.meeting("lisdodde in de groep")
    world.meeting("lisdodde van Zonnedauw", None, ZOE)
    done, asked = world.parts.retention.run, []
    for days in (9, 3, 17, 3, 0):
        world.clock.move(days=days)
        asked.append(done()["meetings"])
    assert asked == [0, 2, 0, 1, 0]
    assert world.holding("lisdodde") == []
    assert [view.why for view in world.parts.receipts.of_group(GROUP)] == ["contract"]
    assert [view.why for view in world.parts.receipts.of_person(ZOE)] == ["setting"]


def test_a_person(world: World) -> None:
    own = world.meeting("duizendblad", None, ZOE)
    made = world.meeting("weegbree")
    for word in ("Zonnedauw doet dit", "met ZONNEDAUW's hulp", "zonnedauw"):
        world.parts.meetings.command(made, Note(word))
    with world.parts.storage.write() as unit:
        unit.inside(GROUP, LookBack).add(LookBack("e" * 32, GROUP, "own", "Zonnedauw vragen", world.clock.now().date()))
        log = [StoredEvent(made, 999, "action_recorded", world.clock.now(), {"who": "zonnedauw", "what": "bellen"})]
        unit.meetings.append(log, None)
        unit.rows(Person).change(ZOE, name="Zonnedauw")
    person = world.parts.people.one(ZOE)
    world.parts.erasing.account(person, PASSWORD)
    assert world.holding("Zonnedauw") == []
    assert world.holding("ZONNEDAUW") == []
    # A name that was given with a capital is a word like any other in small letters: it stays in running text.
    assert {place.partition(":")[0] for place in world.holding("zonnedauw")} <= {"read back", "file", "backup"}
    assert world.holding("zonnedauw@voorbeeld.nl") == []
    assert world.holding("Toestel Zonnedauw") == []
    assert world.holding("duizendblad") == []
    assert {place.partition(": ")[2] for place in world.holding(own)} == {"erased.jsonl"}
    with world.parts.storage.read() as unit:
        row = unit.inside(GROUP, Member).get(ZOE)
        assert row is not None
        assert (row.name, row.person_id, row.state) == (FORMER, None, "left")
        assert [one.name for one in unit.inside(GROUP, Agreement).all(member_id=ZOE)] == [FORMER, FORMER]
        assert unit.inside(GROUP, Member).first(role="coordinator", state="active") is not None
        clauses = unit.inside(GROUP, ContractVersion).first(version=2)
        assert clauses is not None
        assert clauses.clauses["planning"]["text"] == f"{KEPT} met {FORMER} en Noor"
        assert unit.meetings.read(made)[-1].data == {"who": FORMER, "what": "bellen"}


def test_a_group(world: World) -> None:
    world.meeting("weegbree")
    world.parts.erasing.group(GROUP, "  ribesGROEP ")
    for word in ("Ribes", "weegbree", KEPT, "ereprijstekst"):
        assert world.holding(word) == []
    [receipt] = world.parts.receipts.of_person(NOOR)
    assert receipt.counts["meetings"] == 2
    assert "Ribes" not in repr(receipt)


def test_the_name_of_a_guest(world: World) -> None:
    made, now = world.meeting("weegbree"), world.clock.now()
    with world.parts.storage.write() as unit:
        for key, name in (("f" * 32, "Waterlelie"), ("9" * 32, "Kalmoes")):
            unit.inside(GROUP, Seat).add(
                Seat(key, GROUP, made, "peer", None, name, f"hash-{name}", now + timedelta(hours=12))
            )
    world.parts.seats.remove(GROUP, made, "9" * 32)
    assert world.holding("Kalmoes") == []
    assert world.holding("Waterlelie") != []
    world.clock.move(days=2)
    assert world.parts.retention.run()["guests"] == 1
    assert world.holding("Waterlelie") == []


def test_a_line_to_come_back_to(world: World) -> None:
    line = world.parts.look_backs.add(GROUP, "Hoe gaat het met vlierbes?", world.clock.now().date())
    assert world.holding("vlierbes")
    world.parts.look_backs.remove(GROUP, line.id)
    assert world.holding("vlierbes") == []


def test_the_text_of_an_old_version_of_the_contract(world: World) -> None:
    with world.parts.storage.write() as unit:
        unit.inside(GROUP, ContractVersion).change("v2", in_force_at=world.clock.now())
    world.parts.erasing.version_text(GROUP, 1)
    assert world.holding("ereprijstekst") == []
    assert world.holding(KEPT)


def test_a_device_and_an_address(world: World) -> None:
    world.parts.devices.end(NOOR, NOOR)
    world.parts.mail.forget(NOOR)
    assert world.holding("Toestel Noor") == []
    assert world.holding("noor@voorbeeld.nl") == []
    assert world.holding("zonnedauw@voorbeeld.nl") != []


# ---- the search can fail


@pytest.mark.parametrize("world", ["plain", "sealed"], indirect=True)
def test_a_copy_in_the_answers_would_be_seen(world: World) -> None:
    made = world.meeting("lindebloesem")
    with world.parts.storage.write() as unit:
        unit.answers.put("planted", RememberedAnswer("x", 200, '{"text": "lindebloesem"}'), world.clock.now())
    world.parts.meetings.erase(made)
    assert "backup: tables/answers.jsonl" in world.holding("lindebloesem")


@pytest.mark.parametrize("world", ["plain"], indirect=True)
def test_a_journal_that_is_not_emptied_would_be_seen(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.store.storage.empty_wal", lambda connection: True)
    made = world.meeting("lindebloesem")
    world.parts.meetings.erase(made)
    assert world.holding("lindebloesem") == ["file: doorvraag.sqlite3-wal"]


@pytest.mark.postgres
@pytest.mark.parametrize("world", ["postgres"], indirect=True)
def test_without_rewriting_its_tables_postgresql_would_still_hold_the_words(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = world.meeting("lindebloesem")
    assert world.parts.storage.scrub()  # on disk now
    world.parts.meetings.erase(made)
    monkeypatch.setattr("coach.store.storage.rewrite_tables", lambda connection: True)
    assert any(place.startswith("file") for place in world.holding("lindebloesem"))


def test_every_table_is_looked_through() -> None:
    """A table that no record reads would be searched by bytes only, which a key makes blind."""
    assert {table.name for table in all_tables()} >= {"events", "answers", "jobs", "receipts"}
    assert len(all_tables()) == len((*OF_MACHINE, *OF_GROUPS)) + 4
