"""The probe of `doctor --model`: the enum trap tells who holds a schema."""

import pytest

from coach.errors import ModelUnavailable
from coach.llm.probe import probe
from tests.fakes.chat_model import FakeChatModel


@pytest.mark.parametrize(
    ("reply", "json", "schema", "fenced"),
    [
        ('{"kleur": "blauw"}', True, True, False),
        ('{"kleur": "groen"}', True, False, False),
        ('```json\n{"kleur": "groen"}\n```', True, False, True),
        ('{"kleur": "rood", "uitleg": "x"}', True, False, False),
        ("Gras is groen.", False, False, False),
        ('["rood"]', False, False, False),
        ("[" * 100_000, False, False, False),
    ],
)
def test_the_trap_tells_json_schema_and_fence_apart(reply: str, json: bool, schema: bool, fenced: bool) -> None:
    found = probe(FakeChatModel(reply), 5.0)
    assert (found.json, found.schema, found.fenced) == (json, schema, fenced)
    assert found.milliseconds == 1.0


def test_no_answer_is_passed_on_as_such() -> None:
    with pytest.raises(ModelUnavailable):
        probe(FakeChatModel(), 5.0)
