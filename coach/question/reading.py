"""Reading a contribution: words with their places, sentences, and where questions begin (their heads)."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from coach.question.lexicon import Lexicon
from coach.question.phrases import WORD

_ACCENTS = str.maketrans("áéíóúÁÉÍÓÚ’‘‛´`", "aeiouAEIOU'''''")
_COMMA = re.compile(r"[,;:–—(\"“”]|\s-\s|\s'|'\s")


def fold(text: str) -> str:
    """The text in lower case, without stress accents, of the same length so that offsets hold."""
    low = text.translate(_ACCENTS).lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text.translate(_ACCENTS))


class Word(NamedTuple):
    """A word as folded, its code points, and whether a comma or the like stands before it."""

    low: str
    start: int
    end: int
    after_comma: bool


@dataclass(frozen=True)
class Sentence:
    """Words up to an end sign. `ends` is that sign ("?", ".", "!" or "" when there is none)."""

    words: tuple[Word, ...]
    ends: str

    @property
    def asks(self) -> bool:
        return self.ends == "?"

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    @cached_property
    def lows(self) -> tuple[str, ...]:
        return tuple(word.low for word in self.words)


def sentences(low: str, lexicon: Lexicon) -> list[Sentence]:
    """The sentences of a folded text, in order; signs without words are passed over."""
    found: list[Sentence] = []
    words: list[Word] = []
    last = 0
    abbreviations = lexicon.words["abbreviation"]
    for match in WORD.finditer(low):
        start, stop = match.span()
        gap = low[last:start]
        if gap == " ":  # between most words; the signs need no looking for
            words.append(Word(match[0], start, stop, False))
            last = stop
            continue
        end = _end_sign(gap, words[-1].low if words else "", abbreviations)
        if end and words:
            found.append(Sentence(tuple(words), end))
            words = []
        words.append(Word(match[0], start, stop, bool(_COMMA.search(gap))))
        last = stop
    if words:
        found.append(Sentence(tuple(words), _end_sign(low[last:] + " ", words[-1].low, frozenset())))
    return found


def _end_sign(gap: str, before: str, abbreviations: frozenset[str]) -> str:
    """The sign that closes a sentence in this gap, or an empty string. A question mark wins from other signs."""
    if "?" in gap:
        return "?"
    if "!" in gap or "\n" in gap:
        return "!" if "!" in gap else "."
    if "…" in gap or ".." in gap:
        return "."
    if gap.startswith(".") and gap[1:2].isspace() and before not in abbreviations and len(before) > 1:
        return "."
    return ""
