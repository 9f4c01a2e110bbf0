"""Fits what context changes: three small decisions over signs that a person can read, chosen by voice within train."""

from collections.abc import Callable, Sequence
from typing import Any

from sklearn.linear_model import LogisticRegression

from coach.question.ask import Ask
from coach.question.axes import Axes
from coach.question.context import told_by_presenter
from coach.question.learned.context_facts import context_facts, signs_of
from coach.question.learned.context_model import DIRECTIONS, direction_of
from coach.question.learned.model import Chances
from coach.question.learned.story_words import StoryWords
from coach.question.lexicon import Lexicon
from evals.cases import CASES, EvalCase, read_lines
from evals.train.data import Example
from evals.train.fit import SEED

# Inverse strength of regularisation, chosen by leaving out one voice of train at a time.
STRENGTH = {"step": 0.3, "word": 0.3, "plain": 0.3}
LOAD_OF = {"disguised_advice": "advice", "judgemental": "judgement", "suggestive": "suggestive"}

Read = Callable[[str], Axes]


def context_cases(split: str) -> list[EvalCase]:
    """The context cases of a split."""
    return read_lines(CASES / "context" / split)


def unseen_chances(judged: Sequence[tuple[Example, Chances]]) -> dict[str, Chances]:
    """By text: the chances from weights that were fitted without its voice (evals.train.curves.unseen)."""
    return {example.text: chances for example, chances in judged}


def context_weights(
    cases: Sequence[EvalCase],
    chances_of: Callable[[EvalCase, Axes], Chances],
    lexicon: Lexicon,
    read: Read,
    ask_of: Callable[[EvalCase], Ask],
    strength: dict[str, float] | None = None,
) -> dict[str, Any]:
    """context.json: by direction and value the weight of each sign, with a bias. Deterministic."""
    words = StoryWords.load()
    rows: dict[str, list[dict[str, float]]] = {name: [] for name in DIRECTIONS}
    values: dict[str, list[str]] = {name: [] for name in DIRECTIONS}
    for case in cases:
        axes = read(case["question"])
        chances = chances_of(case, axes)
        facts = context_facts(axes, told_by_presenter(ask_of(case), lexicon), chances, lexicon, words)
        for direction in _taught(case, chances):
            rows[direction].append(signs_of(direction, facts))
            values[direction].append(_value(case, direction))
    by_direction = strength or STRENGTH
    return {name: _fitted(rows[name], values[name], by_direction[name]) for name in DIRECTIONS}


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
