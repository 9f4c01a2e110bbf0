"""Use cases of erasing: oneself, a group, the text of an old contract version. Receipts for those it concerned."""

from collections.abc import Callable
from dataclasses import dataclass

from coach.errors import BadInput, NotFound, Refused
from coach.group.agreement import standing
from coach.group.erasure import ALL, erase_group, erase_person
from coach.group.groups import group_of
from coach.group.membership import active, in_order
from coach.group.receipts import Receipts, ReceiptView, What, Why, in_words
from coach.ports import Clock, Storage, UnitOfWork
from coach.records import ContractVersion, Device, Group, Member, Person


@dataclass(frozen=True, slots=True)
class Heir:
    """A group that would have no coordinator, and who would be it then."""

    group: str
    name: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """What erasing an account would do. `groups`: those it stays in as "oud-lid"; `ends`: those that go with it."""

    groups: tuple[str, ...]
    heirs: tuple[Heir, ...]
    ends: tuple[str, ...]
    own_meetings: int
    last_administrator: bool


class ErasingService:
    """Erasing that somebody asks for. It is done at once and cannot be undone."""

    def __init__(
        self, storage: Storage, clock: Clock, receipts: Receipts, confirm: Callable[[Person, str], None]
    ) -> None:
        """`confirm` raises SignInNeeded when a password is not this person's."""
        self._storage, self._clock, self._receipts, self._confirm = storage, clock, receipts, confirm

    def ahead(self, person: Person) -> Ahead:
        """What would happen; nothing does yet."""
        with self._storage.read() as unit:
            rows = unit.across(Member).all(person_id=person.id, state="active")
            stays, ends, heirs = list[str](), list[str](), list[Heir]()
            for row in rows:
                group, others = group_of(unit, row.group_id), _others(unit, row)
                (stays if others else ends).append(group.name)
                if others and row.role == "coordinator" and all(other.role != "coordinator" for other in others):
                    heirs.append(Heir(group.name, others[0].name))
            own = len(unit.meetings.recent(ALL, owner_id=person.id))
            last = person.administrator and unit.rows(Person).count(administrator=True) <= 1
        return Ahead(tuple(sorted(stays)), tuple(heirs), tuple(sorted(ends)), own, last)

    def account(self, person: Person, password: str) -> ReceiptView:
        """Erases an account, after the password; its receipt, which only this answer shows.

        Raises SignInNeeded (`wrong_password`, `password_needed`).
        """
        if not password:
            raise BadInput("Vul je wachtwoord in.", code="password_needed", where="current")
        self._confirm(person, password)
        with self._storage.write() as unit:
            now = unit.rows(Person).get(person.id)
            if now is None:
                raise NotFound("Dit account is al gewist.", code="unknown_person")
            counts = {
                "devices": unit.rows(Device).count(person_id=person.id),
                "meetings": len(unit.meetings.recent(ALL, owner_id=person.id)),
            }
            left = erase_person(unit, now, self._clock.now())
            for group_id, places in left.items():
                self._receipts.add(unit, What.MEMBER, Why.ASKED, places, group_id=group_id)
            counts["names"] = sum(places["names"] for places in left.values())
        return in_words(self._receipts.make(What.ACCOUNT, Why.ASKED, counts))

    def group(self, group_id: str, typed: str) -> None:
        """Erases a group with everything in it; each member gets a receipt. `typed` is its name, typed over.

        Raises BadInput (`other_name`).
        """
        with self._storage.write() as unit:
            group = group_of(unit, group_id)
            if _folded(typed) != _folded(group.name):
                raise BadInput("Dit is niet de naam van deze groep. Typ hem over.", code="other_name", where="name")
            end_group(unit, self._receipts, group, Why.ASKED)

    def version_text(self, group_id: str, version: int) -> None:
        """Empties an old version of the contract; number, days and names under it stay. Twice changes nothing.

        Raises Refused (`version_in_use`) for the newest and for the one in force.
        """
        with self._storage.write() as unit:
            group_of(unit, group_id)
            row = unit.inside(group_id, ContractVersion).first(version=version)
            if row is None:
                raise NotFound("Deze versie van het contract is er niet.", code="unknown_version")
            how = standing(unit, group_id)
            if row.id in {one.id for one in (how.newest, how.in_force) if one}:
                raise Refused("Deze versie geldt, of ligt nu voor. Alleen oude tekst kan weg.", code="version_in_use")
            if row.clauses:
                unit.inside(group_id, ContractVersion).change(row.id, clauses={})
                self._receipts.add(unit, What.VERSION_TEXT, Why.ASKED, {"versions": 1}, group_id=group_id)


def end_group(unit: UnitOfWork, receipts: Receipts, group: Group, why: Why) -> None:
    """Erases a group, with a receipt for each member who has an account; of an empty one, for who was last in it."""
    members = active(unit, group.id) or unit.inside(group.id, Member).all()
    people = sorted({row.person_id for row in members if row.person_id})
    counts = erase_group(unit, group.id)
    for person_id in people:
        receipts.add(unit, What.GROUP, why, counts, person_id=person_id)


def _others(unit: UnitOfWork, me: Member) -> list[Member]:
    return in_order(row for row in active(unit, me.group_id) if row.id != me.id)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
