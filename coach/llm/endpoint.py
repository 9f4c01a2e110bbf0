"""The real language model: an OpenAI-compatible endpoint, bounded in time and number, that never raises its words."""

import asyncio
from concurrent.futures import CancelledError, Future
from threading import BoundedSemaphore
from time import monotonic
from typing import TYPE_CHECKING, Any

from coach.errors import ModelUnavailable
from coach.llm.breaker import Breaker
from coach.llm.loop import LoopThread
from coach.llm.wire import body_of, reply_of
from coach.ports import ChatReply, ChatRequest
from coach.settings import ModelSettings

if TYPE_CHECKING:
    import httpx2
    from openai import AsyncOpenAI

# Grace for the thread that waits, over the deadline the loop itself keeps: only a blocked loop ever uses it.
GRACE_SECONDS = 0.5


class OpenAIEndpoint:
    """The ChatModel port over the network. `name` is the model's name at the endpoint.

    The client is made at first use and lives on a loop of its own until `close`. `complete` may be called from any
    thread; at most `settings.at_once` calls run together and the next one is refused at once rather than queued.
    `transport` replaces the network in tests.
    """

    def __init__(
        self,
        settings: ModelSettings,
        *,
        transport: "httpx2.AsyncBaseTransport | None" = None,
        breaker: Breaker | None = None,
    ) -> None:
        self.name = settings.name
        self._settings = settings
        self._transport = transport
        self._breaker = breaker or Breaker()
        self._places = BoundedSemaphore(settings.at_once)
        self._thread = LoopThread()
        self._client: AsyncOpenAI | None = None

    def __repr__(self) -> str:
        return f"OpenAIEndpoint(name={self.name!r})"

    def complete(self, request: ChatRequest) -> ChatReply:
        """One call, within `request.deadline_seconds` from here to the last byte.

        Raises ModelUnavailable: busy, breaker_open, timeout, connection, refused, truncated, invalid, or off once
        closed. Nothing is tried twice: a helper has a local answer, and a person is waiting.
        """
        self._breaker.enter()
        if not self._places.acquire(blocking=False):
            self._breaker.leave(None)
            raise ModelUnavailable("Het taalmodel is bezet met andere vragen. Probeer het zo nog eens.", code="busy")
        try:
            reply = self._call(request)
        except ModelUnavailable as error:
            self._breaker.leave(_reached(error))
            raise
        except BaseException:
            self._breaker.leave(None)
            raise
        finally:
            self._places.release()
        self._breaker.leave(True)
        return reply

    def close(self) -> None:
        """Ends what still runs and closes the connections. Afterwards every call is refused with "off"."""
        self._thread.close(self._shut)

    async def _shut(self) -> None:
        if self._client is not None:
            await self._client.close()
            self._client = None

    def _call(self, request: ChatRequest) -> ChatReply:
        try:
            future = self._thread.submit(self._within_deadline(request))
        except RuntimeError:
            raise ModelUnavailable("Het taalmodel is afgesloten.", code="off") from None
        return _wait(future, request.deadline_seconds + GRACE_SECONDS)

    async def _within_deadline(self, request: ChatRequest) -> ChatReply:
        began = monotonic()
        try:
            async with asyncio.timeout(request.deadline_seconds):
                completion = await self._send(request)
        except TimeoutError:
            raise _late() from None
        return reply_of(completion, asked_of=self.name, milliseconds=(monotonic() - began) * 1000)

    async def _send(self, request: ChatRequest) -> Any:
        import openai

        try:
            body = body_of(request, self._settings.response_format)
            return await self._opened(openai).chat.completions.create(model=self.name, **body)
        except openai.APITimeoutError:
            raise _late() from None
        except openai.APIStatusError as error:
            raise ModelUnavailable(
                f"Het taalmodel weigerde de vraag (status {error.status_code}). Kijk met doorvraag doctor --model.",
                code="refused",
            ) from None
        except openai.APIConnectionError:
            raise ModelUnavailable(
                "Het taalmodel is niet te bereiken. Staat het aan, en klopt DOORVRAAG_MODEL_BASE_URL?",
                code="connection",
            ) from None
        except (openai.OpenAIError, ValueError):
            # The SDK raises plain ValueErrors for a body that is no JSON; their text would quote that body.
            raise ModelUnavailable("Het taalmodel gaf iets anders dan een antwoord.", code="invalid") from None

    def _opened(self, openai: Any) -> "AsyncOpenAI":
        if self._client is None:
            self._client = openai.AsyncOpenAI(
                api_key=self._settings.api_key.get_secret_value(),
                base_url=self._settings.base_url,
                max_retries=0,
                timeout=None,  # the deadline of each request is kept outside
                http_client=self._http_client(openai),
            )
        return self._client

    def _http_client(self, openai: Any) -> "httpx2.AsyncClient":
        # No redirects: an endpoint may not pass the words on to an address nobody configured. No proxy from the
        # environment for plain http: that is this machine itself, and a proxy would read along.
        client: httpx2.AsyncClient = openai.DefaultAsyncHttpx2Client(
            transport=self._transport,
            follow_redirects=False,
            trust_env=self._settings.base_url.startswith("https"),
        )
        return client


def _wait(future: "Future[ChatReply]", seconds: float) -> ChatReply:
    try:
        return future.result(timeout=seconds)
    except TimeoutError:
        future.cancel()
        raise _late() from None
    except CancelledError:
        raise ModelUnavailable("Het taalmodel is afgesloten.", code="off") from None


def _late() -> ModelUnavailable:
    return ModelUnavailable("Het taalmodel antwoordde niet op tijd.", code="timeout")


def _reached(error: ModelUnavailable) -> bool | None:
    if error.code == "off":
        return None
    return error.code in {"truncated", "invalid"}
