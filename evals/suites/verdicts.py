"""The judge's verdict on a case, or what stands in for it when the case is refused: a miss, never a stopped run."""

from dataclasses import dataclass

from coach.container import Container
from coach.errors import CoachError
from coach.question.ask import Ask
from coach.question.judgement import Judgement, Span
from evals.suites.base import Options

REFUSED = "refused"
_OURS = 500  # from this status on the product is broken, not the case


@dataclass(frozen=True, slots=True)
class NoVerdict:
    """A refusal with its code in `label`: no label of the gold, sure of nothing, with nothing to show."""

    label: str
    way: str
    confidence: float = 0.0
    doubt: None = None
    phase_fit: None = None
    spans: tuple[Span, ...] = ()
    rewrites: tuple[str, ...] = ()
    form: None = None
    load: None = None
    stacked: None = None
    why_question: None = None
    asks_for: None = None

    @property
    def judged_by(self) -> "NoVerdict":
        """Itself: nobody judged, in this way."""
        return self


def judged(container: Container, ask: Ask, options: Options) -> Judgement | NoVerdict:
    """The verdict on one case. Raises what `refusal` raises."""
    try:
        return container.judge.judge(ask, way=options.backend)
    except CoachError as error:
        return NoVerdict(f"{REFUSED}: {refusal(error, ask.id)}", options.backend)


def refusal(error: CoachError, name: str | None) -> str:
    """The code of an error about this one case. An error of the product itself is raised on, naming the case."""
    if error.status < _OURS:
        return error.code
    error.where = " ".join(part for part in (name, error.where) if part)
    raise error


def refused(label: str) -> bool:
    """Whether a label stands for a refusal."""
    return label.startswith(REFUSED)


def told_apart(one: str, other: str) -> bool:
    """Whether two labels differ and both are verdicts."""
    return one != other and not refused(one) and not refused(other)
