"""The trained reading of context: how case and history change the load of a question.

Three small decisions, each a few weights over signs that a person can read (context.json): is a step that looks like
advice the presenter's own ("step"); is a word that looks filled in the presenter's own ("word"); and does the story
make advice, or a filled-in answer, of a question that looks plain ("plain").
"""

import json
from dataclasses import replace
from math import exp
from pathlib import Path
from typing import Any

from coach.errors import BadData
from coach.question.axes import Axes
from coach.question.context import Told
from coach.question.learned.context_facts import context_facts
from coach.question.learned.context_signs import signs_of
from coach.question.learned.model import HERE, Chances
from coach.question.learned.story_words import StoryWords
from coach.question.lexicon import Lexicon

_GIVEN_BACK = 0.5  # of the words of a choice, this share was the presenter's
DIRECTIONS = ("step", "word", "plain")


def direction_of(chances: Chances) -> str | None:
    """Which decision a question comes to; none for what is no question, a choice, or several plain questions."""
    load = chances.best("load")
    if load != "neutral":
        return "step" if load == "advice" else "word"
    settled = chances.best("form") in ("none", "choice") or chances.best("stacked") == "True"
    return None if settled else "plain"


class ContextModel:
    """Weights by direction, value and sign. Values are loads; "loaded" stands for any but neutral."""

    def __init__(self, data: dict[str, Any], words: StoryWords) -> None:
        self._directions: dict[str, dict[str, dict[str, float]]] = {name: data[name] for name in DIRECTIONS}
        self._words = words

    @classmethod
    def load(cls, folder: Path = HERE) -> "ContextModel":
        """Reads context.json, and the words of knowledge/question/context.toml. Raises BadData."""
        try:
            data = json.loads((folder / "context.json").read_text(encoding="utf-8"))
            return cls(data, StoryWords.load())
        except (OSError, ValueError, KeyError) as error:
            raise BadData("context.json is niet te lezen: train opnieuw.", where="context.json") from error

    def shifted(self, chances: Chances, rules: Axes, told: Told, lexicon: Lexicon) -> Chances:
        """The chances with the load as it is in the light of what was told."""
        direction = direction_of(chances)
        if direction is None and not _chooses(chances):
            return chances
        facts = context_facts(rules, told, chances, lexicon, self._words)
        if direction is None:
            return _checked(chances, facts)
        signs = signs_of(direction, facts)
        found = _softmax({value: _score(weights, signs) for value, weights in self._directions[direction].items()})
        return replace(chances, of=chances.of | {"load": _spread(found, chances.of["load"])})


def _chooses(chances: Chances) -> bool:
    return chances.best("form") == "choice" and chances.best("stacked") != "True"


def _checked(chances: Chances, facts: dict[str, float]) -> Chances:
    """A choice that gives back the presenter's own two roads and asks whether that is so is a closed check."""
    if not facts["check"] or facts["word:said"] < _GIVEN_BACK:
        return chances
    form = chances.of["form"]
    return replace(chances, of=chances.of | {"form": form | {"choice": form["closed"], "closed": form["choice"]}})


def _score(weights: dict[str, float], signs: dict[str, float]) -> float:
    return weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in signs.items())


def _softmax(scores: dict[str, float]) -> dict[str, float]:
    top = max(scores.values())
    powers = {name: exp(score - top) for name, score in scores.items()}
    total = sum(powers.values())
    return {name: power / total for name, power in powers.items()}


def _spread(found: dict[str, float], loads: dict[str, float]) -> dict[str, float]:
    """Chances over all loads; "loaded" is shared out as the loads were without context."""
    if "loaded" not in found:
        return {load: found.get(load, 0.0) for load in loads}
    rest = sum(chance for load, chance in loads.items() if load != "neutral") or 1.0
    return {
        load: found["neutral"] if load == "neutral" else found["loaded"] * chance / rest
        for load, chance in loads.items()
    }
