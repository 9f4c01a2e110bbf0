"""A judgement made ready to show: the text in pieces, each mark with the number of its note."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.pages import words
from coach.question.judgement import Judgement, Span

MAX_NOTES = 5  # more marks than this help nobody read


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
    more: int = 0


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
    """The judgement with its Dutch title, its certainty in a word, and the text in pieces.

    A single mark needs no note of its own: the explanation says the same. Of many, the first few are shown.
    """
    fit = judgement.phase_fit.fit if judgement.phase_fit else None
    does, title = words.title(judgement.label, judgement.load, fit)
    in_order = sorted(judgement.spans, key=lambda span: (span.start, span.end))
    shown = in_order[:MAX_NOTES]
    return Verdict(
        judgement=judgement,
        does=does,
        title=title,
        certainty=words.certainty(judgement.confidence),
        pieces=pieces(judgement.text, shown),
        notes=tuple(span.because for span in shown) if len(shown) > 1 else (),
        more=len(in_order) - len(shown),
    )
