"""Whether a contribution has its place in the phase it was made in (DESIGN section 5, the table of violations)."""

from dataclasses import dataclass, replace

from coach.question.judgement import VIOLATIONS, Fit, Judgement, PhaseFit, Violation
from coach.question.phase_data import PHASE_TYPES, PhaseData, Placed
from coach.text import words

_ORDER: dict[Fit, int] = {"wanted": 2, "tolerated": 1, "wrong": 0}
_QUESTION_PHASES = frozenset({"information", "deepening", "core", "restate"})
_BEFORE_ADVICE = frozenset(PHASE_TYPES[: PHASE_TYPES.index("advice")])
_AFTER_ADVICE = frozenset(PHASE_TYPES[PHASE_TYPES.index("advice") + 1 :])
_CONTENT = frozenset({"advice", "disguised_advice", "own_story", "interpretation", "judgemental"})
# Where only the others speak (domain B.0.1), when the method itself says nothing about it.
_PRESENTER_SILENT = frozenset({"analysis", "advice"})
_ADVICE: Violation = "advice_in_question_phase"
_BEFORE_CASE = frozenset({"preparation", "check_in", "choose_case"})
_SUBSTANCE = frozenset({"feeling_reflection", "summary"})
_SAYS_SOMETHING = 3  # words; "ja, precies" interrupts nobody
# Words about the meeting itself or away from it are no plan, answer or choice for the presenter.
_ABOUT_THE_MEETING = frozenset({"skipped_phase", "off_topic"})
_MISREAD = frozenset({_ADVICE, "disguised_advice", "suggestive", "closed_question", "facilitator_gives_content"})
_PRESENTER_TELLS = frozenset(PHASE_TYPES) - _PRESENTER_SILENT - {"core"}


@dataclass(frozen=True, slots=True)
class Moment:
    """When and by whom it was said: phase types (more when a phase has more), method id, role, who may speak.

    `speaks` is None when the method says nothing about it; `asked` when the facilitator spoke just before.
    """

    phases: tuple[str, ...]
    method: str | None
    role: str
    speaks: frozenset[str] | None = None
    asked: bool = False


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
    found = _violations(judgement, phase, moment, placed, data)
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
    """What the axes say of this moment and what its words say of it, less what its words show to be harmless."""
    text, role = judgement.text, moment.role
    signs = data.signs.broken(text, role, phase)
    found = _by_load(judgement, phase, moment, placed, data) | _by_moment(judgement, phase, moment, placed, data)
    if _ADVICE in signs:
        found |= _as_advice(judgement, phase, moment, data)
    if _ADVICE in found and "?" not in text:  # said out, so nothing is disguised
        found.discard("disguised_advice")
    found |= signs - {_ADVICE}
    if "interruption" in found and "interruption" not in signs and len(words(text)) < _SAYS_SOMETHING:
        found.discard("interruption")
    if signs & _ABOUT_THE_MEETING:  # "meteen naar de tips" is a step of the group, not of the presenter
        found -= _MISREAD | ({"judgement"} - signs)
    return found - data.signs.harmless(text, role, phase)


def _by_load(judgement: Judgement, phase: str, moment: Moment, placed: Placed, data: PhaseData) -> set[Violation]:
    """What the asker's own answer, verdict or plan breaks."""
    found: set[Violation] = set()
    presenter = moment.role == "case_presenter"
    asks = "?" in judgement.text
    told = presenter and judgement.form == "none"  # a verdict in the story is often somebody else's
    if judgement.load == "judgement" and not told and (asks or data.about_another(judgement.text)):
        found.add("judgement")
    guess = not asks and (placed.fit == "wanted" or not data.about_you(judgement.text))
    if judgement.load == "suggestive" and not (presenter and judgement.form == "none") and not guess:
        found.add("suggestive")
    early = placed.fit == "wrong" and not presenter and _too_early(phase, moment, data)
    # before the case there is nobody to advise: "ik zou dat artikel rondsturen" is a promise of last time
    plan = judgement.form != "none" or phase not in _BEFORE_CASE or data.about_another(judgement.text)
    if judgement.load == "advice" and early and plan:
        found.add(_ADVICE if judgement.form == "none" else "disguised_advice")
    if moment.role == "facilitator" and judgement.kind in _CONTENT:
        found.add("facilitator_gives_content")
    return found


def _by_moment(judgement: Judgement, phase: str, moment: Moment, placed: Placed, data: PhaseData) -> set[Violation]:
    """What is out of turn here, or shuts a question that this phase wants open."""
    found: set[Violation] = set()
    if _interrupts(judgement, phase, moment, placed, data):
        found.add("interruption")
    if _closes(judgement, phase, placed, data):
        found.add("closed_question")
    return found


def _as_advice(judgement: Judgement, phase: str, moment: Moment, data: PhaseData) -> set[Violation]:
    """Words of advice that the axes did not hear: they break what a remark of that kind breaks here."""
    if moment.role == "facilitator":
        return {"facilitator_gives_content"}
    said = replace(judgement, kind="advice", load="advice")
    wrong = data.place(said, phase, moment.method).fit == "wrong" and _too_early(phase, moment, data)
    return {_ADVICE} if wrong else set()


def _too_early(phase: str, moment: Moment, data: PhaseData) -> bool:
    """Before the method's advice phase; where a method has none, it is too early in that phase as well."""
    return phase in _BEFORE_ADVICE or (phase == "advice" and not data.advice_comes(moment.method))


def _interrupts(judgement: Judgement, phase: str, moment: Moment, placed: Placed, data: PhaseData) -> bool:
    """The presenter where they listen; anybody but the facilitator with something of substance during the telling."""
    if moment.role == "case_presenter":
        silent = data.silent(phase, moment.method)
        if moment.asked:  # who answers the facilitator breaks into nothing
            return False
        return silent if moment.speaks is None else "case_presenter" not in moment.speaks
    substance = placed.fit == "wrong" or judgement.kind in _SUBSTANCE
    return phase == "present" and moment.role != "facilitator" and substance


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
