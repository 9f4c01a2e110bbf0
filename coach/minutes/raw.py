"""What the readers hand over before turns are made of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A cue, a line or an entry: who (or nobody known), the words, seconds from the beginning when known."""

    speaker: str | None
    text: str
    start: float | None = None
    place: int | None = None  # line, cue or entry of the file, from 1
