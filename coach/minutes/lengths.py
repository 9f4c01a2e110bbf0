"""How much is read as one piece, so that no file can keep the rules busy: longer runs are read in pieces."""

import re
from collections.abc import Iterable

SENTENCE, NOTE, TURN = 500, 1_000, 6_000  # characters; TURN is some seven minutes of speech without a break
NAME = 80
_SPACE = re.compile(r"\s+")
_DEPTH = 24


def one_space(text: str) -> str:
    """Every run of white space as one space, or one newline where it holds one."""
    return _SPACE.sub(lambda match: "\n" if "\n" in match.group(0) else " ", text)


def pieces(text: str, longest: int) -> list[str]:
    """The text in parts of at most `longest` characters, cut at a space where there is one. No word is lost."""
    found: list[str] = []
    start = 0
    while len(text) - start > longest:
        space = max(text.rfind(" ", start + longest // 2, start + longest), text.rfind("\n", start, start + longest))
        end = space if space > start else start + longest
        found.append(text[start:end])
        start = end
    return [part for part in (*(piece.strip() for piece in found), text[start:].strip()) if part]


def either(words: Iterable[str]) -> str:
    """A regular expression for any of these words, longest first, that looks at each letter only once.

    A list of thousands of names tried one by one at every place of a long text takes minutes.
    """
    return _branches(sorted(set(words)), 0)


def _branches(words: list[str], depth: int) -> str:
    if depth >= _DEPTH or len(words) == 1:
        return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"
    by_letter: dict[str, list[str]] = {}
    for word in words:
        if word:
            by_letter.setdefault(word[0], []).append(word[1:])
    inner = "|".join(f"{re.escape(letter)}{_branches(rest, depth + 1)}" for letter, rest in by_letter.items())
    return f"(?:{inner})?" if "" in words else f"(?:{inner})"
