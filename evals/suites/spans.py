"""Do the judge's spans stand on the words that people marked by hand?"""

from collections.abc import Sequence

from coach.question.judgement import Span
from evals.cases import EvalCase


def marked(case: EvalCase) -> set[int]:
    """The code points of the quotes marked in a case."""
    text, points = case["text"], set()
    for mark in case.get("spans", []):
        start = text.find(mark["quote"])
        if start >= 0:
            points |= set(range(start, start + len(mark["quote"])))
    return points


def overlap(case: EvalCase, spans: Sequence[Span]) -> tuple[bool, float] | None:
    """Whether any marked word was hit, and the F1 over code points; None when nothing was marked."""
    gold = marked(case)
    if not gold:
        return None
    said = {point for span in spans for point in range(span.start, span.end)}
    shared = len(gold & said)
    return shared > 0, 2 * shared / (len(gold) + len(said)) if said else 0.0
