"""Folds events into state. Total: every event of the log can be applied, no rule is asked again.

Undoing is an event too: it leads back to the state before the last command that counts, and the log only grows.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from coach.method import events as e
from coach.method.state import Action, MeetingState, NoteLine, Parked, PhaseRun, Skipped

Change = dict[str, Any]


def apply(state: MeetingState, event: e.Event) -> MeetingState:
    """The state after one event. Pure."""
    if isinstance(event.fact, e.CommandUndone):
        return replace(state.before or state, seq=event.seq, last_at=event.at)
    change = _CHANGES[type(event.fact)](state, event, event.fact)
    return replace(state, seq=event.seq, last_at=event.at, latest=event, before=_before(state), **change)


def _before(state: MeetingState) -> MeetingState | None:
    """The state the command of the next event finds. A phase that ends is the first half of a command, never all."""
    if state.latest is not None and isinstance(state.latest.fact, e.PhaseEnded):
        return state.before
    return state if state.opened else None


def replay(events: Iterable[e.Event]) -> MeetingState:
    """The state after all events, from nothing."""
    state = MeetingState()
    for event in events:
        state = apply(state, event)
    return state


def _opened(_: MeetingState, event: e.Event, fact: e.MeetingOpened) -> Change:
    return {
        "opened": event.at,
        "title": fact.title,
        "method": fact.method,
        "method_version": fact.method_version,
        "facilitator": fact.facilitator,
    }


def _begun(state: MeetingState, event: e.Event, fact: e.PhaseBegun) -> Change:
    return {"runs": (*state.runs, PhaseRun(fact.phase, event.at, fact.minutes))}


def _running(state: MeetingState, change: Callable[[PhaseRun], PhaseRun]) -> Change:
    return {"runs": (*state.runs[:-1], change(state.runs[-1]))} if state.runs else {}


def _ended(state: MeetingState, event: e.Event, _: e.PhaseEnded) -> Change:
    return _running(state, lambda run: replace(run.resumed(event.at), ended=event.at))


def _extended(state: MeetingState, _: e.Event, fact: e.PhaseExtended) -> Change:
    return _running(state, lambda run: replace(run, extended_minutes=run.extended_minutes + fact.minutes))


def _paused(state: MeetingState, event: e.Event, _: e.PhasePaused) -> Change:
    return _running(state, lambda run: replace(run, paused_at=event.at))


def _resumed(state: MeetingState, event: e.Event, _: e.PhaseResumed) -> Change:
    return _running(state, lambda run: run.resumed(event.at))


def _parked(state: MeetingState, event: e.Event, fact: e.AdviceParked) -> Change:
    return {"parked": (*state.parked, Parked(event.seq, fact.text, state.phase))}


def _taken_back(state: MeetingState, _: e.Event, fact: e.AdviceTakenBack) -> Change:
    return {"parked": tuple(parked for parked in state.parked if parked.seq != fact.seq)}


def _marked(state: MeetingState, _: e.Event, fact: e.AdviceMarked) -> Change:
    return {"parked": tuple(replace(one, used=fact.used) if one.seq == fact.seq else one for one in state.parked)}


def _removed(state: MeetingState, _: e.Event, fact: e.EntryRemoved) -> Change:
    return {
        "actions": tuple(one for one in state.actions if one.seq != fact.seq),
        "notes": tuple(one for one in state.notes if one.seq != fact.seq),
    }


def _action(state: MeetingState, event: e.Event, fact: e.ActionRecorded) -> Change:
    return {"actions": (*state.actions, Action(event.seq, fact.who, fact.what, fact.when)), "no_action": False}


def _note(state: MeetingState, event: e.Event, fact: e.NoteTaken) -> Change:
    return {"notes": (*state.notes, NoteLine(event.seq, fact.text, state.phase))}


_CHANGES: dict[type[e.Fact], Callable[[MeetingState, e.Event, Any], Change]] = {
    e.MeetingOpened: _opened,
    e.QuestionStated: lambda _state, _event, fact: {"question": fact.text},
    e.PhaseBegun: _begun,
    e.PhaseEnded: _ended,
    e.PhaseSkipped: lambda state, _, fact: {"skipped": (*state.skipped, Skipped(fact.phase, fact.reason))},
    e.PhaseExtended: _extended,
    e.PhasePaused: _paused,
    e.PhaseResumed: _resumed,
    e.AdviceParked: _parked,
    e.AdviceTakenBack: _taken_back,
    e.AdviceMarked: _marked,
    e.QuestionRestated: lambda _state, _event, fact: {"restated": fact.text},
    e.ActionRecorded: _action,
    e.NoActionChosen: lambda _state, _event, _fact: {"no_action": True},
    e.NoteTaken: _note,
    e.EntryRemoved: _removed,
    e.MeetingClosed: lambda _, event, fact: {"closed": event.at, "broken_off": fact.broken_off},
}
