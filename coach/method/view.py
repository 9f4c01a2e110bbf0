"""What a screen or another program sees of a meeting: state and method put together, nothing new."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from coach.method.decide_phase import next_phase
from coach.method.model import Method
from coach.method.state import Action, MeetingState, NoteLine, Parked
from coach.safety.signs import Concern

Progress = Literal["ahead", "running", "paused", "done", "skipped"]


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One phase of the method in this meeting. Minutes as planned and added, seconds as used; moments in UTC."""

    phase: str
    name: str
    progress: Progress
    planned_minutes: int
    extended_minutes: int
    used_seconds: float
    started: datetime | None
    ended: datetime | None
    skipped_because: str | None


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting at one moment. `seq` is the last event's number: send it back as `expected_seq` to be sure.

    `help` says where help is when anything that was typed in sounds like danger: show it first.
    `undoes` is the kind of event that undoing would take back now, None when there is nothing to undo.
    """

    id: str
    seq: int
    status: Literal["open", "closed"]
    title: str
    method: str
    method_name: str
    method_version: str
    facilitator: str | None
    opened: datetime
    closed: datetime | None
    broken_off: str | None
    phase: str | None
    paused: bool
    started: datetime | None
    deadline: datetime | None
    next_phase: str | None
    question: str | None
    restated: str | None
    parked: tuple[Parked, ...]
    actions: tuple[Action, ...]
    no_action: bool
    notes: tuple[NoteLine, ...]
    undoes: str | None
    timeline: tuple[TimelineLine, ...]
    help: Concern | None = None


def timeline(method: Method, state: MeetingState, now: datetime) -> tuple[TimelineLine, ...]:
    """Every phase of the method in order, with planned and used time up to `now`."""
    return tuple(_line(method, state, now, index) for index in range(len(method.phases)))


def _line(method: Method, state: MeetingState, now: datetime, index: int) -> TimelineLine:
    phase = method.phases[index]
    run = next((run for run in state.runs if run.phase == phase.id), None)
    skip = next((skip for skip in state.skipped if skip.phase == phase.id), None)
    progress: Progress = "skipped" if skip else "ahead"
    if run:
        progress = "done" if run.ended else "paused" if run.paused_at else "running"
    return TimelineLine(
        phase=phase.id,
        name=phase.name,
        progress=progress,
        planned_minutes=run.planned_minutes if run else phase.minutes.default,
        extended_minutes=run.extended_minutes if run else 0,
        used_seconds=run.used_seconds(now) if run else 0.0,
        started=run.started if run else None,
        ended=run.ended if run else None,
        skipped_because=skip.reason if skip else None,
    )


def typed(shown: MeetingView) -> tuple[str, ...]:
    """Every text in the meeting that somebody typed."""
    texts = [shown.title, shown.facilitator, shown.question, shown.restated, shown.broken_off]
    texts += [line.skipped_because for line in shown.timeline]
    texts += [one.text for one in shown.parked] + [note.text for note in shown.notes]
    texts += [text for action in shown.actions for text in (action.who, action.what)]
    return tuple(text for text in texts if text)


def view(meeting_id: str, method: Method, state: MeetingState, now: datetime) -> MeetingView:
    """The meeting as shown. `state` is of an opened meeting."""
    assert state.opened is not None, "a meeting in the log was opened by its first event"
    ahead = next_phase(method, state)
    return MeetingView(
        id=meeting_id,
        seq=state.seq,
        status="closed" if state.closed else "open",
        title=state.title,
        method=method.id,
        method_name=method.name,
        method_version=state.method_version,
        facilitator=state.facilitator,
        opened=state.opened,
        closed=state.closed,
        broken_off=state.broken_off,
        phase=state.phase,
        paused=state.current is not None and state.current.paused_at is not None,
        started=state.started,
        deadline=state.deadline,
        next_phase=ahead.id if ahead and not state.closed else None,
        question=state.question,
        restated=state.restated,
        parked=state.parked,
        actions=state.actions,
        no_action=state.no_action,
        notes=state.notes,
        undoes=state.undoes,
        timeline=timeline(method, state, now),
    )
