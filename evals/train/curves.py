"""What the weights cannot learn from texts they were fitted on: how sure to be, and what context changes."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sklearn.linear_model import LogisticRegression

from coach.question.axes import Axes
from coach.question.decide import label_chances
from coach.question.judgement import Label, label_of
from coach.question.learned.certainty import signs
from coach.question.learned.model import Chances
from evals.train.data import Example
from evals.train.fit import SEED, fit, in_memory

FOLDS = 4


def unseen(train: Sequence[Example]) -> list[tuple[Example, Chances]]:
    """Every example with chances from weights that were fitted without its voice."""
    voices = sorted({row.voice[:3] for row in train})
    found: list[tuple[Example, Chances]] = []
    for fold in range(FOLDS):
        held = set(voices[fold::FOLDS])
        model = in_memory(fit([row for row in train if row.voice[:3] not in held]))
        found += [(row, model.chances(row.text, row.axes)) for row in train if row.voice[:3] in held]
    return found


def chosen(chances: Chances) -> Label:
    """The label that follows from the likeliest axes."""
    form, load, stacked = chances.best("form"), chances.best("load"), chances.best("stacked") == "True"
    return label_of(form, load, stacked)  # type: ignore[arg-type]


def certainty_curve(judged: Iterable[tuple[Axes, Collection[str], Chances]]) -> dict[str, Any]:
    """Logistic curve from the signs of certainty to "can be defended": of each text what the rules read, the labels
    that can be defended, and chances from weights that never saw its voice."""
    rows, right = [], []
    for axes, accept, chances in judged:
        label = chosen(chances)
        rows.append(signs(label_chances(chances), label, axes.label))
        right.append(label in accept)
    return _curve(rows, right)


def _curve(rows: list[list[float]], right: list[bool]) -> dict[str, Any]:
    model = LogisticRegression(C=1.0, max_iter=500, random_state=SEED).fit(rows, right)
    return {"weights": [round(float(w), 4) for w in model.coef_[0]], "bias": round(float(model.intercept_[0]), 4)}
