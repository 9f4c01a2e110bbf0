"""Encryption of content columns with a key that stands outside the database (optional).

What is sealed is JSON text; a sealed value is a Fernet token (AES-128-CBC with HMAC-SHA256, library `cryptography`).
Several keys may be given: the first seals, all unseal, so that a key can be renewed while the service goes on.
"""

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from coach.errors import BadSettings, NotReady

# JSON text begins with one of " { [ or a letter of true, false, null, or a digit; a Fernet token always with this.
_SEALED = "gAAAAA"


class Kept(StrEnum):
    """How a value is kept."""

    PLAIN = "plain"
    NEWEST = "newest"  # sealed with the first key
    OLDER = "older"  # sealed with another key that is given
    UNFIT = "unfit"  # sealed with a key that is not given


class Sealer:
    """Seals and unseals values. Without keys, values are kept as plain JSON text."""

    def __init__(self, keys: Sequence[str] = ()) -> None:
        """Raises BadSettings when a key is not 32 bytes in URL-safe base64."""
        try:
            self._boxes = [Fernet(key) for key in keys]
            self._box = MultiFernet(self._boxes) if keys else None
        except ValueError:
            raise BadSettings(
                "DOORVRAAG_CONTENT_KEYS: een sleutel is niet goed. Maak er een met: doorvraag new-key"
            ) from None

    @property
    def on(self) -> bool:
        """Whether new values are sealed."""
        return self._box is not None

    def seal(self, value: Any) -> str:
        """The text to keep for a JSON value."""
        plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return plain if self._box is None else self._box.encrypt(plain.encode()).decode()

    def unseal(self, kept: str) -> Any:
        """The value again, also what was kept before a key was set. Raises NotReady when no key fits."""
        if not kept.startswith(_SEALED):
            return json.loads(kept)
        try:
            if self._box is None:
                raise InvalidToken
            return json.loads(self._box.decrypt(kept))
        except InvalidToken:
            raise NotReady(
                "De inhoud is versleuteld en de sleutel ontbreekt of past niet. Zet DOORVRAAG_CONTENT_KEYS goed.",
                code="content_key",
            ) from None

    def how(self, kept: str) -> Kept:
        """How this value is kept, measured against the keys that are given."""
        if not kept.startswith(_SEALED):
            return Kept.PLAIN
        for place, box in enumerate(self._boxes):
            try:
                box.decrypt(kept)
                return Kept.NEWEST if place == 0 else Kept.OLDER
            except InvalidToken:
                continue
        return Kept.UNFIT


def new_key() -> str:
    """A key for DOORVRAAG_CONTENT_KEYS: 32 random bytes in URL-safe base64."""
    return Fernet.generate_key().decode()
