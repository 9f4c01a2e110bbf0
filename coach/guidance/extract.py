"""Takes the one to three sentences out of passages that say most about a question. Nothing is written anew."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coach.guidance.lexical import Lexical
from coach.guidance.lexicon import QueryWord
from coach.guidance.page import without_marks
from coach.guidance.retriever import Hit

MOST_SENTENCES = 3
GOOD_ENOUGH = 0.7  # of the best sentence's worth
PASSAGES_READ = 3
LONGEST = 900  # characters of a list that is taken whole
# Pages answer in their first sentence; what follows explains.
COVER, LEAD, EARLY = 0.5, 0.35, 0.15
_END = re.compile(r"(?<=[.!?…])[”\"’)]*\s+(?=[\"“‘(A-ZÀ-Þ0-9])")
_ITEM = re.compile(r"\s*(?:[-*]|\d{1,2}\.)\s")


@dataclass(frozen=True, slots=True)
class Taken:
    """A sentence as it stands in a passage (source marks left out), with the passage's place among the hits."""

    text: str
    hit: int
    place: int
    worth: float


def best_sentences(lexical: Lexical, query: Sequence[QueryWord], hits: Sequence[Hit]) -> list[Taken]:
    """One to three sentences, in the order of the passages and of the text. Empty when there are no hits."""
    found = [
        taken for number, hit in enumerate(hits[:PASSAGES_READ]) for taken in _weighed(lexical, query, hit, number)
    ]
    found.sort(key=lambda taken: -taken.worth)
    kept: list[Taken] = []
    for taken in found:
        if (
            len(kept) < MOST_SENTENCES
            and taken.worth >= GOOD_ENOUGH * found[0].worth
            and taken.text not in _texts(kept)
        ):
            kept.append(taken)
    return sorted(kept, key=lambda taken: (taken.hit, taken.place))


def sentences(text: str) -> list[str]:
    """The sentences of a passage without source marks; a list belongs to the line that announces it."""
    found: list[str] = []
    for line in without_marks(text).split("\n"):
        if not line.strip():
            continue
        if _ITEM.match(line) and found and len(found[-1]) + len(line) < LONGEST:
            found[-1] += f"\n{line.strip()}"
        else:
            found.extend(part.strip() for part in _END.split(line) if part.strip())
    return found


def _weighed(lexical: Lexical, query: Sequence[QueryWord], hit: Hit, number: int) -> list[Taken]:
    parts = sentences(hit.passage.text)
    return [
        Taken(text, number, place, hit.score * _worth(lexical, query, text, place, len(parts)))
        for place, text in enumerate(parts)
    ]


def _worth(lexical: Lexical, query: Sequence[QueryWord], text: str, place: int, count: int) -> float:
    cover = lexical.share_in(query, text)
    return COVER * cover + LEAD * (place == 0) + EARLY * (1 - place / count)


def _texts(kept: Sequence[Taken]) -> list[str]:
    return [taken.text for taken in kept]
