"""Where knowledge comes from: knowledge/sources.toml, one table per source id."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.datafile import read_tables
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


BETWEEN = "; "


def in_one_line(sources: Iterable[str]) -> str:
    """Sources as people read them (each begins with its mark), in one line."""
    return BETWEEN.join(sources)


def source_lines(line: str) -> list[str]:
    """Such a line as one source each. A title may hold "; " itself: a new source begins only where a mark does."""
    return re.split(re.escape(BETWEEN) + r"(?=\[)", line)


def load_sources(path: Path) -> dict[str, Source]:
    """All sources by id. Raises BadData naming the file and the source that lacks something."""
    return {key: _source(key, table, path.name) for key, table in read_tables(path).items()}


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
