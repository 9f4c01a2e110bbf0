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
    """A phrase whose grammar was checked; its pattern is made at the first text that begins like it, because most
    texts meet few of the hundreds there are and making them all takes most of a second at start."""

    __slots__ = ("_parts", "_rest", "at_start", "value")

    def __init__(self, parts: "_Parts", at_start: bool, value: Value) -> None:
        self._parts, self.at_start, self.value = parts, at_start, value
        self._rest: re.Pattern[str] | None = None

    def nexts(self) -> frozenset[str] | None:
        """The runs of letters of which one must follow the first word; None when that may be anything."""
        return self._parts.nexts()

    def match(self, text: str, at: int) -> re.Match[str] | None:
        """What follows the first word, from `at`."""
        if self._rest is None:
            self._rest = re.compile(self._parts.regex() + r"(?!\w)")
        return self._rest.match(text, at)


class _Beginning(Generic[Value]):
    """The phrases that share a first word, in their own order, by what may follow that word."""

    __slots__ = ("_always", "_by_next")

    def __init__(self, phrases: list[_Phrase[Value]]) -> None:
        nexts = [(phrase, phrase.nexts()) for phrase in phrases]
        self._always = [phrase for phrase, runs in nexts if runs is None]
        self._by_next = {
            run: [phrase for phrase, runs in nexts if runs is None or run in runs]
            for run in frozenset().union(*(runs for _, runs in nexts if runs))
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
            at_start, first, rest = _read(pattern, classes)
            phrase = _Phrase(rest, at_start, value)
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


def _read(pattern: str, classes: Mapping[str, frozenset[str]]) -> tuple[bool, frozenset[str], "_Parts"]:
    at_start = pattern.startswith("^")
    parts = pattern.removeprefix("^").split()
    if not parts or parts[0].startswith("[") or "*" in parts[0] or parts[0] == "...":
        raise PhraseError(pattern, "het eerste woord moet vaststaan")
    first, rest = parts[0].rstrip(":"), parts[1:]
    for part in (first, *rest):
        _check(pattern, part.strip("[]"), classes)
    return at_start, _members(first, classes), _Parts(rest, classes)


def _check(pattern: str, part: str, classes: Mapping[str, frozenset[str]]) -> None:
    for choice in part.split("|"):
        if not choice:
            raise PhraseError(pattern, "er staat een lege keuze in")
        if choice.startswith("<") and choice.endswith(">") and choice[1:-1] not in classes:
            raise PhraseError(pattern, f"de woordenrij {choice} bestaat niet")


class _Parts:
    """What follows the first word of a phrase, with the word lists it names."""

    __slots__ = ("_classes", "_parts")

    def __init__(self, parts: Sequence[str], classes: Mapping[str, frozenset[str]]) -> None:
        self._parts, self._classes = parts, classes

    def nexts(self) -> frozenset[str] | None:
        """The runs of letters that can come next; None when nothing, or anything, may."""
        found: set[str] = set()
        for part in self._parts:
            runs = [_begin(word) for word in _members(part.strip("[]"), self._classes)]
            if part == "..." or None in runs:
                return None
            found.update(run for run in runs if run)
            if not part.startswith("["):
                return frozenset(found)
        return None

    def regex(self) -> str:
        """The parts as the source of a pattern."""
        return "".join(_GAP if part == "..." else self._choice(part) for part in self._parts)

    def _choice(self, part: str) -> str:
        words = sorted(_members(part.strip("[]"), self._classes), key=lambda word: (-len(word), word))
        choice = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
        optional = part.startswith("[") and part.endswith("]")
        return f"(?:{_SEP}(?:{choice})(?!\\w))" + ("?" if optional else "")


def _begin(word: str) -> str | None:
    """The letters up to a sign inside a word ("zo" of "zo'n"); None when "*" leaves them open."""
    run = _LETTERS.match(word)
    letters = run[0] if run else ""
    return letters if letters and word[len(letters) : len(letters) + 1] != "*" else None


def _members(part: str, classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    words: set[str] = set()
    for choice in part.split("|"):
        if choice.startswith("<") and choice.endswith(">"):
            words |= classes[choice[1:-1]]
        else:
            words.add(choice)
    return frozenset(words)
