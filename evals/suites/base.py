"""What a suite is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.container import Container
from coach.question.judgement import Way
from evals.cases import CASES
from evals.figures import Figure, Row


@dataclass(frozen=True, slots=True)
class Options:
    """`backend` is "local" or "model"; `passages` replaces the question desk's own passages."""

    backend: Way = "local"
    passages: Path | None = None


@dataclass(frozen=True, slots=True)
class Suite:
    """A name, its figures, and the function that runs its cases through the product's own container.

    `parts` gives more figures, never gated, for what the rows happen to hold: sectors, voices, disturbances.
    """

    name: str
    figures: Sequence[Figure]
    run: Callable[[Container, Path, Options], list[Row]]
    parts: Callable[[Sequence[Row]], list[Figure]] = lambda rows: []

    @property
    def path(self) -> Path:
        """Where the suite's own cases are: the frozen test split where there is one."""
        folder = CASES / self.name
        return folder / "test" if (folder / "test").is_dir() else folder
