"""A breaker: after a row of failures no call goes out for a while, so that a dead endpoint slows nobody down."""

from collections.abc import Callable
from threading import Lock
from time import monotonic

from coach.errors import ModelUnavailable

FAILURES = 5
REST_SECONDS = 30.0


class Breaker:
    """Closed lets calls through; open refuses them; after the rest one call may try whether the endpoint is back.

    `now` gives seconds on a clock that never runs back. The lock guards the counters: calls come from many threads.
    """

    def __init__(
        self, failures: int = FAILURES, rest_seconds: float = REST_SECONDS, now: Callable[[], float] = monotonic
    ) -> None:
        self._limit, self._rest, self._now = failures, rest_seconds, now
        self._failed = 0
        self._opened_at: float | None = None
        self._trying = False
        self._lock = Lock()

    def enter(self) -> None:
        """Call before going out, and `leave` afterwards. Raises ModelUnavailable "breaker_open" while it rests."""
        with self._lock:
            if self._opened_at is None:
                return
            if self._trying or self._now() - self._opened_at < self._rest:
                raise ModelUnavailable(
                    "Het taalmodel gaf een paar keer achter elkaar geen antwoord. Doorvraag laat het even met rust.",
                    code="breaker_open",
                )
            self._trying = True

    def leave(self, reached: bool | None) -> None:
        """Tells how it went: True, False, or None when the call says nothing about the endpoint (it was stopped)."""
        with self._lock:
            self._trying = False
            if reached is None:
                return
            self._failed = 0 if reached else self._failed + 1
            if reached:
                self._opened_at = None
            elif self._failed >= self._limit:
                self._opened_at = self._now()
