"""Practice rounds: a simulated presenter that answers, the judgement under each question, a look back at the end."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from coach.errors import NotFound, Refused
from coach.practice.cases import load_cases
from coach.practice.engine import react
from coach.practice.look_back import look_back
from coach.practice.model import MAX_TURNS, SIMULATED, LookBack, PracticeCase, PracticeState
from coach.practice.state_form import read_state
from coach.question.ask import Ask, Said
from coach.question.judgement import Judgement
from coach.safety.signs import Concern
from coach.text import clean_question

MAX_QUESTION_CHARS = 1_000
_ORDER = {"wanted": 2, "tolerated": 1, "wrong": 0}
_STOPPED = (
    "We stoppen hier even met oefenen. Wat je schreef gaat misschien over iets ernstigs; "
    "hieronder staat wie kan helpen."
)


class Judge(Protocol):
    """What practice needs of the judge (coach.question.service.JudgeService)."""

    def judge(self, ask: Ask) -> Judgement: ...


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer in a round. `opened` names the layer it laid bare; `help` is set when the round stopped on danger."""

    answer: str
    judgement: Judgement
    state: PracticeState
    opened: str | None = None
    help: Concern | None = None
    simulated: str = SIMULATED


class PracticeService:
    """Rounds with the cases of a folder. Keeps nothing: the caller carries the state and hands it back."""

    def __init__(self, cases: tuple[PracticeCase, ...], judge: Judge) -> None:
        self._cases = {case.id: case for case in cases}
        self._judge = judge

    @classmethod
    def load(cls, folder: Path, judge: Judge) -> "PracticeService":
        """Reads knowledge/cases. Raises BadData that names file and key."""
        return cls(load_cases(folder), judge)

    def cases(self) -> tuple[PracticeCase, ...]:
        """All cases, by id."""
        return tuple(self._cases.values())

    def case(self, case_id: str) -> PracticeCase:
        """One case. Raises NotFound."""
        if case_id not in self._cases:
            raise NotFound("Deze oefencasus ken ik niet. Kies er een uit de lijst.", code="unknown_case")
        return self._cases[case_id]

    def start(self, case_id: str) -> PracticeState:
        """A fresh round. Raises NotFound."""
        return PracticeState(self.case(case_id).id)

    def read_state(self, case_id: str, data: Mapping[str, Any] | str | None) -> PracticeState:
        """A state that came back from a page, checked; None or "" starts afresh.

        Raises BadInput (code state_broken) when it does not fit the case or itself, NotFound for an unknown case.
        """
        case = self.case(case_id)
        if data is None or data == "":
            return self.start(case_id)
        if isinstance(data, str):
            data = _parsed(data)
        return read_state(case, data)

    def turn(self, state: PracticeState, question: str) -> Reply:
        """The presenter's answer to a question, and the state after it.

        Raises BadInput for an unreadable question, Refused when the round is over.
        """
        case = self.case(state.case)
        question = clean_question(question, MAX_QUESTION_CHARS)
        _may_go_on(state)
        judgement = self._judged(_ask(case, state, question))
        if judgement.help is not None:
            return Reply(_STOPPED, judgement, replace(state, stopped=True), help=judgement.help)
        answer, after = react(case, state, judgement)
        return Reply(answer.text, judgement, after, opened=case.layer_name(answer.layer))

    def _judged(self, ask: Ask) -> Judgement:
        """A round is one phase of questions, for the picture and for what lies under it: the better fit counts."""
        first = self._judge.judge(ask)
        if first.phase_fit is None or first.phase_fit.fit == "wanted":
            return first
        second = self._judge.judge(replace(ask, phase="deepening"))
        return (
            second
            if second.phase_fit is not None and _ORDER[second.phase_fit.fit] > _ORDER[first.phase_fit.fit]
            else first
        )

    def look_back(self, state: PracticeState) -> LookBack:
        """What opened what in this round; for the person who practised only."""
        return look_back(self.case(state.case), state)


def _parsed(text: str) -> Any:
    """JSON as sent, or None when it is none; the check after this refuses None."""
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        return None


def _may_go_on(state: PracticeState) -> None:
    if state.stopped:
        raise Refused("Deze oefenronde is gestopt. Begin een nieuwe als je weer wilt oefenen.", code="practice_stopped")
    if len(state.turns) >= MAX_TURNS:
        raise Refused("Deze ronde is lang genoeg. Kijk terug, of begin een nieuwe.", code="practice_full")


def _ask(case: PracticeCase, state: PracticeState, question: str) -> Ask:
    history: list[Said] = []
    for turn in state.turns:
        answer = case.answer(turn.answer)
        history += [Said("peer", turn.question), Said("case_presenter", answer.text if answer else "")]
    return Ask(question, case=case.story, history=tuple(history), phase="information", role="peer")
