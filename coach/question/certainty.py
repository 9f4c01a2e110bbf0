"""What else a judgement may be, and the one question that would settle it (DESIGN idea 3)."""

from math import floor

from coach.question.axes import Axes
from coach.question.judgement import Alternative
from coach.question.texts import Texts

_SHOWN_FROM = 0.03  # a rarer alternative tells nobody anything
_SURE = 0.9  # above this the words are plain enough by themselves
_SURE_OF_PLAN = 0.96  # "wat houdt je tegen om …" is only plain advice when nobody planned it
_CLOSE = 0.25  # advice this likely behind another label is worth a question


def alternatives_of(axes: Axes) -> tuple[Alternative, ...]:
    """Other labels with what is left of the confidence, likeliest first."""
    others = {label: chance for label, chance in axes.labels.items() if label != axes.label}
    total = sum(others.values()) or 1.0
    left = 1 - axes.confidence
    ranked = sorted(others.items(), key=lambda pair: -pair[1])
    shares = [Alternative(label, floor(left * chance / total * 100) / 100) for label, chance in ranked]
    return tuple(share for share in shares if share.probability >= _SHOWN_FROM)


def doubt_of(axes: Axes, texts: Texts) -> str | None:
    """The question that would settle it, when the story decides and is not known."""
    if axes.context_known or axes.form == "none" or not axes.labels:
        return None
    advice, filled_in = axes.labels["disguised_advice"], axes.labels["suggestive"]
    depends = axes.finding.depends if axes.finding else ""
    sure = _SURE_OF_PLAN if depends == "plan" else _SURE
    if axes.load == "advice" and advice < sure and (depends == "plan" or axes.form == "open"):
        return texts.doubt["plan"]
    if axes.load == "neutral" and advice >= _CLOSE:
        return texts.doubt["plan"]
    if axes.load == "suggestive" and (depends == "feeling" or (axes.form == "open" and filled_in < _SURE)):
        return texts.doubt["feeling"]
    return None
