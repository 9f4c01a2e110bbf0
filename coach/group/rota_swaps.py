"""What exchanging two turns does to a rota. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Roles = Mapping[str, str]  # role to member id, on one date
Place = tuple[str, str]  # a date's id and a role


@dataclass(frozen=True, slots=True)
class Uneven:
    """Something that an exchange would make less fair. `in_a_row`: the role twice running; `more`: two turns or more
    above somebody else, which was not so before."""

    member_id: str
    role: str
    kind: Literal["in_a_row", "more"]


def exchanged(days: Mapping[str, Roles], one: Place, other: Place) -> dict[str, dict[str, str]]:
    """The roles after the exchange. On both days all roles of the two go over: nobody gets two on one day."""
    first, second = days[one[0]][one[1]], days[other[0]][other[1]]
    to = {first: second, second: first}
    after = {date_id: dict(roles) for date_id, roles in days.items()}
    for date_id in {one[0], other[0]}:
        after[date_id] = {role: to.get(who, who) for role, who in days[date_id].items()}
    return after


def uneven(before: Sequence[Roles], after: Sequence[Roles], members: Sequence[str]) -> tuple[Uneven, ...]:
    """What is less fair after than before, of the same dates in their order."""
    found: list[Uneven] = []
    for role in sorted({role for roles in after for role in roles}):
        for who in members:
            if _in_a_row(after, role, who) > _in_a_row(before, role, who):
                found.append(Uneven(who, role, "in_a_row"))
            elif _ahead(after, role, who, members) > max(1, _ahead(before, role, who, members)):
                found.append(Uneven(who, role, "more"))
    return tuple(found)


def _in_a_row(days: Sequence[Roles], role: str, who: str) -> int:
    did = [roles.get(role) == who for roles in days]
    return sum(one and next_one for one, next_one in pairwise(did))


def _ahead(days: Sequence[Roles], role: str, who: str, members: Sequence[str]) -> int:
    """How many turns more than whoever has fewest."""
    counts = {member: sum(roles.get(role) == member for roles in days) for member in members}
    return counts[who] - min(counts.values())
