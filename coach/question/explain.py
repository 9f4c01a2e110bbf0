"""One Dutch sentence about a question: which words do what. Never about the person who asked."""

from coach.question.axes import Axes
from coach.question.judgement import Span
from coach.question.texts import Texts

_MOST_WORDS = 8


def spans_of(text: str, axes: Axes) -> tuple[Span, ...]:
    """The words that did it, in the judged text; none for an open, neutral question or a plain statement."""
    if axes.finding is not None:
        end = min(axes.finding.end, len(text))
        return (Span(axes.finding.start, end, f"Dit {axes.finding.because}."),)
    if axes.label in ("open", "not_a_question") or axes.head is None:
        return ()
    if axes.stacked:
        heads = [h for h in axes.reading.heads if h.kind != "statement"][1:]
        return tuple(Span(h.start, h.end, "Dit is een volgende vraag.") for h in heads)
    words = axes.head.sentence.words[axes.head.first : axes.head.stop]
    if axes.form == "choice":
        at = next((w for w in words[1:] if w.low == "of"), words[0])
        return (Span(at.start, at.end, "Dit zet de antwoorden al klaar."),)
    return (Span(words[0].start, words[0].end, "Dit vraagt om ja of nee."),)


def explanation_of(text: str, axes: Axes, spans: tuple[Span, ...], texts: Texts) -> str:
    """The sentence of texts.toml for this label, filled in with the words themselves."""
    words = _quote(text[spans[0].start : spans[0].end]) if spans else ""
    does = axes.finding.because if axes.finding else ""
    template = next(texts.explain[key] for key in _keys(axes) if key in texts.explain)
    # Not str.format: the words are a person's own and may hold braces.
    sentence = template.replace("{doet}", does).replace("{woorden}", words)
    return sentence[:1].upper() + sentence[1:]


def _keys(axes: Axes) -> tuple[str, ...]:
    label = axes.label
    detail: str = axes.content.asks_for
    if label == "not_a_question":
        detail = axes.load if axes.load in ("advice", "judgement") else axes.kind
    elif axes.content.why:
        detail = "why"
    elif axes.kind == "closed_check":
        detail = "check"
    return f"{label}.{detail}", label


def _quote(text: str) -> str:
    parts = " ".join(text.split()).strip(" ,.?!").split(" ")
    return " ".join(parts[:_MOST_WORDS]) + (" …" if len(parts) > _MOST_WORDS else "")
