"""Records in memory: equality, unique fields, no cascades (those are tested on the real storage)."""

import dataclasses
from typing import Any, Generic, TypeVar

from coach.errors import Conflict

R = TypeVar("R")


class FakeRows(Generic[R]):
    """Rows port on a dictionary by id."""

    def __init__(self, kept: dict[str, R], record: type[R], group_id: str | None = None) -> None:
        self._kept, self._record = kept, record
        self._fixed: dict[str, Any] = {} if group_id is None else {"group_id": group_id}

    def get(self, key: str) -> R | None:
        return self.first(id=key)

    def first(self, **equal: Any) -> R | None:
        return next(iter(self.all(**equal)), None)

    def all(self, *, order: str = "", limit: int | None = None, **equal: Any) -> list[R]:
        self._no_words(equal)
        wanted = {**equal, **self._fixed}
        found = [row for _, row in sorted(self._kept.items()) if all(getattr(row, n) == v for n, v in wanted.items())]
        if order:
            found.sort(key=lambda row: getattr(row, order.removeprefix("-")), reverse=order.startswith("-"))
        return found[:limit]

    def count(self, **equal: Any) -> int:
        return len(self.all(**equal))

    def add(self, row: R) -> None:
        key = str(getattr(row, "id"))  # noqa: B009 - a record is any dataclass with an id
        if any(getattr(row, name) != value for name, value in self._fixed.items()):
            raise ValueError("a row of another group")
        self._unique(row, key)
        if key in self._kept:
            raise Conflict("bestaat al")
        self._kept[key] = row

    def change(self, key: str, **values: Any) -> bool:
        row = self.get(key)
        if row is None:
            return False
        new: R = dataclasses.replace(row, **values)  # type: ignore[type-var]
        self._unique(new, key)
        self._kept[key] = new
        return True

    def remove(self, **equal: Any) -> int:
        if not equal and not self._fixed:
            raise ValueError("say which rows to remove")
        gone = [str(getattr(row, "id")) for row in self.all(**equal)]  # noqa: B009
        for key in gone:
            del self._kept[key]
        return len(gone)

    def _unique(self, row: R, key: str) -> None:
        for field in dataclasses.fields(self._record):  # type: ignore[arg-type]
            value = getattr(row, field.name)
            others = (getattr(other, field.name) for k, other in self._kept.items() if k != key)
            if field.metadata.get("unique") and value is not None and value in others:
                raise Conflict("bestaat al")

    def _no_words(self, equal: dict[str, Any]) -> None:
        words = {f.name for f in dataclasses.fields(self._record) if f.metadata.get("content")}  # type: ignore[arg-type]
        if words & equal.keys():
            raise ValueError("a person's words are not searched by value")
