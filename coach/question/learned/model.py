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
    """Weights in memory. `names` are features by row; `classes` the values of each axis by column, in order."""

    def __init__(self, weights: Vector, bias: Vector, names: list[str], meta: dict[str, Any]) -> None:
        self.weights, self.bias, self.meta = weights, bias, meta
        self.rows = {name: row for row, name in enumerate(names)}
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

    def column(self, axis: str, value: str) -> Vector:
        """The weights of one value of one axis, by row."""
        part = next(part for name, _, part in self._segments if name == axis)
        found: Vector = self.weights[:, part.start + self.classes[axis].index(value)]
        return found

    def chances(self, text: str, axes: Axes) -> Chances:
        """Probabilities for one cleaned text, given what the rules read in it without context."""
        known, values = self.rows, self.scales
        rows: list[int] = []
        weights: list[float] = []
        found = pieces(text, self.keep)
        for block in BLOCKS:
            own = found[block]
            here = [row for piece in own if (row := known.get(f"{block}:{piece}")) is not None]
            rows += here
            weights += [values[block] / len(own) ** 0.5] * len(here)
        for name, value in facts_of(text, axes, self.keep).items():
            row = known.get(f"r:{name}")
            if row is not None:
                rows.append(row)
                weights.append(value * values["r"])
        scores = self.bias + np.array(weights, dtype=np.float32) @ self.weights[rows]
        return Chances({axis: _softmax(scores[part], names) for axis, names, part in self._segments})


def _softmax(scores: Vector, names: list[str]) -> dict[str, float]:
    powers = np.exp(scores - scores.max())
    return dict(zip(names, (powers / powers.sum()).tolist(), strict=True))
