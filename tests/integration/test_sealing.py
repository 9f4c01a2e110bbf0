"""Words are sealed, sealed anew, and leave the disk: looked at through the bytes of the files themselves."""

import dataclasses
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from sqlalchemy import create_engine, text
from typer.testing import CliRunner

from coach.cli.checks import Line, look
from coach.cli.main import app
from coach.container import Container, migrate_storage
from coach.errors import NotReady
from coach.ports import MeetingRow, Storage, StoredEvent
from coach.records import OF_GROUPS, OF_MACHINE
from coach.settings import Settings, load_settings
from coach.store.migrate import migrate
from coach.store.resealing import counted, seal_all
from coach.store.sealing import Sealer
from coach.store.storage import SqlStorage
from coach.upkeep import how_sealed, new_content_key, seal_storage
from tests.fakes.postgres import new_database, server

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
WORD = "lindebloesem"
RECORDS = (*OF_MACHINE, *OF_GROUPS)  # in the order in which they point at one another
_PLAIN: dict[Any, Any] = {str: "a", bool: True, int: 1, datetime: NOW, date: NOW.date()}


def _value(field: "dataclasses.Field[Any]", hint: Any) -> Any:
    """Something for a field: words where words go, and ids that point at what is there."""
    if field.metadata.get("content"):
        return WORD if hint is str or "str" in str(hint) else {"woorden": WORD}
    if field.name.endswith("_id") or field.name == "id":
        return "x" if field.name in {"id", "group_id", "member_id", "person_id", "meeting_id", "date_id"} else "y"
    return _PLAIN.get(hint, {} if "Mapping" in str(hint) else None)


def say(storage: Storage) -> None:
    """One record of every kind, and a meeting with two events, with the word in every place for words."""
    with storage.write() as unit:
        for record in RECORDS:
            if record.__name__ == "Consent":
                unit.meetings.create(MeetingRow("x", "basismodel", NOW, None, group_id="x"))
            hints = get_type_hints(record)
            row = record(**{field.name: _value(field, hints[field.name]) for field in dataclasses.fields(record)})
            if record.__name__ == "MeetingDate":
                row = dataclasses.replace(row, meeting_id=None)
            (unit.inside("x", record) if record in OF_GROUPS else unit.rows(record)).add(row)
        unit.meetings.append([StoredEvent("x", seq, "noted", NOW, {"text": f"{WORD} {seq}"}) for seq in (1, 2)], None)


def heard(storage: Storage) -> list[Any]:
    """Everything that was said, read back."""
    with storage.read() as unit:
        rows = [unit.across(record).get("x") for record in RECORDS]
        return [*rows, *unit.meetings.read("x")]


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "var"


def with_keys(folder: Path, *keys: str) -> Settings:
    settings = load_settings(var=folder, DOORVRAAG_CONTENT_KEYS=",".join(keys))
    folder.mkdir(exist_ok=True)
    migrate_storage(settings)
    return settings


def quiet(done: int, total: int) -> None:
    assert 0 < done <= total


def test_with_a_key_no_word_stands_on_disk(folder: Path) -> None:
    parts = Container(with_keys(folder, new_content_key()))
    say(parts.storage)
    assert WORD in str(heard(parts.storage))
    assert WORD.encode() not in on_disk(folder)
    parts.close()


def test_what_stood_readable_is_sealed_and_gone_from_disk(folder: Path) -> None:
    plain = Container(with_keys(folder))
    say(plain.storage)
    before = heard(plain.storage)
    assert WORD.encode() in on_disk(folder)
    assert how_sealed(with_keys(folder))["newest"] == 0
    settings = with_keys(folder, new_content_key())
    changed = seal_storage(settings, quiet)  # while the service has the files open
    assert how_sealed(settings) == {"plain": 0, "newest": changed, "older": 0, "unfit": 0}
    assert changed > 10
    assert WORD.encode() not in on_disk(folder)
    plain.close()
    sealed = Container(settings)
    assert heard(sealed.storage) == before
    sealed.close()


def test_a_new_key_takes_the_place_of_the_old_one(folder: Path) -> None:
    old, new = new_content_key(), new_content_key()
    parts = Container(with_keys(folder, old))
    say(parts.storage)
    parts.close()
    both = with_keys(folder, new, old)
    changed = seal_storage(both, quiet)
    assert changed > 0
    assert seal_storage(both, quiet) == 0  # nothing is left to do
    alone = Container(with_keys(folder, new))
    assert WORD in str(heard(alone.storage))
    alone.close()
    assert how_sealed(with_keys(folder, old))["unfit"] == changed


def test_stopped_halfway_it_goes_on_where_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.store.resealing._BATCH", 1)
    plain = Container(with_keys(folder))
    say(plain.storage)
    before = heard(plain.storage)
    plain.close()
    settings = with_keys(folder, new_content_key())

    def until_three(done: int, total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        seal_storage(settings, until_three)
    halfway = how_sealed(settings)
    assert halfway["newest"] > 0
    assert halfway["plain"] > 0
    mixed = Container(settings)
    assert heard(mixed.storage) == before  # the service goes on meanwhile
    mixed.close()
    assert seal_storage(settings, quiet) == halfway["plain"]
    assert how_sealed(settings)["plain"] == 0


def test_without_the_key_nothing_is_changed_and_it_is_said(folder: Path) -> None:
    parts = Container(with_keys(folder, new_content_key()))
    say(parts.storage)
    parts.close()
    wrong = with_keys(folder, new_content_key())
    with pytest.raises(NotReady, match="sleutel"):
        seal_storage(wrong, quiet)
    assert how_sealed(wrong)["newest"] == 0


def test_what_is_counted_is_what_stands_in_the_tables(folder: Path) -> None:
    parts = Container(with_keys(folder, new_content_key()))
    say(parts.storage)
    parts.close()
    with sqlite3.connect(folder / "doorvraag.sqlite3") as database:
        sealed = sum(
            value.startswith('"gAAAAA') or value.startswith("gAAAAA")
            for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            for row in database.execute(f"SELECT * FROM {table}").fetchall()
            for value in row
            if isinstance(value, str)
        )
    database.close()
    assert sealed == how_sealed(parts.settings)["newest"] > 0


# ---- commands


def check(settings: Settings) -> Line:
    parts = Container(settings)
    found = {line.what: line for line in look(parts, probe_model=False)}
    parts.close()
    return found["versleuteling"]


def test_doctor_tells_how_it_stands(folder: Path) -> None:
    key, other = new_content_key(), new_content_key()
    parts = Container(with_keys(folder))
    say(parts.storage)
    parts.close()
    assert check(with_keys(folder)).state == "ok"
    assert "staat uit" in check(with_keys(folder)).text
    assert check(with_keys(folder, key)).state == "let op"
    seal_storage(with_keys(folder, key), quiet)
    assert check(with_keys(folder, key)).state == "ok"
    assert check(with_keys(folder, other, key)).state == "let op"
    assert check(with_keys(folder, other)).state == "fout"
    assert check(with_keys(folder)).state == "fout"


def test_the_commands_make_a_key_and_seal_with_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = Container(with_keys(folder))
    say(parts.storage)
    parts.close()
    run = CliRunner().invoke
    key = run(app, ["new-key"]).stdout.strip()
    monkeypatch.setenv("DOORVRAAG_VAR", str(folder))
    without = run(app, ["seal"])
    assert without.exit_code != 0
    monkeypatch.setenv("DOORVRAAG_CONTENT_KEYS", key)
    assert "stukken versleuteld" in run(app, ["seal"]).stdout
    assert "al met de eerste sleutel" in run(app, ["seal"]).stdout
    assert WORD.encode() not in on_disk(folder)


# ---- the same on PostgreSQL


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    with server() as url:
        yield new_database(url)


@pytest.mark.postgres
def test_it_works_on_postgresql_too(postgres: str) -> None:
    migrate(postgres)
    plain = SqlStorage(postgres)
    say(plain)
    before = heard(plain)
    plain.close()
    key = new_content_key()
    changed = seal_all(postgres, [key], quiet)
    assert counted(postgres, [key]) == {"plain": 0, "newest": changed, "older": 0, "unfit": 0}
    sealed = SqlStorage(postgres, Sealer([key]))
    assert heard(sealed) == before
    sealed.close()
    engine = create_engine(postgres)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT data::text FROM events")).scalars().all()
    engine.dispose()
    assert len(rows) == 2
    assert all(row.startswith('"gAAAAA') for row in rows)
