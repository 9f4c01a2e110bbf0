"""What a question asks for, and its kind for the phase matrix (domain C.1), from the cues in content.toml."""

from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from coach.datafile import read_toml
from coach.question.heads import Head, Reading
from coach.question.judgement import AsksFor, Form, Kind, Load
from coach.question.lexicon import Lexicon, phrase_book

_WHY = ("waarom", "hoezo", "vanwaar")


class Cue(BaseModel):
    """One entry of content.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    asks_for: AsksFor
    kind: Literal[
        "closed_check", "clarifying", "confronting", "reflective", "perspective", "coaching", "hypothetical",
        "deepening", "factual",
    ]  # fmt: skip
    patterns: list[str] = Field(min_length=1)


class ContentFile(BaseModel):
    """content.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    version: str
    cue: list[Cue]


class Content(NamedTuple):
    """What is asked for, the kind the cues point at, and whether it is a why-question."""

    asks_for: AsksFor
    cue: Kind | None
    why: bool


class Cues:
    """The cues, ready to look up."""

    def __init__(self, file: ContentFile, lexicon: Lexicon) -> None:
        self._cues = file.cue
        pairs = [(pattern, i) for i, cue in enumerate(file.cue) for pattern in cue.patterns]
        self._book = phrase_book("content.toml", lexicon.words, pairs)

    @classmethod
    def load(cls, folder: Path, lexicon: Lexicon) -> "Cues":
        """Reads content.toml. Raises BadData."""
        return cls(read_toml(folder / "content.toml", ContentFile), lexicon)

    def first(self, reading: Reading, head: Head | None) -> Cue | None:
        """The cue highest in the file that occurs in the head; in the whole text when there is no head."""
        found: int | None = None
        for sentence in reading.sentences:
            if head is not None and sentence is not head.sentence:
                continue
            for i, word in enumerate(sentence.words):
                begins = i == (head.first if head else 0)
                hits = self._book.at(reading.low, word.low, word.start, begins)
                best = min((hit.value for hit in hits), default=None)
                found = best if found is None else found if best is None else min(best, found)
        return None if found is None else self._cues[found]


def content_of(reading: Reading, head: Head | None, form: Form, load: Load, cues: Cues) -> Content:
    """What the main question asks for. Advice asks for a solution, whatever its words."""
    why = bool(head and (set(head.words[:1]) & set(_WHY) or "om welke reden" in reading.low))
    cue = cues.first(reading, head)
    if load == "advice":
        return Content("solution", cue.kind if cue else None, why)
    if form == "none" or cue is None:
        return Content("fact" if form == "closed" else "other", None, why)
    return Content(cue.asks_for, cue.kind, why)


def kind_of(form: Form, load: Load, stacked: bool, content: Content) -> Kind:
    """The kind for the phase matrix, of a question."""
    loaded: dict[Load, Kind] = {"advice": "disguised_advice", "judgement": "judgemental", "suggestive": "suggestive"}
    if load in loaded:
        return loaded[load]
    if stacked:
        return "stacked"
    if content.why:
        return "why_value" if content.asks_for in ("norm", "feeling") else "why_action"
    if form == "choice":
        return "choice"
    if form == "closed":
        return "closed_check" if content.cue == "closed_check" else "closed_fact"
    return "open" if content.cue in (None, "closed_check") else content.cue
