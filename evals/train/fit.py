"""Fits the weights: features that matter, one linear model per axis, and how sure it may say it is."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from coach.question.learned.model import LearnedModel
from evals.train.data import AXES, SCALES, Example, Features, gold, small_words

STRENGTH = {"form": 10.0, "load": 10.0, "stacked": 10.0, "asks_for": 3.0, "kind": 3.0}
COLUMNS = 12_000
SEED = 20261122

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """What the running judge needs, before rounding."""

    names: list[str]
    matrix: Array  # features x outputs
    bias: Array
    classes: dict[str, list[str]]
    keep: list[str]


def fit(train: Sequence[Example]) -> Weights:
    """Deterministic: the same texts give the same weights."""
    rows = list(train)
    keep = small_words([row.text for row in rows])
    features = Features(rows, keep)
    wide = features.matrix(rows)
    chosen = _that_matter(wide, rows)
    narrow = wide[:, chosen]
    parts, biases, classes = [], [], {}
    for axis in AXES:
        known = [i for i, row in enumerate(rows) if axis in row.gold]  # of pairs and context only the label is known
        values = gold([rows[i] for i in known], axis)
        model = LogisticRegression(C=STRENGTH[axis], max_iter=600, random_state=SEED)
        model.fit(narrow[known], values, sample_weight=[rows[i].weight for i in known])
        coefficients, intercept = model.coef_, model.intercept_
        if len(model.classes_) == 2:  # one column of differences: give the other value zeros
            coefficients = np.vstack([np.zeros_like(coefficients), coefficients])
            intercept = np.array([0.0, intercept[0]])
        parts.append(coefficients.T)
        biases.append(intercept)
        classes[axis] = [str(name) for name in model.classes_]
    names = [features.names[i] for i in chosen]
    return Weights(names, np.hstack(parts), np.concatenate(biases), classes, sorted(keep))


def _that_matter(wide: csr_matrix, rows: list[Example]) -> list[int]:
    """The columns with the largest weight times how often they occur, over form and load; all facts stay."""
    weight = np.zeros(wide.shape[1])
    often = np.sqrt(np.asarray((wide != 0).mean(axis=0)).ravel())
    for axis in ("form", "load"):
        model = LogisticRegression(C=2.0, max_iter=300, random_state=SEED)
        model.fit(wide, gold(rows, axis), sample_weight=[row.weight for row in rows])
        weight = np.maximum(weight, np.abs(model.coef_).max(axis=0) * often)
    return sorted(np.argsort(-weight, kind="stable")[:COLUMNS].tolist())


def version_of(train: Sequence[Example]) -> str:
    """A digest of the texts, their axes and the settings."""
    facts: list[Any] = [[row.text, row.weight, *(str(row.gold.get(axis)) for axis in AXES)] for row in train]
    settings = [SCALES, STRENGTH, COLUMNS, SEED]
    return hashlib.sha256(json.dumps([facts, settings], ensure_ascii=False).encode()).hexdigest()[:12]


def write(weights: Weights, folder: Path, meta: dict[str, Any]) -> LearnedModel:
    """Rounds to 8 bits per weight (a scale per output) and writes plain data; gives back what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    scale = np.maximum(np.abs(weights.matrix).max(axis=0), 1e-9) / 127
    rounded = np.round(weights.matrix / scale).astype(np.int8)
    arrays = {"weights": rounded, "scale": scale.astype(np.float32), "bias": weights.bias.astype(np.float32)}
    np.savez_compressed(folder / "weights.npz", allow_pickle=False, **arrays)
    (folder / "names.txt").write_text("\n".join(weights.names) + "\n", encoding="utf-8")
    facts = {"classes": weights.classes, "keep": weights.keep, "scales": SCALES, **meta}
    text = json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "meta.json").write_text(text + "\n", encoding="utf-8")
    return LearnedModel.load(folder)


def in_memory(weights: Weights) -> LearnedModel:
    """The same without writing or rounding, for folds."""
    meta = {"classes": weights.classes, "keep": weights.keep, "scales": SCALES, "version": "fold"}
    return LearnedModel(weights.matrix.astype(np.float32), weights.bias.astype(np.float32), weights.names, meta)
