"""Records in SQL: one class for every kind of record, and for those of a group always with the group's id."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Row, Table, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from coach.errors import Conflict
from coach.ports import Gone
from coach.records import OF_GROUPS
from coach.store.record_tables import TABLES
from coach.store.sealing import Sealer

R = TypeVar("R")


class SqlRows(Generic[R]):
    """Rows port on one connection. With `group_id`, every query and every row carries it."""

    def __init__(
        self,
        connection: Connection,
        record: type[R],
        sealer: Sealer,
        *,
        group_id: str | None,
        lock: bool,
        overwrote: Callable[[Sequence[Gone]], None],
    ) -> None:
        """`lock`: what is read stays locked until the end. `overwrote` is told when words went, and what is gone."""
        self._connection, self._record, self._sealer, self._lock = connection, record, sealer, lock
        self._overwrote = overwrote
        self._table: Table = TABLES[record]
        self._fixed: dict[str, Any] = {} if group_id is None else {"group_id": group_id}
        fields: tuple[dataclasses.Field[Any], ...] = dataclasses.fields(record)  # type: ignore[arg-type]
        self._names = [field.name for field in fields]
        self._content = {field.name for field in fields if field.metadata.get("content")}

    def get(self, key: str) -> R | None:
        return self.first(id=key)

    def first(self, **equal: Any) -> R | None:
        found = self.all(limit=1, **equal)
        return found[0] if found else None

    def all(self, *, order: str = "", limit: int | None = None, **equal: Any) -> list[R]:
        query = select(self._table).where(*self._same(equal)).order_by(*self._ordered(order))
        if limit is not None:
            query = query.limit(limit)
        if self._lock:
            query = query.with_for_update()
        return [self._read(row) for row in self._connection.execute(query)]

    def count(self, **equal: Any) -> int:
        query = select(func.count()).select_from(self._table).where(*self._same(equal))
        return int(self._connection.execute(query).scalar_one())

    def add(self, row: R) -> None:
        values = {name: getattr(row, name) for name in self._names}
        if any(values[name] != wanted for name, wanted in self._fixed.items()):
            raise ValueError("a row of another group")
        try:
            self._connection.execute(insert(self._table), self._kept(values))
        except IntegrityError:
            raise Conflict("Dit bestaat al. Kijk naar de nieuwe stand en probeer het nog eens.") from None

    def change(self, key: str, **values: Any) -> bool:
        if words := self._content & values.keys():
            self._overwrote([Gone(self._table.name, key, name) for name in sorted(words) if not values[name]])
        try:
            done = self._connection.execute(
                update(self._table).where(*self._same({"id": key})).values(self._kept(values))
            )
        except IntegrityError:
            raise Conflict("Dit bestaat al. Kijk naar de nieuwe stand en probeer het nog eens.") from None
        return done.rowcount == 1

    def remove(self, **equal: Any) -> int:
        if not equal and not self._fixed:
            raise ValueError("say which rows to remove")
        done = self._connection.execute(delete(self._table).where(*self._same(equal)).returning(self._table.c.id))
        gone = [Gone(self._table.name, key) for key in done.scalars()]
        self._overwrote(gone)
        return len(gone)

    def _same(self, equal: Mapping[str, Any]) -> list[Any]:
        if self._content & equal.keys():
            raise ValueError("a person's words are not searched by value")
        wanted = {**equal, **self._fixed}
        return [self._table.c[name] == value for name, value in wanted.items()]

    def _ordered(self, order: str) -> list[Any]:
        if not order:
            return [self._table.c.id]
        column = self._table.c[order.removeprefix("-")]
        return [column.desc() if order.startswith("-") else column, self._table.c.id]

    def _kept(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: self._write(name, value) for name, value in values.items()}

    def _write(self, name: str, value: Any) -> Any:
        if name in self._content and value is not None:
            return self._sealer.seal(value)
        return dict(value) if isinstance(value, Mapping) else value

    def _read(self, row: Row[Any]) -> R:
        values = dict(zip(self._names, row, strict=True))
        for name in self._content:
            if values[name] is not None:
                values[name] = self._sealer.unseal(values[name])
        return self._record(**values)


def of_group(record: type[Any]) -> bool:
    """Whether rows of this kind belong to a group."""
    return record in OF_GROUPS
