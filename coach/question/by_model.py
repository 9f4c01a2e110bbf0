"""The judge with a language model: asks by the prompt `judge_question`, and believes nothing it cannot check."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from coach.errors import ModelUnavailable
from coach.llm.fence import role_in_dutch
from coach.llm.masks import has_placeholder
from coach.ports import ChatReply, Helper
from coach.question.ask import Ask
from coach.question.judgement import (
    Alternative,
    AsksFor,
    Form,
    JudgedBy,
    Judgement,
    Kind,
    Label,
    Load,
    PhaseFit,
    Span,
    label_of,
)

PROMPT = "judge_question"

# What a model says of its own certainty is not calibrated. Until the evals have fitted a curve these bounds hold:
# never surer than the first, and not surer than the second where the local judge reads the label differently.
MOST_CERTAIN = 0.95
MOST_CERTAIN_AGAINST_LOCAL = 0.8
_LEAST_CERTAIN = 0.3

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]


class Mark(BaseModel):
    """Words the model points at, quoted, and why."""

    model_config = ConfigDict(extra="forbid")
    quote: Line
    because: Line


class Answer(BaseModel):
    """The form asked of the model. `wants_to_know` comes first: naming the curiosity helps to keep it."""

    model_config = ConfigDict(extra="forbid")
    wants_to_know: str
    form: Form
    load: Load
    stacked: bool
    why_question: bool
    asks_for: AsksFor
    kind: Kind
    confidence: float = Field(ge=0, le=1)
    second_label: Label | None
    doubt: Line | None
    marks: list[Mark]
    explanation: Line
    rewrites: list[Line]
    parts: list[str]


@dataclass(frozen=True, slots=True)
class Checks:
    """The local judge's own eyes, for what a model says.

    `good_rewrite` tells whether a text is a question that neither closes nor carries anything; `fit` gives the
    place of a judgement in its phase; `phase_type` is the type of the phase, also when the ask named a phase id.
    """

    good_rewrite: Callable[[str], bool]
    fit: Callable[[Judgement], PhaseFit | None]
    phase_type: str | None = None


_KINDS_OF: dict[Label, tuple[Kind, ...]] = {
    "disguised_advice": ("disguised_advice",),
    "judgemental": ("judgemental",),
    "suggestive": ("suggestive",),
    "multiple": ("stacked",),
    "choice": ("choice",),
    "closed": ("closed_fact", "closed_check", "why_action", "why_value", "coaching", "clarifying"),
    "open": (
        "open", "factual", "clarifying", "deepening", "confronting", "reflective", "perspective", "hypothetical",
        "coaching", "why_action", "why_value",
    ),
    "not_a_question": (
        "other", "summary", "feeling_reflection", "own_story", "advice", "interpretation", "reassurance", "compliment",
        "judgemental", "suggestive",
    ),
}  # fmt: skip

_PHASES = {
    "preparation": "voorbereiding",
    "check_in": "inchecken",
    "choose_case": "casus kiezen",
    "present": "inbreng van de casus",
    "information": "informatieve vragen",
    "deepening": "verdiepende vragen",
    "analysis": "analyse door de groep",
    "core": "kern van het probleem",
    "restate": "inbrengvraag herformuleren",
    "advice": "adviesronde",
    "response": "reactie van de inbrenger",
    "harvest": "oogst",
    "evaluation": "evaluatie",
}


def judge_by_model(ask: Ask, local: Judgement, helper: Helper, checks: Checks) -> Judgement:
    """The model's judgement of `local.text`, with every claim looked up or replaced.

    Words with a sign of danger, also in case or history, never go to a model: the local judgement comes back as it
    is. Raises ModelUnavailable when there is no answer that can be used; the caller then keeps `local`.
    """
    if local.help is not None:
        return local
    answer, reply = helper.ask(PROMPT, _variables(ask, local, checks), Answer, allowed=ask.may_leave)
    return _judgement(ask, local, answer, reply, checks)


def _variables(ask: Ask, local: Judgement, checks: Checks) -> dict[str, object]:
    return {
        "text": local.text,
        "case": ask.case,
        "history": [{"role": said.role, "text": said.text} for said in ask.history],
        "phase": _PHASES.get(checks.phase_type or ask.phase or "", "onbekend"),
        "role": role_in_dutch(ask.role),
    }


def _judgement(ask: Ask, local: Judgement, answer: Answer, reply: ChatReply, checks: Checks) -> Judgement:
    if any(has_placeholder(text) for text in (answer.explanation, answer.doubt or "")):
        raise ModelUnavailable("Het taalmodel noemde iemand die er niet is.", code="invalid")
    question = answer.form != "none"
    stacked = answer.stacked and question
    label = label_of(answer.form, answer.load, stacked)
    confidence = _confidence(answer.confidence, label == local.label)
    judgement = replace(
        local,
        form=answer.form,
        load=answer.load,
        stacked=stacked,
        why_question=answer.why_question and question,
        asks_for=answer.asks_for,
        kind=_kind(label, answer.kind, local),
        label=label,
        confidence=confidence,
        alternatives=_alternatives(label, confidence, answer.second_label, local.label),
        doubt=answer.doubt if answer.doubt and answer.doubt.endswith("?") else None,
        spans=() if label == "open" else _spans(local.text, answer.marks),
        explanation=answer.explanation,
        rewrites=_rewrites(label, answer, local, checks.good_rewrite),
        parts=_parts(local, answer.parts) if stacked else (),
        park=answer.load == "advice" and (checks.phase_type or ask.phase) != "advice",
        judged_by=JudgedBy("model", reply.model, reply.prompt, round(local.judged_by.ms + reply.milliseconds, 1)),
    )
    return replace(judgement, phase_fit=checks.fit(judgement))


def _confidence(said: float, agrees: bool) -> float:
    return round(max(_LEAST_CERTAIN, min(said, MOST_CERTAIN if agrees else MOST_CERTAIN_AGAINST_LOCAL)), 2)


def _alternatives(label: Label, confidence: float, second: Label | None, of_local: Label) -> tuple[Alternative, ...]:
    """What else may be right shares what is left: the model's own second thought, and the local judge's first."""
    others = [other for other in dict.fromkeys((second, of_local)) if other is not None and other != label]
    share = (1 - confidence) / (len(others) + 1)
    return tuple(Alternative(other, round(share, 2)) for other in others)


def _kind(label: Label, said: Kind, local: Judgement) -> Kind:
    """The model's kind when it can go with the label; else the local judge's; else the label's plainest."""
    fitting = _KINDS_OF[label]
    return next((kind for kind in (said, local.kind) if kind in fitting), fitting[0])


def _spans(text: str, marks: Iterable[Mark]) -> tuple[Span, ...]:
    """Quotes found in the text, in its order and without overlap; a quote that is not there is dropped."""
    found = sorted((*place, mark.because) for mark in marks if (place := _place(text, mark.quote)))
    spans: list[Span] = []
    for start, end, because in found:
        if not has_placeholder(because) and (not spans or start >= spans[-1].end):
            spans.append(Span(start, end, because))
    return tuple(spans)


def _place(text: str, quote: str) -> tuple[int, int] | None:
    # Capitals may differ: a name that was masked comes back as it was first written.
    match = re.search(rf"(?<!\w){re.escape(quote)}(?!\w)", text, re.IGNORECASE) if quote else None
    return match.span() if match else None


def _parts(local: Judgement, said: Iterable[str]) -> tuple[str, ...]:
    places = [place for part in said if (place := _place(local.text, part.strip()))]
    parts = tuple(dict.fromkeys(local.text[start:end] for start, end in places))
    return parts if len(parts) > 1 else local.parts


def _rewrites(label: Label, answer: Answer, local: Judgement, good: Callable[[str], bool]) -> tuple[str, ...]:
    """At most two that are questions, hold nobody made up, and in which the local judge finds nothing to mend.

    When none is left, those of the local judge stand in.
    """
    if label == "open":
        return ()
    kept = [text for text in dict.fromkeys(answer.rewrites) if text.endswith("?") and not has_placeholder(text)]
    kept = [text for text in kept if text.casefold() != local.text.casefold() and good(text)]
    return tuple(kept[:2]) or (local.rewrites if answer.rewrites else ())
