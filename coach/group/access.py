"""Who opened what of the group, for the group itself to read: never what stood in it, and nobody outside the group.

Once per person, thing and hour: enough to see who looked, too little to follow somebody's reading.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from coach.group.rights import Act
from coach.group.tokens import new_id
from coach.group.visitor import Here
from coach.ports import Clock, Storage, UnitOfWork
from coach.records import Access, Member

EVERY = timedelta(hours=1)
# Older than this tells the group nothing any more.
KEPT = timedelta(days=365)


class Thing(StrEnum):
    """What can be opened. A meeting's things carry its id after a colon in the log."""

    MEETING = "meeting"
    PEOPLE = "people"  # the page of a meeting that says who is there, and nothing of what was said
    MINUTES = "minutes"
    EXPORT = "export"
    CONTRACT_EXPORT = "contract_export"


@dataclass(frozen=True, slots=True)
class Opened:
    """One line of the log. `name` is empty for a guest: they have no name outside their meeting."""

    id: str
    at: datetime
    name: str
    guest: bool
    thing: Thing
    meeting_id: str | None


class AccessLog:
    """The log of each group."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage, self._clock = storage, clock

    def note(self, here: Here, act: Act, thing: Thing) -> None:
        """Writes that who was let in opened this thing; nothing for what belongs to no group."""
        if here.group is None:
            return
        group_id, now = here.group.id, self._clock.now()
        member_id = here.member.id if here.member and here.member.state == "active" else None
        about = f"{thing}:{here.meeting.id}" if here.meeting else thing.value
        with self._storage.read() as unit:
            if _lately(unit, group_id, member_id, about, now):
                return
        with self._storage.write() as unit:
            unit.inside(group_id, Access).add(Access(new_id(), group_id, now, member_id, act.value, about))

    def read(self, group_id: str) -> list[Opened]:
        """All that was opened in the past year, the newest first."""
        since = self._clock.now() - KEPT
        with self._storage.read() as unit:
            rows = unit.inside(group_id, Access).all(order="-at")
            names = {member.id: member.name for member in unit.inside(group_id, Member).all()}
        return [_opened(row, names) for row in rows if row.at >= since]


def _lately(unit: UnitOfWork, group_id: str, member_id: str | None, about: str, now: datetime) -> bool:
    last = unit.inside(group_id, Access).all(member_id=member_id, thing=about, order="-at", limit=1)
    return bool(last) and now - last[0].at < EVERY


def _opened(row: Access, names: dict[str, str]) -> Opened:
    kind, _, meeting_id = row.thing.partition(":")
    return Opened(
        row.id, row.at, names.get(row.member_id or "", ""), row.member_id is None, Thing(kind), meeting_id or None
    )
