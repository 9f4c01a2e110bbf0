"""Guidance: are the right passages found, high up, and does the desk say so when it does not know?"""

import json
from math import log2
from pathlib import Path
from typing import TYPE_CHECKING

from coach.container import Container
from evals.cases import EvalCase, read_lines
from evals.figures import Figure, Row, mean_of
from evals.suites.base import Options, Suite

if TYPE_CHECKING:
    from coach.guidance.service import GuidanceService

DEPTH = 10


def ndcg(found: list[str], relevant: list[str], depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain with equal gains (all relevant passages count the same)."""
    gain = sum(1 / log2(place + 2) for place, name in enumerate(found[:depth]) if name in relevant)
    ideal = sum(1 / log2(place + 2) for place in range(min(len(relevant), depth)))
    return gain / ideal


def reciprocal_rank(found: list[str], relevant: list[str]) -> float:
    """1 / place of the first relevant passage, 0 when none was found."""
    return next((1 / place for place, name in enumerate(found, 1) if name in relevant), 0.0)


def recall(found: list[str], relevant: list[str], depth: int) -> float:
    """Share of the relevant passages among the first `depth`; at most `depth` can be there."""
    return len(set(found[:depth]) & set(relevant)) / min(len(relevant), depth)


def _row(desk: "GuidanceService", case: EvalCase) -> Row:
    relevant = list(case["relevant"])
    answerable = bool(case.get("answerable", bool(relevant)))
    answer = desk.ask(case["query"])
    found = [hit.id for hit in desk.search(case["query"], DEPTH)]
    row = {
        "id": case["id"], "text": case["query"], "answerable": answerable, "abstained": answer.abstained,
        "abstention_right": answer.abstained != answerable, "found": found[:3], "relevant": relevant,
    }  # fmt: skip
    if relevant:
        row |= {
            "ndcg": ndcg(found, relevant), "rr": reciprocal_rank(found, relevant),
            "recall3": recall(found, relevant, 3), "hit3": any(name in relevant for name in found[:3]),
        }  # fmt: skip
    return row


def run(container: Container, path: Path, options: Options) -> list[Row]:
    """One row a query, over the product's own passages or those of a file of {id, text, url} lines."""
    desk = container.guidance
    if options.passages:
        lines = options.passages.read_text(encoding="utf-8").splitlines()
        desk = desk.over([json.loads(line) for line in lines if line.strip()])
    else:
        desk.prepare()
    return [_row(desk, case) for case in read_lines(path)]


def _found(row: Row) -> bool:
    return "ndcg" in row


FIGURES = [
    Figure("ndcg@10", mean_of("ndcg"), of=_found),
    Figure("mrr", mean_of("rr"), of=_found),
    Figure("recall@3", mean_of("recall3"), of=_found),
    Figure("hit@3", mean_of("hit3"), of=_found, gate=False),
    Figure("answered", mean_of("abstention_right"), of=lambda row: bool(row["answerable"])),
    Figure("abstained", mean_of("abstention_right"), of=lambda row: not row["answerable"]),
]
SUITE = Suite("guidance", FIGURES, run)
