"""The API against its own description, with generated requests: no 5xx, nothing outside the schema."""

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.app import create_app
from coach.container import Container, migrate_storage
from coach.settings import load_settings

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
QUIET = list(HealthCheck)
Operation = schemathesis.APIOperation[Any, Any, Any, Any]


class StaysOpen(Container):
    """Schemathesis starts and stops the application around every call; the parts must outlive that."""

    def close(self) -> None:
        self.stopped = True


def _fuzz(operation: Operation, examples: int) -> None:
    @settings(max_examples=examples, deadline=None, suppress_health_check=QUIET, derandomize=True, database=None)
    @given(case=operation.as_strategy())
    def every_answer_is_as_described(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(checks=CHECKS)

    every_answer_is_as_described()


def _operations(var: Path) -> dict[str, Operation]:
    container = StaysOpen(load_settings(var=var))
    var.mkdir(parents=True, exist_ok=True)
    migrate_storage(container.settings)
    container.guidance.build(lambda fraction, note: None)
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", create_app(container))
    found = [result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)]
    return {operation.label: operation for operation in found}


@pytest.fixture(scope="module")
def operations(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Operation]:
    return _operations(tmp_path_factory.mktemp("schema") / "var")


LABELS = sorted(
    f"{method.upper()} {path}"
    for path, methods in create_app(Container(load_settings())).openapi()["paths"].items()
    for method in methods
)


@pytest.mark.parametrize("label", LABELS)
def test_every_operation_keeps_its_description(operations: dict[str, Operation], label: str) -> None:
    _fuzz(operations[label], 15)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("label", LABELS)
def test_every_operation_keeps_it_for_long(operations: dict[str, Operation], label: str) -> None:
    _fuzz(operations[label], 400)
