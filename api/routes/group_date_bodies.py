"""What programs send and get about dates, the rota, presence, look-backs and the calendar."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import Path, Request
from pydantic import BaseModel, BeforeValidator, Field

from api.links import link_to
from api.routes.meeting_bodies import Body, _day
from coach.group.calendars import MyCalendar
from coach.group.dates import FEW, MAX_MINUTES, MAX_PLACE, MIN_MINUTES, SOURCE, Change, Plan, ends_at
from coach.group.look_backs import MAX_DAYS, MAX_TEXT
from coach.group.recurrence import Rhythm
from coach.group.rota_service import Rota
from coach.records import MeetingDate

DateId = Annotated[str, Path(description="De id van de datum", max_length=64)]
Id = Annotated[str, Field(max_length=64)]
Day = Annotated[date, BeforeValidator(_day)]
Local = Annotated[
    str,
    Field(
        max_length=16, examples=["2027-03-30T15:30"], description="Dag en tijd op de klok van de groep, zonder tijdzone"
    ),
]
Minutes = Annotated[int, Field(ge=MIN_MINUTES, le=MAX_MINUTES)]
Place = Annotated[str, Field(max_length=MAX_PLACE, examples=["de kleine zaal"])]
Role = Literal["facilitator", "case_presenter", "minutes_taker", "timekeeper"]


class DateView(BaseModel):
    """A planned meeting. `local` is what was agreed on the clock, `starts_at` the moment; roles hold member ids."""

    id: str
    local: str
    zone: str
    starts_at: datetime
    ends_at: datetime
    minutes: int
    place: str
    state: str = Field(description="planned, held of cancelled")
    roles: Mapping[str, str]
    series_id: str
    sequence: int
    meeting_id: str | None


class Remark(BaseModel):
    """A kind word; it forbids nothing. `source` is a key of the knowledge base."""

    text: str
    source: str


class DatesView(BaseModel):
    """Dates after a change, with a remark when there are few in a year."""

    items: list[DateView]
    remarks: list[Remark]


class PlanBody(Body):
    """One date, or with `every_weeks` or `every_months` a series up to and including `until` (default: a year)."""

    local: Local
    minutes: Minutes = 120
    place: Place = ""
    every_weeks: int | None = Field(default=None, ge=1, le=52, examples=[5])
    every_months: int | None = Field(default=None, ge=1, le=12, description="Op dezelfde weekdag van de maand")
    until: Day | None = Field(default=None, examples=["2027-12-01"])

    def plan(self) -> Plan:
        rhythm = Rhythm(self.every_weeks, "weeks") if self.every_weeks else None
        if self.every_months and rhythm is None:
            rhythm = Rhythm(self.every_months, "months")
        return Plan(self.local, self.minutes, self.place, rhythm, self.until)


class ChangeBody(Body):
    """What changes; what is left out stays. `state` planned lets a cancelled date go on after all."""

    local: Local | None = None
    minutes: Minutes | None = None
    place: Place | None = None
    state: Literal["planned"] | None = None
    following: bool = Field(default=False, description="Ook alle latere data van dezelfde reeks")

    def change(self) -> Change:
        return Change(self.local, self.minutes, self.place, self.following)


class PresenceBody(Body):
    """By member id, whether they were there (or will be); who is not named stays as they were."""

    present: dict[Id, bool] = Field(min_length=1, max_length=200)


class ByHand(Body):
    """Chosen for one date: a member id by role, `nobody`, or `rota` to give the role back."""

    date_id: Id
    roles: dict[Role, Id] = Field(min_length=1)


class RotaBody(Body):
    """`fill`: what the rota divides after this: `open` roles, `all` that nobody chose by hand, or `none`."""

    by_hand: list[ByHand] = Field(default_factory=list, max_length=200)
    fill: Literal["open", "all", "none"] = "open"
    timekeeper: bool | None = Field(default=None, description="Of het rooster ook een tijdbewaker heeft")


class TurnBody(Body):
    """One turn: a role on a date."""

    date_id: Id
    role: Role


class SwapBody(Body):
    """Two turns that change places."""

    one: TurnBody
    other: TurnBody


class PassedView(BaseModel):
    """Somebody whose turn it was sooner."""

    member_id: str
    because: Literal["absent", "busy"]


class PickView(BaseModel):
    """Who does a role, and why. `stands` is false for a proposal. `last`: when they did it before."""

    role: str
    member_id: str | None
    name: str | None
    stands: bool
    because: Literal["stands", "by_hand", "nobody", "steady", "never", "longest_ago", "too_few"]
    last: str | None
    times: int
    passed: list[PassedView]


class TurnView(BaseModel):
    date_id: str
    local: str
    picks: list[PickView]


class RotaView(BaseModel):
    """The rota of the dates to come. `open`: something is proposed that does not stand yet."""

    roles: list[str]
    timekeeper: bool
    open: bool
    turns: list[TurnView]


class CalendarBody(Body):
    """What the calendar shows beside the time."""

    with_name: bool = Field(default=False, description="De naam van de groep")
    with_place: bool = Field(default=False, description="De plaats")


class CalendarView(BaseModel):
    """My calendar address. `address` is null when there is none, or when it cannot be shown any more: renew it."""

    address: str | None
    made_at: datetime | None
    with_name: bool
    with_place: bool


class LookBackBody(Body):
    """Something of our own to come back to."""

    text: str = Field(min_length=1, max_length=MAX_TEXT, examples=["Komt iedereen aan bod?"])
    due_on: Day = Field(examples=["2027-03-30"])
    every_days: int | None = Field(default=None, ge=1, le=MAX_DAYS, description="Daarna elke zoveel dagen opnieuw")


def date_view(row: MeetingDate, zone: str) -> DateView:
    return DateView(
        id=row.id, local=row.local, zone=zone, starts_at=row.starts_at, ends_at=ends_at(row), minutes=row.minutes,
        place=row.place, state=row.state, roles=dict(row.roles), series_id=row.series_id, sequence=row.sequence,
        meeting_id=row.meeting_id,
    )  # fmt: skip


def dates_view(rows: list[MeetingDate], zone: str, *, few: bool) -> DatesView:
    remarks = [Remark(text=FEW, source=SOURCE)] if few else []
    return DatesView(items=[date_view(row, zone) for row in rows], remarks=remarks)


def rota_view(rota: Rota) -> RotaView:
    turns = [
        TurnView(
            date_id=column.date.id,
            local=column.date.local,
            picks=[
                PickView(
                    role=pick.role, member_id=pick.member_id, name=rota.names.get(pick.member_id or ""),
                    stands=filled.stands, because=pick.because, times=pick.times,
                    last=rota.days[pick.last].local if pick.last else None,
                    passed=[PassedView(member_id=one.member_id, because=one.because) for one in pick.passed],
                )
                for filled in column.picks
                for pick in [filled.pick]
            ],
        )
        for column in rota.columns
    ]  # fmt: skip
    return RotaView(roles=list(rota.roles), timekeeper=rota.timekeeper, open=rota.open, turns=turns)


def calendar_view(request: Request, mine: MyCalendar | None) -> CalendarView:
    if mine is None:
        return CalendarView(address=None, made_at=None, with_name=False, with_place=False)
    return CalendarView(
        address=feed_address(request, mine) or None, made_at=mine.made_at, with_name=mine.with_name,
        with_place=mine.with_place,
    )  # fmt: skip


def feed_address(request: Request, mine: MyCalendar) -> str:
    """The whole address for a calendar program; empty when it cannot be shown."""
    return link_to(request, f"/agenda/{quote(mine.token)}.ics") if mine.token else ""
