"""How sure the judge may say it is: a fitted curve from its chances to "this label can be defended"."""

from collections.abc import Mapping
from math import exp, log

from coach.question.judgement import Label

MOST, LEAST = 0.99, 0.05


def signs(labels: Mapping[Label, float], label: Label, by_rules: Label) -> list[float]:
    """What the curve looks at: the chance of the label, its lead, whether the rules agree, how spread the rest is."""
    chance = min(max(labels[label], 1e-4), 1 - 1e-4)
    others = sorted((value for name, value in labels.items() if name != label), reverse=True)
    spread = -sum(value * log(value) for value in labels.values() if value > 1e-9)
    return [log(chance / (1 - chance)), chance - others[0], float(label == by_rules), spread]


def confidence(
    labels: Mapping[Label, float], label: Label, by_rules: Label, curves: Mapping[str, Mapping[str, object]], told: bool
) -> float:
    """The probability, from 0.05 to 0.99. `curves` were fitted on texts the weights had not seen."""
    curve = curves["told"] if told and "told" in curves else curves["alone"]
    weights, bias = curve["weights"], curve["bias"]
    assert isinstance(weights, list)
    assert isinstance(bias, float)
    score = bias + sum(w * x for w, x in zip(weights, signs(labels, label, by_rules), strict=True))
    return round(min(max(1 / (1 + exp(-score)), LEAST), MOST), 2)
