"""Back in with one of one's own codes. Nobody else can open an account: no member, no coordinator, no administrator."""

from coach.errors import SignInNeeded
from coach.group.account_names import login_of
from coach.group.devices import Came, DeviceService, SignedIn
from coach.group.mailing import MailService
from coach.group.passwords import Passwords
from coach.group.people import PeopleService
from coach.group.throttle import Throttle
from coach.group.tokens import hashed_code, new_code, new_id
from coach.ports import Clock, Storage, UnitOfWork
from coach.records import Person, RecoveryCode

COUNT = 10
# 16 letters and digits of 28 kinds: 77 bits, so that a plain hash of it cannot be tried through.
_LENGTH, _GROUP = 16, 4


class RecoveryService:
    """Ten codes a person, shown once, kept as hashes, each good for one new password."""

    def __init__(
        self, storage: Storage, clock: Clock, *, people: PeopleService, passwords: Passwords, throttle: Throttle,
        devices: DeviceService, mail: MailService,
    ) -> None:  # fmt: skip
        self._storage, self._clock, self._people, self._passwords = storage, clock, people, passwords
        self._throttle, self._devices, self._mail = throttle, devices, mail

    def make(self, person_id: str) -> list[str]:
        """Ten new codes, to be shown once; those from before stop working."""
        codes, now = [new_code(_LENGTH) for _ in range(COUNT)], self._clock.now()
        with self._storage.write() as unit:
            rows = unit.rows(RecoveryCode)
            rows.remove(person_id=person_id)
            for code in codes:
                rows.add(RecoveryCode(new_id(), person_id, hashed_code(code), now))
        return ["-".join(code[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP)) for code in codes]

    def left(self, person_id: str) -> int:
        """How many codes somebody can still use."""
        with self._storage.read() as unit:
            return unit.rows(RecoveryCode).count(person_id=person_id, used_at=None)

    def recover(self, login: str, code: str, password: str, came: Came) -> SignedIn:
        """A new password, all devices signed out, and signed in here. The code is used up.

        Raises SignInNeeded (`wrong_code`) for an unknown login as for a wrong code, BadInput for a weak password.
        """
        wanted = login_of(login)
        self._passwords.check(password, wanted)
        person = self._holder(wanted)
        known = self._devices.known(person.id, came.known) if person else None
        attempt = self._throttle.attempt("recover", wanted, came.address, known)
        with self._storage.read() as unit:
            right = person is not None and _unused(unit, person.id, code) is not None
        if person is None or not right:
            raise _wrong()
        self._passwords.check(password, person.name)
        kept = self._passwords.hash(password)
        with self._storage.write() as unit:
            row = _unused(unit, person.id, code)
            if row is None:
                raise _wrong()
            unit.rows(RecoveryCode).change(row.id, used_at=self._clock.now())
            self._people.put_password(unit, person, kept, keep=None)
            done = self._devices.start(unit, person, came)
            if known is None:
                self._mail.tell_of(unit, person, done.device)
        self._throttle.succeeded(attempt)
        return done

    def _holder(self, login: str) -> Person | None:
        with self._storage.read() as unit:
            return unit.rows(Person).first(login=login)


def _unused(unit: UnitOfWork, person_id: str, code: str) -> RecoveryCode | None:
    return unit.rows(RecoveryCode).first(person_id=person_id, code_hash=hashed_code(code), used_at=None)


def _wrong() -> SignInNeeded:
    return SignInNeeded(
        "Deze inlognaam en deze code horen niet bij elkaar, of de code is al gebruikt.", code="wrong_code"
    )
