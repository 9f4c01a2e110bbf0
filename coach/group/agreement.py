"""How a group's contract stands: which version is newest, which holds, and whose yes is still missing.

A version is in force from the moment that every active member has agreed to it, and stays so when somebody joins. What
somebody agreed to alone is in force for as long as they are alone: one person makes no contract with others. See
docs/decisions/0012-contract.md for what holds meanwhile.
"""

from dataclasses import dataclass
from datetime import datetime

from coach.ports import UnitOfWork
from coach.records import Agreement, ContractVersion, Member


@dataclass(frozen=True, slots=True)
class Standing:
    """`newest` is the last proposal, `in_force` the last version that everybody agreed to; often they are one.

    `missing` has not agreed to the newest; `unsigned` has agreed to neither, so has said yes to nothing that holds.
    """

    newest: ContractVersion | None
    in_force: ContractVersion | None
    agreed: tuple[Agreement, ...]  # to the newest
    missing: tuple[Member, ...]
    unsigned: tuple[Member, ...]
    members: int = 0  # active now

    @property
    def waiting(self) -> ContractVersion | None:
        """The newest version, when it is not in force yet."""
        return self.newest if self.newest != self.in_force else None


def standing(unit: UnitOfWork, group_id: str) -> Standing:
    """How it stands now."""
    versions = unit.inside(group_id, ContractVersion).all(order="-version")
    if not versions:
        return Standing(None, None, (), (), ())
    newest, members = versions[0], _active(unit, group_id)
    agreed = _agreed(unit, group_id, newest)
    missing = _without(members, agreed)
    if members and not missing:
        return Standing(newest, newest, agreed, missing, missing, len(members))
    in_force = next((version for version in versions if version.in_force_at is not None), None)
    before = _agreed(unit, group_id, in_force) if in_force else ()
    return Standing(newest, in_force, agreed, missing, _without(list(missing), before), len(members))


def settle(unit: UnitOfWork, group_id: str, now: datetime) -> None:
    """Puts the newest version in force when nobody's yes is missing any more: after a yes, and when a member goes.

    Not for who is alone: whoever joins then has nothing in force yet that they did not agree to.
    """
    versions = unit.inside(group_id, ContractVersion)
    newest = next(iter(versions.all(order="-version", limit=1)), None)
    if newest is None or newest.in_force_at is not None:
        return
    members = _active(unit, group_id)
    if len(members) > 1 and not _without(members, _agreed(unit, group_id, newest)):
        versions.change(newest.id, in_force_at=now)


def _active(unit: UnitOfWork, group_id: str) -> list[Member]:
    members = unit.inside(group_id, Member).all(state="active")
    return sorted(members, key=lambda member: (member.joined_at, member.id))


def _agreed(unit: UnitOfWork, group_id: str, version: ContractVersion) -> tuple[Agreement, ...]:
    rows = unit.inside(group_id, Agreement).all(version=version.version)
    return tuple(sorted(rows, key=lambda row: (row.agreed_at, row.id)))


def _without(members: list[Member], agreed: tuple[Agreement, ...]) -> tuple[Member, ...]:
    signed = {row.member_id for row in agreed}
    return tuple(member for member in members if member.id not in signed)
