"""A backup: one zip with each table as JSON lines and a manifest; the same for SQLite and PostgreSQL.

What is sealed stays sealed in it: the key is not in a backup. What stands in it is what one read of the database saw.
"""

import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Column, Connection, String, Table, func, select

from coach.errors import NotReady, Refused
from coach.store.engine import open_engine
from coach.store.migrate import at_head
from coach.store.record_tables import all_tables

FORMAT, VERSION = "doorvraag-backup", 1
MANIFEST, ERASED = "manifest.json", "erased.jsonl"
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Part:
    """One file in a backup: how many lines, and the SHA-256 of its text."""

    rows: int
    sha256: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `installation` tells backups of one machine from another's; it is no secret."""

    made_at: str
    migration: str
    installation: str
    sealed: bool
    tables: dict[str, Part]
    erased: Part

    @property
    def rows(self) -> int:
        return sum(part.rows for part in self.tables.values())


def make_backup(
    url: str, path: Path, *, now: datetime, installation: str, erased: Iterable[str], told: Told
) -> Manifest:
    """Writes a backup to a new file that only its owner can read. `erased` are the lines of the ledger.

    Raises Refused when the file is there, NotReady when it cannot be written or the database is behind.
    """
    engine = open_engine(url)
    try:
        with _new_file(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as box, engine.connect() as db:
            if engine.dialect.name == "postgresql":
                db.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            if not at_head(db):
                raise NotReady("De database loopt achter. Start de dienst eerst een keer, of draai: doorvraag doctor")
            manifest = _write(box, db, now, installation, list(erased), told)
            box.writestr(MANIFEST, json.dumps({"format": FORMAT, "version": VERSION, **asdict(manifest)}, indent=1))
    finally:
        engine.dispose()
    return manifest


def _write(
    box: zipfile.ZipFile, db: Connection, now: datetime, installation: str, erased: list[str], told: Told
) -> Manifest:
    tables = all_tables()
    total = sum(db.scalar(select(func.count()).select_from(table)) or 0 for table in tables)
    done, sealed, parts = 0, False, dict[str, Part]()
    for table in tables:
        with _Writer(box, f"tables/{table.name}.jsonl") as part:
            for row in _rows(db, table):
                line = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
                sealed = sealed or '"gAAAAA' in line
                part.add(line)
                done += 1
                told(done, total)
        parts[table.name] = part.told(tuple(column.name for column in table.columns))
    with _Writer(box, ERASED) as ledger:
        for line in erased:
            ledger.add(line)
    [migration] = MigrationContext.configure(db).get_current_heads()
    return Manifest(now.isoformat(timespec="seconds"), migration, installation, sealed, parts, ledger.told())


class _Writer:
    """One file in the zip, counted and summed as it is written."""

    def __init__(self, box: zipfile.ZipFile, name: str) -> None:
        self._file: IO[bytes] = box.open(name, "w", force_zip64=True)
        self._rows, self._sum = 0, hashlib.sha256()

    def add(self, line: str) -> None:
        data = line.encode() + b"\n"
        self._sum.update(data)
        self._rows += 1
        self._file.write(data)

    def __enter__(self) -> "_Writer":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def told(self, columns: tuple[str, ...] = ()) -> Part:
        """What the manifest says of it."""
        return Part(self._rows, self._sum.hexdigest(), columns)


def _rows(db: Connection, table: Table) -> Iterator[dict[str, Any]]:
    """In the order of the key, byte by byte: the same content is the same text on both databases."""
    query = select(table).order_by(*(_bytewise(db, column) for column in table.primary_key.columns))
    for row in db.execute(query, execution_options={"yield_per": 500}):
        yield {name: _json(value) for name, value in row._mapping.items()}


def _bytewise(db: Connection, column: "Column[Any]") -> Any:
    text = isinstance(column.type, String) and db.dialect.name == "postgresql"
    return column.collate("C") if text else column


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date) else value


@contextmanager
def _new_file(path: Path) -> Iterator[IO[bytes]]:
    """A new file of the owner alone; taken away again when its content fails."""
    try:
        number = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise Refused(
            f"'{path.name}' bestaat al. Kies een andere naam: een reservekopie overschrijf ik niet."
        ) from None
    except OSError:
        raise NotReady(f"'{path.name}' kan ik daar niet maken. Bestaat de map, en mag je erin schrijven?") from None
    try:
        with os.fdopen(number, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def manifest_of(path: Path) -> Manifest | None:
    """What a file says of itself; None when it is no backup of ours."""
    try:
        with zipfile.ZipFile(path) as box:
            value = json.loads(box.read(MANIFEST))
        if value.pop("format") != FORMAT or value.pop("version") != VERSION:
            return None
        tables = {name: _part(part) for name, part in value.pop("tables").items()}
        return Manifest(tables=tables, erased=_part(value.pop("erased")), **value)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError):
        return None


def _part(value: dict[str, Any]) -> Part:
    return Part(int(value["rows"]), str(value["sha256"]), tuple(value["columns"]))


def keep_newest(path: Path, installation: str, keep: int) -> list[str]:
    """Removes older backups of this installation beside `path`, so that `keep` are left; the names of what went.

    Only files that are a backup by their own manifest; nothing else is touched.
    """
    ours = [
        (manifest.made_at, other)
        for other in path.parent.iterdir()
        if other.is_file() and (manifest := manifest_of(other)) and manifest.installation == installation
    ]
    old = [other for _, other in sorted(ours, reverse=True)[keep:] if other != path]
    for other in old:
        other.unlink()
    return [other.name for other in old]


def erased_beside(path: Path) -> list[str]:
    """What other backups in the same folder say was erased: a later one knows more than an older."""
    found: list[str] = []
    for other in sorted(path.absolute().parent.iterdir()):
        if other.is_file() and other.name != path.name and manifest_of(other):
            with zipfile.ZipFile(other) as box, suppress(KeyError, zipfile.BadZipFile):
                found += box.read(ERASED).decode("ascii", "replace").splitlines()
    return found
