"""Questions: label, axes and confidence of the judge on single utterances without context."""

from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from coach.container import Container
from coach.question.ask import Ask
from coach.question.judgement import Label
from evals.cases import EvalCase, read_lines
from evals.figures import Figure, Row, auroc, ece, f1_of, macro_f1, mean_of, split
from evals.suites.base import Options, Suite
from evals.suites.spans import overlap
from evals.suites.verdicts import judged

NEEDS = {"text": str, "label": str}
AXES = ("form", "load", "stacked", "why_question", "asks_for")
PARTS = ("label", "sector", "voice", "address")


def _row(container: Container, case: EvalCase, options: Options) -> Row:
    verdict = judged(container, Ask(text=case["text"], id=case["id"]), options)
    row = {
        "id": case["id"], "text": case["text"], "gold": case["label"], "got": verdict.label,
        "accept": verdict.label in case.get("accept", [case["label"]]),
        "exact": verdict.label == case["label"], "confidence": verdict.confidence,
        "way": verdict.judged_by.way, "sector": case.get("sector", ""), "address": case.get("address", ""),
        "voice": case.get("voice", ""), "label": case["label"], "doubted": verdict.doubt is not None,
        "clear": len(case.get("accept", [])) == 1,
    }  # fmt: skip
    touched = overlap(case, verdict.spans)
    if touched is not None:
        row |= {"span_hit": touched[0], "span_f1": touched[1]}
    for axis in AXES:
        if axis in case:
            row[f"{axis}_right"] = getattr(verdict, axis) == case[axis]
            row[f"{axis}_got"] = getattr(verdict, axis)
    return row


def run(container: Container, path: Path, options: Options) -> list[Row]:
    """One row a case."""
    return [_row(container, case, options) for case in read_lines(path, NEEDS)]


def parts(rows: Sequence[Row]) -> list[Figure]:
    """Accept and exact for each label, sector, voice and form of address."""
    return [figure for key in PARTS for name in ("accept", "exact") for figure in split(name, key, rows)]


FIGURES = [
    Figure("accept", mean_of("accept")),
    Figure("exact", mean_of("exact")),
    Figure("macro_f1", macro_f1),
    *(Figure(f"f1_{label}", f1_of(label), gate=label == "disguised_advice") for label in get_args(Label)),
    Figure("ece", ece, better="less", gate=False),
    Figure("auroc", auroc, gate=False),
    Figure("doubt_on_clear", mean_of("doubted"), of=lambda row: bool(row["clear"]), better="less", gate=False),
    Figure("span_hit", mean_of("span_hit"), of=lambda row: "span_hit" in row),
    Figure("span_f1", mean_of("span_f1"), of=lambda row: "span_f1" in row, gate=False),
    *(
        Figure(f"{axis}_accuracy", mean_of(f"{axis}_right"), of=lambda row, key=f"{axis}_right": key in row, gate=False)  # type: ignore[misc]
        for axis in AXES
    ),
]
SUITE = Suite("questions", FIGURES, run, parts)
