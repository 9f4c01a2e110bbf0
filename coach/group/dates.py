"""Use cases of dates: plan one or a series, change, move, cancel, and let one go on after all."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from coach.errors import BadInput, Conflict, NotFound, Refused
from coach.group.groups import group_of
from coach.group.recurrence import Rhythm, moment_of, months_after, read_local, series, written
from coach.group.tokens import new_id
from coach.once import earlier, marked, twice
from coach.ports import Clock, RememberedAnswer, Storage, UnitOfWork
from coach.records import Attendance, Group, MeetingDate
from coach.text import clean

PLANNED, HELD, CANCELLED = "planned", "held", "cancelled"
MIN_MINUTES, MAX_MINUTES, MAX_PLACE = 15, 720, 200
MAX_EVERY = {"weeks": 52, "months": 12}
YEARS_AHEAD = 3
MAX_COMING = 200
# S001: at least five times a year.
FEWEST_A_YEAR, SOURCE = 5, "S001"
FEW = (
    "Er staan minder dan vijf bijeenkomsten in een jaar. Vijf is het minste, zegt de bron hierbij, om vertrouwd te "
    "raken en te blijven oefenen. Jullie mogen er natuurlijk zelf over beslissen."
)


class BadDate(BadInput):
    """Something filled in cannot be used; `fields` says per field what can."""

    code = "bad_date"

    def __init__(self, fields: Mapping[str, str]) -> None:
        first = next(iter(fields))
        super().__init__(fields[first], where=first)
        self.fields = dict(fields)


@dataclass(frozen=True, slots=True)
class Plan:
    """What to plan. `local` is the clock time of the first; without a rhythm it is one date, else up to `until`
    (None: a year, the first included)."""

    local: str
    minutes: int = 120
    place: str = ""
    rhythm: Rhythm | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What changes of a date; None stays. `following`: also of all later dates of the same series."""

    local: str | None = None
    minutes: int | None = None
    place: str | None = None
    following: bool = False


def ends_at(row: MeetingDate) -> datetime:
    """When a date is over, in UTC."""
    return row.starts_at + timedelta(minutes=row.minutes)


def coming(rows: Iterable[MeetingDate], now: datetime) -> list[MeetingDate]:
    """The dates that are not over yet, cancelled ones too, the first on top."""
    return sorted((row for row in rows if ends_at(row) > now), key=_when)


def gone(rows: Iterable[MeetingDate], now: datetime) -> list[MeetingDate]:
    """The dates that are over, the last on top."""
    return sorted((row for row in rows if ends_at(row) <= now), key=_when, reverse=True)


def few(rows: Iterable[MeetingDate], now: datetime) -> bool:
    """Whether no twelve months around now (from half a year back on) hold five dates, though something is planned."""
    starts = [row.starts_at for row in rows if row.state != CANCELLED]
    if not any(start > now for start in starts):
        return False
    firsts = [now, *(start for start in starts if now - timedelta(days=183) <= start <= now)]
    return all(
        sum(first <= start <= first + timedelta(days=365) for start in starts) < FEWEST_A_YEAR for first in firsts
    )


class DateService:
    """Dates of groups. Everywhere: NotFound for what is not there, BadDate for what cannot be filled in."""

    def __init__(self, storage: Storage, clock: Clock, secret: bytes) -> None:
        self._storage, self._clock, self._secret = storage, clock, secret

    def all(self, group_id: str) -> list[MeetingDate]:
        """Every date, cancelled ones too, the first on top."""
        with self._storage.read() as unit:
            return sorted(unit.inside(group_id, MeetingDate).all(), key=_when)

    def one(self, group_id: str, date_id: str) -> MeetingDate:
        with self._storage.read() as unit:
            return date_of(unit, group_id, date_id)

    def few(self, group_id: str) -> bool:
        """See `few` of this module."""
        return few(self.all(group_id), self._clock.now())

    def plan(self, group_id: str, plan: Plan, key: str | None = None) -> list[MeetingDate]:
        """What was added. Where a date stood already at that moment, nothing is added; Conflict (`date_taken`) when
        so nothing is left."""
        mark = marked(self._secret, "dates", group_id, plan)

        def work() -> list[MeetingDate]:
            now = self._clock.now()
            with self._storage.write() as unit:
                group, rows = group_of(unit, group_id), unit.inside(group_id, MeetingDate)
                if known := earlier(unit, key, mark):
                    return sorted(rows.all(series_id=str(json.loads(known.body)["series"])), key=_when)
                made = _new(group, plan, rows.all(), now)
                for row in made:
                    rows.add(row)
                if key is not None:
                    body = json.dumps({"series": made[0].series_id})
                    unit.answers.put(key, RememberedAnswer(mark, 201, body), now)
            return made

        return twice(work)

    def change(self, group_id: str, date_id: str, change: Change) -> list[MeetingDate]:
        """The dates as they are now. Every change of time, length or place counts for calendars (RFC 5545 SEQUENCE)."""
        now = self._clock.now()
        with self._storage.write() as unit:
            group, rows = group_of(unit, group_id), unit.inside(group_id, MeetingDate)
            this = date_of(unit, group_id, date_id)
            if this.state == CANCELLED:
                raise Refused("Deze bijeenkomst gaat niet door. Laat haar eerst toch doorgaan.", code="date_cancelled")
            touched = _touched(rows.all(), this, following=change.following)
            after = [_changed(row, this, change, group.zone, now) for row in touched]
            if any(row.state == HELD and row.starts_at > now for row in after):
                raise Refused("Deze bijeenkomst is geweest en kan niet in de toekomst liggen.", code="date_held")
            _free(after, rows.all())
            _keep(unit, touched, after)
            for row, old in zip(after, touched, strict=True):
                # Who could not come then, may be able to now, and the other way round.
                if row.starts_at != old.starts_at and row.starts_at > now:
                    unit.inside(group_id, Attendance).remove(date_id=row.id)
        return after

    def cancel(self, group_id: str, date_id: str, *, following: bool = False) -> list[MeetingDate]:
        """Calls off; a second time changes nothing. Refused (`date_held`) for what has been."""
        now = self._clock.now()
        with self._storage.write() as unit:
            group_of(unit, group_id)
            this = date_of(unit, group_id, date_id)
            if this.state == HELD:
                raise Refused("Deze bijeenkomst is geweest, dus afgelasten kan niet meer.", code="date_held")
            touched = _touched(unit.inside(group_id, MeetingDate).all(), this, following=following)
            after = [_stepped(row, now, state=CANCELLED) for row in touched if row.state == PLANNED]
            _keep(unit, touched, after)
        return after

    def restore(self, group_id: str, date_id: str) -> MeetingDate:
        """Lets a cancelled date go on after all. Conflict (`date_taken`) when another took its place."""
        now = self._clock.now()
        with self._storage.write() as unit:
            group_of(unit, group_id)
            this = date_of(unit, group_id, date_id)
            if this.state != CANCELLED:
                return this
            after = _stepped(this, now, state=PLANNED)
            _free([after], unit.inside(group_id, MeetingDate).all())
            _keep(unit, [this], [after])
        return after


def date_of(unit: UnitOfWork, group_id: str, date_id: str) -> MeetingDate:
    """A date of this group. Raises NotFound."""
    row = unit.inside(group_id, MeetingDate).get(date_id) if date_id.isalnum() and date_id.isascii() else None
    if row is None:
        raise NotFound("Deze datum bestaat niet (meer).", code="unknown_date")
    return row


def absent_on(unit: UnitOfWork, group_id: str) -> dict[str, frozenset[str]]:
    """Who said not to be there, or was not, by date."""
    found: dict[str, frozenset[str]] = {}
    for row in unit.inside(group_id, Attendance).all(present=False):
        found[row.date_id] = found.get(row.date_id, frozenset()) | {row.member_id}
    return found


def _when(row: MeetingDate) -> tuple[datetime, str]:
    return row.starts_at, row.id


def _new(group: Group, plan: Plan, before: Sequence[MeetingDate], now: datetime) -> list[MeetingDate]:
    times, minutes, place = _checked(plan, now)
    if sum(row.starts_at > now for row in before) + len(times) > MAX_COMING:
        raise Refused(f"Er staan dan meer dan {MAX_COMING} data. Plan niet zo ver vooruit.", code="too_many_dates")
    taken, series_id = {row.starts_at for row in before if row.state != CANCELLED}, new_id()
    made = [
        MeetingDate(
            new_id(), group.id, written(local), start, minutes, place, PLANNED, series_id=series_id, changed_at=now
        )
        for local in times
        if (start := moment_of(local, group.zone)) not in taken
    ]
    if not made:
        raise _taken()
    return made


def _checked(plan: Plan, now: datetime) -> tuple[list[datetime], int, str]:
    wrong: dict[str, str] = {}
    first = _local(plan.local, now, wrong)
    place, rhythm = _place(plan.place, wrong), plan.rhythm
    _length(plan.minutes, wrong)
    if rhythm is not None and not 1 <= rhythm.every <= MAX_EVERY[rhythm.unit]:
        wrong["every"] = f"Kies 1 tot en met {MAX_EVERY[rhythm.unit]}."
    until = plan.until or (months_after(first.date(), 12) - timedelta(days=1) if first else None)
    if first and until and not first.date() <= until <= months_after(first.date(), 24):
        wrong["until"] = "Kies een dag na de eerste keer, hooguit twee jaar later."
    if wrong or first is None or until is None:
        raise BadDate(wrong)
    return series(first, until, rhythm) if rhythm else [first], plan.minutes, place


def _local(text: str, now: datetime, wrong: dict[str, str]) -> datetime | None:
    try:
        local = read_local(text)
    except ValueError:
        wrong["local"] = "Kies een dag en een tijd."
        return None
    if not now.date() - timedelta(days=366) <= local.date() <= months_after(now.date(), 12 * YEARS_AHEAD):
        wrong["local"] = f"Kies een dag van hooguit een jaar geleden en hooguit {YEARS_AHEAD} jaar vooruit."
    return local


def _length(minutes: int, wrong: dict[str, str]) -> None:
    if not MIN_MINUTES <= minutes <= MAX_MINUTES:
        wrong["minutes"] = f"Vul een aantal minuten in van {MIN_MINUTES} tot en met {MAX_MINUTES}."


def _place(text: str, wrong: dict[str, str]) -> str:
    place = " ".join(clean(text).split())
    if len(place) > MAX_PLACE:
        wrong["place"] = f"Houd het bij {MAX_PLACE} tekens."
    return place


def _touched(rows: Iterable[MeetingDate], this: MeetingDate, *, following: bool) -> list[MeetingDate]:
    """This date, or it and all that is still planned after it in its series."""
    if not following or not this.series_id:
        return [this]
    later = [row for row in rows if row.series_id == this.series_id and row.starts_at > this.starts_at]
    return [this, *sorted((row for row in later if row.state == PLANNED), key=_when)]


def _changed(row: MeetingDate, this: MeetingDate, change: Change, zone: str, now: datetime) -> MeetingDate:
    """A row after the change; later ones of a series move as far on the clock as `this` does."""
    wrong: dict[str, str] = {}
    local = read_local(row.local)
    if change.local is not None and (wanted := _local(change.local, now, wrong)):
        local += wanted - read_local(this.local)
    minutes = row.minutes if change.minutes is None else change.minutes
    _length(minutes, wrong)
    place = row.place if change.place is None else _place(change.place, wrong)
    if wrong:
        raise BadDate(wrong)
    same = (row.local, row.minutes, row.place) == (written(local), minutes, place)
    if same:
        return row
    return _stepped(
        row, now, local=written(local), starts_at=moment_of(local, zone), minutes=minutes, place=place
    )  # fmt: skip


def _stepped(row: MeetingDate, now: datetime, **values: object) -> MeetingDate:
    return replace(row, sequence=row.sequence + 1, changed_at=now, **values)  # type: ignore[arg-type]


def _free(after: Sequence[MeetingDate], rows: Iterable[MeetingDate]) -> None:
    """Raises Conflict when another date stands at one of these moments."""
    ours = {row.id for row in after}
    taken = {row.starts_at for row in rows if row.id not in ours and row.state != CANCELLED}
    if any(row.starts_at in taken for row in after):
        raise _taken()


def _taken() -> Conflict:
    return Conflict("Op dat moment staat er al een bijeenkomst.", code="date_taken")


def _keep(unit: UnitOfWork, before: Sequence[MeetingDate], after: Sequence[MeetingDate]) -> None:
    old = {row.id: row for row in before}
    for row in after:
        if row != old[row.id]:
            unit.inside(row.group_id, MeetingDate).change(
                row.id, local=row.local, starts_at=row.starts_at, minutes=row.minutes, place=row.place,
                state=row.state, sequence=row.sequence, changed_at=row.changed_at,
            )  # fmt: skip
