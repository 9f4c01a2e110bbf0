"""Finds the passages nearest to a question, and says how near they are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coach.guidance.documents import Passage
from coach.guidance.fuse import fuse
from coach.guidance.lexical import Lexical, Text
from coach.guidance.lexicon import FieldWords, Lexicon
from coach.ports import Embedder, PassageIndex

CANDIDATES = 100  # vectors asked for; beyond these a passage counts as not near
COVERING = 3  # passages that together may cover a question


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its fused score, 0 to 1."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Nearness:
    """Four shares, 0 to 1, that tell whether the sources speak of what was asked.

    `known`: of the question's words, weighed by rarity, how much the corpus has; `covered`: how much the best passage
    has; `covered_by_few`: the best three together; `similarity`: cosine of the best passage's vector.
    """

    known: float
    covered: float
    covered_by_few: float
    similarity: float


@dataclass(frozen=True, slots=True)
class Found:
    """What a question brought up, best first."""

    hits: tuple[Hit, ...]
    nearness: Nearness


def searched_text(passage: Passage) -> str:
    """What of a passage is turned into a vector."""
    return f"{passage.title} {passage.text}"


class Retriever:
    """One corpus, ready to be searched. `index` holds the passages' vectors by id."""

    def __init__(self, passages: Sequence[Passage], field: FieldWords, embedder: Embedder, index: PassageIndex) -> None:
        self.passages = list(passages)
        self._place = {passage.id: i for i, passage in enumerate(self.passages)}
        self._embedder, self._index = embedder, index
        texts = [Text(p.title, p.text) for p in self.passages]
        self.lexical = Lexical(Lexicon(field, [f"{t.title} {t.text}" for t in texts]), texts)

    def find(self, question: str, count: int, method: str | None = None) -> Found:
        """At most `count` passages that share anything with `question`; with `method`, none of another method."""
        query = self.lexical.lexicon.query(question)
        similar = self._similar(question)
        scores = fuse(self.lexical.scores(query), similar, self.lexical.heading_agreement(query))
        order = [int(i) for i in np.argsort(-scores, kind="stable") if scores[i] > 0 and self._fits(int(i), method)]
        best = order[:COVERING]
        nearness = Nearness(
            known=self.lexical.known_share(query),
            covered=self.lexical.covered_share(query, best[:1]),
            covered_by_few=self.lexical.covered_share(query, best),
            similarity=float(similar[best[0]]) if best else 0.0,
        )
        return Found(tuple(Hit(self.passages[i], float(scores[i])) for i in order[:count]), nearness)

    def get(self, passage_id: str) -> Passage | None:
        place = self._place.get(passage_id)
        return None if place is None else self.passages[place]

    def _fits(self, place: int, method: str | None) -> bool:
        return method is None or self.passages[place].method in (None, method)

    def _similar(self, question: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        found = np.zeros(len(self.passages))
        (vector,) = self._embedder.embed([question])
        if any(vector):
            for name, similarity in self._index.nearest(vector, CANDIDATES):
                if name in self._place:
                    found[self._place[name]] = similarity
        return found
