"""Which words made the trained judge lean towards a load: their share in its score, and the stretch that did most."""

import re
from itertools import accumulate
from math import inf

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


def _shares(words: list[str], load: str, model: LearnedModel) -> list[float]:
    leaning = model.leaning(load)
    shares = [0.0] * len(words)
    forms = {"w": words, "s": [shape(word, model.keep) for word in words]}
    for block, own in forms.items():
        rows = model.rows.get(block, {})
        for size in (1, 2, 3, 4):
            for i in range(len(own) - size + 1):
                row = rows.get(" ".join(own[i : i + size]))
                if row is not None:
                    for at in range(i, i + size):
                        shares[at] += leaning[row] / size
    return shares


def _best_run(shares: list[float]) -> tuple[int, int]:
    """The run of words with the largest sum, at most nine long; punctuation at its edges is left out by its share."""
    best, at = -inf, (0, len(shares) - 1)
    sums = [0.0, *accumulate(shares)]
    for start in range(len(shares)):
        for end in range(start, min(start + _LONGEST, len(shares))):
            total = sums[end + 1] - sums[start]
            if total > best:
                best, at = total, (start, end)
    return at
