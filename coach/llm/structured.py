"""Answers in a fixed form: the strict schema we ask for, and the check of what came, with one repair at most."""

from collections.abc import Callable
from dataclasses import replace
from time import monotonic
from typing import Any

from pydantic import BaseModel, ValidationError

from coach.errors import BadData, ModelUnavailable
from coach.ports import ChatModel, ChatReply, ChatRequest, Output

# Left out of what is sent: strict mode refuses some of them and servers differ; pydantic checks them afterwards.
_ONLY_CHECKED_HERE = {
    "title", "default", "minLength", "maxLength", "pattern", "format", "minimum", "maximum", "exclusiveMinimum",
    "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "uniqueItems",
}  # fmt: skip
MIN_REPAIR_SECONDS = 0.5
_MAX_PROBLEMS = 8


def strict_schema(output: type[BaseModel]) -> dict[str, Any]:
    """The JSON schema in the strict dialect: every field required, no others allowed.

    Raises BadData for models that strict mode cannot hold: fields with defaults, dictionaries, Any (codebases 4.1).
    """
    schema = output.model_json_schema()
    _refuse_defaults(schema, output.__name__)
    strict = _strict(schema, output.__name__)
    assert isinstance(strict, dict)
    return strict


def strip_fence(text: str) -> str:
    """The text without one Markdown fence that encloses all of it. Nothing cleverer: other text stays, and fails."""
    text = text.strip()
    if not (text.startswith("```") and text.endswith("```") and "\n" in text):
        return text
    first, _, rest = text.partition("\n")
    inside = rest.removesuffix("```").strip()
    return inside if first[3:].strip().lower() in {"", "json"} and "```" not in inside else text


def ask_structured(
    model: ChatModel, request: ChatRequest, output: type[Output], now: Callable[[], float] = monotonic
) -> tuple[Output, ChatReply]:
    """The model's answer as `output`, and the reply it came in (tokens and milliseconds of both calls together).

    An answer that is not in the form gets one repair call, in what is left of the deadline. The repair names the
    fields that were wrong and quotes neither the person nor the reply. Raises ModelUnavailable: "invalid" when the
    second is no better or no time is left, and whatever the call itself raises.
    """
    began = now()
    reply = model.complete(request)
    try:
        return output.model_validate_json(strip_fence(reply.text)), reply
    except ValidationError as error:
        problems = _problems(error, output)
    left = request.deadline_seconds - (now() - began)
    if left < MIN_REPAIR_SECONDS:
        raise _not_in_form()
    second = model.complete(replace(request, messages=_repair(request, problems), deadline_seconds=left))
    try:
        return output.model_validate_json(strip_fence(second.text)), _together(reply, second)
    except ValidationError:
        raise _not_in_form() from None


def _not_in_form() -> ModelUnavailable:
    return ModelUnavailable("Het taalmodel antwoordde niet in de gevraagde vorm.", code="invalid")


def _repair(request: ChatRequest, problems: list[str]) -> list[dict[str, str]]:
    told = "\n".join(f"- {problem}" for problem in problems)
    content = (
        "Je vorige antwoord had niet de gevraagde vorm:\n"
        f"{told}\n"
        "Geef het hele antwoord opnieuw, als één JSON-object en niets anders."
    )
    return [dict(message) for message in request.messages] + [{"role": "user", "content": content}]


def _problems(error: ValidationError, output: type[BaseModel]) -> list[str]:
    """Field and fault. Keys we do not know are not named: they come from the reply and may be anybody's words."""
    known = _field_names(output.model_json_schema())
    lines = []
    for fault in error.errors(include_url=False, include_context=False, include_input=False)[:_MAX_PROBLEMS]:
        place = ".".join(str(p) if isinstance(p, int) or p in known else "?" for p in fault["loc"]) or "het geheel"
        # A validator of our own may quote the value in its message; pydantic's own messages never do.
        said = "deze waarde kan niet" if fault["type"] in {"value_error", "assertion_error"} else fault["msg"]
        lines.append(f"{place}: {said}")
    return lines


def _field_names(schema: dict[str, Any]) -> set[str]:
    return {name for node in (schema, *schema.get("$defs", {}).values()) for name in node.get("properties", {})}


def _strict(node: Any, where: str) -> Any:
    if isinstance(node, list):
        return [_strict(item, where) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _strict(value, where) for key, value in node.items() if key not in _ONLY_CHECKED_HERE}
    for group in ("properties", "$defs"):
        if group in node:  # names of fields and of models, which may well be called "title"
            kept[group] = {name: _strict(value, f"{where}.{name}") for name, value in node[group].items()}
    if not kept or (kept.get("type") == "object" and "properties" not in kept):
        raise BadData(f"{where}: een taalmodel kan geen vrij woordenboek of willekeurige waarde geven.")
    if kept.get("type") == "object":
        kept.pop("description", None)  # the docstring of our class, written for programmers
        kept |= {"additionalProperties": False, "required": list(kept["properties"])}
    return kept


def _refuse_defaults(schema: dict[str, Any], where: str) -> None:
    for node in (schema, *schema.get("$defs", {}).values()):
        optional = set(node.get("properties", {})) - set(node.get("required", []))
        if optional:
            raise BadData(
                f"{where}: geef {', '.join(sorted(optional))} geen standaardwaarde; strikt is alles verplicht."
            )


def _together(first: ChatReply, second: ChatReply) -> ChatReply:
    return replace(
        second,
        prompt_tokens=first.prompt_tokens + second.prompt_tokens,
        completion_tokens=first.completion_tokens + second.completion_tokens,
        milliseconds=first.milliseconds + second.milliseconds,
    )
