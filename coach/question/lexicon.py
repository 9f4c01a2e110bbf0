"""The judge's words and phrases, read once from knowledge/question/*.toml and checked on the way in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from coach.datafile import read_toml
from coach.errors import BadData
from coach.question.phrases import PhraseBook, PhraseError

Value = TypeVar("Value")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class WordsFile(_Strict):
    """words.toml: rows of words by name."""

    version: str
    words: dict[str, str]
    actions: dict[str, str]
    languages: dict[str, str]


class Frame(_Strict):
    """One fixed expression and what it does; the head of frames.toml explains each key."""

    id: str
    patterns: list[str] = Field(min_length=1)
    load: Literal["advice", "judgement", "suggestive"]
    strength: float = Field(ge=0.5, le=0.97)
    because: str
    family: str
    where: Literal["any", "none", "statement", "verb", "runup"] = "any"
    needs: Literal["", "action", "named"] = ""
    depends: Literal["", "plan", "feeling"] = ""
    asks: bool = False


class FramesFile(_Strict):
    """frames.toml."""

    version: str
    frame: list[Frame]


class Wrapper(_Strict):
    """One polite opening, and what follows from it."""

    opens: Literal["open", "asks", "nothing"]
    patterns: list[str] = Field(min_length=1)


class WrappersFile(_Strict):
    """wrappers.toml."""

    version: str
    wrapper: list[Wrapper]


REQUIRED_WORDS = frozenset(
    {
        "question", "before_question", "you", "subject", "not_a_verb", "present", "past", "filler", "joint",
        "nothing_named", "push", "push_light", "negation", "modal", "feeling", "mild_feeling", "evaluative", "too",
        "state_verb", "experience", "tag", "before_whether", "no_choice_after", "person", "abbreviation", "exclaim",
        "imperative", "story_time",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word classes as sets, action forms by group, and the phrase books of frames and wrappers."""

    version: str
    words: Mapping[str, frozenset[str]]
    actions: Mapping[str, str]
    weak_actions: frozenset[str]
    dutch: frozenset[str]
    foreign: frozenset[str]
    frames: PhraseBook[Frame]
    wrappers: PhraseBook[Wrapper]

    @classmethod
    def load(cls, folder: Path) -> "Lexicon":
        """Reads words.toml, frames.toml and wrappers.toml. Raises BadData."""
        data = read_toml(folder / "words.toml", WordsFile)
        words = {name: frozenset(row.split()) for name, row in data.words.items()}
        if missing := REQUIRED_WORDS - words.keys():
            key = f"words.{min(missing)}"
            raise BadData(f"De woordenrij {key} ontbreekt.", where=f"words.toml: {key}")
        frames = read_toml(folder / "frames.toml", FramesFile).frame
        wrappers = read_toml(folder / "wrappers.toml", WrappersFile).wrapper
        groups = {name: row for name, row in data.actions.items() if name != "weak"}
        return cls(
            version=data.version,
            words=words,
            actions=_by_word(groups),
            weak_actions=frozenset(data.actions.get("weak", "").split()),
            dutch=_row(data.languages, "languages", "dutch"),
            foreign=_row(data.languages, "languages", "foreign") - _row(data.languages, "languages", "dutch"),
            frames=phrase_book("frames.toml", words, [(pattern, f) for f in frames for pattern in f.patterns]),
            wrappers=phrase_book("wrappers.toml", words, [(pattern, w) for w in wrappers for pattern in w.patterns]),
        )


def _row(rows: Mapping[str, str], table: str, name: str) -> frozenset[str]:
    if name not in rows:
        raise BadData(f"De woordenrij {table}.{name} ontbreekt.", where=f"words.toml: {table}.{name}")
    return frozenset(rows[name].split())


def _by_word(groups: Mapping[str, str]) -> dict[str, str]:
    return {word: name for name, row in groups.items() for word in row.split()}


def phrase_book(
    file: str, words: Mapping[str, frozenset[str]], patterns: Iterable[tuple[str, Value]]
) -> PhraseBook[Value]:
    """The patterns of a data file, ready to look up. Raises BadData naming the file and the pattern that is wrong."""
    try:
        return PhraseBook(patterns, words)
    except PhraseError as error:
        raise BadData(f"De wending ‘{error.pattern}’ klopt niet: {error}.", where=f"{file}: {error.pattern}") from None
