"""Lets respx answer for httpx2, on which openai 3 is built; respx itself patches only httpx.

When respx learns httpx2, this file can go (decision record on openai 3 and respx).
"""

import httpx
import httpx2
import respx


class RespxTransport(httpx2.AsyncBaseTransport):
    """A transport that hands each request to a respx router. A request without a route fails the test."""

    def __init__(self, router: respx.Router) -> None:
        self._router = router

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The router's response, body read; httpx's own timeouts and network errors become httpx2's."""
        asked = httpx.Request(
            request.method, str(request.url), headers=request.headers.raw, content=await request.aread()
        )
        try:
            answered = await self._router.async_handler(asked)
        except httpx.TimeoutException as error:
            raise httpx2.ReadTimeout(str(error), request=request) from error
        except httpx.TransportError as error:
            raise httpx2.ConnectError(str(error), request=request) from error
        # The body is already decoded, so its old length and encoding no longer hold.
        headers = [(k, v) for k, v in answered.headers.raw if k.lower() not in (b"content-length", b"content-encoding")]
        return httpx2.Response(answered.status_code, headers=headers, content=await answered.aread(), request=request)
