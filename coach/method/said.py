"""Text that somebody typed into a meeting, cleaned once before it becomes part of the log."""

from coach.errors import BadInput, TooLarge
from coach.text import clean


def said(text: str, what: str, limit: int = 2_000) -> str:
    """The text, cleaned. `what` is Dutch, with its article.

    Raises BadInput when nothing is left or nothing that can be read aloud, TooLarge above `limit` characters.
    """
    cleaned = clean(text)
    if not cleaned:
        raise BadInput(f"Hier ontbreekt {what}. Vul dit veld in.", code="empty_text")
    if not any(sign.isalnum() for sign in cleaned):
        raise BadInput(f"Ik lees hier geen woorden. Schrijf {what} in een paar woorden op.", code="no_words")
    if len(cleaned) > limit:
        raise TooLarge(f"Dit is te lang voor {what}: hooguit {limit} tekens. Kort het in.", code="text_too_long")
    return cleaned
