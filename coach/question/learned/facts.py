"""What the rules read in a text, as numbers for the trained judge: it learns when to believe them."""

import re

from coach.question.axes import Axes
from coach.question.learned.grams import shape
from coach.question.learned.named import named_facts
from coach.question.learned.story_words import StoryWords

_QUESTION_MARKS = 2
_WORD = re.compile(r"[^\W\d_]+")


def facts_of(text: str, axes: Axes, keep: frozenset[str]) -> dict[str, float]:
    """Named facts, each between 0 and 2. `axes` are the rules' own, without case or history."""
    facts: dict[str, float] = {
        f"form={axes.form}": 1.0,
        f"load={axes.load}": 1.0,
        f"label={axes.label}": 1.0,
        f"asks={axes.content.asks_for}": 1.0,
        f"kind={axes.kind}": 1.0,
        "stacked": float(axes.stacked),
        "length": min(len(_WORD.findall(text)), 40) / 20,
        "marks": float(min(text.count("?"), _QUESTION_MARKS)),
    }
    for finding in axes.findings:
        for name in (f"family={finding.family}/{finding.load}", f"found={finding.load}"):
            facts[name] = max(facts.get(name, 0.0), finding.strength)
    if axes.head is not None:
        words = axes.head.words
        facts[f"head={axes.head.kind}"] = 1.0
        facts["opens=" + " ".join(shape(word, keep) for word in words[:4])] = 1.0
        for count in (1, 2, 3):
            facts[f"opens{count}=" + " ".join(words[:count])] = 1.0
        if words:
            facts["closes=" + shape(words[-1], keep)] = 1.0
    facts |= {f"names={name}": 1.0 for name in named_facts(text, axes, StoryWords.load())}
    return facts
