"""Clock times that people agree on, one or in a rhythm, and the moments in UTC they fall on. Pure.

What was agreed stays the same on the clock when summer time begins or ends: dates are counted without a zone, and only
the last step asks the zone.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

_LOCAL = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every so many weeks, or every so many months on the same weekday of the month ("the second Tuesday")."""

    every: int
    unit: Literal["weeks", "months"]


def read_local(text: str) -> datetime:
    """A day and a time on the clock, "2026-03-29T14:00", without a zone. Raises ValueError for anything else."""
    if not _LOCAL.fullmatch(text):
        raise ValueError("not a day with a time")
    return datetime.fromisoformat(text)


def written(local: datetime) -> str:
    """The same, as it is kept."""
    return f"{local:%Y-%m-%dT%H:%M}"


def moment_of(local: datetime, zone: str) -> datetime:
    """The moment in UTC. A time that is skipped in spring counts an hour on; of one that comes twice in autumn, the
    first is meant (both as RFC 5545, 3.3.5 has it)."""
    return local.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def day_in(moment: datetime, zone: str) -> date:
    """The day on the clock in this zone."""
    return moment.astimezone(ZoneInfo(zone)).date()


def series(first: datetime, until: date, rhythm: Rhythm) -> list[datetime]:
    """All times from `first` up to and including the day `until`, without a zone."""
    found, number = [first], 1
    while (after := _step(first, number, rhythm)).date() <= until:
        found.append(after)
        number += 1
    return found


def months_after(day: date, months: int) -> date:
    """The same day of a later month; the last day where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _step(first: datetime, number: int, rhythm: Rhythm) -> datetime:
    if rhythm.unit == "weeks":
        return first + timedelta(weeks=number * rhythm.every)
    start = months_after(first.date().replace(day=1), number * rhythm.every)
    return datetime.combine(_nth_weekday(start, first.weekday(), (first.day - 1) // 7), first.time())


def _nth_weekday(month: date, weekday: int, nth: int) -> date:
    """The nth (from 0) such weekday of a month; a fifth means the last, which every month has."""
    first = month + timedelta(days=(weekday - month.weekday()) % 7)
    days = calendar.monthrange(month.year, month.month)[1]
    return first + timedelta(weeks=min(nth, (days - first.day) // 7))
