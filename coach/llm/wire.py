"""What goes over the line to an OpenAI-compatible endpoint, and what is read from what comes back."""

import json
from typing import Any, Literal

from coach.errors import ModelUnavailable
from coach.ports import ChatReply, ChatRequest
from coach.text import clean

ResponseFormat = Literal["json_schema", "json_object", "none"]

_IN_WORDS = "\n\nAntwoord met één JSON-object, zonder tekst eromheen, volgens dit JSON-schema:\n"


def body_of(request: ChatRequest, response_format: ResponseFormat) -> dict[str, Any]:
    """The arguments of one chat call, without the model's name.

    Where the endpoint is not asked to hold the schema itself, the schema is written out at the end of the system
    message, because json_object only promises that some JSON comes back.
    """
    body: dict[str, Any] = {
        "messages": [dict(message) for message in request.messages],
        "max_tokens": request.max_tokens,
        "temperature": request.temperature,
    }
    if response_format == "json_schema":
        schema = {"name": request.schema_name, "schema": dict(request.schema), "strict": True}
        return body | {"response_format": {"type": "json_schema", "json_schema": schema}}
    _tell_in_words(body["messages"], request)
    if response_format == "json_object":
        body["response_format"] = {"type": "json_object"}
    return body


def _tell_in_words(messages: list[dict[str, str]], request: ChatRequest) -> None:
    wanted = _IN_WORDS + json.dumps(dict(request.schema), ensure_ascii=False)
    if messages and messages[0].get("role") == "system":
        messages[0]["content"] += wanted
    else:
        messages.insert(0, {"role": "system", "content": wanted.strip()})


def reply_of(completion: Any, *, asked_of: str, milliseconds: float) -> ChatReply:
    """The reply in a completion, cleaned but not checked against anything.

    The SDK does not validate what an endpoint sends, so every field is looked at before it is used. Raises
    ModelUnavailable "truncated" when the answer was cut off, "invalid" when there is none (thinking models leave
    `content` empty when they spend everything on thinking).
    """
    choice = next(iter(getattr(completion, "choices", None) or []), None)
    if getattr(choice, "finish_reason", None) == "length":
        raise ModelUnavailable("Het antwoord van het taalmodel werd afgebroken: het was te lang.", code="truncated")
    content = getattr(getattr(choice, "message", None), "content", None)
    if not isinstance(content, str) or not content.strip():
        raise ModelUnavailable("Het taalmodel gaf een leeg antwoord.", code="invalid")
    model = getattr(completion, "model", None)
    return ChatReply(
        text=clean(content),
        model=model if isinstance(model, str) and model else asked_of,
        prompt_tokens=_count(completion, "prompt_tokens"),
        completion_tokens=_count(completion, "completion_tokens"),
        milliseconds=milliseconds,
    )


def _count(completion: Any, name: str) -> int:
    value = getattr(getattr(completion, "usage", None), name, None)
    return value if isinstance(value, int) and value >= 0 else 0
