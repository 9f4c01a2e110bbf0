"""Seals what is kept already: with a first key, or with a new one in place of an old one; also while in use."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Column, Connection, Engine, Table, bindparam, func, select, text, tuple_, update

from coach.errors import NotReady
from coach.store.engine import open_engine
from coach.store.record_tables import TABLES
from coach.store.scrubbing import empty_wal
from coach.store.sealing import Kept, Sealer
from coach.store.tables import events

Told = Callable[[int, int], None]
_BATCH = 200  # rows in one transaction: a writer beside it waits some milliseconds


@dataclass(frozen=True, slots=True)
class _Place:
    """A table that holds words, and in which columns."""

    table: Table
    keys: tuple[Column[Any], ...]
    columns: tuple[Column[Any], ...]


def _places() -> list[_Place]:
    """Every column marked CONTENT in coach.records, and the data of a meeting's log."""
    found = [_Place(events, (events.c.meeting_id, events.c.seq), (events.c.data,))]
    for record, table in TABLES.items():
        names = [field.name for field in fields(record) if field.metadata.get("content")]
        if names:
            found.append(_Place(table, (table.c.id,), tuple(table.c[name] for name in names)))
    return found


def seal_all(url: str, keys: Sequence[str], told: Told) -> int:
    """Seals every value with the first key; how many were not yet. Safe to stop and to run again.

    Raises NotReady when a value fits none of the keys; what came before it stays sealed anew.
    """
    sealer, engine = Sealer(keys), open_engine(url)
    try:
        total, done, changed = _rows(engine), 0, 0
        for place in _places():
            for rows, anew in _batches(engine, place, sealer):
                done, changed = done + rows, changed + anew
                told(done, total)
        if changed:
            _overwrite(engine)
        return changed
    finally:
        engine.dispose()


def counted(url: str, keys: Sequence[str]) -> Mapping[str, int]:
    """How many values are kept in each way (coach.store.sealing.Kept). Reads everything, changes nothing."""
    sealer, engine = Sealer(keys), open_engine(url)
    found: Counter[str] = Counter({way.value: 0 for way in Kept})
    try:
        with engine.connect() as connection:
            for place in _places():
                for row in connection.execute(select(*place.columns)):
                    found.update(_how(sealer, value).value for value in row if value is not None)
    finally:
        engine.dispose()
    return found


def _rows(engine: Engine) -> int:
    with engine.connect() as connection:
        return sum(connection.scalar(select(func.count()).select_from(place.table)) or 0 for place in _places())


def _batches(engine: Engine, place: _Place, sealer: Sealer) -> Iterator[tuple[int, int]]:
    """(rows looked at, values sealed anew) for each transaction, in the order of the key."""
    last: tuple[Any, ...] | None = None
    while True:
        with engine.connect().execution_options(sqlite_write=True) as connection, connection.begin():
            rows = connection.execute(_next(place, last)).all()
            anew = _seal(connection, place, sealer, rows)
        if not rows:
            return
        last = tuple(rows[-1][: len(place.keys)])
        yield len(rows), anew


def _next(place: _Place, last: tuple[Any, ...] | None) -> Any:
    query = select(*place.keys, *place.columns).order_by(*place.keys).limit(_BATCH).with_for_update()
    return query if last is None else query.where(tuple_(*place.keys) > tuple_(*last))


def _seal(connection: Connection, place: _Place, sealer: Sealer, rows: Sequence[Any]) -> int:
    wanted: dict[str, list[dict[str, Any]]] = {column.name: [] for column in place.columns}
    for row in rows:
        keys = {f"key_{number}": row[number] for number in range(len(place.keys))}
        for column, value in zip(place.columns, row[len(place.keys) :], strict=True):
            if value is not None and _how(sealer, value) is not Kept.NEWEST:
                wanted[column.name].append(keys | {"sealed": _anew(sealer, value)})
    for column in place.columns:
        if wanted[column.name]:
            same = [key == bindparam(f"key_{number}") for number, key in enumerate(place.keys)]
            connection.execute(
                update(place.table).where(*same).values({column: bindparam("sealed")}), wanted[column.name]
            )
    return sum(map(len, wanted.values()))


def _how(sealer: Sealer, value: Any) -> Kept:
    """The data of an event is JSON in the database: an object while plain, one string once sealed."""
    return sealer.how(value) if isinstance(value, str) else Kept.PLAIN


def _anew(sealer: Sealer, value: Any) -> str:
    return sealer.seal(sealer.unseal(value) if isinstance(value, str) else value)


def _overwrite(engine: Engine) -> None:
    """What was plain leaves the disk too: SQLite overwrites as it goes but for its journal, PostgreSQL when asked."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            if not empty_wal(connection):
                raise NotReady(
                    "Alles is versleuteld, maar iemand leest nog in de oude versie. Draai zo nog eens: doorvraag seal",
                    code="readers",
                )
            return
        connection.commit()
        own_line = connection.execution_options(isolation_level="AUTOCOMMIT")
        for place in _places():
            own_line.execute(text(f'VACUUM FULL "{place.table.name}"'))
