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
_NEXT = re.compile(r"[^\w.?!…\n]+(\w+)")
_LETTERS = re.compile(r"\w*")


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
    texts meet few of the hundreds there are and compiling them all takes most of a second at start.

    `nexts` are the letters of which one run must follow the first word; None when that may be anything.
    """

    __slots__ = ("_rest", "at_start", "nexts", "source", "value")

    def __init__(self, source: str, at_start: bool, nexts: frozenset[str] | None, value: Value) -> None:
        self.source, self.at_start, self.nexts, self.value = source, at_start, nexts, value
        self._rest: re.Pattern[str] | None = None

    def match(self, text: str, at: int) -> re.Match[str] | None:
        """What follows the first word, from `at`."""
        if self._rest is None:
            self._rest = re.compile(self.source)
        return self._rest.match(text, at)


class _Beginning(Generic[Value]):
    """The phrases that share a first word, in their own order, by what may follow that word."""

    __slots__ = ("_always", "_by_next")

    def __init__(self, phrases: list[_Phrase[Value]]) -> None:
        self._always = [phrase for phrase in phrases if phrase.nexts is None]
        self._by_next = {
            run: [phrase for phrase in phrases if phrase.nexts is None or run in phrase.nexts]
            for run in frozenset().union(*(phrase.nexts for phrase in phrases if phrase.nexts))
        }

    def before(self, text: str, at: int) -> list[_Phrase[Value]]:
        """The phrases that can go on as `text` does from `at`."""
        if self._by_next and (follows := _NEXT.match(text, at)):
            return self._by_next.get(follows[1], self._always)
        return self._always


class PhraseBook(Generic[Value]):
    """Phrases by their first word: at each word of a text only the phrases that can begin there are tried."""

    def __init__(self, patterns: Iterable[tuple[str, Value]], classes: Mapping[str, frozenset[str]]) -> None:
        self._by_first: dict[str, list[_Phrase[Value]]] = {}
        self._beginnings: dict[str, _Beginning[Value]] = {}  # made at the first text that has the word
        for pattern, value in patterns:
            at_start, first, nexts, rest = _read(pattern, classes)
            phrase = _Phrase(rest, at_start, nexts, value)
            for word in first:
                self._by_first.setdefault(word, []).append(phrase)

    def at(self, text: str, word: str, start: int, begins: bool) -> list[Hit[Value]]:
        """All phrases that begin with `word`, which stands at `start` of the folded text."""
        beginning = self._beginnings.get(word)
        if beginning is None:
            if word not in self._by_first:
                return []
            beginning = self._beginnings[word] = _Beginning(self._by_first[word])
        hits: list[Hit[Value]] = []
        after = start + len(word)
        for phrase in beginning.before(text, after):
            if phrase.at_start and not begins:
                continue
            if found := phrase.match(text, after):
                hits.append(Hit(phrase.value, start, found.end()))
        return hits


def _read(
    pattern: str, classes: Mapping[str, frozenset[str]]
) -> tuple[bool, frozenset[str], frozenset[str] | None, str]:
    at_start = pattern.startswith("^")
    parts = pattern.removeprefix("^").split()
    if not parts or parts[0].startswith("[") or "*" in parts[0] or parts[0] == "...":
        raise PhraseError(pattern, "het eerste woord moet vaststaan")
    first = _members(pattern, parts[0].rstrip(":"), classes)
    rest = parts[1:]
    return at_start, first, _nexts(pattern, rest, classes), _regex(pattern, rest, classes) + r"(?!\w)"


def _nexts(pattern: str, parts: Sequence[str], classes: Mapping[str, frozenset[str]]) -> frozenset[str] | None:
    """The runs of letters that the rest of a phrase can begin with; None when nothing, or anything, may come."""
    if not parts or parts[0] == "...":
        return None
    runs = {_begin(word) for word in _members(pattern, parts[0].strip("[]"), classes)}
    if None in runs:
        return None
    found = frozenset(run for run in runs if run)
    if not parts[0].startswith("["):
        return found
    rest = _nexts(pattern, parts[1:], classes)
    return None if rest is None else found | rest


def _begin(word: str) -> str | None:
    """The letters up to a sign inside a word ("zo" of "zo'n"); None when "*" leaves them open."""
    run = _LETTERS.match(word)
    letters = run[0] if run else ""
    return letters if letters and word[len(letters) : len(letters) + 1] != "*" else None


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
