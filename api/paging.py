"""Lists by cursor: `?limit=&after=` gives `{"items": […], "next": …}`; `next` is the id to go on after, or null."""

from collections.abc import Callable, Sequence
from typing import Annotated, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel, Field

Item = TypeVar("Item")

Limit = Annotated[int, Query(description="Hoeveel tegelijk", ge=1, le=100)]
After = Annotated[str, Query(description="Het laatste id dat je al hebt; leeg: vanaf het begin", max_length=64)]


class Page(BaseModel, Generic[Item]):
    """One part of a list."""

    items: list[Item]
    next: str | None = Field(default=None, description="Geef dit als `after` voor het vervolg; null: dit was alles.")


def page_of(items: Sequence[Item], limit: int, after: str, key: Callable[[Item], str]) -> Page[Item]:
    """The part after the item named, in the order given; nothing when there is no such item (any more)."""
    start = 0
    if after:
        start = next((n + 1 for n, item in enumerate(items) if key(item) == after), len(items))
    part = list(items[start : start + limit])
    more = start + limit < len(items)
    return Page(items=part, next=key(part[-1]) if more else None)
