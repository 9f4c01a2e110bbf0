"""Text as it comes in: cleaned once, at the edge, the same way everywhere."""

import re
import unicodedata

from coach.errors import BadInput, TooLarge

MAX_QUESTION_CHARS = 4_000

# Invisible characters that hide instructions or break matching: zero width, bidirectional controls, variation
# selectors, tags (OWASP LLM list 2026; anchors/reliability).
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f]"
)
# With the halves of surrogate pairs, which no encoding can write.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_DOTTED = re.compile("\u0130\u0307*")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", re.UNICODE)


def clean(text: str) -> str:
    """The text without invisible and control characters and halves of signs, in NFC, line ends as newlines.

    Keeps visible signs, but for two that only look different: the long s, and the capital I with a dot.
    Our patterns ignore case, and to them ſ and İ are an s and an i, while lower() and dictionaries say otherwise.
    """
    text = _CONTROL.sub("", _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    # Only now: what stood between two signs that belong together is gone.
    text = _DOTTED.sub("I", unicodedata.normalize("NFC", text)).replace("\u017f", "s")
    return unicodedata.normalize("NFC", text).strip()


def words(text: str) -> list[str]:
    """The words of a text, as written, without digits and signs."""
    return _WORD.findall(text)


def clean_question(text: str, limit: int = MAX_QUESTION_CHARS) -> str:
    """One contribution, cleaned.

    Raises BadInput for nothing to read (empty, only signs), TooLarge above `limit` characters.
    """
    cleaned = clean(text)
    if not cleaned:
        raise BadInput("Er staat nog niets. Typ of plak een vraag.", code="empty_text")
    if len(cleaned) > limit:
        raise TooLarge(
            f"Deze tekst is te lang voor één vraag ({len(cleaned)} tekens; hooguit {limit}). Kort hem in.",
            code="text_too_long",
        )
    if not any(sign.isalpha() for sign in cleaned):  # to a pattern, ² and ½ are word characters too
        raise BadInput("Hier staan geen woorden in. Typ een vraag in gewone taal.", code="no_words")
    return cleaned
