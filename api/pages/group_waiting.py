"""What of each of my groups I should know before I open it: the next date, and how much there is to come back to."""

from collections.abc import Sequence

from api.pages.date_words import day_line
from coach.container import Container
from coach.group.dates import CANCELLED, coming
from coach.group.groups import GroupView
from coach.group.recurrence import read_local


def waiting(container: Container, groups: Sequence[GroupView]) -> dict[str, str]:
    """A short text by group id, for groups that whoever looks is in; none when there is nothing to say."""
    return {group.id: text for group in groups if (text := _of(container, group.id))}


def _of(container: Container, group_id: str) -> str:
    rows = coming(container.dates.all(group_id), container.clock.now())
    ahead = next((row for row in rows if row.state != CANCELLED), None)
    told = [f"Volgende keer: {day_line(ahead)}, {read_local(ahead.local):%H:%M}"] if ahead else []
    ripe = len(container.look_backs.due(group_id))
    if ripe:
        told.append("Er is 1 punt om op terug te komen" if ripe == 1 else f"Er zijn {ripe} punten om op terug te komen")
    return ". ".join(told)
