"""A small language for phrases that people can write, and a matcher that is linear in the length of a text.

Grammar (the head of knowledge/question/frames.toml says the same in Dutch): words, `a|b`, `[optional]`, `<class>`,
`...` for at most six words, `*` for the rest of a word, a leading `^` for "only where a question or sentence begins".
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

Value = TypeVar("Value")
_SEP = r"[^\w.?!…\n]+"
_GAP = r"(?:[^\w.?!…\n]+\w+(?:['-]\w+)*){0,6}?"
WORD = re.compile(r"\w+(?:['-]\w+)*")


class PhraseError(ValueError):
    """A pattern that cannot be read; the text says why, in Dutch."""

    def __init__(self, pattern: str, why: str) -> None:
        super().__init__(why)
        self.pattern = pattern


class Hit(NamedTuple, Generic[Value]):
    """A phrase found: code points `start` to `end`."""

    value: Value
    start: int
    end: int


class _Phrase(Generic[Value]):
    """A phrase whose grammar was read; its pattern is compiled at the first text that begins like it, because most
    texts meet few of the hundreds there are and compiling them all takes most of a second at start."""

    __slots__ = ("_rest", "at_start", "source", "value")

    def __init__(self, source: str, at_start: bool, value: Value) -> None:
        self.source, self.at_start, self.value = source, at_start, value
        self._rest: re.Pattern[str] | None = None

    def match(self, text: str, at: int) -> re.Match[str] | None:
        """What follows the first word, from `at`."""
        if self._rest is None:
            self._rest = re.compile(self.source)
        return self._rest.match(text, at)


class PhraseBook(Generic[Value]):
    """Phrases by their first word: at each word of a text only the phrases that can begin there are tried."""

    def __init__(self, patterns: Iterable[tuple[str, Value]], classes: Mapping[str, frozenset[str]]) -> None:
        self._by_first: dict[str, list[_Phrase[Value]]] = {}
        for pattern, value in patterns:
            at_start, first, rest = _read(pattern, classes)
            phrase = _Phrase(rest, at_start, value)
            for word in first:
                self._by_first.setdefault(word, []).append(phrase)

    def at(self, text: str, word: str, start: int, begins: bool) -> list[Hit[Value]]:
        """All phrases that begin with `word`, which stands at `start` of the folded text."""
        hits: list[Hit[Value]] = []
        for phrase in self._by_first.get(word, ()):
            if phrase.at_start and not begins:
                continue
            if found := phrase.match(text, start + len(word)):
                hits.append(Hit(phrase.value, start, found.end()))
        return hits


def _read(pattern: str, classes: Mapping[str, frozenset[str]]) -> tuple[bool, frozenset[str], str]:
    at_start = pattern.startswith("^")
    parts = pattern.removeprefix("^").split()
    if not parts or parts[0].startswith("[") or "*" in parts[0] or parts[0] == "...":
        raise PhraseError(pattern, "het eerste woord moet vaststaan")
    first = _members(pattern, parts[0].rstrip(":"), classes)
    return at_start, first, _regex(pattern, parts[1:], classes) + r"(?!\w)"


def _regex(pattern: str, parts: Sequence[str], classes: Mapping[str, frozenset[str]]) -> str:
    out: list[str] = []
    for part in parts:
        if part == "...":
            out.append(_GAP)
            continue
        optional = part.startswith("[") and part.endswith("]")
        words = _members(pattern, part.strip("[]"), classes)
        choice = "|".join(re.escape(w).replace(r"\*", r"\w*") for w in sorted(words, key=lambda w: (-len(w), w)))
        out.append(f"(?:{_SEP}(?:{choice})(?!\\w))" + ("?" if optional else ""))
    return "".join(out)


def _members(pattern: str, part: str, classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    words: set[str] = set()
    for choice in part.split("|"):
        if choice.startswith("<") and choice.endswith(">"):
            if choice[1:-1] not in classes:
                raise PhraseError(pattern, f"de woordenrij {choice} bestaat niet")
            words |= classes[choice[1:-1]]
        elif choice:
            words.add(choice)
        else:
            raise PhraseError(pattern, "er staat een lege keuze in")
    return frozenset(words)
