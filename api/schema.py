"""The OpenAPI description as it really is: errors are application/problem+json, in one form, on every operation."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.errors import SENTENCES, Problem

PROBLEM = {"$ref": "#/components/schemas/Problem"}
WRITES = {"post", "put", "patch", "delete"}


def describe(app: FastAPI) -> dict[str, Any]:
    """The app's OpenAPI document, made once and kept on the app."""
    if app.openapi_schema is None:
        document = get_openapi(
            title=app.title, version=app.version, description=app.description, routes=app.routes, tags=app.openapi_tags
        )
        form = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        schemas |= form.pop("$defs", {}) | {"Problem": form}
        for path in document["paths"].values():
            for method, operation in path.items():
                _correct(method, operation["responses"])
        app.openapi_schema = document
    return app.openapi_schema


def _correct(method: str, responses: dict[str, Any]) -> None:
    general = (400, 401, 403, 413, 422, 429) if method in WRITES else (400, 401, 403, 422)
    for status in general:
        responses.setdefault(str(status), {"description": SENTENCES[status][1]})
    for code, response in responses.items():
        own = response.get("content", {}).get("application/json", {}).get("schema", {}).get("$ref", "")
        ours = not own or own.endswith(("/Problem", "/HTTPValidationError"))
        if int(code) >= 400 and ours:
            response["content"] = {"application/problem+json": {"schema": PROBLEM}}
