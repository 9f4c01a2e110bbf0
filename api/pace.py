"""How much one sender may ask in a minute: far above what people do, below what would take the machine from others.

Counted in the memory of this process (library `limits`), per person or per guest's seat once that is known, else per
network address. So nobody signed in is stopped by what others do from the same office, or by who uses their name.
"""

import math
import time

from fastapi import Request
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from coach.errors import Slower
from coach.group.throttle import network
from coach.group.visitor import Here

_WRITES = {"POST", "PUT", "PATCH", "DELETE"}
# (kind, what one person may, what one address may where nobody is known: a whole office may sit behind it).
# Judging while typing asks once in 180 ms at the very most (home.js): 334 a minute.
_JUDGE = ("judge", 600, 3_000)
_HEAVY = ("heavy", 60, 240)  # a transcript to draft from, a question to the knowledge base, an export
_WRITE = ("write", 300, 1_200)
_REFUSED = ("refused", 300, 300)  # asking for what one may not see: trying out addresses
_JUDGING = ("/api/v1/questions/judge", "/api/v1/deepening")
_HEAVY_WRITES = ("/notuleren", "/vraagbaak", "/api/v1/minutes", "/api/v1/guidance/ask")
_FEEDS = "/agenda/"  # nobody is signed in there: calendar programs, and who tries out addresses
_HEAVY_READS = ("export",)  # the last part of an address


class Pace:
    """The counters of one process."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def admitted(self, request: Request, here: Here) -> None:
        """Counts a request that was let in. Raises Slower above the pace."""
        kind = _kind(request.method, request.url.path)
        if kind is None:
            return
        name, of_person, of_address = kind
        if here.visitor.person is not None:
            self._count(RateLimitItemPerMinute(of_person), name, "person", here.visitor.person.id)
        elif here.seat is not None:
            self._count(RateLimitItemPerMinute(of_person), name, "seat", here.seat.id)
        else:
            self._from(request, name, of_address)

    def refused(self, request: Request) -> None:
        """Counts a request that was not let in, by address. Raises Slower above the pace."""
        name, _, of_address = _REFUSED
        self._from(request, name, of_address)

    def _from(self, request: Request, name: str, amount: int) -> None:
        # Without an address (a socket file) all senders would share one count, and one could stop the others.
        if request.client is not None and request.client.host:
            self._count(RateLimitItemPerMinute(amount), name, "address", network(request.client.host))

    def _count(self, limit: RateLimitItem, *key: str) -> None:
        if not self._limiter.hit(limit, *key):
            wait = self._limiter.get_window_stats(limit, *key).reset_time - time.time()
            seconds = max(1, math.floor(wait) + 1)
            told = "een seconde" if seconds == 1 else f"{seconds} seconden"
            raise Slower(f"Dat ging wel erg snel achter elkaar. Wacht {told} en probeer het opnieuw.", seconds=seconds)


def _kind(method: str, path: str) -> tuple[str, int, int] | None:
    if path.startswith(_FEEDS):
        return _HEAVY
    if method not in _WRITES:
        return _HEAVY if path.rpartition("/")[2].partition(".")[0] in _HEAVY_READS else None
    if path.startswith(_JUDGING):
        return _JUDGE
    return _HEAVY if path.startswith(_HEAVY_WRITES) else _WRITE
