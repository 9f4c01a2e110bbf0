"""What somebody may ask of a meeting. A command is a wish; `coach.method.engine.decide` says whether it comes true."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OpenMeeting:
    """Starts the meeting. `facilitator` is a name, and may stay unknown."""

    title: str
    facilitator: str | None = None


@dataclass(frozen=True, slots=True)
class StateQuestion:
    """The presenting question, in the presenter's own words; said again, it replaces the earlier one."""

    text: str


@dataclass(frozen=True, slots=True)
class BeginPhase:
    """Begins the named phase, which must be the next one, and ends the running one.

    `minutes` replaces the method's default.
    """

    phase: str
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class NextPhase:
    """Ends the running phase and begins the next."""


@dataclass(frozen=True, slots=True)
class SkipPhase:
    """Passes over the next phase, where the method allows it; the reason stays visible."""

    phase: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExtendPhase:
    """Gives the running phase more whole minutes."""

    minutes: int


@dataclass(frozen=True, slots=True)
class PausePhase:
    """Stops the clock."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Lets the clock run again."""


@dataclass(frozen=True, slots=True)
class ParkAdvice:
    """Keeps an idea for the advice round. Who had it is not kept."""

    text: str


@dataclass(frozen=True, slots=True)
class TakeBackAdvice:
    """Removes the parked idea with this seq."""

    seq: int


@dataclass(frozen=True, slots=True)
class MarkAdvice:
    """Says that the parked idea with this seq came up in the advice round, or that it did not after all.

    May be said after closing as well.
    """

    seq: int
    used: bool = True


@dataclass(frozen=True, slots=True)
class RestateQuestion:
    """The question as the presenter words it after the information phase."""

    text: str


@dataclass(frozen=True, slots=True)
class RecordAction:
    """Who will do what, and when (a day, or None when no day was named)."""

    who: str
    what: str
    when: date | None = None


@dataclass(frozen=True, slots=True)
class RecordNoAction:
    """The presenter chooses, aloud, to do nothing for now."""


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the minutes-taker, kept with the running phase."""

    text: str


@dataclass(frozen=True, slots=True)
class RemoveEntry:
    """Takes the note or action with this seq off the list."""

    seq: int


@dataclass(frozen=True, slots=True)
class CloseMeeting:
    """Ends the meeting. With `broken_off`, a reason, it may end before the last phase and without an action."""

    broken_off: str | None = None


@dataclass(frozen=True, slots=True)
class UndoLast:
    """Takes back the last command that still counts; asked again, the one before it. The opening always stands."""


Command = (
    OpenMeeting
    | StateQuestion
    | BeginPhase
    | NextPhase
    | SkipPhase
    | ExtendPhase
    | PausePhase
    | Resume
    | ParkAdvice
    | TakeBackAdvice
    | MarkAdvice
    | RestateQuestion
    | RecordAction
    | RecordNoAction
    | Note
    | RemoveEntry
    | CloseMeeting
    | UndoLast
)
