"""Text to vectors without a model: character 3- to 5-grams weighted by TF-IDF, reduced by a truncated SVD.

The reduction is exact and deterministic. With X the passages (one row each, unit length) and X = U S V', a new text q
lies at V'q = S^-1 U' (Xq). So only X, which is sparse, and U/S are kept; the large matrix V is never made.
"""

import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from coach.errors import BadData

SIZE = 256
SHORTEST, LONGEST = 3, 5
SMALLEST_SHARE = 1e-6  # of the largest singular value squared: below it a direction is rounding noise
_TOKEN = re.compile(r"[^\W_]+", re.UNICODE)
Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


def grams(text: str) -> Counter[str]:
    """How often each run of 3 to 5 characters occurs within a word, a space standing for its begin and end."""
    found: Counter[str] = Counter()
    for word in _TOKEN.findall(text.casefold()):
        framed = f" {word} "
        for length in range(SHORTEST, LONGEST + 1):
            found.update(framed[i : i + length] for i in range(len(framed) - length + 1))
    return found


class NgramEmbedder:
    """An Embedder (coach.ports) fitted on the passages of one index."""

    name = "ngram35-svd"

    def __init__(self, vocabulary: Sequence[str], idf: Floats, rows: "Rows", rotation: Floats) -> None:
        self._vocabulary = list(vocabulary)
        self._column = {gram: i for i, gram in enumerate(vocabulary)}
        self._idf, self._rows, self._rotation = idf, rows, rotation
        self.size = int(rotation.shape[1])

    @classmethod
    def fit(cls, texts: Sequence[str], size: int = SIZE) -> "NgramEmbedder":
        """Learns from `texts` (at least one). The size is `size` or, for fewer texts, what they can fill."""
        counts = [grams(text) for text in texts]
        seen: Counter[str] = Counter(gram for count in counts for gram in count)
        vocabulary = sorted(seen)
        idf = np.array([np.log((1 + len(texts)) / (1 + seen[gram])) + 1 for gram in vocabulary])
        column = {gram: i for i, gram in enumerate(vocabulary)}
        rows = Rows.of([_weigh(count, column, idf) for count in counts], len(vocabulary))
        return cls(vocabulary, idf, rows, _rotation(rows.products(), size))

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """Unit vectors; a text that shares no run of characters with the corpus gets all zeros."""
        return [self._one(text) for text in texts]

    def save(self, folder: Path) -> None:
        """Writes embedder.npz and embedder.json; no pickle."""
        with (folder / "embedder.npz").open("wb") as file:
            np.savez(
                file,
                idf=self._idf,
                starts=self._rows.starts,
                columns=self._rows.columns.astype(np.int32),
                values=self._rows.values.astype(np.float32),
                rotation=self._rotation.astype(np.float32),
            )
        head = {"name": self.name, "size": self.size, "vocabulary": self._vocabulary}
        (folder / "embedder.json").write_text(json.dumps(head, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "NgramEmbedder":
        """What `save` wrote. Raises BadData when it is damaged or of another kind."""
        try:
            head = json.loads((folder / "embedder.json").read_text(encoding="utf-8"))
            return cls._read(folder, head)
        except (OSError, ValueError, KeyError, TypeError, BadZipFile) as error:
            message = f"De index is beschadigd ({type(error).__name__}); bouw hem opnieuw: doorvraag guidance index."
            raise BadData(message, where="embedder.npz") from None

    @classmethod
    def _read(cls, folder: Path, head: dict[str, Any]) -> "NgramEmbedder":
        if head["name"] != cls.name:
            raise ValueError("another embedder")
        with np.load(folder / "embedder.npz", allow_pickle=False) as held:
            rows = Rows(
                held["starts"],
                held["columns"].astype(np.int64),
                held["values"].astype(np.float64),
                len(head["vocabulary"]),
            )
            return cls(head["vocabulary"], held["idf"], rows, held["rotation"].astype(np.float64))

    def _one(self, text: str) -> list[float]:
        columns, values = _weigh(grams(text), self._column, self._idf)
        vector = self._rows.times(columns, values) @ self._rotation
        length = float(np.linalg.norm(vector))
        unit = vector / length if length > 0 else vector
        return [float(x) for x in unit.astype(np.float32)]


class Rows:
    """A sparse matrix by rows: row i holds `values` at `columns` from starts[i] to starts[i + 1]."""

    def __init__(self, starts: Numbers, columns: Numbers, values: Floats, width: int) -> None:
        self.starts, self.columns, self.values, self.width = starts, columns, values, width

    @classmethod
    def of(cls, rows: Sequence[tuple[Numbers, Floats]], width: int) -> "Rows":
        starts = np.concatenate(([0], np.cumsum([len(columns) for columns, _ in rows]))).astype(np.int64)
        return cls(starts, np.concatenate([c for c, _ in rows]), np.concatenate([v for _, v in rows]), width)

    def times(self, columns: Numbers, values: Floats) -> Floats:
        """The product with one sparse vector: a number per row."""
        dense = np.zeros(self.width)
        dense[columns] = values
        sums = np.concatenate(([0.0], np.cumsum(self.values * dense[self.columns])))
        return np.asarray(sums[self.starts[1:]] - sums[self.starts[:-1]])

    def products(self) -> Floats:
        """Every row times every row."""
        ends = zip(self.starts[:-1], self.starts[1:], strict=True)
        return np.stack([self.times(self.columns[a:b], self.values[a:b]) for a, b in ends])


def _weigh(count: Counter[str], column: dict[str, int], idf: Floats) -> tuple[Numbers, Floats]:
    """Columns and weights of one text: 1 + log(times) by rarity, of unit length; what is unknown is left out."""
    known = sorted((column[gram], times) for gram, times in count.items() if gram in column)
    columns = np.array([place for place, _ in known], dtype=np.int64)
    values = (1 + np.log(np.array([times for _, times in known], dtype=np.float64))) * idf[columns]
    length = float(np.linalg.norm(values))
    return columns, values / length if length > 0 else values


def _rotation(products: Floats, size: int) -> Floats:
    """U/S for the largest singular values; the sign of each direction is fixed, so that a rebuild gives the same."""
    squares, directions = np.linalg.eigh(products)
    order = np.argsort(squares)[::-1][:size]
    order = order[squares[order] > SMALLEST_SHARE * squares[order[0]]]
    kept = directions[:, order]
    signs = np.sign(kept[np.abs(kept).argmax(axis=0), np.arange(kept.shape[1])])
    return np.asarray(kept * signs / np.sqrt(squares[order]))
