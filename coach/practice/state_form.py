"""The state of a round as it comes back from a page: nothing in it is believed until it fits case and itself."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coach.errors import BadInput
from coach.practice.engine import next_openness
from coach.practice.model import (
    INFORMATION_TURNS,
    MAX_OPENNESS,
    MAX_TURNS,
    PracticeCase,
    PracticeState,
    PracticeTurn,
    Reaction,
    RoundPhase,
)
from coach.question.judgement import Label


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PracticeTurnForm(_Strict):
    """One question and the answer it got."""

    question: str = Field(max_length=1_000)
    label: Label
    reaction: Reaction
    answer: str = Field(max_length=80)
    phase: RoundPhase


class PracticeStateForm(_Strict):
    """A round so far, exactly as the last reply gave it."""

    case: str = Field(max_length=80)
    openness: int = Field(ge=0, le=MAX_OPENNESS)
    turns: tuple[PracticeTurnForm, ...] = Field(max_length=MAX_TURNS)
    stopped: bool = False


def read_state(case: PracticeCase, data: Any) -> PracticeState:
    """A checked state. Raises BadInput (state_broken) for anything a round could not have led to."""
    try:
        form = PracticeStateForm.model_validate(data)
    except ValidationError:
        raise _broken() from None
    turns = tuple(PracticeTurn(**turn.model_dump()) for turn in form.turns)
    if form.case != case.id or not _possible(case, form.openness, turns):
        raise _broken()
    return PracticeState(form.case, form.openness, turns, form.stopped)


def _possible(case: PracticeCase, openness: int, turns: tuple[PracticeTurn, ...]) -> bool:
    expected = 0
    for number, turn in enumerate(turns):
        answer = case.answer(turn.answer)
        if answer is None or answer.kind != turn.reaction or answer.level > expected:
            return False
        if not answer.can_follow([before.answer for before in turns[:number]]):
            return False
        if turn.phase != ("information" if number < INFORMATION_TURNS else "deepening"):
            return False
        expected = next_openness(expected, turn.reaction)
    return openness == expected


def _broken() -> BadInput:
    return BadInput("Deze oefenronde kan ik niet meer lezen. Begin een nieuwe ronde.", code="state_broken")
