"""Figures over judged cases, with bootstrap intervals. A row is what one case gave; a figure is a function of rows."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Row = Mapping[str, Any]
Measure = Callable[[Sequence[Row]], float]

RESAMPLES = 1_000
SEED = 20261121


@dataclass(frozen=True, slots=True)
class Figure:
    """A named measure. `of` keeps the rows it is about; `gate` says whether a fall turns the run red.

    `better` is "more" or "less": leaks should be few, F1 should be high. `group` names the key of rows that belong
    together (forms of one utterance): intervals then draw whole groups, because such rows are not independent.
    """

    name: str
    measure: Measure
    of: Callable[[Row], bool] = lambda row: True
    gate: bool = True
    better: str = "more"
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A figure as measured with a 95 % percentile bootstrap interval; `n` is the number of rows."""

    value: float
    low: float
    high: float
    n: int


def mean_of(key: str) -> Measure:
    """The mean of a number (or truth value) in the rows."""

    def measure(rows: Sequence[Row]) -> float:
        return float(np.mean([float(row[key]) for row in rows])) if rows else float("nan")

    return measure


def f1_of(label: str) -> Measure:
    """F1 of one label, from `gold` and `got`. A label that is in neither counts as 0, not as perfect."""

    def measure(rows: Sequence[Row]) -> float:
        hit = sum(row["gold"] == label and row["got"] == label for row in rows)
        said = sum(row["got"] == label for row in rows)
        true = sum(row["gold"] == label for row in rows)
        return 2 * hit / (said + true) if said + true else 0.0

    return measure


def macro_f1(rows: Sequence[Row]) -> float:
    """The plain mean of F1 over the labels that occur in the gold."""
    labels = sorted({row["gold"] for row in rows})
    return float(np.mean([f1_of(label)(rows) for label in labels])) if labels else float("nan")


def ece(rows: Sequence[Row], bins: int = 10) -> float:
    """Expected calibration error: |confidence - share accepted|, weighted over equal-width bins of confidence."""
    confidence = np.array([row["confidence"] for row in rows], dtype=float)
    right = np.array([row["accept"] for row in rows], dtype=float)
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    total = 0.0
    for number in range(bins):
        here = place == number
        if here.any():
            total += here.mean() * abs(confidence[here].mean() - right[here].mean())
    return float(total)


def auroc(rows: Sequence[Row]) -> float:
    """How often a right verdict is surer than a wrong one; ties count half. NaN without both kinds."""
    right = np.array([row["confidence"] for row in rows if row["accept"]], dtype=float)
    wrong = np.array([row["confidence"] for row in rows if not row["accept"]], dtype=float)
    if not len(right) or not len(wrong):
        return float("nan")
    above = (right[:, None] > wrong[None, :]).mean()
    level = (right[:, None] == wrong[None, :]).mean()
    return float(above + level / 2)


def measure(figures: Sequence[Figure], rows: Sequence[Row]) -> dict[str, Value]:
    """All figures that have rows, each with its interval; the same seed for all, so runs repeat to the digit."""
    values: dict[str, Value] = {}
    for figure in figures:
        own = [row for row in rows if figure.of(row)]
        if own:
            values[figure.name] = _with_interval(figure, own)
    return values


def split(name: str, key: str, rows: Sequence[Row], group: str | None = None, least: int = 10) -> list[Figure]:
    """The mean of `name` for each value of `key`, named `accept[sector=po]`; never gated.

    Values with fewer than `least` rows are left out: their figure would be noise.
    """
    sizes = Counter(str(row[key]) for row in rows if row.get(key))

    def of(value: str) -> Callable[[Row], bool]:
        return lambda row: str(row.get(key)) == value

    return [
        Figure(f"{name}[{key}={value}]", mean_of(name), of=of(value), gate=False, group=group)
        for value in sorted(sizes)
        if sizes[value] >= least
    ]


def clusters(rows: Sequence[Row], group: str | None) -> list[list[int]]:
    """Places of rows that are drawn together: by the group key, or each on its own."""
    if group is None:
        return [[place] for place in range(len(rows))]
    together: defaultdict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        together[str(row[group])].append(place)
    return list(together.values())


def resample(random: np.random.Generator, groups: Sequence[Sequence[int]]) -> list[int]:
    """Places of rows after drawing as many groups as there are, with replacement."""
    return [place for pick in random.integers(0, len(groups), len(groups)) for place in groups[pick]]


def _with_interval(figure: Figure, rows: Sequence[Row]) -> Value:
    random = np.random.default_rng(SEED)
    groups = clusters(rows, figure.group)
    draws = [figure.measure([rows[place] for place in resample(random, groups)]) for _ in range(RESAMPLES)]
    clean = [draw for draw in draws if not np.isnan(draw)] or [float("nan")]
    low, high = np.percentile(clean, [2.5, 97.5])
    return Value(round(figure.measure(rows), 4), round(float(low), 4), round(float(high), 4), len(rows))
