"""Guidance: are the right passages found, high up, and does the desk say so when it does not know?"""

from math import log2
from pathlib import Path
from typing import TYPE_CHECKING

from coach.container import Container
from coach.errors import CoachError
from evals.cases import EvalCase, read_lines
from evals.figures import Figure, Row, mean_of
from evals.suites.base import Options, Suite
from evals.suites.verdicts import REFUSED, refusal

if TYPE_CHECKING:
    from coach.guidance.service import GuidanceService

DEPTH = 10
NEEDS = {"query": str, "relevant": list}
PASSAGE_NEEDS = {"id": str, "text": str}


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
    got, found = _asked(desk, case)
    row = {
        "id": case["id"], "text": case["query"], "answerable": answerable, "got": got, "abstained": got == "abstained",
        "abstention_right": got == ("answered" if answerable else "abstained"), "found": found[:3],
        "relevant": relevant,
    }  # fmt: skip
    if relevant:
        row |= {
            "ndcg": ndcg(found, relevant), "rr": reciprocal_rank(found, relevant),
            "recall3": recall(found, relevant, 3), "hit3": any(name in relevant for name in found[:3]),
        }  # fmt: skip
    return row


def _asked(desk: "GuidanceService", case: EvalCase) -> tuple[str, list[str]]:
    """What the desk did (answered, abstained, refused) and the passages it found. To refuse is never right here."""
    try:
        answer = desk.ask(case["query"])
        return "abstained" if answer.abstained else "answered", [hit.id for hit in desk.search(case["query"], DEPTH)]
    except CoachError as error:
        return f"{REFUSED}: {refusal(error, case['id'])}", []


def run(container: Container, path: Path, options: Options) -> list[Row]:
    """One row a query, over the product's own passages or those of a file of {id, text, url} lines."""
    desk = container.guidance
    if options.passages:
        desk = desk.over(read_lines(options.passages, PASSAGE_NEEDS))
    else:
        desk.prepare()
    return [_row(desk, case) for case in read_lines(path, NEEDS)]


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
