"""Robust: the same utterance disturbed (no question mark, typing errors, Flemish, …) keeps its verdict.

Forms of one utterance are not independent, so intervals draw whole utterances.
"""

from collections.abc import Sequence
from pathlib import Path

from coach.container import Container
from coach.question.ask import Ask
from evals.cases import EvalCase, read_lines
from evals.figures import Figure, Row, mean_of, split
from evals.suites.base import Options, Suite
from evals.suites.verdicts import judged, refused

NEEDS = {"text": str, "clean": str, "label": str, "accept": list, "perturbation": str}


def _row(container: Container, case: EvalCase, clean: str, options: Options) -> Row:
    got = judged(container, Ask(text=case["text"], id=case["id"]), options).label
    return {
        "id": case["id"], "text": case["text"], "clean": case["clean"], "perturbation": case["perturbation"],
        "gold": case["label"], "got": got, "got_clean": clean, "unchanged": got == clean and not refused(got),
        "accept": got in case["accept"], "accept_clean": clean in case["accept"],
    }  # fmt: skip


def run(container: Container, path: Path, options: Options) -> list[Row]:
    """One row a disturbed form; each clean utterance is judged once."""
    cases = read_lines(path, NEEDS)
    first = {case["clean"]: case["id"] for case in reversed(cases)}
    clean = {text: judged(container, Ask(text=text, id=name), options).label for text, name in first.items()}
    return [_row(container, case, clean[case["clean"]], options) for case in cases]


def parts(rows: Sequence[Row]) -> list[Figure]:
    """Both figures for each kind of disturbance."""
    return [figure for name in ("unchanged", "accept") for figure in split(name, "perturbation", rows, group="clean")]


FIGURES = [
    Figure("unchanged", mean_of("unchanged"), group="clean"),
    Figure("accept", mean_of("accept"), group="clean"),
    Figure("accept_clean", mean_of("accept_clean"), gate=False, group="clean"),
]
SUITE = Suite("robust", FIGURES, run, parts)
