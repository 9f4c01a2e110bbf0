"""How sure a judgement is, what else it may be, and the one question that would settle it.

Rough probabilities of rules; the judge issue fits them on cases (DESIGN idea 3).
"""

from coach.question.axes import Axes
from coach.question.judgement import Alternative, Label, label_of
from coach.question.texts import Texts

MOST_CERTAIN = 0.95
_PLAIN: dict[Label, float] = {"multiple": 0.86, "not_a_question": 0.85}
_LOADED: dict[str, Label] = {"advice": "disguised_advice", "judgement": "judgemental", "suggestive": "suggestive"}


def confidence_of(axes: Axes) -> float:
    """The probability that the label can be defended, from 0 to 1."""
    if axes.form == "none":
        sure = axes.form_sure
    elif axes.finding is not None:
        sure = axes.finding.strength
    else:
        sure = _PLAIN.get(axes.label, axes.form_sure) * (1 - _weak(axes) * 0.5)
    return round(min(sure, MOST_CERTAIN), 2)


def alternatives_of(axes: Axes, confidence: float) -> tuple[Alternative, ...]:
    """Other labels with what is left of the probability, likeliest first."""
    without: Label = label_of(axes.form, "neutral", axes.stacked)
    weights: dict[Label, float] = {} if without == axes.label else {without: 0.6}
    for finding in axes.findings if axes.form != "none" else ():
        label = _LOADED[finding.load]
        if label != axes.label:
            weights[label] = max(weights.get(label, 0.0), finding.strength)
    left, total = 1 - confidence, sum(weights.values()) + 0.2
    ranked = sorted(weights.items(), key=lambda pair: -pair[1])
    return tuple(Alternative(label, round(left * weight / total, 2)) for label, weight in ranked)


def doubt_of(axes: Axes, texts: Texts) -> str | None:
    """The question that would settle it, when the story decides and is not known."""
    if axes.context_known or axes.form == "none":
        return None
    close = [f for f in axes.findings if f.depends and f.strength >= 0.38]
    found = axes.finding if axes.finding is not None else max(close, key=lambda f: f.strength, default=None)
    if found is None or found.strength > 0.8:
        return None
    if found.depends == "plan":
        return texts.doubt["plan"]
    return texts.doubt["feeling"] if found.depends == "feeling" else None


def _weak(axes: Axes) -> float:
    return max((f.strength for f in axes.findings), default=0.0)
