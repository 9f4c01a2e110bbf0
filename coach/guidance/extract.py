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
# What a sentence is worth: the question's content words it has, its small words ("wie", "hoelang"), whether it opens a
# section whose heading is about the question, and a little for standing early.
COVER, SMALL, LEAD, EARLY = 0.6, 0.1, 0.25, 0.05
# A sentence speaks of the question when it has this share of the content words, or opens a section that has.
ABOUT, HEADING_ABOUT = 0.4, 0.6
_END = re.compile(r"([.!?…][”\"’)]*)\s+(?=[\"“‘(A-ZÀ-Þ0-9])")
_ITEM = re.compile(r"\s*(?:[-*]|\d{1,2}\.)\s")


@dataclass(frozen=True, slots=True)
class Taken:
    """A sentence as it stands in a passage (source marks left out), with the passage's place among the hits."""

    text: str
    hit: int
    place: int
    worth: float


def best_sentences(lexical: Lexical, query: Sequence[QueryWord], hits: Sequence[Hit]) -> list[Taken]:
    """One to three sentences, in the order of the passages and of the text.

    Empty when no sentence of the hits speaks of what was asked.
    """
    found = [taken for number, hit in enumerate(hits[:PASSAGES_READ]) for taken in _about(lexical, query, hit, number)]
    found.sort(key=lambda taken: -taken.worth)
    kept: list[Taken] = []
    for taken in found:
        if (
            len(kept) < MOST_SENTENCES
            and taken.worth >= GOOD_ENOUGH * found[0].worth
            and taken.text not in _texts(kept)
        ):
            kept.append(taken)
    if len(kept) == 1:
        kept += _next(lexical, query, hits[kept[0].hit], kept[0])
    return sorted(kept, key=lambda taken: (taken.hit, taken.place))


def opening(hit: Hit) -> list[Taken]:
    """The first two sentences of a passage that is near while none of its sentences echoes the question."""
    return [Taken(text, 0, place, 0.0) for place, text in enumerate(sentences(hit.passage.text)[:2])]


def sentences(text: str) -> list[str]:
    """The sentences of a passage without source marks; a list belongs to the line that announces it."""
    found: list[str] = []
    for line in without_marks(text).split("\n"):
        if not line.strip():
            continue
        if _ITEM.match(line) and found and len(found[-1]) + len(line) < LONGEST:
            found[-1] += f"\n{line.strip()}"
        else:
            found.extend(part.strip() for part in _END.sub(r"\1\n", line).split("\n") if part.strip())
    return found


def _about(lexical: Lexical, query: Sequence[QueryWord], hit: Hit, number: int) -> list[Taken]:
    """The sentences of a passage that speak of the question, weighed."""
    heading = lexical.share_in(query, hit.passage.title)
    parts = sentences(hit.passage.text)
    found: list[Taken] = []
    for place, text in enumerate(parts):
        cover, leads = lexical.share_in(query, text), place == 0 and heading >= HEADING_ABOUT
        if cover >= ABOUT or leads:
            small = lexical.small_share_in(query, text)
            worth = COVER * cover + SMALL * small + LEAD * heading * leads + EARLY * (1 - place / len(parts))
            found.append(Taken(text, number, place, hit.score * worth))
    return found


def _next(lexical: Lexical, query: Sequence[QueryWord], hit: Hit, taken: Taken) -> list[Taken]:
    """The sentence after the only one found, when the whole section is about the question: it completes the answer."""
    parts = sentences(hit.passage.text)
    if taken.place + 1 == len(parts) or lexical.share_in(query, hit.passage.title) < HEADING_ABOUT:
        return []
    return [Taken(parts[taken.place + 1], taken.hit, taken.place + 1, 0.0)]


def _texts(kept: Sequence[Taken]) -> list[str]:
    return [taken.text for taken in kept]
