"""The passage index as a matrix: what Chroma does, in plain sight."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from coach.guidance.indexes import Fill, Generation


class MatrixIndex:
    """A PassageIndex that compares with every vector."""

    def __init__(self) -> None:
        self._vectors: dict[str, list[float]] = {}

    def add(self, ids: Sequence[str], vectors: Sequence[Sequence[float]]) -> None:
        for name, vector in zip(ids, vectors, strict=True):
            if any(len(vector) != len(other) for other in self._vectors.values()):
                raise ValueError("all vectors of an index have one length")
            self._vectors[name] = list(vector)

    def nearest(self, vector: Sequence[float], count: int) -> list[tuple[str, float]]:
        if not self._vectors or count < 1:
            return []
        matrix = np.array(list(self._vectors.values()))
        if matrix.shape[1] != len(vector):
            raise ValueError("all vectors of an index have one length")
        lengths = np.linalg.norm(matrix, axis=1) * np.linalg.norm(vector)
        similar = matrix @ np.array(vector) / lengths
        names = list(self._vectors)
        return [(names[i], float(similar[i])) for i in np.argsort(-similar, kind="stable")[:count]]

    def size(self) -> int:
        return len(self._vectors)

    def close(self) -> None:
        """Nothing is held open."""


class MatrixIndexes:
    """Indexes whose vectors live in memory; the files beside them live in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.built = folder, 0
        self._current: Generation | None = None

    def current(self) -> Generation | None:
        return self._current

    def build(self, fill: Fill) -> None:
        folder = self.folder / str(self.built + 1)
        folder.mkdir(parents=True)
        index = MatrixIndex()
        fill(folder, index)
        self.built += 1
        self._current = Generation(folder.name, folder, index)

    def temporary(self) -> "MatrixIndexes":
        return MatrixIndexes(self.folder / "temporary")

    def close(self) -> None:
        """Nothing is held open."""
