"""What a program sends to a meeting: one form per command, told apart by `do`."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from coach.method import commands as c

Text = Annotated[str, Field(min_length=1, max_length=2_000)]
Short = Annotated[str, Field(min_length=1, max_length=300)]
Name = Annotated[str, Field(min_length=1, max_length=100)]
Id = Annotated[str, Field(max_length=64)]
OneRole = Literal["facilitator", "case_presenter", "minutes_taker", "timekeeper"]
PhaseId = Annotated[str, Field(min_length=1, max_length=64, examples=["informatie"])]


def _day(value: object) -> object:
    """A day written as 2026-11-28 and in no other way; pydantic would also take a number for one."""
    if not isinstance(value, str):
        return value
    day = date.fromisoformat(value)
    if day.isoformat() != value:
        raise ValueError("not a full date")
    return day


class Body(BaseModel):
    """A form that takes no field it does not know and no text for a number."""

    model_config = ConfigDict(extra="forbid", strict=True)


class OpenBody(Body):
    """A new meeting with one method."""

    method: str = Field(max_length=64, examples=["basismodel"])
    title: str = Field(min_length=1, max_length=200, examples=["Intervisie donderdag"])
    facilitator: Name | None = Field(
        default=None, examples=["Noor"], description="Bij een groep volgt dit uit de rollen, en niet hieruit."
    )
    group_id: Id | None = Field(default=None, description="Van welke groep; leeg: een losse bijeenkomst")
    date_id: Id | None = Field(default=None, description="Welke datum van die groep het is")


class StartBody(Body):
    """A new meeting of a group. What is left out follows from the date, and else from who starts it."""

    method: str = Field(max_length=64, examples=["basismodel"])
    title: str = Field(min_length=1, max_length=200, examples=["Intervisie donderdag"])
    date_id: Id | None = Field(default=None, description="Welke datum van de groep het is")
    roles: dict[OneRole, Id] = Field(default_factory=dict, description="Per rol de id van een lid")
    present: list[Id] | None = Field(default=None, max_length=100, description="Ids van wie er zijn; leeg: iedereen")


class StateQuestion(Body):
    do: Literal["state_question"]
    text: Text

    def command(self) -> c.Command:
        return c.StateQuestion(self.text)


class RestateQuestion(Body):
    do: Literal["restate_question"]
    text: Text

    def command(self) -> c.Command:
        return c.RestateQuestion(self.text)


class BeginPhase(Body):
    do: Literal["begin_phase"]
    phase: PhaseId
    minutes: int | None = Field(default=None, ge=1, le=240)

    def command(self) -> c.Command:
        return c.BeginPhase(self.phase, self.minutes)


class NextPhase(Body):
    do: Literal["next_phase"]

    def command(self) -> c.Command:
        return c.NextPhase()


class SkipPhase(Body):
    do: Literal["skip_phase"]
    phase: PhaseId
    reason: Short

    def command(self) -> c.Command:
        return c.SkipPhase(self.phase, self.reason)


class ExtendPhase(Body):
    do: Literal["extend_phase"]
    minutes: int = Field(ge=1, le=60)

    def command(self) -> c.Command:
        return c.ExtendPhase(self.minutes)


class PausePhase(Body):
    do: Literal["pause_phase"]

    def command(self) -> c.Command:
        return c.PausePhase()


class Resume(Body):
    do: Literal["resume"]

    def command(self) -> c.Command:
        return c.Resume()


class ParkAdvice(Body):
    do: Literal["park_advice"]
    text: Text

    def command(self) -> c.Command:
        return c.ParkAdvice(self.text)


class TakeBackAdvice(Body):
    do: Literal["take_back_advice"]
    seq: int = Field(ge=1, le=1_000_000)

    def command(self) -> c.Command:
        return c.TakeBackAdvice(self.seq)


class MarkAdvice(Body):
    do: Literal["mark_advice"]
    seq: int = Field(ge=1, le=1_000_000)
    used: bool = True

    def command(self) -> c.Command:
        return c.MarkAdvice(self.seq, self.used)


class RecordAction(Body):
    do: Literal["record_action"]
    who: Name
    what: Annotated[str, Field(min_length=1, max_length=500)]
    when: Annotated[date, BeforeValidator(_day)] | None = Field(default=None, examples=["2026-11-28"])

    def command(self) -> c.Command:
        return c.RecordAction(self.who, self.what, self.when)


class RecordNoAction(Body):
    do: Literal["record_no_action"]

    def command(self) -> c.Command:
        return c.RecordNoAction()


class Note(Body):
    do: Literal["note"]
    text: Text

    def command(self) -> c.Command:
        return c.Note(self.text)


class RemoveEntry(Body):
    do: Literal["remove_entry"]
    seq: int = Field(ge=1, le=1_000_000)

    def command(self) -> c.Command:
        return c.RemoveEntry(self.seq)


class CloseMeeting(Body):
    do: Literal["close_meeting"]
    broken_off: Short | None = None

    def command(self) -> c.Command:
        return c.CloseMeeting(self.broken_off)


class UndoLast(Body):
    do: Literal["undo_last"]

    def command(self) -> c.Command:
        return c.UndoLast()


Asked = Annotated[
    StateQuestion
    | RestateQuestion
    | BeginPhase
    | NextPhase
    | SkipPhase
    | ExtendPhase
    | PausePhase
    | Resume
    | ParkAdvice
    | TakeBackAdvice
    | MarkAdvice
    | RecordAction
    | RecordNoAction
    | Note
    | RemoveEntry
    | CloseMeeting
    | UndoLast,
    Field(discriminator="do"),
]


class CommandBody(Body):
    """One command. With `expected_seq` it is refused when the meeting has moved past what you saw."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"command": {"do": "next_phase"}, "expected_seq": 1}]},
    )
    command: Asked
    expected_seq: int | None = Field(default=None, ge=0, le=1_000_000)
