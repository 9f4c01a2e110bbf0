"""How often somebody may try a password or a code. In memory; after many tries the wait grows.

A lock must not be a way to lock others out. So tries count per login *and* address together, and per address; and a
browser that signed in before (it holds a known-device mark) has a count of its own, that nobody else can fill.
"""

import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from time import time

from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from coach.errors import Slower

# Each next window is longer: five quick mistakes cost a minute, forty in a day cost the rest of that day.
OF_ONE = parse_many("5 per 1 minute; 10 per 10 minutes; 20 per 1 hour; 40 per 1 day")
# A whole group may sign up in one room, behind one address.
OF_ADDRESS = parse_many("60 per 5 minutes; 240 per 1 hour")


# One window and whose tries are counted in it.
_Counter = tuple[RateLimitItem, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Attempt:
    """A try that was let through."""

    counted: tuple[_Counter, ...]


class Throttle:
    """Counts tries. Several threads may use one."""

    def __init__(self) -> None:
        self._limiter, self._lock = MovingWindowRateLimiter(MemoryStorage()), threading.Lock()

    def attempt(self, what: str, who: str, address: str, known: str | None = None) -> Attempt:
        """Lets a try through and counts it. Raises Slower with the seconds to wait.

        `who` is a login or an id, `known` the mark of a browser that signed in as them before (checked by the caller).
        """
        if known is not None:
            own = _each(OF_ONE, what, "known", known)
            return self._count(own, own)
        own = _each(OF_ONE, what, "pair", who, network(address))
        return self._count([*own, *_each(OF_ADDRESS, what, "address", network(address))], own)

    def from_address(self, what: str, address: str) -> None:
        """The same for what has no login yet, such as signing up."""
        self._count(_each(OF_ADDRESS, what, "address", network(address)), ())

    def succeeded(self, attempt: Attempt) -> None:
        """Forgets the mistakes before; what an address did keeps counting."""
        with self._lock:
            for item, names in attempt.counted:
                self._limiter.clear(item, *names)

    def _count(
        self,
        wanted: Sequence[_Counter],
        own: Sequence[_Counter],
    ) -> Attempt:
        with self._lock:
            full = [one for one in wanted if not self._limiter.test(one[0], *one[1])]
            if full:
                free = max(self._limiter.get_window_stats(item, *names).reset_time for item, names in full)
                raise _slower(max(1, round(free - time() + 0.5)))
            for item, names in wanted:
                self._limiter.hit(item, *names)
        return Attempt(tuple(own))


def _each(items: Sequence[RateLimitItem], *names: str) -> list[_Counter]:
    return [(item, names) for item in items]


def network(address: str) -> str:
    """Whom an address belongs to: in IPv6 one household has a whole /64."""
    with suppress(ValueError):
        found = ip_address(address)
        if isinstance(found, IPv6Address):
            mapped = found.ipv4_mapped
            return str(mapped or ip_network((found, 64), strict=False))
    return address


def _slower(seconds: int) -> Slower:
    minutes = -(-seconds // 60)
    wait = "een minuut" if minutes <= 1 else f"{minutes} minuten" if minutes < 90 else f"{-(-minutes // 60)} uur"
    return Slower(f"Dat zijn veel pogingen achter elkaar. Wacht {wait} en probeer het dan opnieuw.", seconds=seconds)
