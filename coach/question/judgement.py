"""What the judge says about one contribution; the JSON form of DESIGN section 5, as frozen values."""

from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from coach.safety.signs import Concern

Form = Literal["open", "closed", "choice", "none"]
Load = Literal["neutral", "suggestive", "advice", "judgement"]
AsksFor = Literal["fact", "clarify", "deepen", "feeling", "norm", "solution", "other"]
Label = Literal[
    "open", "closed", "choice", "suggestive", "disguised_advice", "judgemental", "multiple", "not_a_question"
]
Kind = Literal[
    "open", "closed_fact", "closed_check", "choice", "suggestive", "disguised_advice", "judgemental", "why_action",
    "why_value", "stacked", "hypothetical", "factual", "clarifying", "deepening", "confronting", "reflective",
    "perspective", "coaching", "summary", "own_story", "advice", "feeling_reflection", "interpretation",
    "reassurance", "compliment", "other",
]  # fmt: skip
Fit = Literal["wanted", "tolerated", "wrong"]
Violation = Literal[
    "safety", "judgement", "interruption", "disguised_advice", "facilitator_gives_content",
    "advice_in_question_phase", "suggestive", "closed_question", "skipped_phase", "off_topic",
]  # fmt: skip
Way = Literal["local", "model"]

LABELS: tuple[Label, ...] = get_args(Label)
KINDS: tuple[Kind, ...] = get_args(Kind)
VIOLATIONS: tuple[Violation, ...] = get_args(Violation)  # gravest first

_LABEL_OF_LOAD: dict[Load, Label] = {
    "advice": "disguised_advice",
    "judgement": "judgemental",
    "suggestive": "suggestive",
}
_LABEL_OF_FORM: dict[Form, Label] = {"open": "open", "closed": "closed", "choice": "choice", "none": "not_a_question"}


def label_of(form: Form, load: Load, stacked: bool) -> Label:
    """The one label people see, from the axes: no question at all, else its load, else a pile, else its form."""
    if form == "none":
        return "not_a_question"
    if load != "neutral":
        return _LABEL_OF_LOAD[load]
    return "multiple" if stacked else _LABEL_OF_FORM[form]


@dataclass(frozen=True, slots=True)
class Span:
    """Words that did it: code points `start` up to `end` of the judged text, and why (one Dutch clause)."""

    start: int
    end: int
    because: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another label that may be right, with its probability (0 to 1)."""

    label: Label
    probability: float


@dataclass(frozen=True, slots=True)
class PhaseFit:
    """Whether this contribution has its place in this phase. `violation` is the gravest of `violations`."""

    fit: Fit
    violation: Violation | None
    violations: tuple[Violation, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class JudgedBy:
    """Who judged: rules here ("local") or a language model; `fallback` says in Dutch why the model did not."""

    way: Way
    name: str
    version: str
    ms: float
    fallback: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """The whole verdict. `text` is the cleaned text the spans point into; `help` is set on signs of danger."""

    id: str | None
    text: str
    form: Form
    load: Load
    stacked: bool
    why_question: bool
    asks_for: AsksFor
    kind: Kind
    label: Label
    confidence: float
    alternatives: tuple[Alternative, ...]
    doubt: str | None
    spans: tuple[Span, ...]
    phase_fit: PhaseFit | None
    explanation: str
    rewrites: tuple[str, ...]
    parts: tuple[str, ...]
    park: bool
    judged_by: JudgedBy
    help: Concern | None = None

    def as_dict(self) -> dict[str, Any]:
        """The JSON form; tuples become lists when written. `phase_fit` is null when no phase was given."""
        return asdict(self)
