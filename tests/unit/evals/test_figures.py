"""The measures themselves: each is worked out by hand once, and each can fail."""

import math
from collections.abc import Sequence

import pytest

from evals.compare import compare
from evals.figures import Figure, Row, auroc, ece, f1_of, macro_f1, mean_of, measure
from evals.record import Record
from evals.suites.guidance import ndcg, recall, reciprocal_rank

ROWS: list[Row] = [
    {"id": "1", "gold": "open", "got": "open", "accept": True, "confidence": 0.9},
    {"id": "2", "gold": "open", "got": "closed", "accept": False, "confidence": 0.6},
    {"id": "3", "gold": "closed", "got": "closed", "accept": True, "confidence": 0.8},
    {"id": "4", "gold": "choice", "got": "open", "accept": False, "confidence": 0.7},
]


def test_f1_counts_misses_and_false_alarms() -> None:
    assert f1_of("open")(ROWS) == pytest.approx(2 * 1 / (2 + 2))
    assert f1_of("choice")(ROWS) == 0


def test_a_label_that_occurs_nowhere_earns_nothing() -> None:
    assert f1_of("multiple")(ROWS) == 0


def test_macro_f1_is_the_plain_mean_over_the_labels_of_the_gold() -> None:
    assert macro_f1(ROWS) == pytest.approx((0.5 + 2 / 3 + 0) / 3)


def test_calibration_error_weighs_each_bin_by_its_size() -> None:
    assert ece(ROWS) == pytest.approx((0.1 + 0.6 + 0.2 + 0.7) / 4)


def test_auroc_is_one_when_right_verdicts_are_always_surer() -> None:
    assert auroc(ROWS) == 1.0
    assert math.isnan(auroc([ROWS[0]]))


def test_ndcg_falls_when_the_right_passage_stands_lower() -> None:
    assert ndcg(["a", "x"], ["a"]) == 1.0
    assert ndcg(["x", "a"], ["a"]) == pytest.approx(1 / math.log2(3))
    assert reciprocal_rank(["x", "y", "a"], ["a"]) == pytest.approx(1 / 3)
    assert recall(["a", "x", "y", "b"], ["a", "b"], 3) == 0.5


def test_an_interval_holds_the_value_and_repeats_to_the_digit() -> None:
    figures = [Figure("accept", mean_of("accept"))]
    once, again = measure(figures, ROWS * 10), measure(figures, ROWS * 10)
    assert once == again
    assert once["accept"].low < once["accept"].value < once["accept"].high


def _record(rows: Sequence[Row], backend: str = "local") -> Record:
    return Record("questions", "x", backend, {}, "same", measure(FIGURES, rows), list(rows))


FIGURES = [
    Figure("accept", mean_of("accept")),
    Figure("leak", mean_of("leak"), of=lambda r: "leak" in r, better="less"),
]


def test_one_case_that_turns_wrong_is_a_fall() -> None:
    worse = [dict(ROWS[0], accept=False), *ROWS[1:]]
    assert [change.fell for change in compare(FIGURES, _record(ROWS), _record(worse))] == [True]
    assert [change.fell for change in compare(FIGURES, _record(worse), _record(ROWS))] == [False]


def test_for_a_leak_more_is_a_fall() -> None:
    dry, wet = [{"id": "1", "accept": 1, "leak": 0}], [{"id": "1", "accept": 1, "leak": 1}]
    assert [c.fell for c in compare(FIGURES, _record(dry), _record(wet))] == [False, True]


def test_a_gated_figure_that_disappears_is_a_fall() -> None:
    gone = _record([{"id": "1", "accept": 1}])
    had = _record([{"id": "1", "accept": 1, "leak": 0}])
    assert [c.figure for c in compare(FIGURES, had, gone) if c.fell] == ["leak"]


def test_a_model_falls_only_outside_the_interval() -> None:
    one_worse = [dict(ROWS[0], accept=False), *ROWS[1:]]
    assert not any(c.fell for c in compare(FIGURES, _record(ROWS, "model"), _record(one_worse, "model")))
    all_worse = [dict(row, accept=False) for row in ROWS * 1]
    right = [dict(row, accept=True) for row in ROWS]
    assert any(c.fell for c in compare(FIGURES, _record(right, "model"), _record(all_worse, "model")))
