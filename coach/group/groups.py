"""Use cases of groups: make one, name it, mark it, who is in it, who coordinates, who goes."""

import json
import re
from dataclasses import dataclass
from datetime import datetime

from coach.errors import BadInput, NotFound, Refused
from coach.group.membership import active, end, in_order, keep_led, one
from coach.group.names import group_name, own_name, told_apart
from coach.group.secrecy import Outside, locked
from coach.group.tokens import new_id
from coach.once import earlier, marked, twice
from coach.ports import Clock, RememberedAnswer, Storage, UnitOfWork
from coach.records import Group, Member, Person

COORDINATOR, MEMBER = "coordinator", "member"
# More than anybody needs; it keeps one account from filling a machine.
MAX_GROUPS = 50
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group as one of its members sees it. `state` is that of the member: active, left or removed."""

    id: str
    name: str
    created_at: datetime
    zone: str
    secrecy: bool
    locked: tuple[Outside, ...]
    members: int
    my_member_id: str
    my_name: str
    my_role: str
    state: str = "active"
    ended_at: datetime | None = None


class GroupService:
    """Groups and their members. Everywhere: NotFound for what is not there, Refused for a rule, Conflict for a clash.

    Who may call what is the door's (coach.group.rights); here stands only what holds for everybody.
    """

    def __init__(self, storage: Storage, clock: Clock, secret: bytes) -> None:
        """`secret` marks remembered requests, see coach.once."""
        self._storage, self._clock, self._secret = storage, clock, secret

    def create(
        self, person: Person, name: str, my_name: str = "", *, secrecy: bool = False, key: str | None = None
    ) -> Group:
        """A new group; its maker is the first member and coordinates. `my_name`: other than the account's."""
        named, mine = group_name(name), own_name(my_name or person.name)
        mark = marked(self._secret, "group", person.id, named, mine, secrecy)

        def work() -> Group:
            now = self._clock.now()
            with self._storage.write() as unit:
                if known := earlier(unit, key, mark):
                    return group_of(unit, str(json.loads(known.body)["id"]))
                if unit.across(Member).count(person_id=person.id, state="active") >= MAX_GROUPS:
                    raise Refused("Je zit al in heel veel groepen. Verlaat er eerst een.", code="too_many_groups")
                group = Group(new_id(), named, now, secrecy=secrecy)
                unit.rows(Group).add(group)
                first = Member(new_id(), group.id, person.id, mine, COORDINATOR, "active", now)
                unit.inside(group.id, Member).add(first)
                if key is not None:
                    unit.answers.put(key, RememberedAnswer(mark, 201, json.dumps({"id": group.id})), now)
            return group

        return twice(work)

    def mine(self, person_id: str) -> list[GroupView]:
        """The groups somebody is in, and after those the ones they left; in each the newest membership first."""
        with self._storage.read() as unit:
            rows = unit.across(Member).all(person_id=person_id, order="-joined_at")
            last: dict[str, Member] = {}
            for row in sorted(rows, key=lambda row: row.state != "active"):
                last.setdefault(row.group_id, row)
            groups = {row.group_id: unit.rows(Group).get(row.group_id) for row in last.values()}
            return [_view(unit, group, row) for row in last.values() if (group := groups[row.group_id])]

    def view(self, group_id: str, member: Member) -> GroupView:
        """The group as this member sees it."""
        with self._storage.read() as unit:
            return _view(unit, group_of(unit, group_id), member)

    def rename(self, group_id: str, name: str) -> None:
        named = group_name(name)
        with self._storage.write() as unit:
            group_of(unit, group_id)
            unit.rows(Group).change(group_id, name=named)

    def mark_secrecy(self, group_id: str, secrecy: bool) -> None:
        """Puts the mark on. It never comes off: a group cannot waive a secret that is the client's (DESIGN idea 9)."""
        with self._storage.write() as unit:
            if group_of(unit, group_id).secrecy and not secrecy:
                raise Refused(
                    "Dit kan niet terug: het geheim is van de cliënt, niet van de groep. "
                    "Maak een nieuwe groep als het beroepsgeheim voor jullie niet geldt.",
                    code="under_secrecy",
                )
            if secrecy:
                unit.rows(Group).change(group_id, secrecy=True)

    def members(self, group_id: str) -> list[Member]:
        """Who is in the group now, who came first on top."""
        with self._storage.read() as unit:
            return in_order(active(unit, group_id))

    def gone_since(self, group_id: str, moment: datetime) -> list[Member]:
        """Who left or was taken out after a moment and has an account still, who went last on top."""
        with self._storage.read() as unit:
            rows = unit.inside(group_id, Member).all()
        gone = [(row.ended_at, row) for row in rows if row.person_id and row.ended_at and row.ended_at > moment]
        return [row for _, row in sorted(gone, key=lambda one: one[0], reverse=True) if row.state != "active"]

    def call_me(self, group_id: str, member_id: str, name: str) -> None:
        """Another name in this group, which nobody else there has. An agreement keeps the name it was signed with."""
        wanted = own_name(name)
        with self._storage.write() as unit:
            group_of(unit, group_id)
            others = [row.name for row in active(unit, group_id) if row.id != member_id]
            one(unit, group_id, member_id)
            unit.inside(group_id, Member).change(member_id, name=told_apart(wanted, others))

    def set_role(self, group_id: str, member_id: str, role: str) -> None:
        """Makes somebody coordinator or member. Refused (`last_coordinator`) when nobody would coordinate."""
        if role not in (COORDINATOR, MEMBER):
            raise BadInput("Een lid is coordinator of member.", code="unknown_role")
        with self._storage.write() as unit:
            group_of(unit, group_id)
            row = one(unit, group_id, member_id)
            if role == MEMBER and row.role == COORDINATOR:
                _another_coordinates(unit, group_id, member_id)
            unit.inside(group_id, Member).change(member_id, role=role)

    def hand_over(self, group_id: str, from_id: str, to_id: str) -> None:
        """The one coordinates from now on, the other no longer."""
        if from_id == to_id:
            raise Refused("Kies iemand anders om de coördinatie aan over te dragen.", code="same_member")
        with self._storage.write() as unit:
            group_of(unit, group_id)
            for member_id, role in ((to_id, COORDINATOR), (from_id, MEMBER)):
                one(unit, group_id, member_id)
                unit.inside(group_id, Member).change(member_id, role=role)

    def leave(self, group_id: str, member_id: str) -> None:
        """Ends one's own membership. Who is the only coordinator hands over first, unless nobody else is left."""
        self._end(group_id, member_id, "left")

    def remove(self, group_id: str, member_id: str) -> None:
        """Ends somebody's membership; back in only with an invitation made after this."""
        self._end(group_id, member_id, "removed")

    def _end(self, group_id: str, member_id: str, state: str) -> None:
        with self._storage.write() as unit:
            group_of(unit, group_id)
            row, all_members = one(unit, group_id, member_id), active(unit, group_id)
            if row.role == COORDINATOR and len(all_members) > 1:
                _another_coordinates(unit, group_id, member_id)
            end(unit, row, state, self._clock.now())

    def keep_led(self, unit: UnitOfWork, group_id: str) -> None:
        """For whoever ends memberships otherwise, as when an account is erased: somebody goes on coordinating."""
        keep_led(unit, group_id)


def group_of(unit: UnitOfWork, group_id: str) -> Group:
    """The group, locked until the end of a unit that writes. Raises NotFound."""
    # What is no id of ours is not looked for: a database may choke on it (PostgreSQL takes no zero byte).
    group = unit.rows(Group).get(group_id) if _ID.fullmatch(group_id) else None
    if group is None:
        raise NotFound("Deze groep bestaat niet, of je hoort er niet bij.", code="unknown_group")
    return group


def _view(unit: UnitOfWork, group: Group, me: Member) -> GroupView:
    count = unit.inside(group.id, Member).count(state="active")
    return GroupView(
        group.id, group.name, group.created_at, group.zone, group.secrecy, locked(group), count,
        me.id, me.name, me.role, me.state, me.ended_at,
    )  # fmt: skip


def _another_coordinates(unit: UnitOfWork, group_id: str, member_id: str) -> None:
    others = unit.inside(group_id, Member).all(role=COORDINATOR, state="active")
    if not any(row.id != member_id for row in others):
        raise Refused(
            "Een groep heeft altijd een coördinator. Draag de coördinatie eerst over aan een ander lid.",
            code="last_coordinator",
        )
