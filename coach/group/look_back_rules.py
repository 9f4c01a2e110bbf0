"""When the things that a group comes back to are due. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from coach.group.recurrence import months_after

CONTRACT, SAFETY, OWN = "contract", "safety", "own"
# Half a year, in days: "twice a year" of the start-up wizard.
_TWICE_A_YEAR = 182


@dataclass(frozen=True, slots=True)
class Every:
    """How often something comes back: by months, by days, or by meetings; exactly one of them is above 0."""

    months: int = 0
    days: int = 0
    meetings: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """When it is due. `on` is None when it hangs on meetings that are not planned yet; then `meetings` says how many
    are still to come first."""

    on: date | None
    meetings: int = 0


def safety_rhythm(agreed: int, set_up: Any, usual: int) -> Every:
    """By the contract in force (meetings, 0 for none), else by the wizard's choice, else as most groups do."""
    if agreed:
        return Every(meetings=agreed)
    chosen = {
        "each_meeting": Every(meetings=1),
        "each_third": Every(meetings=3),
        "twice_a_year": Every(days=_TWICE_A_YEAR),
    }
    return chosen.get(str(set_up), Every(meetings=usual))


def due(every: Every, began: date, done: date | None, meetings: Sequence[date]) -> Due:
    """When something is due that began or was last done on a day. `meetings`: the days of all meetings, in order."""
    since = done or began
    if every.meetings:
        # A meeting on the very day it was done counts for that time, not for the next.
        later = [day for day in meetings if (day > since if done else day >= since)]
        missing = every.meetings - len(later)
        return Due(later[every.meetings - 1]) if missing <= 0 else Due(None, missing)
    day = months_after(since, every.months) if every.months else since + timedelta(days=every.days)
    return Due(when_together(day, meetings))


def when_together(day: date, meetings: Sequence[date]) -> date:
    """The first meeting on or after a day; the day itself when none is planned. People look back together."""
    return next((one for one in meetings if one >= day), day)


def next_own(due_on: date, every_days: int, today: date) -> date:
    """When an own line returns after it was done: in its own rhythm, and never on a day that is over."""
    steps = max(1, -(-((today - due_on).days + 1) // every_days))
    return due_on + timedelta(days=steps * every_days)
