"""Errors as application/problem+json (RFC 9457) for programs and as a page for people; stable codes, no words."""

import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse

from api.deps import container_of
from api.help import Refusal, concern_in, texts_in
from api.sign_in import sign_in_address
from coach.errors import CoachError, SignInNeeded, Slower
from coach.safety.signs import Concern

log = logging.getLogger("doorvraag.api")

SENTENCES = {
    400: ("bad_request", "Dit verzoek kan ik niet lezen. Controleer de vorm en probeer het opnieuw."),
    401: ("sign_in_needed", "Log eerst in."),
    403: ("forbidden", "Dit mag hier niet."),
    404: ("not_found", "Deze pagina of dit adres bestaat niet."),
    405: ("method_not_allowed", "Dit adres kan dat niet; kijk op /docs wat wel kan."),
    413: ("too_large", "Dit is te groot. Stuur een kleiner bestand of een kortere tekst."),
    415: ("unsupported_media_type", "Stuur dit als application/json."),
    422: ("invalid", "Iets in het verzoek klopt niet; hieronder staat welk veld."),
    429: ("too_many", "Dat ging wel erg snel achter elkaar. Wacht even en probeer het opnieuw."),
    500: ("internal", "Er ging bij ons iets mis. Wat je typte is nergens opgeslagen; probeer het opnieuw."),
}


class FieldProblem(BaseModel):
    """One field that is wrong, without its value."""

    field: str
    message: str


class Problem(BaseModel):
    """RFC 9457 with a stable `code`; `detail` is Dutch and safe to show."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str
    errors: list[FieldProblem] = Field(default_factory=list)
    help: Concern | None = Field(default=None, description="Waar hulp is, als de woorden naar gevaar klinken.")


PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": SENTENCES[status][1]} for status in (400, 404, 413, 422)
}
CONFLICT: dict[int | str, dict[str, Any]] = {
    409: {"model": Problem, "description": "Iemand was je voor, of een regel laat dit nu niet toe."}
}
NOT_READY: dict[int | str, dict[str, Any]] = {
    503: {"model": Problem, "description": "Dit onderdeel wordt nog opgebouwd."}
}


def problem(
    status: int, code: str, detail: str, errors: list[FieldProblem] | None = None, help: Concern | None = None
) -> Response:
    """A problem document as response."""
    title = HTTPStatus(status).phrase
    body = Problem(title=title, status=status, code=code, detail=detail, errors=errors or [], help=help)
    return JSONResponse(body.model_dump(), status, media_type="application/problem+json")


def wants_page(request: Request) -> bool:
    """Whether a browser asks, that shows pages."""
    return not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", "")


def respond(
    request: Request,
    status: int,
    code: str,
    detail: str,
    errors: list[FieldProblem] | None = None,
    help: Concern | None = None,
) -> Response:
    """A page for a browser, a problem document for a program."""
    if not wants_page(request):
        return problem(status, code, detail, errors, help)
    from api.pages.shell import error_page

    return error_page(request, status, detail)


def _coach_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, CoachError)
    if error.status >= 500:
        log.error("coach_error", extra={"code": error.code, "where": error.where or ""})
    detail = f"{error.where}: {error.message}" if error.where and error.status < 500 else error.message
    help = error.help if isinstance(error, Refusal) else None
    if isinstance(error, SignInNeeded) and request.method == "GET" and wants_page(request):
        return RedirectResponse(sign_in_address(request.url.path), 303)
    response = respond(request, error.status, error.code, detail, help=help)
    if isinstance(error, SignInNeeded):
        response.headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, Slower) and error.seconds:
        response.headers["Retry-After"] = str(error.seconds)
    return response


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code, detail = SENTENCES.get(error.status_code, ("error", "Dit lukte niet."))
    response = respond(request, error.status_code, code, detail)
    for name, value in (error.headers or {}).items():
        response.headers[name] = value
    return response


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    fields = [
        FieldProblem(field=".".join(str(part) for part in e["loc"]), message=_in_dutch(e["type"]))
        for e in error.errors()
    ]
    status = 400 if any(e["type"] == "json_invalid" for e in error.errors()) else 422
    code, detail = SENTENCES[status]
    return respond(request, status, code, detail, fields, concern_in(container_of(request), *texts_in(error.body)))


def _in_dutch(kind: str) -> str:
    """A pydantic error type as a Dutch sentence; the value itself is never repeated."""
    known = {
        "missing": "Dit veld ontbreekt.",
        "json_invalid": "Dit is geen geldige JSON.",
        "string_too_long": "Deze tekst is te lang.",
        "string_too_short": "Deze tekst is te kort.",
        "string_type": "Hier hoort tekst.",
        "extra_forbidden": "Dit veld kennen we niet.",
        "literal_error": "Deze waarde kennen we niet.",
        "too_long": "Dit zijn er te veel.",
    }
    return known.get(kind, "Deze waarde past hier niet.")


def _crash(request: Request, error: Exception) -> Response:
    log.error("unexpected_error", extra={"error": type(error).__name__, "where": _place(error)})
    code, detail = SENTENCES[500]
    response = respond(request, 500, code, detail)
    # Starlette answers a crash outside all middleware, so what that would set is set here.
    from api.middleware import safe_headers

    safe_headers(request.scope, response.headers)
    return response


def _place(error: Exception) -> str:
    """File and line where it broke: enough to find it, and no words of anybody."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    if trace is None:
        return ""
    code = trace.tb_frame.f_code
    return f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno} {code.co_name}"


def install(app: FastAPI) -> None:
    """Puts the handlers on the app."""
    app.add_exception_handler(CoachError, _coach_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _crash)
