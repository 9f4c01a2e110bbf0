"""Builders for tests of the model endpoint: settings, completions, and an endpoint behind respx."""

from typing import Any, Literal

import respx
from pydantic import SecretStr

from coach.llm.breaker import Breaker
from coach.llm.endpoint import OpenAIEndpoint
from coach.ports import ChatRequest
from coach.settings import ModelSettings
from tests.respx_httpx2 import RespxTransport

URL = "http://localhost:9/v1/chat/completions"
KEY = "sleutel-die-niemand-mag-zien"
SCHEMA = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"], "additionalProperties": False}


def router() -> respx.Router:
    """A router that answers only what a test gives it."""
    return respx.Router(assert_all_called=False)


def model_settings(**values: Any) -> ModelSettings:
    """Settings of a model on this machine, turned on."""
    given: dict[str, Any] = {
        "enabled": True,
        "base_url": "http://localhost:9/v1",
        "api_key": SecretStr(KEY),
        "name": "klein",
    }
    return ModelSettings(**(given | values))


def endpoint(routes: respx.Router, breaker: Breaker | None = None, **values: Any) -> OpenAIEndpoint:
    """The real adapter with respx where the network would be."""
    return OpenAIEndpoint(model_settings(**values), transport=RespxTransport(routes), breaker=breaker)


def completion(
    text: str | None, finish: Literal["stop", "length"] = "stop", usage: dict[str, int] | None = None
) -> dict[str, Any]:
    """The body of a chat completion."""
    return {
        "id": "c1",
        "object": "chat.completion",
        "created": 1,
        "model": "klein",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}],
        "usage": usage or {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15},
    }


def chat_request(words: str = "Wat zag je?", deadline: float = 5.0) -> ChatRequest:
    """A request with these words in the user message."""
    messages = ({"role": "system", "content": "Beoordeel."}, {"role": "user", "content": words})
    return ChatRequest(messages, "proef", SCHEMA, max_tokens=50, deadline_seconds=deadline)
