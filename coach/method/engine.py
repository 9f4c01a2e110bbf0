"""The engine: a method, a state and a command in; events out, or a refusal that names rule and mend. Pure."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from coach.errors import Refused
from coach.method import commands as c
from coach.method import decide_phase as phase
from coach.method import decide_record as record
from coach.method.apply import apply, replay
from coach.method.events import CommandUndone, Event, Fact, MeetingOpened
from coach.method.model import Method
from coach.method.said import said
from coach.method.state import MeetingState

__all__ = ["apply", "decide", "replay"]

Decision = Callable[[Method, MeetingState, Any], tuple[Fact, ...]]


def decide(method: Method, state: MeetingState, command: c.Command, now: datetime) -> tuple[Event, ...]:
    """The events a command leads to, numbered after `state.seq`.

    `now` is in UTC; a clock that went back is read as standing still. Raises Refused when a rule forbids it now,
    BadInput or TooLarge for a text or number that cannot be used. Changes nothing itself.
    """
    if isinstance(command, c.OpenMeeting):
        facts = _open(method, state, command)
    else:
        _in_progress(state, command)
        facts = _DECISIONS[type(command)](method, state, command)
    at = max(now, state.last_at or now)
    return tuple(Event(seq, at, fact) for seq, fact in enumerate(facts, start=state.seq + 1))


def _open(method: Method, state: MeetingState, command: c.OpenMeeting) -> tuple[Fact, ...]:
    if state.opened is not None:
        raise Refused("Deze bijeenkomst is al geopend. Ga gewoon verder.", code="already_open")
    facilitator = said(command.facilitator, "de naam van de begeleider", 100) if command.facilitator else None
    return (MeetingOpened(said(command.title, "de titel", 200), method.id, method.version, facilitator),)


# What may still be asked of a closed meeting: closing was too early, or an idea turns out to have come up.
_AFTER_CLOSING = (c.UndoLast, c.MarkAdvice)


def _in_progress(state: MeetingState, command: c.Command) -> None:
    if state.opened is None:
        raise Refused("Deze bijeenkomst is nog niet geopend. Open haar eerst.", code="not_open")
    if state.closed is not None and not isinstance(command, _AFTER_CLOSING):
        raise Refused("Deze bijeenkomst is afgesloten. Heropen haar, of open een nieuwe.", code="closed")


def _undo(_: Method, state: MeetingState, _command: c.UndoLast) -> tuple[Fact, ...]:
    if state.latest is None or state.before is None:
        raise Refused("Er is nog niets om ongedaan te maken. Ga gewoon verder.", code="nothing_to_undo")
    return (CommandUndone(state.latest.seq, state.latest.fact.kind),)


_DECISIONS: dict[type[c.Command], Decision] = {
    c.BeginPhase: phase.begin,
    c.NextPhase: phase.next_,
    c.SkipPhase: phase.skip,
    c.ExtendPhase: phase.extend,
    c.PausePhase: phase.pause,
    c.Resume: phase.resume,
    c.CloseMeeting: phase.close,
    c.StateQuestion: record.state_question,
    c.RestateQuestion: record.restate_question,
    c.ParkAdvice: record.park,
    c.TakeBackAdvice: record.take_back,
    c.MarkAdvice: record.mark,
    c.RecordAction: record.action,
    c.RecordNoAction: record.no_action,
    c.Note: record.note,
    c.RemoveEntry: record.remove,
    c.UndoLast: _undo,
}
