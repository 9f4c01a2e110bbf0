"""Who is at the door, and what they are at the place they want to enter."""

from dataclasses import dataclass

from coach.group.rights import Standing
from coach.ports import MeetingRow
from coach.records import Device, Group, Member, Person, Seat


@dataclass(frozen=True, slots=True)
class Visitor:
    """One request's sender: signed in with a device, carrying a guest's token, or nobody."""

    person: Person | None = None
    device: Device | None = None
    guest_token: str | None = None


@dataclass(frozen=True, slots=True)
class Here:
    """A visitor who was let in, with the place and all that they are there."""

    visitor: Visitor
    standings: frozenset[Standing]
    group: Group | None = None
    member: Member | None = None
    meeting: MeetingRow | None = None
    seat: Seat | None = None

    @property
    def me(self) -> Person:
        """The signed-in person; only after an act that needs one."""
        if self.visitor.person is None:
            raise LookupError("nobody is signed in here")
        return self.visitor.person

    @property
    def our_group(self) -> Group:
        """The group of this place; only after an act of a group."""
        if self.group is None:
            raise LookupError("this place has no group")
        return self.group

    @property
    def my_membership(self) -> Member:
        """Who the visitor is in the group; only after an act for members."""
        if self.member is None:
            raise LookupError("no member here")
        return self.member
