"""BM25 over passages, and how much of a question the corpus and one passage cover."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.guidance.lexicon import Lexicon, QueryWord

K1, B = 1.2, 0.75
TITLE_COUNTS = 3  # a heading is a question in the words people use: it counts as three mentions
PART_WEIGHT, SYNONYM_WEIGHT, LIGHT_WEIGHT, PHRASE_WEIGHT = 0.5, 0.6, 0.3, 0.4


@dataclass(frozen=True, slots=True)
class Text:
    """What is searched: a title and a text. The heading is the last part of the title."""

    title: str
    text: str

    @property
    def heading(self) -> str:
        return self.title.rsplit(": ", 1)[-1]


class Lexical:
    """Scores for all passages at once. `texts` and the positions in what it returns are in the same order."""

    def __init__(self, lexicon: Lexicon, texts: Sequence[Text]) -> None:
        self.lexicon, self.count = lexicon, len(texts)
        counted = [Counter(lexicon.terms(" ".join([t.title] * TITLE_COUNTS + [t.text]))) for t in texts]
        lengths = np.array([sum(c.values()) for c in counted], dtype=np.float64)
        self._norm = K1 * (1 - B + B * lengths / max(lengths.mean(), 1.0)) if len(texts) else lengths
        gathered: dict[str, list[tuple[int, int]]] = {}
        for place, terms in enumerate(counted):
            for term, times in terms.items():
                gathered.setdefault(term, []).append((place, times))
        self._headings = [frozenset(word.stem for word in lexicon.query(t.heading)) for t in texts]
        self._postings = {term: np.array(found, dtype=np.int64) for term, found in gathered.items()}

    def knows(self, term: str) -> bool:
        return term in self._postings

    def idf(self, term: str) -> float:
        """Rarity of a term; a term the corpus lacks is the rarest."""
        seen = len(self._postings.get(term, ()))
        return math.log(1 + (self.count - seen + 0.5) / (seen + 0.5))

    def scores(self, query: Sequence[QueryWord]) -> NDArray[np.float64]:
        """BM25 per passage, 0.0 for a passage that shares nothing with the question."""
        total = np.zeros(self.count)
        for term, weight in self._weights(query).items():
            postings = self._postings.get(term)
            if postings is not None:
                places, times = postings[:, 0], postings[:, 1]
                total[places] += weight * self.idf(term) * times * (K1 + 1) / (times + self._norm[places])
        return total

    def heading_agreement(self, query: Sequence[QueryWord]) -> NDArray[np.float64]:
        """Per passage how far question and heading are the same (0 to 1): shared words by rarity over all words."""
        asked = {word.stem for word in query}
        return np.array([self._agreement(asked, heading) for heading in self._headings])

    def _agreement(self, asked: set[str], heading: frozenset[str]) -> float:
        everything = sum(self.idf(term) for term in asked | heading)
        return sum(self.idf(term) for term in asked & heading) / everything if everything else 0.0

    def known_share(self, query: Sequence[QueryWord]) -> float:
        """Share (0 to 1) of what the question asks, by rarity of its words, that the corpus has words for."""
        return self._share(query, set(self._postings))

    def covered_share(self, query: Sequence[QueryWord], places: Sequence[int]) -> float:
        """Share (0 to 1) of what the question asks, by rarity, that the passages at `places` have words for."""
        wanted = {int(p) for p in places}
        held = {t for w in query for t in (w.stem, *w.parts, *w.synonyms) if wanted & self._places(t)}
        return self._share(query, held)

    def share_in(self, query: Sequence[QueryWord], text: str) -> float:
        """Share (0 to 1) of what the question asks, by rarity, that `text` has words for."""
        return self._share(query, set(self.lexicon.terms(text)))

    def small_share_in(self, query: Sequence[QueryWord], text: str) -> float:
        """Share (0 to 1) of the question's light words ("wie", "hoelang") that `text` has."""
        small = [word for word in query if word.light]
        held = set(self.lexicon.terms(text)) if small else set()
        return sum(_held(word, held) for word in small) / len(small) if small else 0.0

    def _places(self, term: str) -> set[int]:
        postings = self._postings.get(term)
        return set() if postings is None else {int(place) for place in postings[:, 0]}

    def _share(self, query: Sequence[QueryWord], held: set[str]) -> float:
        told = [(self._weight(word), _held(word, held)) for word in query if not word.light]
        whole = sum(weight for weight, _ in told)
        return sum(weight * part for weight, part in told) / whole if whole else 0.0

    def _weight(self, word: QueryWord) -> float:
        """How much a word asks: the rarity of the most common thing it may stand for."""
        if word.outside:
            return self.idf("")
        options = [term for term in (word.stem, *word.synonyms) if self.knows(term)]
        if not options and word.parts and all(self.knows(part) for part in word.parts):
            options = list(word.parts)
        return min((self.idf(term) for term in options), default=self.idf(word.stem))

    def _weights(self, query: Sequence[QueryWord]) -> dict[str, float]:
        weights: dict[str, float] = {}
        for word in query:
            factor = LIGHT_WEIGHT if word.light else 1.0
            for term, weight in self._options(word):
                weights[term] = max(weights.get(term, 0.0), weight * factor)
        return weights

    def _options(self, word: QueryWord) -> list[tuple[str, float]]:
        """What may stand for a word, with its weight: more for the others when the word itself tells less."""
        own = PHRASE_WEIGHT if word.in_phrase else 1.0
        alone = word.in_phrase or not self.knows(word.stem)
        part, synonym = (1.0, 1.0) if alone else (PART_WEIGHT, SYNONYM_WEIGHT)
        return [(word.stem, own), *((p, part) for p in word.parts), *((other, synonym) for other in word.synonyms)]


def _held(word: QueryWord, there: set[str]) -> float:
    """1.0 when the word or a synonym is there, else the share of its parts that is; 0.0 for what lies outside."""
    if word.outside:
        return 0.0
    if word.stem in there or any(other in there for other in word.synonyms):
        return 1.0
    return sum(part in there for part in word.parts) / len(word.parts) if word.parts else 0.0
