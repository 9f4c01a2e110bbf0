"""Pieces of a text that the trained judge looks at: word runs, their skeleton, and pieces of words.

The skeleton keeps the small words and turns every other word into its shape, so that "heb je hem al gebeld" and
"heb je haar al gemaild" look alike. Used for training and for judging alike.
"""

import re
from functools import lru_cache

BLOCKS = ("w", "s", "c")

_TOKEN = re.compile(r"[a-zà-ÿ']+|[?!.,:;]")
_PIECE = re.compile(r"[a-zà-ÿ']+|[?!]")
_ADJECTIVE = re.compile(r"(?:ig|lijk|baar|loos|isch|end|ief|eel)e?$")
_PAST = re.compile(r"(?:de|te|den|ten)$")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'"})


def lowered(text: str) -> str:
    """Lower case with one kind of apostrophe."""
    return text.lower().translate(_QUOTES)


def tokens(low: str) -> list[str]:
    """Words and sentence signs of a lowered text."""
    return _TOKEN.findall(low)


@lru_cache(maxsize=4096)
def shape(word: str, keep: frozenset[str]) -> str:
    """The word itself when it is small talk of every sentence, else what its ending says it is."""
    if word in keep or not word[0].isalpha():
        return word
    if word.startswith("ge") and word[-1] in "dtn":
        return "GE"
    if word.endswith("en"):
        return "EN"
    if _ADJECTIVE.search(word):
        return "ADJ"
    if _PAST.search(word):
        return "DE"
    return "T" if word.endswith("t") else "N"


def pieces(text: str, keep: frozenset[str]) -> dict[str, set[str]]:
    """The pieces by block: "w" words, "s" skeleton, "c" parts of words. Linear in the length of the text."""
    low = lowered(text)
    words = ["<s>", *tokens(low), "</s>"]
    shapes = [words[0], *(shape(word, keep) for word in words[1:-1]), words[-1]]
    return {
        "w": {*_runs(words, 1, 3), *_skips(words, 2, 2)},
        "s": {*_runs(shapes, 2, 5), *_skips(shapes, 2, 4)},
        "c": set(_parts(low)),
    }


def _runs(words: list[str], shortest: int, longest: int) -> list[str]:
    run, found = words, words[:] if shortest == 1 else []
    for size in range(2, longest + 1):
        run = [f"{said} {word}" for said, word in zip(run, words[size - 1 :], strict=False)]
        if size >= shortest:
            found += run
    return found


def _skips(words: list[str], nearest: int, farthest: int) -> list[str]:
    found: list[str] = []
    for far in range(nearest, farthest + 1):
        found += [f"{word} _ {other}" for word, other in zip(words, words[far:], strict=False)]
    return found


def _parts(low: str) -> list[str]:
    found: list[str] = []
    for word in _PIECE.findall(low):
        padded = f" {word} "
        for size in (3, 4, 5):
            if len(padded) <= size:
                found.append(padded)
                break
            found += [padded[i : i + size] for i in range(len(padded) - size + 1)]
    return found
