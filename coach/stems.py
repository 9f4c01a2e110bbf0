"""Stems of Dutch words, for every room: Snowball's stemmers keep their state on themselves, so one thread at a time.

What people type or say goes through here as well. So nothing is remembered, except inside `kept`, by whoever asks.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import Literal

import snowballstemmer

Algorithm = Literal["dutch", "dutch_porter"]

_STEMMERS = {name: snowballstemmer.stemmer(name) for name in ("dutch", "dutch_porter")}
_ONE_AT_A_TIME = Lock()
_KEPT: ContextVar[dict[tuple[str, str], str] | None] = ContextVar("stems_kept", default=None)


def snowball(word: str, algorithm: Algorithm) -> str:
    """The stem of one word in lower case. Safe across threads."""
    kept = _KEPT.get()
    if kept is not None and (word, algorithm) in kept:
        return kept[word, algorithm]
    with _ONE_AT_A_TIME:
        found = str(_STEMMERS[algorithm].stemWord(word))
    if kept is not None:
        kept[word, algorithm] = found
    return found


@contextmanager
def kept() -> Iterator[None]:
    """Inside it every word is stemmed once; at its end all words are forgotten. For a whole transcript or corpus."""
    token = _KEPT.set({})
    try:
        yield
    finally:
        _KEPT.reset(token)
