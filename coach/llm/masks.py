"""Personal data out, placeholders in, and the way back.

Masking is imperfect: rare names at the start of a sentence or without a capital, nicknames, functions ("de enige
kinderarts van het dorp") and the story itself can still point at somebody. It lowers the risk; it lifts no secrecy
(DESIGN idea 9), and no screen may call the result anonymous.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from coach.llm.names import NameFinder, NameList

# In this order: a later pattern never looks inside what an earlier one took.
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("mailadres", re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")),
    ("webadres", re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)),
    ("rekening", re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b", re.IGNORECASE)),
    ("datum", re.compile(r"\b\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})\b")),
    ("telefoon", re.compile(r"(?<!\w)(?:\+\d{1,3}[ -]?|00\d{2}[ -]?|0)(?:\(0\) ?)?\d(?:[ -]?\d){7,9}(?!\w)")),
    # A BSN has eight or nine figures. Its check digit is not tested: one that was mistyped points at somebody too.
    ("nummer", re.compile(r"(?<!\w)\d(?:[ .-]?\d){5,18}(?!\w)")),
    ("postcode", re.compile(r"\b[1-9]\d{3}(?: ?(?!SA|SD|SS)[A-Z]{2}|[a-z]{2})\b")),
)
_KINDS = ("naam", *(kind for kind, _ in _PATTERNS))
_PLACEHOLDER = re.compile(rf"\[({'|'.join(_KINDS)}) (\d{{1,4}})\]", re.IGNORECASE)


class Mask:
    """Placeholders and what they stand for, for one call. It is never stored, and its repr shows only a count."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {word.casefold() for word in taken}
        self._placeholders: dict[tuple[str, str], str] = {}
        self._originals: dict[str, str] = {}

    def __repr__(self) -> str:
        return f"Mask({len(self)})"

    def __len__(self) -> int:
        return len(self._originals)

    def placeholder(self, kind: str, original: str) -> str:
        """The same placeholder for the same words, capitals aside; never one that somebody typed themselves."""
        key = (kind, original.casefold())
        if key not in self._placeholders:
            self._placeholders[key] = self._free(kind)
            self._originals[self._placeholders[key]] = original
        return self._placeholders[key]

    def restore(self, text: str) -> str:
        """The text with the words put back. A placeholder that we did not hand out stays as it is."""
        return _PLACEHOLDER.sub(lambda match: self._originals.get(match.group().lower(), match.group()), text)

    def restore_in(self, value: Any) -> Any:
        """`restore` on every text in a JSON-like value."""
        return each_text(value, self.restore)

    def _free(self, kind: str) -> str:
        number = 1
        while (name := f"[{kind} {number}]") in self._originals or name in self._taken:
            number += 1
        return name


def has_placeholder(text: str) -> bool:
    """Whether a placeholder stands in the text; one that is still there after `restore` was made up by the model."""
    return _PLACEHOLDER.search(text) is not None


def each_text(value: Any, change: Callable[[str], str]) -> Any:
    """A copy of a JSON-like value with `change` applied to every text; keys stay."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: each_text(item, change) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [each_text(item, change) for item in value]
    return value


def mask_values(value: Any, listed: NameList | None) -> tuple[Any, Mask]:
    """The value with personal data replaced in every text, and the mask to undo it.

    Names are looked for only when `listed` is given; addresses, numbers and dates always.
    """
    mask = Mask(match.group() for text in _texts(value) for match in _PLACEHOLDER.finditer(text))
    bare = each_text(value, lambda text: _without_patterns(text, mask))
    if listed is not None:
        finder = NameFinder(listed, _texts(bare))
        bare = each_text(bare, lambda text: _without_names(text, finder, mask))
    return bare, mask


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [text for part in parts for text in _texts(part)]


def _without_patterns(text: str, mask: Mask) -> str:
    for kind, pattern in _PATTERNS:
        text = "".join(
            part if _PLACEHOLDER.fullmatch(part) else _replaced(part, kind, pattern, mask) for part in _split(text)
        )
    return text


def _replaced(text: str, kind: str, pattern: re.Pattern[str], mask: Mask) -> str:
    return pattern.sub(lambda match: mask.placeholder(kind, match.group()), text)


def _split(text: str) -> Iterator[str]:
    """Placeholders and the text between them."""
    done = 0
    for match in _PLACEHOLDER.finditer(text):
        yield text[done : match.start()]
        yield match.group()
        done = match.end()
    yield text[done:]


def _without_names(text: str, finder: NameFinder, mask: Mask) -> str:
    pieces, done = [], 0
    for start, end in finder.spans(text):
        pieces += [text[done:start], mask.placeholder("naam", text[start:end])]
        done = end
    return "".join(pieces) + text[done:]
