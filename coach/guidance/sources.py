"""Where knowledge comes from: knowledge/sources.toml, one table per source id."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.errors import BadData


@dataclass(frozen=True, slots=True)
class Source:
    """One source. `strength` runs from * to ***; `address` is a web address or empty, `author` may be empty."""

    id: str
    title: str
    kind: str
    strength: str
    author: str = ""
    address: str = ""

    def readable(self) -> str:
        """The source as people read it, with the mark that stands in the text: [P01] Author: title, address."""
        name = f"{self.author}: {self.title}" if self.author else self.title
        return f"[{self.id}] {name}" + (f", {self.address}" if self.address else "")


def load_sources(path: Path) -> dict[str, Source]:
    """All sources by id. Raises BadData naming the file and the source that lacks something."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadData("Het bestand met bronnen ontbreekt.", where=path.name) from None
    except tomllib.TOMLDecodeError as error:
        raise BadData(f"Dit bestand is geen geldige TOML: {error}", where=path.name) from None
    return {key: _source(key, table, path.name) for key, table in tables.items()}


def _source(key: str, table: Any, where: str) -> Source:
    try:
        return Source(
            id=key,
            title=str(table["title"]),
            kind=str(table["kind"]),
            strength=str(table["strength"]),
            author=str(table.get("author", "")),
            address=str(table.get("address", "")),
        )
    except (KeyError, TypeError, AttributeError):
        raise BadData(f"Bron [{key}] mist title, kind of strength.", where=where) from None
