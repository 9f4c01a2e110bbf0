"""The sixty questions the threshold was set on, and those about a case."""

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Questions:
    """`answerable` holds for each question the passages that answer it."""

    answerable: dict[str, list[str]]
    unanswerable: list[str]
    declined: list[str]
    about_method: list[str]


def _load() -> Questions:
    path = Path(__file__).parent / "questions.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    cases = data["case_advice"]
    return Questions(data["answerable"], data["unanswerable"]["questions"], cases["declined"], cases["answered"])


QUESTIONS = _load()
