"""A group's contract: versions, agreements, and what it lets the software do."""

from coach.group.policy import GroupPolicy
from coach.ports import Clock, Storage, UnitOfWork


class ContractService:
    """Contracts of groups."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage, self._clock = storage, clock

    def policy(self, unit: UnitOfWork, group_id: str) -> GroupPolicy:
        """What holds for this group now; the least when no version is in force."""
        return GroupPolicy()
