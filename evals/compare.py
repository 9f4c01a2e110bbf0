"""A run against a baseline: which gated figures fell, with a paired bootstrap interval of the difference."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from evals.figures import RESAMPLES, SEED, Figure, Row, clusters, resample
from evals.record import Record

# The local way is deterministic: a fall on the same cases is a fall. This absorbs rounding only.
TOLERANCE = 0.0015


@dataclass(frozen=True, slots=True)
class Change:
    """One figure, then and now. `low` and `high` bound the paired difference where the cases are the same."""

    figure: str
    before: float
    now: float
    low: float
    high: float
    gated: bool
    fell: bool


def compare(figures: Sequence[Figure], before: Record, now: Record) -> list[Change]:
    """The changes of all figures that both runs have, and of gated ones that went missing."""
    changes = []
    for figure in figures:
        old, new = before.figures.get(figure.name), now.figures.get(figure.name)
        if old is None:
            continue
        if new is None:
            changes.append(Change(figure.name, old.value, float("nan"), 0, 0, figure.gate, figure.gate))
            continue
        low, high = _difference(figure, before.cases, now.cases)
        changes.append(
            Change(
                figure.name,
                old.value,
                new.value,
                low,
                high,
                figure.gate,
                figure.gate and _fell(figure, now, old.value, new.value, high, low),
            )
        )
    return changes


def _fell(figure: Figure, now: Record, old: float, new: float, high: float, low: float) -> bool:
    worse = old - new if figure.better == "more" else new - old
    if np.isnan(worse):
        return bool(np.isnan(new) and not np.isnan(old))
    if now.backend == "model":
        # A model answers differently each time: only a fall outside the interval counts.
        return (high < 0) if figure.better == "more" else (low > 0)
    return bool(worse > TOLERANCE)


def _difference(figure: Figure, before: Sequence[Row], now: Sequence[Row]) -> tuple[float, float]:
    """95 % interval of now minus before over the rows both have (by id and metric), drawn together."""
    old = {_key(row): row for row in before if figure.of(row)}
    new = {_key(row): row for row in now if figure.of(row)}
    shared = sorted(old.keys() & new.keys())
    if not shared:
        return float("nan"), float("nan")
    random = np.random.default_rng(SEED)
    groups = clusters([new[key] for key in shared], figure.group)
    draws = []
    for _ in range(RESAMPLES // 2):
        picked = [shared[place] for place in resample(random, groups)]
        draws.append(figure.measure([new[k] for k in picked]) - figure.measure([old[k] for k in picked]))
    clean = [draw for draw in draws if not np.isnan(draw)] or [float("nan")]
    low, high = np.percentile(clean, [2.5, 97.5])
    return round(float(low), 4), round(float(high), 4)


def _key(row: Mapping[str, Any]) -> tuple[str, str]:
    return str(row["id"]), str(row.get("metric", ""))
