"""A finding: words that give a question a load, how sure that is, and what it hangs on."""

from dataclasses import dataclass, replace

from coach.question.features import Action
from coach.question.judgement import Load

COUNTS_FROM = 0.5  # a weaker finding only shows as an alternative
MOST_CERTAIN = 0.97
_YIELDS = 0.12  # a steering word gives way to advice or a verdict that is nearly as sure: those carry it


@dataclass(frozen=True, slots=True)
class Finding:
    """Code points `start` to `end` carry `load` with probability `strength`. `depends`: "plan", "feeling" or "".

    `word` is the feeling filled in, folded.
    """

    load: Load
    strength: float
    start: int
    end: int
    because: str
    family: str
    depends: str = ""
    action: Action | None = None
    word: str = ""


def strongest(findings: list[Finding]) -> Finding | None:
    """The finding that decides: the surest; agreeing findings make it surer."""
    if not findings:
        return None
    best = max(findings, key=lambda f: f.strength - (_YIELDS if f.load == "suggestive" else 0.0))
    rest = [f.strength for f in findings if f is not best and f.load == best.load and f.family == best.family]
    surer = best.strength + (1 - best.strength) * 0.3 * (max(rest) if rest else 0.0)
    return replace(best, strength=min(surer, MOST_CERTAIN))
