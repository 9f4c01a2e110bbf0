"""Which words made the trained judge lean towards a load: their share in its score, and the stretch that did most."""

import re

import numpy as np
from numpy.typing import NDArray

from coach.question.learned.grams import lowered, shape
from coach.question.learned.model import LearnedModel

_TOKEN = re.compile(r"[a-zà-ÿ']+|[?!.,:;]")
_LONGEST = 9  # words in one span; more than that marks nothing any more


def stretch(text: str, load: str, model: LearnedModel) -> tuple[int, int]:
    """Code points (start, end) of the words that speak most for `load` against neutral; the whole text if none do."""
    words = list(_TOKEN.finditer(lowered(text)))
    if not words:
        return 0, len(text)
    shares = _shares([word.group() for word in words], load, model)
    first, last = _best_run(shares)
    return words[first].start(), words[last].end()


def _shares(words: list[str], load: str, model: LearnedModel) -> NDArray[np.float32]:
    column = model.column("load", load) - model.column("load", "neutral")
    shares = np.zeros(len(words), dtype=np.float32)
    forms = {"w": words, "s": [shape(word, model.keep) for word in words]}
    for block, own in forms.items():
        for size in (1, 2, 3, 4):
            for i in range(len(own) - size + 1):
                row = model.rows.get(f"{block}:" + " ".join(own[i : i + size]))
                if row is not None:
                    shares[i : i + size] += column[row] / size
    return shares


def _best_run(shares: NDArray[np.float32]) -> tuple[int, int]:
    """The run of words with the largest sum, at most nine long; punctuation at its edges is left out by its share."""
    best, at = -np.inf, (0, len(shares) - 1)
    sums = np.concatenate([[0.0], np.cumsum(shares)])
    for start in range(len(shares)):
        for end in range(start, min(start + _LONGEST, len(shares))):
            total = sums[end + 1] - sums[start]
            if total > best:
                best, at = total, (start, end)
    return at
