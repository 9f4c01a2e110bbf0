"""Secrets that are handed out once and kept as a hash only."""

import hashlib
import secrets

# 32 bytes: nobody guesses one, so a plain SHA-256 is enough to keep (no salt, no slow hash).
_BYTES = 32
# A code that is read aloud: no letters that look or sound alike.
_ALPHABET = "ABCDEFGHJKMNPQRTUVWXYZ234679"


def new_token() -> str:
    """A secret for a link or a cookie: 43 characters, safe in an address."""
    return secrets.token_urlsafe(_BYTES)


def new_code(length: int) -> str:
    """A code of letters and digits to read aloud or type over, in capitals."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


def code_from(digest: bytes, length: int) -> str:
    """A code that follows from a digest (of a secret); for codes that can be shown again without being kept."""
    number, letters = int.from_bytes(digest), []
    for _ in range(length):
        number, place = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[place])
    return "".join(letters)


def new_id() -> str:
    """An id that cannot be guessed: 32 hexadecimal digits."""
    return secrets.token_hex(16)


def hashed(token: str) -> str:
    """What is kept of a token or code: SHA-256, in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()


def hashed_code(code: str) -> str:
    """The same for a typed code: spaces, dashes and small letters do not count."""
    return hashed("".join(code.split()).replace("-", "").upper())
