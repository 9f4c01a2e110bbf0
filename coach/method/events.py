"""What happened in a meeting: the facts of its log, and their form as JSON.

Old logs are replayed by new code. So a kind is never renamed or removed, and a new field gets a default.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, ClassVar

from coach.errors import BadData
from coach.ports import StoredEvent


@dataclass(frozen=True, slots=True)
class MeetingOpened:
    kind: ClassVar[str] = "meeting_opened"
    title: str
    method: str
    method_version: str
    facilitator: str | None = None


@dataclass(frozen=True, slots=True)
class QuestionStated:
    kind: ClassVar[str] = "question_stated"
    text: str


@dataclass(frozen=True, slots=True)
class PhaseBegun:
    kind: ClassVar[str] = "phase_begun"
    phase: str
    minutes: int


@dataclass(frozen=True, slots=True)
class PhaseEnded:
    kind: ClassVar[str] = "phase_ended"
    phase: str


@dataclass(frozen=True, slots=True)
class PhaseSkipped:
    kind: ClassVar[str] = "phase_skipped"
    phase: str
    reason: str


@dataclass(frozen=True, slots=True)
class PhaseExtended:
    kind: ClassVar[str] = "phase_extended"
    minutes: int


@dataclass(frozen=True, slots=True)
class PhasePaused:
    kind: ClassVar[str] = "phase_paused"


@dataclass(frozen=True, slots=True)
class PhaseResumed:
    kind: ClassVar[str] = "phase_resumed"


@dataclass(frozen=True, slots=True)
class AdviceParked:
    kind: ClassVar[str] = "advice_parked"
    text: str


@dataclass(frozen=True, slots=True)
class AdviceTakenBack:
    kind: ClassVar[str] = "advice_taken_back"
    seq: int


@dataclass(frozen=True, slots=True)
class AdviceMarked:
    kind: ClassVar[str] = "advice_marked"
    seq: int
    used: bool


@dataclass(frozen=True, slots=True)
class QuestionRestated:
    kind: ClassVar[str] = "question_restated"
    text: str


@dataclass(frozen=True, slots=True)
class ActionRecorded:
    kind: ClassVar[str] = "action_recorded"
    who: str
    what: str
    when: date | None = None


@dataclass(frozen=True, slots=True)
class NoActionChosen:
    kind: ClassVar[str] = "no_action_chosen"


@dataclass(frozen=True, slots=True)
class NoteTaken:
    kind: ClassVar[str] = "note_taken"
    text: str


@dataclass(frozen=True, slots=True)
class EntryRemoved:
    kind: ClassVar[str] = "entry_removed"
    seq: int


@dataclass(frozen=True, slots=True)
class MeetingClosed:
    kind: ClassVar[str] = "meeting_closed"
    broken_off: str | None = None


@dataclass(frozen=True, slots=True)
class CommandUndone:
    """The command that ended in event `seq`, of kind `what`, no longer counts. Its events stay in the log."""

    kind: ClassVar[str] = "command_undone"
    seq: int
    what: str


Fact = (
    MeetingOpened
    | QuestionStated
    | PhaseBegun
    | PhaseEnded
    | PhaseSkipped
    | PhaseExtended
    | PhasePaused
    | PhaseResumed
    | AdviceParked
    | AdviceTakenBack
    | AdviceMarked
    | QuestionRestated
    | ActionRecorded
    | NoActionChosen
    | NoteTaken
    | EntryRemoved
    | MeetingClosed
    | CommandUndone
)
_FACTS: dict[str, type[Fact]] = {fact.kind: fact for fact in Fact.__args__}


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log: its number from 1, its moment in UTC, and what happened."""

    seq: int
    at: datetime
    fact: Fact


def store(event: Event, meeting_id: str) -> StoredEvent:
    """The event as a row; its data are JSON values."""
    values = {field.name: getattr(event.fact, field.name) for field in fields(event.fact)}
    data = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
    return StoredEvent(meeting_id, event.seq, event.fact.kind, event.at, data)


def restore(row: StoredEvent) -> Event:
    """The event in a row. Raises BadData for a kind or form this version does not know."""
    fact = _FACTS.get(row.kind)
    if fact is None:
        raise BadData("Deze bijeenkomst is met een nieuwere versie gemaakt. Werk Doorvraag bij.", code="unknown_event")
    try:
        return Event(row.seq, row.at, fact(**_values(fact, row.data)))
    except (TypeError, ValueError):
        raise BadData("Een regel in het logboek van deze bijeenkomst klopt niet.", code="bad_event") from None


def _values(fact: type[Fact], data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields this version knows; what a newer one added is left alone."""
    known = {field.name for field in fields(fact)}
    values = {name: value for name, value in data.items() if name in known}
    if fact is ActionRecorded and values.get("when") is not None:
        values["when"] = date.fromisoformat(values["when"])
    return values
