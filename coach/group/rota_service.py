"""Use cases of the rota: look at it, choose by hand and have the rest follow, exchange two turns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from coach.errors import BadInput, Conflict, NotFound, Refused
from coach.group.dates import CANCELLED, absent_on, date_of
from coach.group.groups import group_of
from coach.group.membership import active, in_order
from coach.group.rota import ALL_ROLES, FACILITATOR, ROLES, Able, Pick, Turn, Wishes, rota
from coach.group.rota_swaps import Place, Uneven, exchanged, uneven
from coach.ports import Clock, Storage, UnitOfWork
from coach.records import Group, MeetingDate, Member

# Chosen by hand: a member's id, NOBODY, or what gives the role back to the rota.
NOBODY, LET_THE_ROTA = "nobody", "rota"
# What is (re)divided: the roles that are open, all that nobody chose by hand, or nothing.
Fill = Literal["open", "all", "none"]


@dataclass(frozen=True, slots=True)
class Filled:
    """A pick on a date, and whether it stands or is only proposed."""

    pick: Pick
    stands: bool


@dataclass(frozen=True, slots=True)
class Column:
    """One date of the rota. `absent`: member ids of who will not be there."""

    date: MeetingDate
    picks: tuple[Filled, ...]
    absent: frozenset[str]

    @property
    def open(self) -> bool:
        """Whether something is proposed that does not stand yet."""
        return any(filled.pick.member_id and not filled.stands for filled in self.picks)


@dataclass(frozen=True, slots=True)
class Rota:
    """The rota as it stands, with proposals for what is open. `names` by member id; `days` when earlier turns were."""

    columns: tuple[Column, ...]
    roles: tuple[str, ...]
    timekeeper: bool
    names: Mapping[str, str]
    days: Mapping[str, MeetingDate]

    @property
    def open(self) -> bool:
        return any(column.open for column in self.columns)


class RotaService:
    """Rotas of groups. `division` tells how a group wants to divide: rotate, each_time, fixed or outside (set_up)."""

    def __init__(self, storage: Storage, clock: Clock, division: Callable[[Group], str]) -> None:
        self._storage, self._clock, self._division = storage, clock, division

    def look(self, group_id: str, fill: Fill = "open") -> Rota:
        """What stands, and what would follow; with `fill` "all", what would be if it were divided again."""
        with self._storage.read() as unit:
            return self._rota(unit, group_of(unit, group_id), fill)

    def change(
        self, group_id: str, by_hand: Mapping[str, Mapping[str, str]], *, fill: Fill = "open",
        timekeeper: bool | None = None,
    ) -> Rota:  # fmt: skip
        """Keeps what is chosen by hand ({date: {role: member, NOBODY or LET_THE_ROTA}}), then divides the rest.

        Raises NotFound, BadInput for an unknown role, Refused for who is absent or would have two roles that day.
        """
        with self._storage.write() as unit:
            group_of(unit, group_id)
            if timekeeper is not None:
                unit.rows(Group).change(group_id, timekeeper=timekeeper)
            absent = absent_on(unit, group_id)
            for date_id, chosen in by_hand.items():
                self._choose(unit, self._coming(unit, group_id, date_id), chosen, absent.get(date_id, frozenset()))
            if fill != "none":
                _store(unit, self._rota(unit, group_of(unit, group_id), fill))
            return self._rota(unit, group_of(unit, group_id), "open")

    def swap(self, group_id: str, one: Place, other: Place) -> Rota:
        """Exchanges two turns, each a (date id, role), as they stand or are proposed; they are by hand from then on.

        Who so comes to a day where they had another role, leaves that to whom they replace.
        """
        with self._storage.write() as unit:
            days = _days(self._rota(unit, group_of(unit, group_id), "open"), one, other)
            absent, pair = absent_on(unit, group_id), {days[one[0]][one[1]], days[other[0]][other[1]]}
            after = exchanged(days, one, other)
            for date_id in {one[0], other[0]}:
                chosen = {role: after[date_id][role] for role, who in days[date_id].items() if who in pair}
                row = self._coming(unit, group_id, date_id)
                self._choose(unit, row, chosen, absent.get(date_id, frozenset()))
            return self._rota(unit, group_of(unit, group_id), "open")

    def weigh(self, group_id: str, one: Place, other: Place) -> tuple[Uneven, ...]:
        """What exchanging these two turns would make less fair; nothing changes. Raises NotFound as `swap` does."""
        with self._storage.read() as unit:
            made = self._rota(unit, group_of(unit, group_id), "open")
            days, ahead = _days(made, one, other), {column.date.id for column in made.columns}
            now = self._clock.now()
            gone = [row for row in made.days.values() if row.starts_at <= now and row.id not in ahead]
            past: list[Mapping[str, str]] = [row.roles for row in sorted(gone, key=lambda row: row.starts_at)]
            after = exchanged(days, one, other)
            return uneven([*past, *days.values()], [*past, *after.values()], list(made.names))

    def _coming(self, unit: UnitOfWork, group_id: str, date_id: str) -> MeetingDate:
        row = date_of(unit, group_id, date_id)
        if row.state == CANCELLED or row.starts_at <= self._clock.now():
            raise Refused("Alleen van data die nog komen kun je de rollen veranderen.", code="date_over")
        return row

    def _choose(self, unit: UnitOfWork, row: MeetingDate, chosen: Mapping[str, str], absent: frozenset[str]) -> None:
        roles, by_hand = dict(row.roles), dict(row.by_hand)
        members = {member.id for member in active(unit, row.group_id)}
        for role, who in chosen.items():
            _checked(role, who, members, absent)
            roles.pop(role, None)
            by_hand.pop(role, None)
            if who != LET_THE_ROTA:
                by_hand[role] = "" if who == NOBODY else who
        picked = {role: who for role, who in by_hand.items() if who}
        _no_two_roles(picked)
        # Who was chosen leaves what the rota had given them that day; that is open again.
        roles = {role: who for role, who in roles.items() if who not in picked.values()} | picked
        unit.inside(row.group_id, MeetingDate).change(row.id, roles=roles, by_hand=by_hand)

    def _rota(self, unit: UnitOfWork, group: Group, fill: Fill) -> Rota:
        members, absent = in_order(active(unit, group.id)), absent_on(unit, group.id)
        now = self._clock.now()
        rows = [row for row in unit.inside(group.id, MeetingDate).all(order="starts_at") if row.state != CANCELLED]
        before, after = [r for r in rows if r.starts_at <= now], [r for r in rows if r.starts_at > now]
        ids, wishes = {member.id for member in members}, self._wishes(group)
        past = [_done(row, absent.get(row.id, frozenset())) for row in before]
        coming = [_wanted(row, absent.get(row.id, frozenset()), ids, wishes.roles, fill) for row in after]
        proposals = rota([_able(member, before) for member in members], past, coming, wishes)
        columns = tuple(
            Column(row, tuple(Filled(pick, row.roles.get(pick.role) == pick.member_id) for pick in proposal.picks),
                   proposal.turn.absent)
            for row, proposal in zip(after, proposals, strict=True)
        )  # fmt: skip
        return Rota(
            columns, wishes.roles, group.timekeeper, {m.id: m.name for m in members}, {row.id: row for row in rows}
        )

    def _wishes(self, group: Group) -> Wishes:
        division = self._division(group)
        roles = ALL_ROLES if group.timekeeper else ROLES
        if division == "outside":
            return Wishes(tuple(role for role in roles if role != FACILITATOR))
        return Wishes(roles, frozenset({FACILITATOR}) if division == "fixed" else frozenset())


def _able(member: Member, before: list[MeetingDate]) -> Able:
    return Able(member.id, sum(row.starts_at < member.joined_at for row in before))


def _done(row: MeetingDate, absent: frozenset[str]) -> Turn:
    """What was done: who stood for a role but was not there, did not do it."""
    return Turn(row.id, {role: who for role, who in row.roles.items() if who not in absent})


def _wanted(row: MeetingDate, absent: frozenset[str], ids: set[str], roles: tuple[str, ...], fill: Fill) -> Turn:
    """What stays as it is on a date to come; the rest is open."""
    hand = frozenset(role for role, who in row.by_hand.items() if who and row.roles.get(role) == who)
    nobody = frozenset(role for role, who in row.by_hand.items() if not who and role not in row.roles)
    kept = {
        role: who for role, who in row.roles.items()
        if role in roles and who in ids and who not in absent and (fill != "all" or role in hand)
    }  # fmt: skip
    return Turn(row.id, kept, hand, nobody, absent)


def _names_of(column: Column) -> dict[str, str]:
    return {filled.pick.role: who for filled in column.picks if (who := filled.pick.member_id)}


def _days(made: Rota, one: Place, other: Place) -> dict[str, dict[str, str]]:
    """Who does what on each date to come, in order. Raises NotFound when one of two turns is not among them."""
    days = {column.date.id: _names_of(column) for column in made.columns}
    if any(role not in days.get(date_id, {}) for date_id, role in (one, other)):
        raise NotFound("Een van deze beurten is er niet (meer).", code="unknown_turn")
    return days


def _store(unit: UnitOfWork, made: Rota) -> None:
    for column in made.columns:
        row = column.date
        roles = _names_of(column)
        # A choice that could not stand (left the group, absent) is one no longer.
        hand = {role: who for role, who in row.by_hand.items() if roles.get(role, "") == who}
        if roles != row.roles or hand != row.by_hand:
            unit.inside(row.group_id, MeetingDate).change(row.id, roles=roles, by_hand=hand)


def _checked(role: str, who: str, members: set[str], absent: frozenset[str]) -> None:
    if role not in ALL_ROLES:
        raise BadInput("Deze rol ken ik niet.", code="unknown_role", where="role")
    if who in (NOBODY, LET_THE_ROTA):
        return
    if who not in members:
        raise NotFound("Dit lid zit niet (meer) in de groep.", code="unknown_member")
    if who in absent:
        raise Refused("Dit lid is er dan niet. Kies een ander.", code="absent")


def _no_two_roles(roles: Mapping[str, str]) -> None:
    if len(set(roles.values())) < len(roles):
        raise Conflict("Eén lid kan op een dag maar één rol hebben. Kies een ander.", code="two_roles")
