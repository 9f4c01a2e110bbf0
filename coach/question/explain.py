"""One Dutch sentence about a question: which words do what. Never about the person who asked."""

from zlib import crc32

from coach.question.axes import Axes
from coach.question.heads import Head
from coach.question.judgement import Span
from coach.question.texts import Texts

_MOST_WORDS = 6
_OPENING = 3
_DATUM = frozenset({"wie", "waar", "wanneer", "hoeveel", "hoelang", "hoevaak"})
_HOW_MUCH = frozenset({"laat", "vaak", "lang", "veel", "oud", "groot", "ver"})
_PLAIN_VERBS = frozenset(
    {
        "is", "was", "zijn", "waren", "zat", "zaten", "stond", "stonden", "begon", "gebeurde", "duurde", "duurt", "had",
        "hadden", "heeft", "hebben", "hoorde", "belde", "kwam", "ging", "werd", "werden", "heb", "ben", "bent", "deed",
        "zei", "speelt", "speelde",
    }
)  # fmt: skip


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
    """A sentence of texts.toml for this label, filled in with the words themselves; another one for another text."""
    words = _quoted(text, axes, spans)
    options = next(texts.explain[key] for key in _keys(axes) if key in texts.explain)
    fitting = [option for option in options if words or "{woorden}" not in option] or options
    # Not str.format: the words are a person's own and may hold braces.
    sentence = fitting[crc32(axes.reading.low.encode()) % len(fitting)].replace("{woorden}", words)
    return sentence[:1].upper() + sentence[1:]


def _keys(axes: Axes) -> tuple[str, ...]:
    label, asks = axes.label, axes.content.asks_for
    if label == "not_a_question":
        return f"{label}.{axes.load if axes.load in ('advice', 'judgement') else axes.kind}", label
    if axes.load != "neutral":
        return f"{label}.{axes.finding.family if axes.finding else ''}", label
    if axes.content.why:
        return f"{label}.why", label
    if axes.kind == "closed_check":
        return f"{label}.check", label
    if label == "closed" and axes.head is not None and axes.head.kind in ("statement", "fragment"):
        return "closed.nod", label
    if label == "open" and axes.head is not None and _asks_a_datum(axes, axes.head):
        return "open.datum", label
    return f"{label}.{asks}", label


def _asks_a_datum(axes: Axes, head: Head) -> bool:
    """ "Hoe laat was het", "wie belde": one name, number or place is the whole answer; "wie zou …" asks for more."""
    words = head.words
    if head.kind != "wh" or axes.content.asks_for not in ("fact", "other"):
        return False
    if words[0] == "hoe":
        return len(words) > 1 and words[1] in _HOW_MUCH
    return words[0] in _DATUM and words[1:2] != () and words[1] in _PLAIN_VERBS


def _quoted(text: str, axes: Axes, spans: tuple[Span, ...]) -> str:
    nod = axes.label == "closed" and axes.head is not None and axes.head.kind in ("statement", "fragment")
    if nod and axes.finding is None and axes.head is not None:
        return _quote(text[axes.head.start : axes.head.end])
    if spans:
        return _quote(text[spans[0].start : spans[0].end])
    if axes.head is None or axes.label == "not_a_question":
        return ""
    return _opening(text, axes.head)


def _opening(text: str, head: Head) -> str:
    """The first words of an open question, up to and with its verb: "hoe laat was", "wat maakt"."""
    words = head.sentence.words
    stop = head.verb + 1 if head.verb is not None and head.verb > head.first else head.first + 1
    first = head.first - 1 if head.first > head.said_from and not head.wrapped else head.first
    stop = max(min(stop, first + _OPENING, head.stop), first + 1)
    return _lower(_quote(text[words[first].start : words[stop - 1].end]))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _quote(text: str) -> str:
    parts = " ".join(text.split()).strip(" ,.?!").split(" ")
    return " ".join(parts[:_MOST_WORDS]) + (" …" if len(parts) > _MOST_WORDS else "")
