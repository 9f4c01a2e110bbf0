"""A ChatModel without a network: a queue of replies, and every request kept to look at."""

from collections import deque

from coach.errors import ModelUnavailable
from coach.ports import ChatReply, ChatRequest

Queued = str | ModelUnavailable


class FakeChatModel:
    """Gives what was queued, in order; an error in the queue is raised. An empty queue is a failed connection."""

    def __init__(self, *queued: Queued, name: str = "fake") -> None:
        self.name = name
        self.requests: list[ChatRequest] = []
        self._queue = deque(queued)
        self._closed = False

    def complete(self, request: ChatRequest) -> ChatReply:
        """The next reply in the queue."""
        if self._closed:
            raise ModelUnavailable("Het taalmodel is afgesloten.", code="off")
        self.requests.append(request)
        if not self._queue:
            raise ModelUnavailable("Het taalmodel is niet te bereiken.", code="connection")
        queued = self._queue.popleft()
        if isinstance(queued, ModelUnavailable):
            raise queued
        if not queued.strip():
            raise ModelUnavailable("Het taalmodel gaf een leeg antwoord.", code="invalid")
        return ChatReply(queued, self.name, prompt_tokens=10, completion_tokens=5, milliseconds=1.0)

    def close(self) -> None:
        """No more replies."""
        self._closed = True

    @property
    def sent(self) -> str:
        """Every message of every request, as one text."""
        return "\n".join(message["content"] for request in self.requests for message in request.messages)
