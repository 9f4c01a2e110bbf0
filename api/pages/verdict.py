"""A judgement made ready to show: the text in pieces, each mark with the number of its note."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.pages import words
from coach.question.judgement import Judgement, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the judged text; `note` is the number of the note it carries, from 1, or None."""

    text: str
    note: int | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the template needs beside the judgement itself."""

    judgement: Judgement
    does: str
    title: str
    certainty: str
    pieces: tuple[Piece, ...]
    notes: tuple[str, ...]


def pieces(text: str, spans: Sequence[Span]) -> tuple[Piece, ...]:
    """The text cut at the spans, in order. Where spans overlap the earlier one keeps the words."""
    found: list[Piece] = []
    at = 0
    for number, span in enumerate(sorted(spans, key=lambda span: (span.start, span.end)), 1):
        start, end = max(span.start, at), min(span.end, len(text))
        if start >= end:
            continue
        if start > at:
            found.append(Piece(text[at:start], None))
        found.append(Piece(text[start:end], number))
        at = end
    if at < len(text):
        found.append(Piece(text[at:], None))
    return tuple(found)


def show(judgement: Judgement) -> Verdict:
    """The judgement with its Dutch title, its certainty in a word, and the text in pieces."""
    does, title = words.title(judgement.label, judgement.load)
    in_order = sorted(judgement.spans, key=lambda span: (span.start, span.end))
    return Verdict(
        judgement=judgement,
        does=does,
        title=title,
        certainty=words.certainty(judgement.confidence),
        pieces=pieces(judgement.text, judgement.spans),
        notes=tuple(span.because for span in in_order),
    )
