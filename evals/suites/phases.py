"""Phases: is a turn in its place here, and if not, which violation is it?"""

from pathlib import Path

from coach.container import Container
from coach.question.ask import Ask
from evals.cases import EvalCase, read_lines, said_before
from evals.figures import Figure, Row, macro_f1, mean_of
from evals.suites.base import Options, Suite
from evals.suites.verdicts import judged, refused

NONE = "none"
NEEDS = {"turn": str, "method": str, "phase": str}


def _expected(case: EvalCase) -> str:
    return str(case.get("expected") or NONE)


def _row(container: Container, case: EvalCase, options: Options) -> Row:
    ask = Ask(
        text=case["turn"], id=case["id"], case=case.get("case", ""), history=said_before(case),
        method=case["method"], phase=case["phase"], role=case.get("role", "peer"),
    )  # fmt: skip
    verdict = judged(container, ask, options)
    fit = verdict.phase_fit
    got = verdict.label if refused(verdict.label) else (fit.violation if fit else None) or NONE
    gold = _expected(case)
    row = {
        "id": case["id"], "text": case["turn"], "phase": case["phase"], "gold": gold, "got": got,
        "exact": got == gold, "is_violation": gold != NONE,
        "noticed": (got == NONE) == (gold == NONE) and not refused(got),
        "among": got == gold if fit is None or not fit.violations else gold in fit.violations,
    }  # fmt: skip
    if "fit" in case:
        row["fit_right"] = fit is not None and fit.fit == case["fit"]
    return row


def run(container: Container, path: Path, options: Options) -> list[Row]:
    """One row a turn."""
    return [_row(container, case, options) for case in read_lines(path, NEEDS)]


FIGURES = [
    Figure("exact", mean_of("exact")),
    Figure("among", mean_of("among"), gate=False),
    Figure("macro_f1", macro_f1, gate=False),
    Figure("violations_noticed", mean_of("noticed"), of=lambda row: bool(row["is_violation"])),
    Figure("harmless_left_alone", mean_of("noticed"), of=lambda row: not row["is_violation"]),
    Figure("fit", mean_of("fit_right"), of=lambda row: "fit_right" in row, gate=False),
]
SUITE = Suite("phases", FIGURES, run)
