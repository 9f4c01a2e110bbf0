"""Days, hours and reasons of the rota in words, and what was typed into a day or a time read back."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from zoneinfo import ZoneInfo

from api.pages.words import ROLES, day_of
from coach.group.dates import ends_at
from coach.group.look_back_rules import Every
from coach.group.recurrence import read_local
from coach.group.rota import Pick
from coach.group.rota_service import Rota
from coach.records import MeetingDate

_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?::\d{2})?")


def weekday(day: date) -> str:
    """A day with its weekday: dinsdag 3 november 2026."""
    return f"{_WEEKDAYS[day.weekday()]} {day_of(day)}"


def day_line(row: MeetingDate) -> str:
    """The day of a date as the group agreed on it."""
    return weekday(read_local(row.local))


def hours(row: MeetingDate, zone: str) -> str:
    """From when to when, on the group's clock: 15:30 tot 17:30."""
    end = ends_at(row).astimezone(ZoneInfo(zone))
    return f"{read_local(row.local):%H:%M} tot {end:%H:%M}"


def moment(when: datetime, zone: str) -> str:
    """A moment on the group's clock: dinsdag 3 november 2026, 15:30."""
    here = when.astimezone(ZoneInfo(zone))
    return f"{weekday(here.date())}, {here:%H:%M}"


def typed_local(fields: Mapping[str, str]) -> str:
    """The fields `day` and `time` as a clock time; what cannot be read makes something that is refused."""
    day, time = typed_day(fields.get("day", "")), _TIME.fullmatch(fields.get("time", "").strip())
    return f"{day.isoformat()}T{int(time[1]):02d}:{time[2]}" if day and time else ""


def typed_day(text: str) -> date | None:
    """A day as browsers send it (2026-11-03), or as people type it (3-11-2026)."""
    text = text.strip()
    with suppress(ValueError):
        if found := _DAY.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text)
    return None


def typed_number(text: str) -> int:
    """A whole number; anything else is 0, which no field takes."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def why(pick: Pick, rota: Rota) -> str:
    """Why this member has this role, in one or two short sentences. That whoever waited longest comes first is said
    once, above the list; of a turn before this one that is still to come, it is said so."""
    last = rota.days.get(pick.last or "")
    ahead = bool(last) and any(column.date.id == pick.last for column in rota.columns)
    before = f"{'Daarvoor' if ahead else 'Voor het laatst'} op {day_of(_day(last))}." if last else "Voor het eerst."
    said = {
        "by_hand": "Zelf gekozen.",
        "stands": before,
        "nobody": "Jullie kozen hier niemand voor.",
        "steady": "Doet dit bij jullie steeds.",
        "never": before,
        "longest_ago": before,
        "too_few": "Er zijn te weinig mensen om deze rol te vullen.",
    }[pick.because]
    passed = [rota.names.get(one.member_id, "") for one in pick.passed if one.because == "absent"]
    return f"{said} {_listed(passed)} {'is' if len(passed) == 1 else 'zijn'} er niet." if passed else said


def how_often(every: Every) -> str:
    """How often something comes back; empty for what does not."""
    if every.meetings:
        return "elke bijeenkomst" if every.meetings == 1 else f"om de {every.meetings} bijeenkomsten"
    if every.months:
        return "elke maand" if every.months == 1 else f"om de {every.months} maanden"
    if every.days:
        return "elke dag" if every.days == 1 else f"om de {every.days} dagen"
    return ""


def role(name: str) -> str:
    """A role as people call it, with a capital."""
    return ROLES[name].capitalize()


def _day(row: MeetingDate) -> datetime:
    return read_local(row.local)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" en {names[-1]}"
