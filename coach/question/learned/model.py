"""The trained judge: linear weights per axis over pieces and facts, read from plain data (no pickle)."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.errors import BadData
from coach.question.axes import Axes
from coach.question.learned.facts import facts_of
from coach.question.learned.grams import BLOCKS, pieces

Vector = NDArray[np.float32]
HERE = Path(__file__).resolve().parent / "data"
AXES = ("form", "load", "stacked", "asks_for", "kind")


@dataclass(frozen=True, slots=True)
class Chances:
    """Probabilities by axis (form, load, stacked, asks_for, kind) and value: `of["form"]["open"]`."""

    of: dict[str, dict[str, float]]

    def best(self, axis: str) -> str:
        """The likeliest value of an axis."""
        values = self.of[axis]
        return max(values, key=values.__getitem__)


class LearnedModel:
    """Weights in memory. `names` are features by row, as "block:piece"; `rows` has them by block and piece.
    `classes` are the values of each axis by column, in order."""

    def __init__(self, weights: Vector, bias: Vector, names: list[str], meta: dict[str, Any]) -> None:
        self.weights, self.bias, self.meta = weights, bias, meta
        self.rows: dict[str, dict[str, int]] = {}
        for row, name in enumerate(names):
            block, _, piece = name.partition(":")
            self.rows.setdefault(block, {})[piece] = row
        self.keep = frozenset(meta["keep"])
        self.scales: dict[str, float] = meta["scales"]
        self.classes: dict[str, list[str]] = meta["classes"]

    @classmethod
    def load(cls, folder: Path = HERE) -> "LearnedModel":
        """Reads weights.npz, names.txt and meta.json. Raises BadData when they do not belong together."""
        try:
            meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
            names = (folder / "names.txt").read_text(encoding="utf-8").splitlines()
            with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
                scale = arrays["scale"].astype(np.float32)
                weights = arrays["weights"].astype(np.float32) * scale
                bias = arrays["bias"].astype(np.float32)
        except (OSError, ValueError, KeyError) as error:
            raise BadData(
                "De gewichten van de beoordelaar zijn niet te lezen: train opnieuw.", where=folder.name
            ) from error
        if weights.shape != (len(names), len(bias)):
            raise BadData("De gewichten van de beoordelaar passen niet bij elkaar: train opnieuw.", where=folder.name)
        return cls(weights, bias, names, meta)

    @property
    def version(self) -> str:
        """Names the training run: a digest of its data and of how it was trained."""
        return str(self.meta["version"])

    @cached_property
    def _segments(self) -> list[tuple[str, list[str], slice]]:
        segments, start = [], 0
        for axis in AXES:
            names = self.classes[axis]
            segments.append((axis, names, slice(start, start + len(names))))
            start += len(names)
        return segments

    @cached_property
    def _starts(self) -> NDArray[np.intp]:
        """The first column of each axis."""
        return np.array([part.start for _, _, part in self._segments])

    @cached_property
    def _lengths(self) -> NDArray[np.intp]:
        return np.array([part.stop - part.start for _, _, part in self._segments])

    @cached_property
    def _leanings(self) -> dict[str, list[float]]:
        return {}

    def leaning(self, load: str) -> list[float]:
        """By row, how much more a feature speaks for `load` than for neutral."""
        found = self._leanings.get(load)
        if found is None:
            found = self._leanings[load] = (self._column("load", load) - self._column("load", "neutral")).tolist()
        return found

    def _column(self, axis: str, value: str) -> Vector:
        part = next(part for name, _, part in self._segments if name == axis)
        found: Vector = self.weights[:, part.start + self.classes[axis].index(value)]
        return found

    def chances(self, text: str, axes: Axes) -> Chances:
        """Probabilities for one cleaned text, given what the rules read in it without context."""
        rows: list[int] = []
        weights: list[float] = []
        found = pieces(text, self.keep)
        for block in BLOCKS:
            own = found[block]
            here = [row for row in map(self.rows.get(block, {}).get, own) if row is not None]
            rows += here
            if here:  # a text like "²" has no pieces at all in a block
                weights += [self.scales[block] / len(own) ** 0.5] * len(here)
        known, scale = self.rows.get("r", {}), self.scales["r"]
        for name, value in facts_of(text, axes, self.keep).items():
            row = known.get(name)
            if row is not None:
                rows.append(row)
                weights.append(value * scale)
        scores = self.bias + np.array(weights, dtype=np.float32) @ self.weights[rows]
        return Chances(self._softmax(scores))

    def _softmax(self, scores: Vector) -> dict[str, dict[str, float]]:
        """Chances per axis, all axes in one go: NumPy's price is per call, not per number."""
        powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, self._starts), self._lengths))
        found = (powers / np.repeat(np.add.reduceat(powers, self._starts), self._lengths)).tolist()
        return {axis: dict(zip(names, found[part], strict=True)) for axis, names, part in self._segments}
