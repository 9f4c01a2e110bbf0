"""What who runs the machine may see: counts, who else runs it, and how slow work goes. Nothing of any group."""

from dataclasses import dataclass

from coach.errors import BadInput, Refused
from coach.group.account_names import login_of
from coach.ports import JobCount, Storage
from coach.records import Group, Person


@dataclass(frozen=True, slots=True)
class Overview:
    """The machine in figures. `administrators` are (id, name, login), who came first on top."""

    people: int
    groups: int
    administrators: tuple[tuple[str, str, str], ...]
    jobs: tuple[JobCount, ...]


class Administration:
    """Use cases of administrators; that the visitor is one, the door has seen to."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def overview(self) -> Overview:
        """How it stands now."""
        with self._storage.read() as unit:
            people, groups = unit.rows(Person), unit.rows(Group)
            who = people.all(administrator=True, order="created_at")
            names = tuple((person.id, person.name, person.login) for person in who)
            return Overview(people.count(), groups.count(), names, tuple(unit.jobs.counts()))

    def add(self, login: str) -> None:
        """Makes somebody with an account administrator too. Raises BadInput for an unknown login."""
        with self._storage.write() as unit:
            person = unit.rows(Person).first(login=login_of(login))
            if person is None:
                raise BadInput("Niemand logt hiermee in. Vraag de ander hoe die inlogt.", code="unknown_login")
            unit.rows(Person).change(person.id, administrator=True)

    def step_down(self, person_id: str) -> None:
        """No longer administrator. Refused (`last_administrator`) for the only one."""
        with self._storage.write() as unit:
            people = unit.rows(Person)
            if people.count(administrator=True) <= 1:
                raise Refused(
                    "Jij bent de enige beheerder. Maak eerst iemand anders beheerder.", code="last_administrator"
                )
            people.change(person_id, administrator=False)
