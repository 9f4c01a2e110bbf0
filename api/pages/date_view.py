"""What the pages on dates show: one line for each date, with who does what."""

from collections.abc import Mapping
from dataclasses import dataclass

from api.pages.date_words import day_line, hours, role, why
from coach.container import Container
from coach.group.attendance import may_tell_of_others
from coach.group.dates import CANCELLED
from coach.group.rota_service import Column, Rota
from coach.group.visitor import Here
from coach.records import MeetingDate


@dataclass(frozen=True, slots=True)
class Part:
    """A role on a date. `name` is empty when nobody has it; `proposed`: it does not stand yet."""

    role: str
    label: str
    member_id: str
    name: str
    why: str
    proposed: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date as listed. `away`: names of who will not be there; `me_away`: who looks is one of them."""

    id: str
    day: str
    hours: str
    place: str
    off: bool
    parts: tuple[Part, ...] = ()
    away: tuple[str, ...] = ()
    me_away: bool = False

    @property
    def all_proposed(self) -> bool:
        """Nothing stands yet, so it is said once and not at each role."""
        filled = [part for part in self.parts if part.name]
        return bool(filled) and all(part.proposed for part in filled)


def coming_lines(rows: list[MeetingDate], rota: Rota, here: Here) -> list[DateLine]:
    """The dates to come, called off or not."""
    columns = {column.date.id: column for column in rota.columns}
    return [line(row, here, rota, columns.get(row.id)) for row in rows]


def line(row: MeetingDate, here: Here, rota: Rota, column: Column | None = None) -> DateLine:
    """One date; without a column of the rota (it is over, or off) the roles are those that stand."""
    me = here.my_membership.id
    if column is None:
        parts = kept_parts(row, rota.names, me) if row.state != CANCELLED else ()
        return DateLine(
            row.id, day_line(row), hours(row, here.our_group.zone), row.place, row.state == CANCELLED, parts
        )
    away = tuple(name for member_id, name in rota.names.items() if member_id in column.absent)
    parts = tuple(_part(column, number, rota, me) for number in range(len(column.picks)))
    return DateLine(
        row.id, day_line(row), hours(row, here.our_group.zone), row.place, False, parts, away, me in column.absent
    )  # fmt: skip


def kept_parts(row: MeetingDate, names: Mapping[str, str], me: str) -> tuple[Part, ...]:
    """The roles of a date that is over; who left the group since has no name here."""
    return tuple(
        Part(name, role(name), who, names.get(who, "iemand die weg is"), "", False, who == me)
        for name, who in row.roles.items()
    )


def whom_to_ask(container: Container, here: Here) -> str:
    """The names of who leads the group, to ask for what only they can change."""
    members = container.groups.members(here.our_group.id)
    return " of ".join(member.name for member in members if member.role == "coordinator") or "de coördinator"


def to_tell(container: Container, here: Here) -> list[MeetingDate]:
    """Dates that are over, of which who looks may say who was there and nobody did."""
    return [
        row
        for row in container.attendance.untold(here.our_group.id)
        if may_tell_of_others(row, here.my_membership)
    ]  # fmt: skip


def _part(column: Column, number: int, rota: Rota, me: str) -> Part:
    filled = column.picks[number]
    pick, who = filled.pick, filled.pick.member_id or ""
    return Part(
        pick.role, role(pick.role), who, rota.names.get(who, ""), why(pick, rota), bool(who) and not filled.stands,
        who == me,
    )  # fmt: skip
