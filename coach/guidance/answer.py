"""What the question desk says: sentences from passages, that it does not know, or that it does not advise on a case."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coach.guidance.extract import best_sentences, opening
from coach.guidance.retriever import Found, Hit, Nearness, Retriever
from coach.guidance.sources import Source, in_one_line
from coach.safety.signs import Concern

NOT_IN_SOURCES = "Dat staat niet in mijn bronnen."
SHOWN = 3

# Logistic regression on sixty questions of our own (tests/unit/guidance/questions.toml): the probability that
# the sources speak of what was asked. Order: constant, then the fields of Nearness.
WEIGHTS = (-4.3, 2.8, 2.1, 2.8, 0.8)
THRESHOLD = 0.55
PLAIN_ENOUGH = 0.25  # similarity that a question of field words alone must reach


@dataclass(frozen=True, slots=True)
class AnswerPassage:
    """A passage as shown: `source` says in words where it comes from, `score` runs from 0 to 1."""

    id: str
    title: str
    text: str
    source: str
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with what it rests on.

    [1] in `answer` stands for the first of `passages`. `abstained`: the sources do not say. `declined`: advice on a
    case was asked, which the group gives and this desk does not. `help`: the words sound like danger; show it first.
    """

    question: str
    answer: str
    passages: tuple[AnswerPassage, ...]
    abstained: bool
    declined: bool = False
    help: Concern | None = None


def near_enough(nearness: Nearness) -> bool:
    """Whether the sources speak of what was asked."""
    features = (1.0, nearness.known, nearness.covered, nearness.covered_by_few, nearness.similarity)
    logit = sum(weight * value for weight, value in zip(WEIGHTS, features, strict=True))
    return 1 / (1 + math.exp(-logit)) >= THRESHOLD


def from_sources(question: str, retriever: Retriever, found: Found, sources: Mapping[str, Source]) -> Answer:
    """The answer to a question about the method: extracted, or that the sources do not say."""
    query = retriever.lexical.lexicon.query(question)
    plain = bool(query) and all(word.light for word in query)  # "wat is intervisie": nothing but the field's own words
    near = found.nearness.similarity >= PLAIN_ENOUGH if plain else near_enough(found.nearness)
    if not found.hits or not near:
        return Answer(question, NOT_IN_SOURCES, (), abstained=True)
    taken = best_sentences(retriever.lexical, query, found.hits[:SHOWN]) or opening(found.hits[0])
    said = " ".join(f"{sentence.text} [{sentence.hit + 1}]" for sentence in taken)
    return Answer(question, said, shown(found.hits[:SHOWN], sources), abstained=False)


def shown(hits: Sequence[Hit], sources: Mapping[str, Source]) -> tuple[AnswerPassage, ...]:
    """Passages with their sources in words."""
    return tuple(
        AnswerPassage(h.passage.id, h.passage.title, h.passage.text, source_line(h, sources), round(h.score, 4))
        for h in hits
    )


def source_line(hit: Hit, sources: Mapping[str, Source]) -> str:
    """The sources of a passage: mark, title and address of each. A passage without marks names its own page."""
    named = [sources[mark].readable() if mark in sources else mark for mark in hit.passage.sources]
    return in_one_line(named) or f"Kennisbank van Doorvraag, pagina “{hit.passage.title}”"
