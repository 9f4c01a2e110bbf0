"""Finds personal names in Dutch text by capitals, titles and a list of first names. It misses some, and says so."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from coach.datafile import DataForm, read_toml

_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# After these and after an initial a point ends no sentence.
_SHORT = frozenset({"mevr", "mw", "dhr", "dr", "drs", "mr", "ir", "prof", "bijv", "bv", "nl", "ca", "o", "a", "m", "d"})
_STOPS = ".?!…:;"
_QUOTES = "\"'“‘„«(["


class NamesForm(DataForm):
    """The file, as people write it."""

    names: tuple[str, ...]
    also_words: tuple[str, ...]
    not_names: tuple[str, ...]
    titles: tuple[str, ...]
    particles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameList:
    """Words people may change, in small letters; what each list does is written in the file itself."""

    names: frozenset[str]
    also_words: frozenset[str]
    not_names: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]

    @classmethod
    def load(cls, path: Path) -> "NameList":
        """Reads the TOML file. Raises BadData that names file and list when it is missing or a list is not there."""
        form = read_toml(path, NamesForm)
        lists = {key.name: frozenset(word.casefold() for word in getattr(form, key.name)) for key in fields(cls)}
        return cls(**lists)


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    opens: bool  # first of a sentence, a line or a quotation

    @property
    def low(self) -> str:
        return self.text.casefold()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() and not (len(self.text) > 1 and self.text.isupper())


class NameFinder:
    """Finds names over several texts at once: a name seen inside one sentence is known where it opens another."""

    def __init__(self, listed: NameList, texts: Iterable[str]) -> None:
        self._listed = listed
        self._seen: set[str] = set()
        for text in texts:
            tokens = _tokens(text)
            self._seen.update(tokens[i].low for i in range(len(tokens)) if self._is_name(text, tokens, i))
        self._seen -= listed.also_words

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Start and end of each name, in order; "van den Berg" is one, "Fatima de Wit" two."""
        tokens = _tokens(text)
        done = 0
        for i, token in enumerate(tokens):
            if self._is_name(text, tokens, i) or self._known_opener(token):
                start = max(done, self._with_particles(text, tokens, i))
                done = token.end
                yield start, done

    def _known_opener(self, token: _Token) -> bool:
        return token.capital and token.low in self._seen

    def _is_name(self, text: str, tokens: Sequence[_Token], i: int) -> bool:
        token = tokens[i]
        if token.low in self._listed.names:
            return True
        if not token.capital or token.low in self._listed.particles or token.low in self._listed.not_names:
            return False
        if self._titled(text, tokens, i):
            return True
        if len(token.text) == 1:
            return self._is_initial(text, tokens, i)
        return not token.opens and token.low not in self._listed.titles

    def _titled(self, text: str, tokens: Sequence[_Token], i: int) -> bool:
        first = self._first_particle(text, tokens, i)
        return (
            first > 0
            and tokens[first - 1].low in self._listed.titles
            and _joined(text, tokens[first - 1], tokens[first])
        )

    def _with_particles(self, text: str, tokens: Sequence[_Token], i: int) -> int:
        """Where the name starts when "van den" before it belongs to it: after a name, an initial or a title.

        Never before a first name: "de broer van Anna" keeps its "van".
        """
        first = self._first_particle(text, tokens, i)
        if first == i or tokens[i].low in self._listed.names:
            return tokens[i].start
        before = first > 0 and (self._is_name(text, tokens, first - 1) or self._titled(text, tokens, i))
        own_capital = tokens[first].capital and not tokens[first].opens
        return tokens[first].start if before or own_capital else tokens[i].start

    def _first_particle(self, text: str, tokens: Sequence[_Token], i: int) -> int:
        first = i
        while (
            first > 0
            and tokens[first - 1].low in self._listed.particles
            and _joined(text, *tokens[first - 1 : first + 1])
        ):
            first -= 1
        return first

    def _is_initial(self, text: str, tokens: Sequence[_Token], i: int) -> bool:
        """A single capital with a point, before another initial, a particle or a capitalised word ("J. de Wit")."""
        if not text.startswith(".", tokens[i].end) or i + 1 == len(tokens):
            return False
        after = tokens[i + 1]
        return _joined(text, tokens[i], after) and (after.capital or after.low in self._listed.particles)


def _joined(text: str, left: _Token, right: _Token) -> bool:
    return text[left.end : right.start].strip(" .'’t") == ""


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    for match in _TOKEN.finditer(text):
        gap = text[found[-1].end if found else 0 : match.start()]
        found.append(_Token(match.group(), match.start(), match.end(), _opens(gap, found[-1] if found else None)))
    return found


def _opens(gap: str, before: _Token | None) -> bool:
    if before is None or "\n" in gap:
        return True
    signs = gap.strip()
    if signs == "." and (before.low in _SHORT or (len(before.text) == 1 and before.text.isupper())):
        return False
    return any(sign in _STOPS for sign in signs) or gap[-1:] in tuple(_QUOTES)
