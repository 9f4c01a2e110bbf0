"""A meeting made ready for the facilitator's screen: this phase, its time, what is still lacking, what to ask."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from coach.container import Container
from coach.errors import CoachError
from coach.live.deepening import DeepenAsk, Deepening
from coach.method.commands import NextPhase
from coach.method.engine import decide
from coach.method.model import Method, Phase, PhaseType
from coach.method.state import MeetingState
from coach.method.view import MeetingView, TimelineLine
from coach.ports import MeetingRow
from coach.safety.signs import Concern

# What undoing takes back, by the kind of the event it undoes.
UNDONE: Final = {
    "phase_begun": "de nieuwe fase",
    "phase_skipped": "het overslaan",
    "phase_extended": "de extra minuten",
    "phase_paused": "de pauze",
    "phase_resumed": "het verdergaan",
    "advice_parked": "het geparkeerde idee",
    "advice_taken_back": "het weghalen",
    "advice_marked": "het afvinken",
    "entry_removed": "het weghalen",
    "question_stated": "de inbrengvraag",
    "question_restated": "de nieuwe vraag",
    "action_recorded": "de actie",
    "no_action_chosen": "‘geen actie’",
    "note_taken": "de notitie",
    "meeting_closed": "het sluiten",
}
# In these phases everybody chooses or tells; a question from a list would do what "Nu niet" asks to leave.
_NO_QUESTIONS: Final = (PhaseType.CHOOSE_CASE, PhaseType.PRESENT, PhaseType.ADVICE, PhaseType.RESPONSE)


@dataclass(frozen=True, slots=True)
class Screen:
    """Everything the facilitator's page shows. `remaining` is in seconds, below zero when it has become later."""

    view: MeetingView
    method: Method
    phase: Phase | None
    number: int
    remaining: float
    following: Phase | None
    lacking: tuple[str, ...]
    deepening: Deepening | None
    undo: str | None
    may_park: bool
    may_mark: bool
    may_restate: bool
    may_act: bool
    help: Concern | None


@dataclass(frozen=True, slots=True)
class Earlier:
    """A meeting in the list. `view` is None when it cannot be read any more, because its method is gone."""

    id: str
    method: str
    opened: datetime
    view: MeetingView | None


def earlier(container: Container, row: MeetingRow) -> Earlier:
    """A row of the list, also of a meeting that can only be erased."""
    try:
        view = container.meetings.view(row.id)
    except CoachError:
        view = None
    return Earlier(row.id, row.method, row.created_at, view)


def screen(container: Container, meeting_id: str) -> Screen:
    """The meeting as it stands now. Raises NotFound."""
    state = container.meetings.state(meeting_id)
    view = container.meetings.view(meeting_id)
    method = container.methods.get(view.method)
    phase = method.phase(view.phase) if view.phase else None
    informed = _informed(method, state)
    return Screen(
        view=view,
        method=method,
        phase=phase,
        number=method.index(phase.id) + 1 if phase else 0,
        remaining=_remaining(view),
        following=method.phase(view.next_phase) if view.next_phase else None,
        lacking=tuple(_lacking(container, method, state, phase)),
        deepening=_deepening(container, view, phase),
        undo=UNDONE[view.undoes] if view.undoes else None,
        may_park=_may_park(method, state),
        may_mark=not _may_park(method, state),
        may_restate=informed and view.question is not None,
        may_act=informed,
        help=view.help,
    )


def _informed(method: Method, state: MeetingState) -> bool:
    information = method.information()
    return information is not None and state.done(information.id)


def _may_park(method: Method, state: MeetingState) -> bool:
    advice = method.first(PhaseType.ADVICE)
    return advice is not None and not state.begun(advice.id)


def _running(view: MeetingView) -> TimelineLine | None:
    return next((line for line in view.timeline if line.phase == view.phase), None)


def _remaining(view: MeetingView) -> float:
    line = _running(view)
    return (line.planned_minutes + line.extended_minutes) * 60 - line.used_seconds if line else 0.0


def _lacking(container: Container, method: Method, state: MeetingState, phase: Phase | None) -> list[str]:
    """What a facilitator may want before going on: reminders of our own, and what the engine would refuse."""
    found = []
    if phase and phase.has(PhaseType.PRESENT) and state.question is None:
        found.append("Er is nog geen inbrengvraag.")
    if phase and phase.has(PhaseType.RESTATE) and state.restated is None:
        found.append("De vraag is nog niet opnieuw verwoord.")
    if phase and phase.has(PhaseType.HARVEST) and not state.actions and not state.no_action:
        found.append("Er is nog geen actie.")
    if any(not state.passed(one.id) for one in method.phases):
        try:
            decide(method, state, NextPhase(), container.clock.now())
        except CoachError as refusal:
            found.append(refusal.message)
    return found


def _deepening(container: Container, view: MeetingView, phase: Phase | None) -> Deepening | None:
    if phase is None or any(phase.has(kind) for kind in _NO_QUESTIONS):
        return None
    ask = DeepenAsk(case=view.restated or view.question or "", method=view.method, phase=phase.id)
    return container.deepening.suggest(ask)
