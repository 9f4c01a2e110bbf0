"""Context, pairs and robust: the figures worked out by hand on a judge whose verdicts are written down."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from coach.question.ask import Ask
from evals.compare import compare
from evals.figures import Figure, Row, Value, mean_of, measure
from evals.record import Record
from evals.suites import context, pairs, robust
from evals.suites.base import Options, Suite
from tests.unit.evals.judged import Verdict, house, write


def _figures(suite: Suite, rows: Sequence[Row]) -> Mapping[str, Value]:
    return measure([*suite.figures, *suite.parts(rows)], rows)


def _context(name: str, without: str, within: str, accept: list[str]) -> dict[str, Any]:
    return {
        "id": name, "case": "Ik twijfel over een gesprek.", "history": [{"role": "case_presenter", "text": "Ja."}],
        "question": name, "label_without_context": without, "accept_without_context": [without],
        "label_with_context": within, "accept_with_context": accept, "changes": without != within, "voice": "v00",
    }  # fmt: skip


VERDICTS = {  # question: (bare, with context)
    "changes well": ("disguised_advice", "open"),
    "stays behind": ("disguised_advice", "disguised_advice"),
    "changes wrongly": ("disguised_advice", "choice"),
    "stays well": ("open", "open"),
    "is wrong twice": ("closed", "closed"),
    "flips to right": ("closed", "open"),
}
CONTEXT = [_context(name, "disguised_advice", "open", ["open"]) for name in list(VERDICTS)[:3]]
CONTEXT += [_context(name, "open", "open", ["open"]) for name in list(VERDICTS)[3:]]


def _by_context(ask: Ask) -> Verdict:
    bare, full = VERDICTS[ask.text]
    return Verdict(full) if ask.case and ask.history else Verdict(bare, doubt="Wiens plan is het?")


def test_a_verdict_has_changed_or_stayed_only_when_it_can_be_defended(tmp_path: Path) -> None:
    container, judge = house(_by_context)
    got = _figures(context.SUITE, context.run(container, write(tmp_path, CONTEXT), Options()))
    assert (got["changed"].value, got["changed"].n) == (0.3333, 3)
    assert (got["stayed"].value, got["stayed"].n) == (0.3333, 3)
    assert got["accept"].value == 0.5
    assert (got["doubt"].value, got["doubt_without_where_it_changes"].value) == (0.0, 1.0)
    assert [(bool(ask.case), bool(ask.history)) for ask in judge.asked] == [(False, False), (True, True)] * 6


PAIRS = [
    {"id": f"p{n}", "a": f"{a} a", "a_label": "open", "b": f"{b} b", "b_label": "closed"}
    for n, (a, b) in enumerate([("open", "closed"), ("open", "open"), ("choice", "closed"), ("open", "choice")])
]


def test_a_pair_is_right_when_both_sides_are(tmp_path: Path) -> None:
    container, _ = house(lambda ask: Verdict(ask.text.split()[0]))
    got = _figures(pairs.SUITE, pairs.run(container, write(tmp_path, PAIRS), Options()))
    assert (got["both"].value, got["both"].n) == (0.25, 4)
    assert (got["side"].value, got["side"].n) == (0.625, 8)
    assert (got["side_a"].value, got["side_b"].value) == (0.75, 0.5)
    assert got["told_apart"].value == 0.75


def _forms(clean: str, shown: str) -> list[dict[str, Any]]:
    return [
        {"id": f"{clean}-{n}", "clean": clean, "text": f"{shown} {n}", "label": "open", "accept": ["open"],
         "perturbation": "dictated" if n % 2 else "fillers"}
        for n in range(10)
    ]  # fmt: skip


def test_a_disturbed_form_is_held_against_the_verdict_on_the_clean_one(tmp_path: Path) -> None:
    cases = [*_forms("open", "open"), *_forms("closed", "closed"), *_forms("open2", "closed")]
    container, judge = house(lambda ask: Verdict("closed" if ask.text.startswith("closed") else "open"))
    rows = robust.run(container, write(tmp_path, cases), Options())
    got = _figures(robust.SUITE, rows)
    assert got["unchanged"].value == pytest.approx(2 / 3, abs=1e-4)  # wrong both times is unchanged
    assert got["accept"].value == pytest.approx(1 / 3, abs=1e-4)
    assert got["accept_clean"].value == pytest.approx(2 / 3, abs=1e-4)
    assert got["unchanged[perturbation=dictated]"].n == 15
    assert len(judge.asked) == 3 + 30


def test_forms_of_one_utterance_widen_the_interval() -> None:
    rows: list[Row] = [{"id": f"{n}-{k}", "clean": n, "right": n % 2} for n in range(10) for k in range(9)]

    def width(group: str | None) -> float:
        value = measure([Figure("right", lambda own: sum(r["right"] for r in own) / len(own), group=group)], rows)
        return value["right"].high - value["right"].low

    assert width("clean") > 2 * width(None)


def test_a_difference_of_two_runs_draws_whole_utterances_too() -> None:
    before: list[Row] = [{"id": f"{n}-{k}", "clean": n, "right": True} for n in range(10) for k in range(9)]
    now: list[Row] = [dict(row, right=row["clean"] % 2 == 0) for row in before]

    def width(group: str | None) -> float:
        figures = [Figure("right", mean_of("right"), group=group)]
        one, two = (Record("robust", "x", "local", {}, "d", measure(figures, rows), rows) for rows in (before, now))
        change = compare(figures, one, two)[0]
        return change.high - change.low

    assert width("clean") > 2 * width(None)
