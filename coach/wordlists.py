"""Word lists as people write them in data files, made into one pattern."""

import re
from collections.abc import Sequence


def any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    """A pattern that finds any of the phrases as whole words; `*` at the end of a phrase takes every ending."""
    ordered = sorted(phrases, key=len, reverse=True)
    body = "|".join(re.escape(phrase.removesuffix("*")) + r"\w*" * phrase.endswith("*") for phrase in ordered)
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)
