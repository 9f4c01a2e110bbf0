"""The forms of the judge's cases (DESIGN section 5): allowed values, labels that follow from axes, quotes that occur.

Faults name ids and fields, never texts.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, get_args

from coach.question.judgement import KINDS, LABELS, AsksFor, Form, Load, label_of
from evals.cases import EvalCase

ADDRESSES = ("je", "u", "none")
ROLES = ("case_presenter", "peer", "facilitator", "minutes_taker", "timekeeper", "observer")
PERTURBATIONS = (
    "no_question_mark", "lower_case", "typing_errors", "dictated", "fillers", "u_form", "flemish", "preamble",
    "indirect",
)  # fmt: skip
_AXES: dict[str, Collection[Any]] = {
    "form": get_args(Form), "load": get_args(Load), "asks_for": get_args(AsksFor),
    "stacked": (True, False), "why_question": (True, False),
}  # fmt: skip


def question_faults(cases: Iterable[EvalCase]) -> list[str]:
    """Faults in utterances with all axes, as in `questions/`."""
    return [f"{case.get('id')}: {fault}" for case in cases for fault in _question(case)]


def second_faults(cases: Iterable[EvalCase], known: Collection[str]) -> list[str]:
    """Faults in second labels: the same axes, a reader, and an id of an utterance that exists."""
    faults = [f"{case.get('id')}: {fault}" for case in cases for fault in _labelled(case)]
    faults += [f"{case['id']}: no such utterance" for case in cases if case["id"] not in known]
    return faults + [f"{case['id']}: no reader" for case in cases if not case.get("reader")]


def pair_faults(cases: Iterable[EvalCase]) -> list[str]:
    """Faults in minimal pairs: two different texts with two different labels."""
    faults = []
    for case in cases:
        faults += [f"{case['id']}: {key} is no label" for key in ("a_label", "b_label") if case[key] not in LABELS]
        if case["a"] == case["b"] or case["a_label"] == case["b_label"]:
            faults.append(f"{case['id']}: both sides are the same")
    return faults


def context_faults(cases: Iterable[EvalCase]) -> list[str]:
    """Faults in cases with context: labels with and without, roles, and `changes` as the labels say."""
    return [f"{case['id']}: {fault}" for case in cases for fault in _context(case)]


def robust_faults(cases: Iterable[EvalCase]) -> list[str]:
    """Faults in disturbed forms: a known disturbance that did change the text, and an allowed label."""
    faults = []
    for case in cases:
        if case["perturbation"] not in PERTURBATIONS:
            faults.append(f"{case['id']}: unknown perturbation")
        if case["text"] == case["clean"]:
            faults.append(f"{case['id']}: nothing was disturbed")
        faults += [f"{case['id']}: {fault}" for fault in _accepts(case["label"], case["accept"])]
    return faults


def rewrite_faults(cases: Iterable[EvalCase]) -> list[str]:
    """Faults in cases for rewriting: a label that needs a rewrite, stems to keep, and examples that obey the stems."""
    return [f"{case['id']}: {fault}" for case in cases for fault in _rewrite(case)]


def _question(case: EvalCase) -> Iterator[str]:
    yield from _labelled(case)
    if case.get("kind") not in KINDS:
        yield "unknown kind"
    if case.get("address") not in ADDRESSES:
        yield "address is je, u or none"
    if not isinstance(case.get("lookalike", False), bool):
        yield "lookalike is true or false"
    if not all(case.get(key) for key in ("text", "sector", "voice")):
        yield "text, sector or voice is missing"
    for span in case.get("spans", []):
        if not span.get("quote") or span["quote"] not in case["text"]:
            yield "a quote is no part of the text"
        if not span.get("because"):
            yield "a span does not say why"


def _labelled(case: EvalCase) -> Iterator[str]:
    wrong = [axis for axis, allowed in _AXES.items() if case.get(axis) not in allowed]
    if wrong:
        yield f"not allowed: {', '.join(wrong)}"
        return
    if case.get("label") != label_of(case["form"], case["load"], case["stacked"]):
        yield "the label does not follow from the axes"
    yield from _accepts(case.get("label"), case.get("accept"))


def _accepts(label: Any, accept: Any) -> Iterator[str]:
    if label not in LABELS:
        yield "unknown label"
    if not isinstance(accept, list) or label not in accept or not set(accept) <= set(LABELS):
        yield "accept holds the label and other labels"


def _context(case: EvalCase) -> Iterator[str]:
    before, after = case["label_without_context"], case["label_with_context"]
    yield from _accepts(before, case["accept_without_context"])
    yield from _accepts(after, case["accept_with_context"])
    if case["changes"] is not (before != after):
        yield "changes is not what the labels say"
    if not case["case"] or not case["question"] or not case["history"]:
        yield "case, history or question is missing"
    if any(turn.get("role") not in ROLES or not turn.get("text") for turn in case["history"]):
        yield "a turn lacks a known role or words"


def _rewrite(case: EvalCase) -> Iterator[str]:
    if case["label"] not in LABELS or case["label"] == "open":
        yield "the label needs no rewrite"
    if not case["bad"] or not case["good"] or not case["must_keep"]:
        yield "bad, good or must_keep is missing"
    for text in (good.casefold() for good in case["good"]):
        if any(stem.casefold() in text for stem in case["must_not"]):
            yield "an example holds what it must not"
        if case["must_keep"] and not any(stem.casefold() in text for stem in case["must_keep"]):
            yield "an example keeps nothing"
