"""Strict schemas, fenced replies, and the one repair."""

import json
from typing import Any, Literal

import pytest
from openai.lib._pydantic import to_strict_json_schema
from pydantic import BaseModel, ConfigDict, Field, field_validator

from coach.errors import BadData, ModelUnavailable
from coach.llm.structured import ask_structured, strict_schema, strip_fence
from coach.question.by_model import Answer
from tests.endpoints import chat_request
from tests.fakes.chat_model import FakeChatModel


class Small(BaseModel):
    model_config = ConfigDict(extra="forbid")
    colour: Literal["rood", "blauw"]
    title: str = Field(max_length=20)

    @field_validator("title")
    @classmethod
    def _no_shouting(cls, value: str) -> str:
        if value.isupper():
            raise ValueError(f"niet schreeuwen: {value}")
        return value


GOOD = '{"colour": "rood", "title": "Klaar"}'


def test_a_strict_schema_requires_every_field_and_allows_no_other() -> None:
    schema = strict_schema(Small)
    assert schema["required"] == ["colour", "title"]
    assert schema["additionalProperties"] is False
    assert schema["properties"]["colour"]["enum"] == ["rood", "blauw"]
    assert "maxLength" not in json.dumps(schema)


def test_the_answer_of_the_judge_fits_the_strict_dialect_of_the_sdk_as_well() -> None:
    ours, theirs = strict_schema(Answer), to_strict_json_schema(Answer)
    assert ours["required"] == theirs["required"]
    assert set(ours["properties"]) == set(theirs["properties"])
    for node in (ours, *ours["$defs"].values()):
        assert node["additionalProperties"] is False
        assert "default" not in json.dumps(node)


class WithDefault(BaseModel):
    colour: str = "rood"


class WithDict(BaseModel):
    counts: dict[str, int]


class WithAny(BaseModel):
    value: Any


@pytest.mark.parametrize("model", [WithDefault, WithDict, WithAny])
def test_models_that_strict_mode_cannot_hold_are_refused(model: type[BaseModel]) -> None:
    with pytest.raises(BadData):
        strict_schema(model)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("```json\n{}\n```", "{}"),
        ("```\n{}\n```", "{}"),
        (" ```JSON\n{}\n``` ", "{}"),
        ("Hier is het:\n```json\n{}\n```", "Hier is het:\n```json\n{}\n```"),
        ("```json\n{}\n```\n```json\n{}\n```", "```json\n{}\n```\n```json\n{}\n```"),
        ("```python\n{}\n```", "```python\n{}\n```"),
        ("{}", "{}"),
    ],
)
def test_one_fence_around_everything_is_taken_off_and_nothing_else(text: str, inside: str) -> None:
    assert strip_fence(text) == inside


def test_a_fenced_answer_needs_no_repair() -> None:
    model = FakeChatModel(f"```json\n{GOOD}\n```")
    answer, reply = ask_structured(model, chat_request(), Small)
    assert answer.colour == "rood"
    assert len(model.requests) == 1
    assert reply.completion_tokens == 5


def test_a_value_outside_the_list_is_repaired_once_without_quoting_anybody() -> None:
    model = FakeChatModel('{"colour": "Fatima haar paars", "title": "a", "Fatima": 1}', GOOD)
    answer, reply = ask_structured(model, chat_request("Wat zag je?"), Small)
    assert answer.title == "Klaar"
    repair = model.requests[1].messages[-1]["content"]
    assert "colour: Input should be 'rood' or 'blauw'" in repair
    assert "?: Extra inputs" in repair
    assert "Fatima" not in repair
    assert list(model.requests[1].messages[:2]) == list(model.requests[0].messages)
    assert (reply.prompt_tokens, reply.milliseconds) == (20, 2.0)


def test_the_message_of_our_own_validator_is_not_passed_on() -> None:
    model = FakeChatModel('{"colour": "rood", "title": "FATIMA"}', GOOD)
    ask_structured(model, chat_request(), Small)
    assert "title: deze waarde kan niet" in model.requests[1].messages[-1]["content"]
    assert "FATIMA" not in model.sent


def test_invalid_twice_is_the_end() -> None:
    model = FakeChatModel("geen json van Fatima", "weer niet", GOOD)
    with pytest.raises(ModelUnavailable) as caught:
        ask_structured(model, chat_request(), Small)
    assert caught.value.code == "invalid"
    assert "Fatima" not in str(caught.value)
    assert len(model.requests) == 2


def test_a_truncated_answer_is_not_repaired() -> None:
    model = FakeChatModel(ModelUnavailable("Afgebroken.", code="truncated"), GOOD)
    with pytest.raises(ModelUnavailable) as caught:
        ask_structured(model, chat_request(), Small)
    assert caught.value.code == "truncated"
    assert len(model.requests) == 1


def test_the_repair_gets_what_is_left_of_the_deadline() -> None:
    times = iter([0.0, 3.5])
    model = FakeChatModel("nee", GOOD)
    ask_structured(model, chat_request(deadline=5.0), Small, now=lambda: next(times))
    assert [request.deadline_seconds for request in model.requests] == [5.0, 1.5]


def test_without_time_left_there_is_no_repair() -> None:
    times = iter([0.0, 4.8])
    model = FakeChatModel("nee", GOOD)
    with pytest.raises(ModelUnavailable):
        ask_structured(model, chat_request(deadline=5.0), Small, now=lambda: next(times))
    assert len(model.requests) == 1


def test_very_deep_json_is_invalid_and_does_not_crash() -> None:
    model = FakeChatModel("[" * 100_000, "[" * 100_000)
    with pytest.raises(ModelUnavailable):
        ask_structured(model, chat_request(), Small)
