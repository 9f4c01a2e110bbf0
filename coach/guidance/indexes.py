"""What the service needs from the place where indexes live: one in use, built aside and switched in one step."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from coach.ports import PassageIndex


@dataclass(frozen=True, slots=True)
class Generation:
    """One finished index: its folder (files beside the vectors) and the opened vectors."""

    name: str
    folder: Path
    index: PassageIndex


Fill = Callable[[Path, PassageIndex], None]


class Indexes(Protocol):
    """Finished indexes. Nobody writes to one that is in use."""

    def current(self) -> Generation | None:
        """The index in use, also after another process switched; None when there is none that can be opened."""
        ...

    def build(self, fill: Fill) -> None:
        """Makes an index in a new folder with `fill`, then puts it in use. When `fill` fails, nothing changes.

        Raises Conflict when another process is building.
        """
        ...

    def temporary(self) -> "Indexes":
        """An empty place of the same kind, gone when nobody holds it any more."""
        ...

    def close(self) -> None: ...
