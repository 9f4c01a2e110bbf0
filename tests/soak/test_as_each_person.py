"""The whole API with generated requests, as each kind of person: no crash, and nothing of a group they are not in.

Half of the requests point at the real group, meeting and papers of others: guessed ids would never meet them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok

from api.app import create_app
from coach.container import Container
from coach.settings import load_settings
from tests.soak.senders import Sender, World, build

EXAMPLES = 100
Operation = schemathesis.APIOperation[Any, Any, Any, Any]
SENDERS = ["nobody", "forged", "person", "administrator", "member_of_another", "former_member", "coordinator"]
LABELS = sorted(
    f"{method.upper()} {path}"
    for path, methods in create_app(Container(load_settings())).openapi()["paths"].items()
    for method in methods
)


def operations_of(app: FastAPI) -> dict[str, Operation]:
    """Every operation the application describes, by method and path."""
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    found = [result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)]
    return {operation.label: operation for operation in found}


def send(operation: Operation, sender: Sender, world: World, examples: int) -> None:
    """Generated requests as this sender. Fails on a crash, and on a word of a group they do not belong to."""

    @settings(
        max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
    )
    @given(case=operation.as_strategy(), real=st.booleans())
    def nothing_breaks_or_leaks(case: schemathesis.Case[Any], real: bool) -> None:
        if real:
            known = {name: world.places[name] for name in case.path_parameters or {} if name in world.places}
            case.path_parameters = dict(case.path_parameters or {}) | known
        answer = case.call(headers=dict(sender.headers))
        case.validate_response(answer, checks=[not_a_server_error])
        told = answer.text + str(answer.headers)
        seen = [word for word in sender.hidden if word in told]
        assert not seen, f"{operation.label} tells {sender.name} of a group they are not in"

    nothing_breaks_or_leaks()


@dataclass(frozen=True, slots=True)
class Stage:
    """One sender in a world of their own: what they erase, others still meet."""

    world: World
    sender: Sender
    operations: dict[str, Operation]


@pytest.fixture(scope="module", params=SENDERS)
def stage(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    world = build(tmp_path_factory.mktemp("world") / "var")
    parts: Container = world.app.state.container
    parts.guidance.build(lambda fraction, note: None)  # without it, asking is answered with 503
    sender = next(sender for sender in world.senders if sender.name == request.param)
    yield Stage(world, sender, operations_of(world.app))
    Container.close(parts)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("label", LABELS)
def test_nobody_breaks_anything_or_sees_what_is_not_theirs(stage: Stage, label: str) -> None:
    send(stage.operations[label], stage.sender, stage.world, EXAMPLES)


def test_everybody_is_tried(tmp_path: Path) -> None:
    assert [sender.name for sender in build(tmp_path / "var").senders] == SENDERS


def test_a_leak_is_seen(tmp_path: Path) -> None:
    world = build(tmp_path / "var")
    parts: Container = world.app.state.container

    @world.app.get("/api/v1/lek/{group_id}")
    def leak(group_id: str) -> dict[str, str]:
        from coach.records import Group

        with parts.storage.read() as unit:
            group = unit.rows(Group).get(group_id) if len(group_id) == 32 else None
        return {"name": group.name if group else ""}

    world.app.openapi_schema = None
    operation = operations_of(world.app)["GET /api/v1/lek/{group_id}"]
    send(operation, next(s for s in world.senders if not s.hidden), world, 10)
    with pytest.raises(BaseException, match="tells nobody of a group"):
        send(operation, world.senders[0], world, 10)
