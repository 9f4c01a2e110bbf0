"""A finding: words that give a question a load, how sure that is, and what it hangs on."""

from dataclasses import dataclass, replace

from coach.question.features import Action
from coach.question.judgement import Load

COUNTS_FROM = 0.5  # a weaker finding only shows as an alternative
MOST_CERTAIN = 0.97
_RANK: dict[Load, int] = {"advice": 3, "judgement": 2, "suggestive": 1, "neutral": 0}


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
    """The finding that decides: the surest, on a tie the gravest; agreeing findings make it surer."""
    if not findings:
        return None
    best = max(findings, key=lambda f: (round(f.strength, 1), _RANK[f.load], f.strength))
    rest = [f.strength for f in findings if f is not best and f.load == best.load and f.family == best.family]
    surer = best.strength + (1 - best.strength) * 0.3 * (max(rest) if rest else 0.0)
    return replace(best, strength=min(surer, MOST_CERTAIN))
