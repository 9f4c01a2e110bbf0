"""Whatever people ask, in whatever order and whatever the clock does: the meeting stays a legal one."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.method import commands as c
from coach.method.engine import apply, decide, replay
from coach.method.events import Event, restore, store
from coach.method.library import MethodLibrary
from coach.method.model import Method, PhaseType
from coach.method.state import MeetingState
from coach.ports import StoredEvent
from coach.settings import ROOT

START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
METHODS = MethodLibrary.load(ROOT / "knowledge" / "methods").all()
PHASES = sorted({phase.id for method in METHODS for phase in method.phases} | {"koffie"})

text = st.text(max_size=12)
phase = st.sampled_from(PHASES)
anything = st.one_of(
    st.builds(c.OpenMeeting, text, st.none() | text),
    st.builds(c.StateQuestion, text),
    st.builds(c.BeginPhase, phase, st.none() | st.integers(-1, 300)),
    st.builds(c.SkipPhase, phase, text),
    st.builds(c.ExtendPhase, st.integers(-1, 70)),
    st.builds(c.PausePhase),
    st.builds(c.Resume),
    st.builds(c.ParkAdvice, text),
    st.builds(c.TakeBackAdvice, st.integers(0, 30)),
    st.builds(c.RestateQuestion, text),
    st.builds(c.RecordAction, text, text, st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1))),
    st.builds(c.RecordNoAction),
    st.builds(c.Note, text),
    st.builds(c.MarkAdvice, st.integers(0, 30), st.booleans()),
    st.builds(c.RemoveEntry, st.integers(0, 30)),
    st.builds(c.UndoLast),
    st.builds(c.CloseMeeting, st.none() | text),
)
onward = st.one_of(st.builds(c.NextPhase), st.just(c.RecordAction("Noor", "bellen")), st.just(c.CloseMeeting()))
steps = st.lists(st.tuples(st.one_of(anything, onward, onward), st.integers(-600, 3600)), max_size=60)


def play(method: Method, commands: list[tuple[c.Command, int]]) -> tuple[MeetingState, list[Event]]:
    """Plays commands, each some seconds after the one before (or before it); checks every step."""
    state, log, now = MeetingState(), list[Event](), START
    for command, seconds in [(c.OpenMeeting("Donderdag"), 0), *commands]:
        now += timedelta(seconds=seconds)
        try:
            new = decide(method, state, command, now)
        except CoachError as refusal:
            event(f"refused: {refusal.code}")
            continue
        assert new, "a command that is not refused has an effect"
        for one in new:
            log.append(one)
            state = apply(state, one)
        legal(method, state)
    return state, log


def legal(method: Method, state: MeetingState) -> None:
    """What holds in every state that can be reached."""
    order = [phase.id for phase in method.phases]
    begun = [run.phase for run in state.runs]
    passed = sorted(begun + [skip.phase for skip in state.skipped], key=order.index)
    assert passed == order[: len(passed)], "phases go in order, each once"
    assert all(run.ended is not None for run in state.runs[:-1]), "one phase runs at a time"
    assert all((found := method.phase(skip.phase)) and found.skippable for skip in state.skipped)
    for run in state.runs:
        assert run.used_seconds(state.last_at or START) >= 0
        assert run.deadline is None or run.deadline > run.started
    advice, information = method.first(PhaseType.ADVICE), method.information()
    assert advice is not None
    assert information is not None
    if state.begun(advice.id) or state.actions or state.no_action or state.restated:
        assert state.done(information.id), "nothing that solves comes before the picture is complete"
    assert not (state.actions and state.no_action)
    if state.closed and not state.broken_off:
        assert len(passed) == len(order)
        assert state.actions or state.no_action
    if state.closed:
        assert state.current is None


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(st.sampled_from(METHODS), steps)
def test_no_sequence_of_commands_leads_to_an_illegal_meeting(
    method: Method, commands: list[tuple[c.Command, int]]
) -> None:
    state, log = play(method, commands)
    assert [one.seq for one in log] == list(range(1, len(log) + 1))
    assert [one.at for one in log] == sorted(one.at for one in log)
    assert replay(log) == state


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(st.sampled_from(METHODS), steps)
def test_a_log_that_went_through_json_gives_the_same_meeting(
    method: Method, commands: list[tuple[c.Command, int]]
) -> None:
    state, log = play(method, commands)
    rows = [store(one, "m") for one in log]
    read = [StoredEvent(r.meeting_id, r.seq, r.kind, r.at, json.loads(json.dumps(r.data))) for r in rows]
    assert replay([restore(row) for row in read]) == state


def test_a_whole_meeting_can_be_played_to_its_end_with_every_method() -> None:
    for method in METHODS:
        phases: list[tuple[c.Command, int]] = [(c.NextPhase(), 300) for _ in method.phases]
        state, _ = play(method, [*phases, (c.RecordAction("Noor", "bellen"), 60), (c.CloseMeeting(), 60)])
        assert state.closed is not None
        assert state.broken_off is None


def seen(state: MeetingState) -> MeetingState:
    """A state without the number and moment of its last event: those go on, whatever is taken back."""
    return replace(state, seq=0, last_at=None)


undoing = st.lists(st.one_of(anything, onward, st.just(c.UndoLast()), st.just(c.UndoLast())), max_size=60)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(st.sampled_from(METHODS), undoing)
def test_undoing_walks_back_command_by_command_and_never_past_the_opening(
    method: Method, commands: list[c.Command]
) -> None:
    opening = decide(method, MeetingState(), c.OpenMeeting("Donderdag"), START)
    log, state, trail = list(opening), replay(opening), list[MeetingState]()
    refused: list[tuple[str, int]] = []
    for number, command in enumerate(commands):
        try:
            new = decide(method, state, command, START + timedelta(seconds=number))
        except CoachError as refusal:
            if isinstance(command, c.UndoLast):
                refused.append((refusal.code, len(trail)))
            continue
        before, length = state, len(log)
        log += new
        state = replay(log)
        assert len(log) > length, "the log only grows"
        if isinstance(command, c.UndoLast):
            assert seen(state) == seen(trail.pop())
        else:
            trail.append(before)
        assert (state.undoes is None) == (not trail)
        legal(method, state)
    assert set(refused) <= {("nothing_to_undo", 0)}, "only at the opening there is nothing to undo"


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(st.sampled_from(METHODS), steps)
def test_undoing_the_last_command_gives_the_state_before_it(
    method: Method, commands: list[tuple[c.Command, int]]
) -> None:
    state, now = replay(decide(method, MeetingState(), c.OpenMeeting("Donderdag"), START)), START
    for command, seconds in commands:
        now += timedelta(seconds=abs(seconds))
        try:
            after = fold(state, decide(method, state, command, now))
        except CoachError:
            continue
        if isinstance(command, c.UndoLast):
            state = after
            continue
        undone = fold(after, decide(method, after, c.UndoLast(), now))
        assert seen(undone) == seen(state)
        assert undone.seq == after.seq + 1
        state = undone if isinstance(command, c.CloseMeeting) else after


def fold(state: MeetingState, events: tuple[Event, ...]) -> MeetingState:
    for one in events:
        state = apply(state, one)
    return state


def test_a_long_meeting_is_undone_to_its_opening() -> None:
    state = opened = replay(decide(METHODS[0], MeetingState(), c.OpenMeeting("Donderdag"), START))
    for number in range(3_000):
        state = fold(state, decide(METHODS[0], state, c.Note(f"n{number}"), START))
    for _ in range(3_000):
        state = fold(state, decide(METHODS[0], state, c.UndoLast(), START))
    assert seen(state) == seen(opened)
