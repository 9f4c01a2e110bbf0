"""Agreement of the first labels with blind second ones: Cohen's kappa per axis, per reader and over all."""

from collections import Counter
from collections.abc import Sequence

from evals.cases import EvalCase
from evals.datachecks import Corpus, load
from evals.figures import Figure, Measure, Row, Value, mean_of, measure

AXES = ("label", "form", "load", "stacked", "why_question", "asks_for")
ALL = "all"


def cohen(axis: str) -> Measure:
    """Cohen's kappa of `axis_first` and `axis_second`: agreement beyond what chance gives (Cohen 1960).

    NaN when both sides hold one and the same value only: chance then explains everything.
    """

    def kappa(rows: Sequence[Row]) -> float:
        pairs = Counter((row[f"{axis}_first"], row[f"{axis}_second"]) for row in rows)
        total = sum(pairs.values())
        first: Counter[object] = Counter()
        second: Counter[object] = Counter()
        for (one, other), count in pairs.items():
            first[one] += count
            second[other] += count
        seen = sum(count for (one, other), count in pairs.items() if one == other) / total
        chance = sum(first[value] * second[value] for value in first) / total**2
        return (seen - chance) / (1 - chance) if chance < 1 else float("nan")

    return kappa


FIGURES = [
    *(Figure(f"kappa_{axis}", cohen(axis), gate=False) for axis in AXES),
    Figure("same_label", mean_of("same_label"), gate=False),
    Figure("within_first_accept", mean_of("within_first"), gate=False),
    Figure("first_within_second_accept", mean_of("within_second"), gate=False),
    Figure("same_accept", mean_of("same_accept"), gate=False),
]


def rows_of(first: Sequence[EvalCase], second: Sequence[EvalCase]) -> list[Row]:
    """One row for each second label, beside the first of the same id."""
    known = {case["id"]: case for case in first}
    return [_row(known[case["id"]], case) for case in second]


def _row(one: EvalCase, other: EvalCase) -> Row:
    axes = {f"{axis}_first": one[axis] for axis in AXES} | {f"{axis}_second": other[axis] for axis in AXES}
    return {
        "id": one["id"], "reader": other["reader"], "same_label": one["label"] == other["label"],
        "within_first": other["label"] in one["accept"], "within_second": one["label"] in other["accept"],
        "same_accept": set(one["accept"]) == set(other["accept"]), **axes,
    }  # fmt: skip


def agreement(corpus: Corpus | None = None) -> dict[str, dict[str, Value]]:
    """Figures with intervals: over all second labels first, then for each reader."""
    corpus = corpus or load()
    rows = rows_of(corpus.all_questions, corpus.second)
    readers = sorted({str(row["reader"]) for row in rows})
    own = {reader: [row for row in rows if row["reader"] == reader] for reader in readers}
    return {name: measure(FIGURES, part) for name, part in ({ALL: rows} | own).items()}
