"""One small call that shows what an endpoint can do. It holds nobody's words, and its reply is never shown."""

import json
from dataclasses import dataclass

from coach.llm.structured import strip_fence
from coach.ports import ChatModel, ChatRequest

# The trap: the right answer is not in the list. Only an endpoint that holds the schema can give one of these.
_LISTED = ("rood", "blauw")
_SCHEMA = {
    "type": "object",
    "properties": {"kleur": {"type": "string", "enum": list(_LISTED)}},
    "required": ["kleur"],
    "additionalProperties": False,
}
_QUESTION = 'Welke kleur heeft gras? Antwoord alleen met een JSON-object: {"kleur": "…"}'


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """`json`: the reply was one JSON object. `schema`: it kept to the schema, where the truth lay outside it."""

    json: bool
    schema: bool
    fenced: bool
    milliseconds: float


def probe(model: ChatModel, deadline_seconds: float) -> ProbeResult:
    """Sends the trap once. Raises ModelUnavailable when no reply came."""
    request = ChatRequest(
        messages=({"role": "user", "content": _QUESTION},),
        schema_name="proef",
        schema=_SCHEMA,
        max_tokens=60,
        deadline_seconds=deadline_seconds,
    )
    reply = model.complete(request)
    bare = strip_fence(reply.text)
    try:
        value = json.loads(bare)
    except (ValueError, RecursionError):
        value = None
    schema = isinstance(value, dict) and list(value) == ["kleur"] and value["kleur"] in _LISTED
    return ProbeResult(isinstance(value, dict), schema, bare != reply.text.strip(), reply.milliseconds)
