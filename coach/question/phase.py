"""Whether a contribution has its place in the phase it was made in (DESIGN section 5, the table of violations)."""

from dataclasses import dataclass, replace

from coach.question.judgement import VIOLATIONS, Fit, Judgement, PhaseFit, Violation
from coach.question.phase_data import PHASE_TYPES, PhaseData, Placed

_ORDER: dict[Fit, int] = {"wanted": 2, "tolerated": 1, "wrong": 0}
_QUESTION_PHASES = frozenset({"information", "deepening", "core", "restate"})
_BEFORE_ADVICE = frozenset(PHASE_TYPES[: PHASE_TYPES.index("advice")])
_AFTER_ADVICE = frozenset(PHASE_TYPES[PHASE_TYPES.index("advice") + 1 :])
_CONTENT = frozenset({"advice", "disguised_advice", "own_story", "interpretation", "judgemental"})
# Where only the others speak (domain B.0.1), when the method itself says nothing about it.
_PRESENTER_SILENT = frozenset({"analysis", "advice"})
_PRESENTER_TELLS = frozenset(PHASE_TYPES) - _PRESENTER_SILENT - {"core"}


@dataclass(frozen=True, slots=True)
class Moment:
    """When and by whom it was said: phase types (more when a phase has more), method id, role, who may speak.

    `speaks` is None when the method says nothing about it.
    """

    phases: tuple[str, ...]
    method: str | None
    role: str
    speaks: frozenset[str] | None = None


def in_phase(judgement: Judgement, moment: Moment, data: PhaseData) -> Judgement:
    """The judgement as it reads at this moment: its fit, and explanation, rewrites and parking that agree with it.

    What is wanted here needs no better question and no parking; an idea is parked only while advice is still to come.
    """
    phase, fit = _best(judgement, moment, data)
    judgement = replace(judgement, phase_fit=fit)
    if judgement.help is not None:
        return judgement
    judgement = replace(judgement, park=judgement.park and _can_wait(fit, phase, moment, data))
    explanation = _explanation(judgement, phase, fit, moment, data)
    if explanation is None:
        return judgement
    judgement = replace(judgement, explanation=explanation)
    if fit.fit == "wanted":
        return replace(judgement, rewrites=(), spans=(), doubt=None)
    no_question = fit.fit == "tolerated" or phase in _AFTER_ADVICE
    return replace(judgement, rewrites=()) if no_question else judgement


def fit_of(judgement: Judgement, moment: Moment, data: PhaseData) -> PhaseFit:
    """The fit of a judged contribution at this moment; the best of the phase's types counts."""
    return _best(judgement, moment, data)[1]


def _best(judgement: Judgement, moment: Moment, data: PhaseData) -> tuple[str, PhaseFit]:
    fits = [(phase, _fit_in(judgement, phase, moment, data)) for phase in moment.phases]
    return max(fits, key=lambda one: _ORDER[one[1].fit])


def _can_wait(fit: PhaseFit, phase: str, moment: Moment, data: PhaseData) -> bool:
    return fit.fit == "wrong" and phase in _BEFORE_ADVICE and data.advice_comes(moment.method)


def _explanation(judgement: Judgement, phase: str, fit: PhaseFit, moment: Moment, data: PhaseData) -> str | None:
    """The sentence of phase_fit.toml for what the phase changes; None where it changes nothing."""
    kind, when = judgement.kind, str(fit.fit)
    if judgement.load == "advice" and fit.fit == "wrong":
        when = "late" if phase in _AFTER_ADVICE else when if data.advice_comes(moment.method) else "never"
    return data.explain.get(f"{when}.{phase}.{kind}") or data.explain.get(f"{when}.{kind}")


def _fit_in(judgement: Judgement, phase: str, moment: Moment, data: PhaseData) -> PhaseFit:
    placed = _placed(judgement, phase, moment, data)
    found = _violations(judgement, phase, moment, placed, data) | data.signs(judgement.text)
    violations = tuple(v for v in VIOLATIONS if v in found)
    fit: Fit = "wrong" if violations else placed.fit
    reason = _reason(judgement, phase, fit, violations, placed, data)
    return PhaseFit(fit, violations[0] if violations else None, violations, reason)


def _placed(judgement: Judgement, phase: str, moment: Moment, data: PhaseData) -> Placed:
    """The matrix is about what others say; the presenter tells and answers, the facilitator guards the process."""
    neutral = judgement.form == "none" and judgement.load == "neutral"
    if moment.role == "case_presenter" and judgement.form == "none" and judgement.load != "judgement":
        fit: Fit = "wanted" if phase in _PRESENTER_TELLS else "tolerated"
        return Placed(fit, data.reasons[f"{fit}.presenter"])
    if moment.role == "facilitator" and neutral and judgement.kind in ("other", "compliment"):
        return Placed("wanted", data.reasons["wanted.facilitator"])
    return data.place(judgement, phase, moment.method)


def _violations(judgement: Judgement, phase: str, moment: Moment, placed: Placed, data: PhaseData) -> set[Violation]:
    found: set[Violation] = set()
    presenter = moment.role == "case_presenter"
    guess = placed.fit == "wanted" and "?" not in judgement.text
    if judgement.load == "judgement":
        found.add("judgement")
    if judgement.load == "suggestive" and not (presenter and judgement.form == "none") and not guess:
        found.add("suggestive")
    if judgement.load == "advice" and placed.fit == "wrong" and phase in _BEFORE_ADVICE and not presenter:
        found.add("advice_in_question_phase" if judgement.form == "none" else "disguised_advice")
    if moment.role == "facilitator" and judgement.kind in _CONTENT:
        found.add("facilitator_gives_content")
    if _interrupts(judgement, phase, moment, placed):
        found.add("interruption")
    if _closes(judgement, phase, placed, data):
        found.add("closed_question")
    return found


def _interrupts(judgement: Judgement, phase: str, moment: Moment, placed: Placed) -> bool:
    if moment.role == "case_presenter":
        return phase in _PRESENTER_SILENT if moment.speaks is None else "case_presenter" not in moment.speaks
    return phase == "present" and moment.role != "facilitator" and placed.fit == "wrong"


def _closes(judgement: Judgement, phase: str, placed: Placed, data: PhaseData) -> bool:
    """Yes/no or either/or about feeling, motive, relation or own conduct; facts of the situation may be asked so.

    A method may want choices, or closed questions about facts; never closed ones about the presenter's inner side.
    """
    if phase not in _QUESTION_PHASES or judgement.kind not in ("closed_fact", "choice"):
        return False
    if judgement.kind == "choice" and placed.fit == "wanted":
        return False
    return data.about_you(judgement.text) or judgement.asks_for in ("feeling", "deepen", "norm")


def _reason(
    judgement: Judgement, phase: str, fit: Fit, violations: tuple[Violation, ...], placed: Placed, data: PhaseData
) -> str:
    """The most precise sentence of phase_fit.toml; a method's own goes before those, a broken rule before all."""
    precise = f"{fit}.{phase}.{judgement.kind}"
    keys = [precise, f"{fit}.{phase}", f"{fit}.{judgement.kind}", fit]
    if violations:
        keys = [f"wrong.{violations[0]}", "wrong"]
    elif placed.because and placed.fit == fit:
        return placed.because
    return next(data.reasons[key] for key in keys if key in data.reasons)
