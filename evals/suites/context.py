"""Context: does the verdict change with case and history where it should, and stay where it should not?"""

from collections.abc import Sequence
from pathlib import Path

from coach.container import Container
from coach.question.ask import Ask
from evals.cases import EvalCase, read_lines, said_before
from evals.figures import Figure, Row, mean_of, split
from evals.suites.base import Options, Suite
from evals.suites.verdicts import judged

NEEDS = {
    "question": str, "case": str, "history": list, "changes": bool, "label_with_context": str,
    "label_without_context": str, "accept_with_context": list, "accept_without_context": list,
}  # fmt: skip


def _row(container: Container, case: EvalCase, options: Options) -> Row:
    text = case["question"]
    bare = judged(container, Ask(text=text, id=case["id"]), options)
    full = judged(container, Ask(text=text, id=case["id"], case=case["case"], history=said_before(case)), options)
    accept = full.label in case["accept_with_context"]
    same = full.label == bare.label
    return {
        "id": case["id"], "text": text, "voice": case.get("voice", ""), "changes": bool(case["changes"]),
        "gold": case["label_with_context"], "got": full.label, "got_without": bare.label,
        "accept": accept, "exact": full.label == case["label_with_context"],
        "accept_without": bare.label in case["accept_without_context"],
        "exact_without": bare.label == case["label_without_context"],
        "changed": accept and not same, "stayed": accept and same, "confidence": full.confidence,
        "doubted": full.doubt is not None, "doubted_without": bare.doubt is not None,
    }  # fmt: skip


def run(container: Container, path: Path, options: Options) -> list[Row]:
    """One row a case, judged twice: bare, and with case and history."""
    return [_row(container, case, options) for case in read_lines(path, NEEDS)]


def parts(rows: Sequence[Row]) -> list[Figure]:
    """Accept for each voice and each label."""
    return [*split("accept", "gold", rows), *split("accept", "voice", rows)]


def _changes(row: Row) -> bool:
    return bool(row["changes"])


def _stays(row: Row) -> bool:
    return not row["changes"]


FIGURES = [
    Figure("accept", mean_of("accept")),
    Figure("exact", mean_of("exact")),
    Figure("changed", mean_of("changed"), of=_changes),
    Figure("stayed", mean_of("stayed"), of=_stays),
    Figure("accept_without", mean_of("accept_without"), gate=False),
    Figure("exact_without", mean_of("exact_without"), gate=False),
    Figure("doubt", mean_of("doubted"), better="less", gate=False),
    # Where context changes the verdict, doubt without context is what is wanted.
    Figure("doubt_without_where_it_changes", mean_of("doubted_without"), of=_changes, gate=False),
    Figure("doubt_without_where_it_stays", mean_of("doubted_without"), of=_stays, better="less", gate=False),
]
SUITE = Suite("context", FIGURES, run, parts)
