"""A backup is whole, private and the same on both databases; restoring changes nothing unless all is well."""

import hashlib
import json
import os
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text
from typer.testing import CliRunner

from coach.cli.main import app
from coach.container import Container, migrate_storage
from coach.errors import BadInput, NotReady, Refused
from coach.group.erasure import erase_meeting, erase_person
from coach.records import LookBack, Member, Person
from coach.settings import load_settings
from coach.store.backup import manifest_of
from coach.store.engine import open_engine
from coach.store.migrate import alembic_config
from coach.upkeep import backup_storage, new_content_key, restore_storage
from tests.fakes.clock import FakeClock
from tests.fakes.postgres import new_database, server
from tests.integration.test_sealing import heard, say

GONE_LATER = "vlierbessensap"


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    with server() as url:
        yield url


def parts_in(folder: Path, url: str = "", *keys: str) -> Container:
    settings = load_settings(var=folder, database_url=url, DOORVRAAG_CONTENT_KEYS=",".join(keys))
    folder.mkdir(exist_ok=True)
    migrate_storage(settings)
    return Container(settings)


def quiet(done: int, total: int) -> None:
    assert 0 < done <= total


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def parts(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Container]:
    url = new_database(request.getfixturevalue("postgres")) if request.param == "postgres" else ""
    made = parts_in(tmp_path / "var", url)
    yield made
    made.close()


def test_what_was_backed_up_comes_back_the_same(parts: Container, tmp_path: Path) -> None:
    say(parts.storage)
    before, file = heard(parts.storage), tmp_path / "kopie.zip"
    manifest, _ = backup_storage(parts, file, None, quiet)
    assert manifest.rows > 20
    assert not manifest.sealed
    with parts.storage.write() as unit:
        unit.across(LookBack).remove(id="x")
        unit.rows(Person).add(Person("new", "new", "New", "x", parts.clock.now()))
    parts.ledger._path.unlink()  # as if nothing had been erased
    done = restore_storage(parts, file, replace=True, told=quiet)
    assert heard(parts.storage) == before
    assert done.erased_again == 0
    with parts.storage.read() as unit:
        assert unit.rows(Person).count() == 1
    assert parts.storage.ready()


@pytest.mark.postgres
def test_the_same_content_is_the_same_backup_on_both_databases(postgres: str, tmp_path: Path) -> None:
    first, second = parts_in(tmp_path / "a"), parts_in(tmp_path / "b", new_database(postgres))
    say(first.storage)
    one, _ = backup_storage(first, tmp_path / "one.zip", None, quiet)
    restore_storage(second, tmp_path / "one.zip", replace=False, told=quiet)
    two, _ = backup_storage(second, tmp_path / "two.zip", None, quiet)
    assert one.tables == two.tables
    assert one.rows > 20
    first.close()
    second.close()


def test_a_backup_is_its_owners_alone_and_overwrites_nothing(parts: Container, tmp_path: Path) -> None:
    file = tmp_path / "kopie.zip"
    backup_storage(parts, file, None, quiet)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_bytes()
    with pytest.raises(Refused, match="bestaat al"):
        backup_storage(parts, file, None, quiet)
    assert file.read_bytes() == before
    with pytest.raises(NotReady):
        backup_storage(parts, tmp_path / "geen" / "kopie.zip", None, quiet)


def test_a_backup_that_fails_leaves_no_half_file(tmp_path: Path) -> None:
    parts = parts_in(tmp_path / "var")
    say(parts.storage)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backup_storage(parts, tmp_path / "kopie.zip", None, stop)
    assert not (tmp_path / "kopie.zip").exists()
    parts.close()


def test_a_full_database_is_not_replaced_unasked(parts: Container, tmp_path: Path) -> None:
    say(parts.storage)
    backup_storage(parts, tmp_path / "kopie.zip", None, quiet)
    before = heard(parts.storage)
    with pytest.raises(Refused, match="--replace"):
        restore_storage(parts, tmp_path / "kopie.zip", replace=False, told=quiet)
    assert heard(parts.storage) == before


def spoiled(file: Path, name: str, old: bytes, new: bytes) -> Path:
    """The same zip with one file changed."""
    other = file.with_name("stuk.zip")
    with zipfile.ZipFile(file) as box, zipfile.ZipFile(other, "w") as copy:
        for one in box.namelist():
            data = box.read(one)
            copy.writestr(one, data.replace(old, new) if one == name else data)
    return other


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("tables/people.jsonl", b'"login":"a"', b'"login":"b"'),  # a word changed
        ("tables/look_backs.jsonl", b"{", b""),  # no JSON
        ("manifest.json", b'"migration": "', b'"migration": "9'),  # of a newer version
        ("manifest.json", b"doorvraag-backup", b"iets anders"),
        ("erased.jsonl", b"", b"x"),
    ],
)
def test_a_damaged_backup_changes_nothing(tmp_path: Path, name: str, old: bytes, new: bytes) -> None:
    parts = parts_in(tmp_path / "var")
    say(parts.storage)
    backup_storage(parts, tmp_path / "kopie.zip", None, quiet)
    before = heard(parts.storage)
    with pytest.raises(BadInput):
        restore_storage(parts, spoiled(tmp_path / "kopie.zip", name, old, new), replace=True, told=quiet)
    assert heard(parts.storage) == before
    parts.close()


def test_a_row_that_points_at_nothing_puts_nothing_back(tmp_path: Path) -> None:
    """A fault that only the database sees, halfway: everything is as it was."""
    parts = parts_in(tmp_path / "var")
    say(parts.storage)
    backup_storage(parts, tmp_path / "kopie.zip", None, quiet)
    before = heard(parts.storage)
    with zipfile.ZipFile(tmp_path / "kopie.zip") as box:
        manifest, seats = json.loads(box.read("manifest.json")), box.read("tables/seats.jsonl")
    wrong = seats.replace(b'"meeting_id":"x"', b'"meeting_id":"q"')
    assert wrong != seats
    manifest["tables"]["seats"]["sha256"] = hashlib.sha256(wrong).hexdigest()
    file = spoiled(tmp_path / "kopie.zip", "tables/seats.jsonl", seats, wrong)
    again = spoiled(file.rename(tmp_path / "b.zip"), "manifest.json", b"", b"")
    with zipfile.ZipFile(tmp_path / "b.zip") as box, zipfile.ZipFile(again, "w") as copy:
        for one in box.namelist():
            copy.writestr(one, json.dumps(manifest) if one == "manifest.json" else box.read(one))
    with pytest.raises(NotReady):
        restore_storage(parts, again, replace=True, told=quiet)
    assert heard(parts.storage) == before
    parts.close()


def test_what_is_sealed_stays_sealed_and_needs_its_key(tmp_path: Path) -> None:
    key = new_content_key()
    parts = parts_in(tmp_path / "var", "", key)
    say(parts.storage)
    before = heard(parts.storage)
    manifest, _ = backup_storage(parts, tmp_path / "kopie.zip", None, quiet)
    parts.close()
    assert manifest.sealed
    with zipfile.ZipFile(tmp_path / "kopie.zip") as box:
        assert b"lindebloesem" not in b"".join(box.read(name) for name in box.namelist())
    other = parts_in(tmp_path / "elders")
    done = restore_storage(other, tmp_path / "kopie.zip", replace=False, told=quiet)
    assert done.unfit > 10
    other.close()
    keyed = parts_in(tmp_path / "elders", "", key)
    assert heard(keyed.storage) == before
    keyed.close()


def test_older_backups_go_when_asked_and_nothing_else_does(tmp_path: Path) -> None:
    clock, folder = FakeClock(), tmp_path / "kopieën"
    folder.mkdir()
    mine, other = parts_in(tmp_path / "var"), parts_in(tmp_path / "other")
    mine.__dict__["clock"] = clock
    (folder / "vakantie.zip").write_bytes(b"geen kopie")
    backup_storage(other, folder / "ander.zip", None, quiet)
    for number in range(4):
        clock.move(days=1)
        _, removed = backup_storage(mine, folder / f"k{number}.zip", 2, quiet)
    assert removed == ["k1.zip"]
    assert sorted(path.name for path in folder.iterdir()) == ["ander.zip", "k2.zip", "k3.zip", "vakantie.zip"]
    mine.close()
    other.close()


def test_a_backup_of_an_earlier_version_comes_back_up_to_date(tmp_path: Path) -> None:
    """As before people and groups: meetings alone, in the form of migration 0003."""
    old = load_settings(var=tmp_path / "old")
    (tmp_path / "old").mkdir()
    engine = open_engine(old.database)
    with engine.connect().execution_options(sqlite_write=True) as connection, connection.begin():
        config = alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        connection.execute(text("INSERT INTO meetings VALUES ('m', 'basismodel', '2026-01-01 00:00:00', NULL)"))
    engine.dispose()
    columns = ["id", "method", "created_at", "deadline"]
    line = json.dumps(dict(zip(columns, ["m", "basismodel", "2026-01-01T00:00:00+00:00", None], strict=True))) + "\n"
    part = {"rows": 1, "sha256": hashlib.sha256(line.encode()).hexdigest(), "columns": columns}
    none = {"rows": 0, "sha256": hashlib.sha256(b"").hexdigest(), "columns": []}
    manifest = {
        "format": "doorvraag-backup", "version": 1, "made_at": "2026-01-02", "migration": "0003",
        "installation": "x", "sealed": False, "tables": {"meetings": part}, "erased": none,
    }  # fmt: skip
    with zipfile.ZipFile(tmp_path / "oud.zip", "w") as box:
        box.writestr("tables/meetings.jsonl", line)
        box.writestr("erased.jsonl", "")
        box.writestr("manifest.json", json.dumps(manifest))
    parts = parts_in(tmp_path / "var")
    restore_storage(parts, tmp_path / "oud.zip", replace=False, told=quiet)
    with parts.storage.read() as unit:
        row = unit.meetings.get("m")
    assert row is not None
    assert row.group_id is None
    assert parts.storage.ready()
    parts.close()


def test_the_commands_tell_what_they_did(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = parts_in(tmp_path / "var")
    say(parts.storage)
    parts.close()
    monkeypatch.setenv("DOORVRAAG_VAR", str(tmp_path / "var"))
    run, file = CliRunner().invoke, str(tmp_path / "kopie.zip")
    made = run(app, ["backup", file])
    assert made.exit_code == 0, made.output
    assert "leesbaar in" in made.output
    assert run(app, ["restore", file]).exit_code != 0
    monkeypatch.setenv("DOORVRAAG_VAR", str(tmp_path / "nieuw"))
    os.mkdir(tmp_path / "nieuw")
    back = run(app, ["restore", file, "--json"])
    assert back.exit_code == 0, back.output
    kept = manifest_of(tmp_path / "kopie.zip")
    assert kept is not None
    assert json.loads(back.stdout.strip().splitlines()[-1])["rows"] == kept.rows


# ---- what was erased stays erased


def test_what_was_erased_stays_erased_when_an_older_backup_comes_back(parts: Container, tmp_path: Path) -> None:
    say(parts.storage)
    with parts.storage.write() as unit:
        unit.rows(Person).change("x", email="iemand@voorbeeld.nl")
        unit.rows(Person).add(Person("p2", "p2", "Iemand", "x", parts.clock.now()))
        unit.inside("x", Member).add(Member("m2", "x", "p2", GONE_LATER, "member", "active", parts.clock.now()))
        unit.inside("x", LookBack).change("x", text=f"{GONE_LATER} vroeg erom")
        unit.inside("x", Member).change("x", state="active")
    backup_storage(parts, tmp_path / "oud.zip", None, quiet)
    parts.mail.forget("x")
    with parts.storage.write() as unit:
        row, person = unit.meetings.get("x"), unit.rows(Person).get("p2")
        assert row is not None
        assert person is not None
        erase_meeting(unit, row)
        erase_person(unit, person, parts.clock.now())
    done = restore_storage(parts, tmp_path / "oud.zip", replace=True, told=quiet)
    assert done.erased_again > 2
    with parts.storage.read() as unit:
        assert unit.meetings.get("x") is None
        assert unit.rows(Person).get("p2") is None
        kept = unit.rows(Person).get("x")
        assert kept is not None
        assert kept.email is None
        assert GONE_LATER not in repr(unit.across(Member).all())
        assert [row.text for row in unit.across(LookBack).all()] == ["oud-lid vroeg erom"]


def test_a_later_backup_beside_it_tells_what_was_erased_when_the_machine_is_lost(tmp_path: Path) -> None:
    parts = parts_in(tmp_path / "var")
    say(parts.storage)
    backup_storage(parts, tmp_path / "oud.zip", None, quiet)
    with parts.storage.write() as unit:
        unit.across(LookBack).remove(id="x")
    backup_storage(parts, tmp_path / "nieuw.zip", None, quiet)
    parts.close()
    fresh = parts_in(tmp_path / "andere machine")
    restore_storage(fresh, tmp_path / "oud.zip", replace=False, told=quiet)
    with fresh.storage.read() as unit:
        assert unit.across(LookBack).count() == 0
        assert unit.across(Member).count() == 1
    fresh.close()


def test_nothing_is_erased_when_the_ledger_cannot_be_written(tmp_path: Path) -> None:
    parts = parts_in(tmp_path / "var")
    say(parts.storage)
    parts.ledger._path.mkdir()
    with pytest.raises(NotReady, match="opschrijven"), parts.storage.write() as unit:
        unit.across(LookBack).remove(id="x")
    with parts.storage.read() as unit:
        assert unit.across(LookBack).count() == 1
    parts.close()
