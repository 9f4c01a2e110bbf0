"""Whether a contribution has its place in the phase it was made in (DESIGN section 5, the table of violations)."""

from dataclasses import dataclass

from coach.question.judgement import VIOLATIONS, Fit, Judgement, PhaseFit, Violation
from coach.question.phase_data import PHASE_TYPES, PhaseData, Placed
from coach.question.reading import fold

_ORDER: dict[Fit, int] = {"wanted": 2, "tolerated": 1, "wrong": 0}
_QUESTION_PHASES = frozenset({"information", "deepening", "core", "restate"})
_BEFORE_ADVICE = frozenset(PHASE_TYPES[: PHASE_TYPES.index("advice")])
_CONTENT = frozenset({"advice", "disguised_advice", "own_story", "interpretation", "judgemental"})


@dataclass(frozen=True, slots=True)
class Moment:
    """When and by whom it was said: phase types (more when a phase has more), method id, role, who may speak.

    `speaks` is None when the method says nothing about it.
    """

    phases: tuple[str, ...]
    method: str | None
    role: str
    speaks: frozenset[str] | None = None


def fit_of(judgement: Judgement, moment: Moment, data: PhaseData) -> PhaseFit:
    """The fit of a judged contribution at this moment; the best of the phase's types counts."""
    fits = [_fit_in(judgement, phase, moment, data) for phase in moment.phases]
    return max(fits, key=lambda fit: _ORDER[fit.fit])


def _fit_in(judgement: Judgement, phase: str, moment: Moment, data: PhaseData) -> PhaseFit:
    placed = _placed(judgement, phase, moment, data)
    found = _violations(judgement, phase, moment, placed, data) | data.signs(fold(judgement.text))
    violations = tuple(v for v in VIOLATIONS if v in found)
    fit: Fit = "wrong" if violations else placed.fit
    reason = _reason(judgement, phase, fit, violations, placed, data)
    return PhaseFit(fit, violations[0] if violations else None, violations, reason)


def _placed(judgement: Judgement, phase: str, moment: Moment, data: PhaseData) -> Placed:
    """The matrix is about what others say; the presenter tells and answers, the facilitator guards the process."""
    neutral = judgement.form == "none" and judgement.load == "neutral"
    if moment.role == "case_presenter" and judgement.form == "none" and judgement.load != "judgement":
        return Placed("wanted" if phase in ("present", "information", "deepening", "response") else "tolerated", None)
    if moment.role == "facilitator" and neutral and judgement.kind in ("other", "compliment"):
        return Placed("wanted", None)
    return data.place(judgement.kind, phase, moment.method)


def _violations(judgement: Judgement, phase: str, moment: Moment, placed: Placed, data: PhaseData) -> set[Violation]:
    found: set[Violation] = set()
    presenter = moment.role == "case_presenter"
    if judgement.load == "judgement":
        found.add("judgement")
    if judgement.load == "suggestive" and not (presenter and judgement.form == "none"):
        found.add("suggestive")
    if judgement.load == "advice" and placed.fit == "wrong" and phase in _BEFORE_ADVICE and not presenter:
        found.add("advice_in_question_phase" if judgement.form == "none" else "disguised_advice")
    if moment.role == "facilitator" and judgement.kind in _CONTENT:
        found.add("facilitator_gives_content")
    if _interrupts(judgement, phase, moment, placed):
        found.add("interruption")
    if placed.fit != "wanted" and _closes(judgement, phase, data):
        found.add("closed_question")
    return found


def _interrupts(judgement: Judgement, phase: str, moment: Moment, placed: Placed) -> bool:
    if moment.role == "case_presenter":
        return moment.speaks is not None and "case_presenter" not in moment.speaks
    return phase == "present" and moment.role != "facilitator" and placed.fit == "wrong"


def _closes(judgement: Judgement, phase: str, data: PhaseData) -> bool:
    """Yes/no or either/or about feeling, motive, relation or own conduct; facts of the situation may be asked so."""
    if phase not in _QUESTION_PHASES or judgement.kind not in ("closed_fact", "choice"):
        return False
    return data.about_you(judgement.text) or judgement.asks_for in ("feeling", "deepen", "norm")


def _reason(
    judgement: Judgement, phase: str, fit: Fit, violations: tuple[Violation, ...], placed: Placed, data: PhaseData
) -> str:
    if violations:
        return data.reasons.get(f"wrong.{violations[0]}", data.reasons["wrong"])
    if placed.because:
        return placed.because
    for key in (f"{fit}.{phase}", f"{fit}.{judgement.kind}"):
        if key in data.reasons:
            return data.reasons[key]
    return data.reasons[fit]
