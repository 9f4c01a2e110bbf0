"""The judge's words and phrases, read once from knowledge/question/*.toml and checked on the way in."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coach.errors import BadData
from coach.question.phrases import PhraseBook, PhraseError

Data = TypeVar("Data", bound=BaseModel)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class WordsFile(_Strict):
    """words.toml: rows of words by name."""

    version: str
    words: dict[str, str]
    actions: dict[str, str]
    synonyms: dict[str, str]
    own_plan: dict[str, str]
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


def read_data(path: Path, model: type[Data]) -> Data:
    """A data file in its checked form. Raises BadData naming file and key."""
    try:
        with path.open("rb") as file:
            return model.model_validate(tomllib.load(file))
    except OSError:
        raise BadData(f"Het bestand {path.name} ontbreekt of is niet te lezen.", where=path.name) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadData(f"Dit bestand is geen geldige TOML: {error}.", where=path.name) from None
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        raise BadData(f"De sleutel {key} klopt niet: {first['msg']}.", where=f"{path.name}: {key}") from None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word classes as sets, action forms by group, and the phrase books of frames and wrappers."""

    version: str
    words: Mapping[str, frozenset[str]]
    actions: Mapping[str, str]
    weak_actions: frozenset[str]
    synonyms: Mapping[str, str]
    own_plan: frozenset[str]
    rejected: frozenset[str]
    dutch: frozenset[str]
    foreign: frozenset[str]
    frames: PhraseBook[Frame]
    wrappers: PhraseBook[Wrapper]

    @classmethod
    def load(cls, folder: Path) -> "Lexicon":
        """Reads words.toml, frames.toml and wrappers.toml. Raises BadData."""
        data = read_data(folder / "words.toml", WordsFile)
        words = {name: frozenset(row.split()) for name, row in data.words.items()}
        if missing := REQUIRED_WORDS - words.keys():
            key = f"words.{min(missing)}"
            raise BadData(f"De woordenrij {key} ontbreekt.", where=f"words.toml: {key}")
        frames = read_data(folder / "frames.toml", FramesFile).frame
        wrappers = read_data(folder / "wrappers.toml", WrappersFile).wrapper
        groups = {name: row for name, row in data.actions.items() if name != "weak"}
        return cls(
            version=data.version,
            words=words,
            actions=_by_word(groups),
            weak_actions=frozenset(data.actions.get("weak", "").split()),
            synonyms=_by_word(data.synonyms),
            own_plan=_row(data.own_plan, "own_plan", "plan"),
            rejected=_row(data.own_plan, "own_plan", "rejected"),
            dutch=_row(data.languages, "languages", "dutch"),
            foreign=_row(data.languages, "languages", "foreign") - _row(data.languages, "languages", "dutch"),
            frames=_book("frames.toml", words, [(pattern, f) for f in frames for pattern in f.patterns]),
            wrappers=_book("wrappers.toml", words, [(pattern, w) for w in wrappers for pattern in w.patterns]),
        )


def _row(rows: Mapping[str, str], table: str, name: str) -> frozenset[str]:
    if name not in rows:
        raise BadData(f"De woordenrij {table}.{name} ontbreekt.", where=f"words.toml: {table}.{name}")
    return frozenset(rows[name].split())


def _by_word(groups: Mapping[str, str]) -> dict[str, str]:
    return {word: name for name, row in groups.items() for word in row.split()}


def _book(name: str, words: Mapping[str, frozenset[str]], patterns: list[tuple[str, Any]]) -> PhraseBook[Any]:
    try:
        return PhraseBook(patterns, words)
    except PhraseError as error:
        raise BadData(f"De wending ‘{error.pattern}’ klopt niet: {error}.", where=f"{name}: {error.pattern}") from None
