"""One-time links of the machine: for the first administrator, for making an account, for confirming an address."""

from datetime import datetime, timedelta

from coach.errors import NotFound, Refused
from coach.group.tokens import hashed, new_id, new_token
from coach.ports import Clock, Storage, UnitOfWork
from coach.records import Pass, Person

FIRST, SIGN_UP, EMAIL = "first_administrator", "sign_up", "email"
LASTS = {FIRST: timedelta(hours=24), SIGN_UP: timedelta(days=14), EMAIL: timedelta(days=2)}


class PassService:
    """Makes and takes one-time links. A token is handed out once; only its hash is kept."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage, self._clock = storage, clock

    def first(self) -> str | None:
        """The token with which somebody becomes the first administrator; older ones stop working. None: there is one.

        For who sits at the machine, never over the network.
        """
        with self._storage.write() as unit:
            if has_administrator(unit):
                return None
            unit.rows(Pass).remove(kind=FIRST)
            return self._make(unit, FIRST)

    def sign_up(self) -> str:
        """The token with which one person may make an account."""
        with self._storage.write() as unit:
            return self._make(unit, SIGN_UP)

    def open_sign_ups(self) -> list[Pass]:
        """The links to make an account with that still work, the newest first."""
        now = self._clock.now()
        with self._storage.read() as unit:
            return [row for row in unit.rows(Pass).all(kind=SIGN_UP, order="-made_at") if now < row.expires_at]

    def withdraw(self, pass_id: str) -> None:
        """Makes a link to sign up with useless; twice changes nothing."""
        with self._storage.write() as unit:
            unit.rows(Pass).remove(id=pass_id, kind=SIGN_UP)

    def good(self, kind: str, token: str) -> bool:
        """Whether a link works now."""
        with self._storage.read() as unit:
            return _found(unit, kind, token, self._clock.now()) is not None

    def take(self, unit: UnitOfWork, kind: str, token: str) -> Pass:
        """Uses a link up, inside the transaction in which it does its work. Raises NotFound (`unknown_pass`)."""
        found = _found(unit, kind, token, self._clock.now())
        if found is None:
            raise unknown_pass()
        unit.rows(Pass).remove(id=found.id)
        return found

    def take_first(self, unit: UnitOfWork, token: str) -> None:
        """The same for the first administrator. Refused (`administrator_exists`) when somebody was first."""
        self.take(unit, FIRST, token)
        if has_administrator(unit):
            raise Refused("Er is al een beheerder. Log in, of vraag het die persoon.", code="administrator_exists")

    def _make(self, unit: UnitOfWork, kind: str) -> str:
        now, token = self._clock.now(), new_token()
        _tidy(unit, now)
        unit.rows(Pass).add(Pass(new_id(), kind, hashed(token), now, now + LASTS[kind]))
        return token


def has_administrator(unit: UnitOfWork) -> bool:
    """Whether anybody runs this machine's accounts."""
    return unit.rows(Person).count(administrator=True) > 0


def unknown_pass() -> NotFound:
    """For each link that does not work, whatever the reason."""
    return NotFound("Deze link is al gebruikt, ingetrokken of te oud. Vraag een nieuwe.", code="unknown_pass")


def _found(unit: UnitOfWork, kind: str, token: str, now: datetime) -> Pass | None:
    row = unit.rows(Pass).first(kind=kind, token_hash=hashed(token))
    return row if row is not None and now < row.expires_at else None


def _tidy(unit: UnitOfWork, now: datetime) -> None:
    rows = unit.rows(Pass)
    for row in rows.all():
        if now >= row.expires_at:
            rows.remove(id=row.id)
