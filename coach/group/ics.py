"""Dates as an iCalendar file (RFC 5545, library `icalendar`): the time, and no more than somebody wanted of the rest.

Calendar programs keep what they get elsewhere, often at a company. So there are no names of people in it and nothing of
what is said; the group's name and the place only when asked for.
"""

from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from coach.group.dates import CANCELLED, ends_at
from coach.records import MeetingDate

TITLE, MAKER = "Intervisie", "-//Doorvraag//agenda//NL"
# How soon a calendar program may ask again.
REFRESH = timedelta(hours=6)


def calendar_file(rows: Sequence[MeetingDate], zone: str, *, name: str = "", with_place: bool = False) -> bytes:
    """The dates as a file; those that were called off say so. `name` is the group's, or empty to leave it out."""
    title = f"{TITLE} · {name}" if name else TITLE
    made = Calendar()
    made.add("prodid", MAKER)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", title)
    made.add("x-wr-calname", title)
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for row in rows:
        made.add_component(_event(row, ZoneInfo(zone), title, with_place=with_place))
    if rows:
        # A year of changes of the clock before and after, so that each program knows which one holds on each date.
        first, last = min(row.starts_at for row in rows), max(ends_at(row) for row in rows)
        made.add_missing_timezones(
            first_date=(first - timedelta(days=400)).date(), last_date=(last + timedelta(days=400)).date()
        )
    return bytes(made.to_ical())


def _event(row: MeetingDate, zone: ZoneInfo, title: str, *, with_place: bool) -> Event:
    event = Event()
    event.add("uid", f"{row.id}@doorvraag")
    # A file of the same dates stays the same, byte for byte, until something changes.
    event.add("dtstamp", row.changed_at or row.starts_at)
    event.add("last-modified", row.changed_at or row.starts_at)
    event.add("sequence", row.sequence)
    event.add("status", "CANCELLED" if row.state == CANCELLED else "CONFIRMED")
    event.add("dtstart", row.starts_at.astimezone(zone))
    # A length, not an end: it says the same in a night when the clock changes.
    event.add("duration", timedelta(minutes=row.minutes))
    event.add("summary", title)
    event.add("class", "PRIVATE")
    if with_place and row.place:
        event.add("location", row.place)
    return event
