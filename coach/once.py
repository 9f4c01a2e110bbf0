"""A write that is safe to repeat: an idempotency key with a mark of its request, and one more try after a clash."""

import hmac
from collections.abc import Callable
from typing import TypeVar

from coach.errors import BadInput, Conflict
from coach.ports import RememberedAnswer, UnitOfWork

Done = TypeVar("Done")

MAX_KEY = 255


def marked(secret: bytes, *request: object) -> str:
    """A mark of a request that tells nothing of it without `secret`. The repr of its parts must be stable."""
    return hmac.new(secret, repr(request).encode(), "sha256").hexdigest()


def earlier(unit: UnitOfWork, key: str | None, mark: str) -> RememberedAnswer | None:
    """What this key was answered before. Raises BadInput for a key that cannot be used or came with another request."""
    if key is None:
        return None
    if not 1 <= len(key) <= MAX_KEY or not key.isascii() or not key.isprintable():
        raise BadInput(
            f"Een Idempotency-Key telt 1 tot en met {MAX_KEY} gewone tekens (ASCII). Maak een nieuwe.", code="bad_key"
        )
    found = unit.answers.get(key)
    if found is not None and found.digest != mark:
        raise BadInput(
            "Deze Idempotency-Key is al gebruikt voor een ander verzoek. Maak een nieuwe.", code="key_reused"
        )
    return found


def twice(work: Callable[[], Done]) -> Done:
    """Tries once more when somebody moved first; not when the sender asked to be told."""
    try:
        return work()
    except Conflict as clash:
        if clash.code == "moved_on":
            raise
    return work()
