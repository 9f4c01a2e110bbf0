"""Fits what context changes: three small decisions over signs that a person can read, chosen by voice within train."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sklearn.linear_model import LogisticRegression

from coach.question.ask import Ask
from coach.question.axes import Axes
from coach.question.context import Told, told_by_presenter
from coach.question.learned.context_facts import context_facts
from coach.question.learned.context_model import DIRECTIONS, ContextModel, direction_of
from coach.question.learned.context_signs import signs_of
from coach.question.learned.model import Chances
from coach.question.learned.story_words import StoryWords
from coach.question.lexicon import Lexicon
from evals.cases import CASES, EvalCase, read_lines
from evals.train.fit import SEED

# Inverse strength of regularisation, chosen by leaving out one voice of train at a time.
STRENGTH = {"step": 0.1, "word": 1.0, "plain": 0.3}
# Added to the bias of neutral: how much sooner than at an even chance a load is taken away, or (below 0) put on.
LEAN = {"step": 0.28, "word": 0.0, "plain": -0.1}
LOAD_OF = {"disguised_advice": "advice", "judgemental": "judgement", "suggestive": "suggestive"}

Read = Callable[[str], Axes]


def context_cases(split: str) -> list[EvalCase]:
    """The context cases of a split."""
    return read_lines(CASES / "context" / split)


@dataclass(frozen=True, slots=True)
class ToldCase:
    """A context case, read: by itself, beside its story, and what the text weights make of it alone."""

    gold: EvalCase
    axes: Axes
    told: Told
    chances: Chances
    facts: dict[str, float]


def read_cases(
    cases: Sequence[EvalCase],
    before: Mapping[str, Chances],
    lexicon: Lexicon,
    read: Read,
    ask_of: Callable[[EvalCase], Ask],
) -> list[ToldCase]:
    """The cases of which `before` has chances, from weights that never saw their voice."""
    words = StoryWords.load()
    found = []
    for case in cases:
        if chances := before.get(case["question"]):
            axes, told = read(case["question"]), told_by_presenter(ask_of(case), lexicon)
            facts = context_facts(axes, told, chances, lexicon, words)
            found.append(ToldCase(case, axes, told, chances, facts))
    return found


def context_weights(cases: Sequence[ToldCase]) -> dict[str, Any]:
    """context.json: by direction and value the weight of each sign, with a bias. Deterministic."""
    rows: dict[str, list[dict[str, float]]] = {name: [] for name in DIRECTIONS}
    values: dict[str, list[str]] = {name: [] for name in DIRECTIONS}
    for case in cases:
        for direction in _taught(case.gold, case.chances):
            rows[direction].append(signs_of(direction, case.facts))
            values[direction].append(_value(case.gold, direction))
    fitted = {name: _fitted(rows[name], values[name], STRENGTH[name]) for name in DIRECTIONS}
    for name, lean in LEAN.items():
        fitted[name]["neutral"]["bias"] = round(fitted[name]["neutral"]["bias"] + lean, 3)
    return fitted


def unseen_beside_story(cases: Sequence[ToldCase], lexicon: Lexicon) -> list[tuple[ToldCase, Chances]]:
    """Every case with its chances in context, from context weights that were fitted without its voice."""
    found = []
    for voice in sorted({case.gold["voice"] for case in cases}):
        fitted = context_weights([case for case in cases if case.gold["voice"] != voice])
        model = ContextModel(fitted, StoryWords.load())
        own = [case for case in cases if case.gold["voice"] == voice]
        found += [(case, model.shifted(case.chances, case.axes, case.told, lexicon)) for case in own]
    return found


def _taught(case: EvalCase, chances: Chances) -> set[str]:
    """The decision the judge will come to, and the one it should have come to where it read the words as plain."""
    found = {direction_of(chances) or "plain"}
    load = LOAD_OF.get(case["label_without_context"])
    if found == {"plain"} and load is not None:
        found.add("step" if load == "advice" else "word")
    return found


def _value(case: EvalCase, direction: str) -> str:
    load = LOAD_OF.get(case["label_with_context"], "neutral")
    if direction == "plain":
        return "suggestive" if load == "judgement" else load
    return "neutral" if load == "neutral" else "loaded"


def _fitted(rows: list[dict[str, float]], values: list[str], strength: float) -> dict[str, dict[str, float]]:
    names = list(rows[0])
    model = LogisticRegression(C=strength, max_iter=3_000, random_state=SEED)
    model.fit([[row[name] for name in names] for row in rows], values)
    coefficients, biases, classes = model.coef_.tolist(), model.intercept_.tolist(), [str(c) for c in model.classes_]
    if len(classes) == 2:  # one row of differences: the first value gets zeros
        coefficients, biases = [[0.0] * len(names), coefficients[0]], [0.0, biases[0]]
    return {
        value: {"bias": round(bias, 3), **{name: round(w, 3) for name, w in zip(names, weights, strict=True)}}
        for value, weights, bias in zip(classes, coefficients, biases, strict=True)
    }
