"""What stands around every request: size, host, headers, one log line and two metrics; plain ASGI."""

import logging
import time
from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import SENTENCES, respond

log = logging.getLogger("doorvraag.access")

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
# Swagger UI sets styles from script; only its own page gets that.
DOCS_POLICY = CONTENT_POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # With "no-referrer" browsers send `Origin: null` with our own forms, which OriginCheck must refuse.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_RAW = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
_POLICY = b"content-security-policy"
# Two years, as browsers' own lists ask; also for names below ours. Said on https only: elsewhere browsers ignore it.
_ONLY_HTTPS = (b"strict-transport-security", b"max-age=63072000; includeSubDomains")
_OURS = {_POLICY, _ONLY_HTTPS[0], *(name for name, _ in _RAW)}
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
UPLOADS = ("/notuleren", "/api/v1/minutes")


class BodyLimit:
    """Refuses bodies above a limit, declared or counted; uploads of transcripts may be larger."""

    def __init__(self, app: ASGIApp, *, limit: int, upload_limit: int) -> None:
        self.app, self.limit, self.upload_limit = app, limit, upload_limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        limit = self.upload_limit if scope["path"].startswith(UPLOADS) else self.limit
        declared = Headers(scope=scope).get("content-length", "0")
        if not declared.isdigit() or int(declared) > limit:
            return await _too_large(scope, receive)(scope, receive, send)
        seen, started = 0, False

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                raise _TooMuch
            return message

        async def noted(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, counted, noted)
        except _TooMuch:
            if not started:
                await _too_large(scope, receive)(scope, receive, send)


def _too_large(scope: Scope, receive: Receive) -> Response:
    return respond(Request(scope, receive), 413, *SENTENCES[413])


class _TooMuch(BaseException):
    """Passes every `except Exception` on its way out, so that no handler turns it into a 500."""


def safe_headers(scope: Scope, headers: MutableHeaders) -> None:
    """Sets the security headers of an answer; nothing with words is kept in a cache."""
    path = scope["path"]
    # In one go on the list itself: set one by one, each would look through all the others.
    kept = [header for header in headers.raw if header[0].lower() not in _OURS]
    kept += [(_POLICY, (DOCS_POLICY if path == "/docs" else CONTENT_POLICY).encode()), *_RAW]
    if not path.startswith("/static/") and all(name.lower() != b"cache-control" for name, _ in kept):
        kept.append((b"cache-control", b"no-store"))
    if scope["scheme"] == "https":
        kept.append(_ONLY_HTTPS)
    headers.raw[:] = kept


class SafeHeaders:
    """Security headers on every answer. A crash is answered outside this; `api.errors` sets them there."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                safe_headers(scope, MutableHeaders(scope=message))
            await send(message)

        await self.app(scope, receive, with_headers)


class Watch:
    """One structured line and two metrics per request: the route's template, never the address or the body."""

    def __init__(
        self, app: ASGIApp, *, registry: CollectorRegistry, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self.app, self.clock = app, clock
        labels = ["method", "route", "status"]
        self.count = Counter("doorvraag_http_requests", "Requests answered.", labels, registry=registry)
        self.seconds = Histogram("doorvraag_http_seconds", "Time to answer.", ["method", "route"], registry=registry)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        started, status = self.clock(), 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noted)
        finally:
            self._tell(scope, status, self.clock() - started)

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "unmatched")
        method = scope["method"] if scope["method"] in UNSAFE | {"GET", "HEAD", "OPTIONS"} else "other"
        self.count.labels(method, route, str(status)).inc()
        self.seconds.labels(method, route).observe(seconds)
        log.info("request", extra={"method": method, "route": route, "status": status, "ms": round(seconds * 1000, 1)})
