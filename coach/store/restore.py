"""Puts a backup back: checked whole before anything changes, then in one transaction, then erased again what was."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from alembic import command
from sqlalchemy import JSON, Connection, Date, DateTime, MetaData, Table, func, insert, select
from sqlalchemy.exc import DBAPIError

from coach.errors import BadInput, NotReady, Refused
from coach.ports import Gone, UnitOfWork
from coach.store.backup import ERASED, Manifest, Part, Told, manifest_of
from coach.store.engine import open_engine
from coach.store.ledger import gone_in
from coach.store.migrate import alembic_config, known_migrations
from coach.store.scrubbing import empty_wal
from coach.store.sealing import Kept, Sealer
from coach.store.storage import SqlUnitOfWork

Again = Callable[[UnitOfWork, Sequence[Gone]], int]
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back; `erased_again`: how much of it was erased since the backup; `unfit`: sealed with a key that
    is not given, so not to be read until it is."""

    manifest: Manifest
    erased_again: int
    unfit: int


def restore_backup(
    url: str, path: Path, *, replace: bool, sealer: Sealer, ledger: Sequence[str], again: Again, told: Told
) -> Restored:
    """Puts a backup into an empty database, or with `replace` in the place of what is there.

    `ledger` holds lines of what was erased, beside those in the backup; `again` erases that. Raises BadInput for a file
    that is no backup or is damaged, Refused when the database is not empty.
    """
    manifest = manifest_of(path)
    if manifest is None:
        raise BadInput(f"'{path.name}' is geen reservekopie van Doorvraag, of is beschadigd.", code="no_backup")
    if manifest.migration not in known_migrations():
        raise BadInput("Deze reservekopie is van een nieuwere versie. Werk Doorvraag eerst bij.", code="newer_backup")
    with _box(path) as box:
        unfit = sum(_checked(box, f"tables/{name}.jsonl", part, sealer) for name, part in manifest.tables.items())
        _checked(box, ERASED, manifest.erased, sealer)
        gone = gone_in([*_texts(box, ERASED), *ledger])
        engine = open_engine(url)
        try:
            with engine.connect().execution_options(sqlite_write=True) as db:
                with db.begin():
                    _empty(db, replace=replace)
                    _load(db, box, manifest, told)
                    unit = SqlUnitOfWork(db, writes=True, sealer=sealer)
                    done = again(unit, gone)
                if engine.dialect.name == "sqlite":
                    empty_wal(db)
        except DBAPIError:
            raise NotReady("De database neemt de reservekopie niet aan; er is niets veranderd.") from None
        finally:
            engine.dispose()
    return Restored(manifest, done, unfit)


def _box(path: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(path)


def _checked(box: zipfile.ZipFile, name: str, part: Part, sealer: Sealer) -> int:
    """How many sealed values no key fits. Raises BadInput when a file is not what the manifest says."""
    rows, total, unfit = 0, hashlib.sha256(), 0
    try:
        for line in _lines(box, name):
            total.update(line)
            rows += 1
            value = json.loads(line)
            if part.columns:
                if tuple(value) != part.columns:
                    raise ValueError("columns")
                unfit += sum(isinstance(one, str) and sealer.how(one) is Kept.UNFIT for one in value.values())
    except (KeyError, ValueError, zipfile.BadZipFile, OSError):
        raise _damaged(name) from None
    if rows != part.rows or total.hexdigest() != part.sha256:
        raise _damaged(name)
    return unfit


def _damaged(name: str) -> BadInput:
    return BadInput(
        f"De reservekopie is beschadigd: '{name}' klopt niet. Er is niets veranderd.", code="damaged_backup"
    )


def _lines(box: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with box.open(name) as file:
        yield from file


def _texts(box: zipfile.ZipFile, name: str) -> list[str]:
    return [line.decode().rstrip("\n") for line in _lines(box, name)]


def _empty(db: Connection, *, replace: bool) -> None:
    """Takes all tables away; without `replace` only when nothing stands in them."""
    found = MetaData()
    found.reflect(db)
    full = [
        table.name for table in found.sorted_tables
        if table.name != "alembic_version" and db.scalar(select(func.count()).select_from(table))
    ]  # fmt: skip
    if full and not replace:
        raise Refused(
            "In deze database staat al iets. Met --replace komt de reservekopie in de plaats van alles wat er staat.",
            code="not_empty",
        )
    found.drop_all(db)


def _load(db: Connection, box: zipfile.ZipFile, manifest: Manifest, told: Told) -> None:
    """Makes the tables as they were when the backup was made, fills them, and brings them up to date."""
    config = alembic_config()
    config.attributes["connection"] = db
    command.upgrade(config, manifest.migration)
    there = MetaData()
    there.reflect(db)
    done = 0
    for table in there.sorted_tables:
        if table.name in manifest.tables:
            if {column.name for column in table.columns} != set(manifest.tables[table.name].columns):
                raise _damaged(f"tables/{table.name}.jsonl")
            for rows in _batches(box, table):
                db.execute(insert(table), rows)
                done += len(rows)
                told(done, manifest.rows)
    command.upgrade(config, "head")


def _batches(box: zipfile.ZipFile, table: Table) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for line in _lines(box, f"tables/{table.name}.jsonl"):
        batch.append({name: _value(table, name, value) for name, value in json.loads(line).items()})
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _value(table: Table, name: str, value: Any) -> Any:
    kind = table.c[name].type
    if value is None or isinstance(kind, JSON):
        return value
    if isinstance(kind, DateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(kind, Date) else value
