"""Pairs: two utterances that differ in a few words and in their label. Right is right on both sides."""

from collections.abc import Iterator
from pathlib import Path

from coach.container import Container
from coach.question.ask import Ask
from evals.cases import EvalCase, read_lines
from evals.figures import Figure, Row, mean_of
from evals.suites.base import Options, Suite
from evals.suites.verdicts import judged, told_apart

NEEDS = {"a": str, "b": str, "a_label": str, "b_label": str}


def _rows(container: Container, case: EvalCase, options: Options) -> Iterator[Row]:
    """One row a side; both know how the pair fared."""
    got = {side: judged(container, Ask(text=case[side], id=case["id"]), options).label for side in ("a", "b")}
    exact = {side: got[side] == case[f"{side}_label"] for side in got}
    for side in got:
        yield {
            "id": f"{case['id']}.{side}", "pair": case["id"], "side": side, "text": case[side],
            "gold": case[f"{side}_label"], "got": got[side], "exact": exact[side],
            "both": all(exact.values()), "told_apart": told_apart(got["a"], got["b"]),
        }  # fmt: skip


def run(container: Container, path: Path, options: Options) -> list[Row]:
    """Two rows a pair."""
    return [row for case in read_lines(path, NEEDS) for row in _rows(container, case, options)]


def _a(row: Row) -> bool:
    return bool(row["side"] == "a")


FIGURES = [
    Figure("both", mean_of("both"), of=_a),  # one row of the two, so that n counts pairs
    Figure("side", mean_of("exact"), group="pair"),
    Figure("side_a", mean_of("exact"), of=_a, gate=False),
    Figure("side_b", mean_of("exact"), of=lambda row: not _a(row), gate=False),
    Figure("told_apart", mean_of("told_apart"), of=_a, gate=False),
]
SUITE = Suite("pairs", FIGURES, run)
