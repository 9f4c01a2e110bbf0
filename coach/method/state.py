"""Where a meeting stands: folded from its events, never stored, so that it cannot disagree with the log."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from coach.method.events import Event


@dataclass(frozen=True, slots=True)
class PhaseRun:
    """One phase that was begun. Minutes are whole, `paused_seconds` is what past pauses took."""

    phase: str
    started: datetime
    planned_minutes: int
    extended_minutes: int = 0
    paused_seconds: float = 0.0
    paused_at: datetime | None = None
    ended: datetime | None = None

    @property
    def deadline(self) -> datetime | None:
        """When its minutes are over; None when it ended or the clock stands still."""
        if self.ended is not None or self.paused_at is not None:
            return None
        minutes = self.planned_minutes + self.extended_minutes
        return self.started + timedelta(minutes=minutes, seconds=self.paused_seconds)

    def used_seconds(self, now: datetime) -> float:
        """Seconds spent in it up to `now`, pauses not counted."""
        until = self.ended or self.paused_at or max(now, self.started)
        return (until - self.started).total_seconds() - self.paused_seconds

    def resumed(self, at: datetime) -> "PhaseRun":
        """The same with its pause, if any, taken off the clock."""
        if self.paused_at is None:
            return self
        paused = self.paused_seconds + (at - self.paused_at).total_seconds()
        return replace(self, paused_at=None, paused_seconds=paused)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A phase that was passed over, and why."""

    phase: str
    reason: str


@dataclass(frozen=True, slots=True)
class Parked:
    """An idea that waits for the advice round. `seq` names it; who had it is not kept. `used`: it came up there."""

    seq: int
    text: str
    phase: str | None
    used: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """An agreement, with the number of the event it came from."""

    seq: int
    who: str
    what: str
    when: date | None


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note, with the phase in which it was taken."""

    seq: int
    text: str
    phase: str | None


@dataclass(frozen=True, slots=True)
class MeetingState:
    """Everything a log says. `seq` is the number of the last event; 0 is a meeting that was not opened yet.

    `latest` is the last event that still counts, `before` the state its command found: what undoing goes back to.
    """

    seq: int = 0
    last_at: datetime | None = None
    method: str = ""
    method_version: str = ""
    title: str = ""
    facilitator: str | None = None
    opened: datetime | None = None
    closed: datetime | None = None
    broken_off: str | None = None
    question: str | None = None
    restated: str | None = None
    runs: tuple[PhaseRun, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    parked: tuple[Parked, ...] = ()
    actions: tuple[Action, ...] = ()
    no_action: bool = False
    notes: tuple[NoteLine, ...] = ()
    latest: Event | None = None
    # Not compared or shown: it is as long as the meeting, and the other fields already tell two states apart.
    before: "MeetingState | None" = field(default=None, compare=False, repr=False)

    @property
    def undoes(self) -> str | None:
        """The kind of event that undoing would take back, or None when there is only the opening."""
        return self.latest.fact.kind if self.latest and self.before else None

    @property
    def current(self) -> PhaseRun | None:
        """The phase that runs (or is paused), or None."""
        return self.runs[-1] if self.runs and self.runs[-1].ended is None else None

    @property
    def phase(self) -> str | None:
        """The id of the running phase, or None."""
        return self.current.phase if self.current else None

    @property
    def started(self) -> datetime | None:
        """When the running phase began, or None."""
        return self.current.started if self.current else None

    @property
    def deadline(self) -> datetime | None:
        """When the running phase should be over; None when nothing runs or the clock stands still."""
        return self.current.deadline if self.current else None

    def begun(self, phase_id: str) -> bool:
        """Whether this phase was begun at any time."""
        return any(run.phase == phase_id for run in self.runs)

    def done(self, phase_id: str) -> bool:
        """Whether this phase was begun and has ended."""
        return any(run.phase == phase_id and run.ended is not None for run in self.runs)

    def passed(self, phase_id: str) -> bool:
        """Whether this phase was begun or skipped."""
        return self.begun(phase_id) or any(skip.phase == phase_id for skip in self.skipped)

    def used_minutes(self, now: datetime) -> dict[str, float]:
        """Minutes spent per phase so far, pauses not counted."""
        return {run.phase: run.used_seconds(now) / 60 for run in self.runs}
