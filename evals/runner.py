"""Runs one suite through the product's container and makes its record."""

from importlib import import_module
from pathlib import Path
from typing import cast, get_args

from coach.container import Container
from coach.errors import BadInput
from coach.question.judgement import Way
from evals import record
from evals.cases import digest
from evals.figures import measure
from evals.suites.base import Options, Suite

SUITES = ("questions", "context", "pairs", "robust", "rewrites", "phases", "minutes", "guidance", "safety")


def suite(name: str) -> Suite:
    """A suite by name. Raises BadInput for a name that does not exist."""
    if name not in SUITES:
        raise BadInput(f"Deze suite bestaat niet. Kies uit: {', '.join(SUITES)}.")
    found: Suite = import_module(f"evals.suites.{name}").SUITE
    return found


def run(
    container: Container, name: str, cases: Path | None = None, passages: Path | None = None, backend: str = "local"
) -> record.Record:
    """The record of one run: the suite's own cases, or others of the same form."""
    if backend not in get_args(Way):
        raise BadInput("De manier is local of model.")
    one = suite(name)
    path = cases or one.path
    if not path.exists():
        raise BadInput("Deze gevallen bestaan niet; controleer het pad achter --cases.")
    if passages and not passages.exists():
        raise BadInput("Deze fragmenten bestaan niet; controleer het pad achter --passages.")
    rows = one.run(container, path, Options(cast(Way, backend), passages))
    return record.Record(
        suite=name, revision=record.revision(), backend=backend, versions=record.versions(),
        data_sha256=digest(path), figures=measure([*one.figures, *one.parts(rows)], rows), cases=rows,
    )  # fmt: skip
