"""Use cases of accounts: sign up, sign in and out, another name, another password."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from coach.errors import Conflict, Refused, SignInNeeded
from coach.group.account_names import login_of, new_login, shown_name
from coach.group.devices import Came, DeviceService, SignedIn, end_others
from coach.group.mailing import MailService
from coach.group.passes import SIGN_UP, PassService
from coach.group.passwords import Passwords
from coach.group.throttle import Throttle
from coach.group.tokens import new_id
from coach.once import earlier, marked
from coach.ports import Clock, RememberedAnswer, Storage, UnitOfWork
from coach.records import Device, Person


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Who wants an account. `login`: when the name is taken. `way_in`: the token of a link, or a group's code."""

    name: str
    password: str
    login: str = ""
    way_in: str = ""


class PeopleService:
    """Accounts. A wrong login and a wrong password get one answer, in about the same time."""

    def __init__(
        self,
        storage: Storage,
        clock: Clock,
        *,
        passwords: Passwords,
        throttle: Throttle,
        devices: DeviceService,
        passes: PassService,
        mail: MailService,
        invited: Callable[[str], bool],
        anybody: bool,
        secret: bytes,
    ) -> None:
        """`anybody` may sign up, or only who holds a link; `invited` tells whether a group's invitation is good."""
        self._storage, self._clock, self._secret = storage, clock, secret
        self._passwords, self._throttle, self._devices = passwords, throttle, devices
        self._passes, self._mail, self._invited, self._anybody = passes, mail, invited, anybody

    def may_sign_up(self, way_in: str = "") -> bool:
        """Whether an account may be made, with this link or code or without one."""
        return self._anybody or bool(way_in and (self._passes.good(SIGN_UP, way_in) or self._invited(way_in)))

    def sign_up(self, new: NewPerson, came: Came, key: str | None = None) -> SignedIn:
        """Makes an account and signs in. With a `key` that was used before: signs in to the account made then.

        Raises BadInput with `where`, Conflict (`login_taken`) for another login, Refused (`invitation_needed`).
        """
        self._throttle.from_address("sign_up", came.address)
        name, login = shown_name(new.name), new_login(new.login or new.name)
        mark = marked(self._secret, "sign_up", name, login)
        with self._storage.read() as unit:
            made_before = earlier(unit, key, mark) is not None
        if made_before:
            return self.sign_in(login, new.password, came)
        if not self.may_sign_up(new.way_in):
            raise Refused("Op deze machine maak je een account met een uitnodiging.", code="invitation_needed")
        person = self._new(name, login, new.password)
        by_link = not self._anybody and not self._invited(new.way_in)
        with self._storage.write() as unit:
            self._add(unit, person)
            if by_link:
                self._passes.take(unit, SIGN_UP, new.way_in)
            if key is not None:
                answer = RememberedAnswer(mark, 201, json.dumps({"id": person.id}))
                unit.answers.put(key, answer, self._clock.now())
            return self._devices.start(unit, person, came)

    def begin(self, token: str, new: NewPerson, came: Came) -> SignedIn:
        """Makes the account of the first administrator, with the link that stood on the terminal."""
        person = self._new(shown_name(new.name), new_login(new.login or new.name), new.password, administrator=True)
        with self._storage.write() as unit:
            self._passes.take_first(unit, token)
            self._add(unit, person)
            return self._devices.start(unit, person, came)

    def begin_as(self, token: str, person_id: str) -> None:
        """The same for somebody who has an account."""
        with self._storage.write() as unit:
            self._passes.take_first(unit, token)
            unit.rows(Person).change(person_id, administrator=True)

    def sign_in(self, login: str, password: str, came: Came, replaces: Device | None = None) -> SignedIn:
        """A new device. Raises SignInNeeded (`wrong_sign_in`) or Slower."""
        wanted = login_of(login)
        person = self._find(wanted)
        known = self._devices.known(person.id, came.known) if person else None
        attempt = self._throttle.attempt("sign_in", wanted, came.address, known)
        right, better = self._passwords.verify(password, person.password_hash if person else None)
        if person is None or not right:
            raise _wrong()
        with self._storage.write() as unit:
            people = unit.rows(Person)
            now = people.get(person.id)
            if now is None or now.password_hash != person.password_hash:  # changed while we looked
                raise _wrong()
            if better is not None:
                people.change(person.id, password_hash=better)
            done = self._devices.start(unit, now, came, replaces)
            if known is None:
                self._mail.tell_of(unit, now, done.device)
        self._throttle.succeeded(attempt)
        return done

    def sign_out(self, device: Device) -> None:
        """Ends this device; twice changes nothing."""
        with self._storage.write() as unit:
            unit.rows(Device).remove(id=device.id)

    def confirm_password(self, person: Person, password: str) -> None:
        """That it is really them, before something that matters. Raises SignInNeeded (`wrong_password`) or Slower."""
        attempt = self._throttle.attempt("confirm", person.id, "", known=person.id)
        if not self._passwords.verify(password, person.password_hash)[0]:
            raise SignInNeeded("Dit is niet je wachtwoord.", code="wrong_password", where="current")
        self._throttle.succeeded(attempt)

    def change_password(self, person: Person, keep: Device | None, old: str, new: str) -> None:
        """A new password, which signs out every other device."""
        self.confirm_password(person, old)
        self._passwords.check(new, person.name, person.login)
        kept = self._passwords.hash(new)
        with self._storage.write() as unit:
            self.put_password(unit, person, kept, keep)

    def put_password(self, unit: UnitOfWork, person: Person, kept: str, keep: Device | None) -> None:
        """Writes a hash, unless the password changed since `person` was read; ends the devices but `keep`."""
        now = unit.rows(Person).get(person.id)
        if now is None or now.password_hash != person.password_hash:
            raise Conflict("Je wachtwoord is net ergens anders gewijzigd. Log opnieuw in.", code="moved_on")
        unit.rows(Person).change(person.id, password_hash=kept)
        end_others(unit, person.id, keep.id if keep else None)

    def change_names(self, person_id: str, *, name: str | None = None, login: str | None = None) -> None:
        """Another shown name, another login; what is None stays. Groups keep the name somebody has there."""
        values = {} if name is None else {"name": shown_name(name)}
        values |= {} if login is None else {"login": new_login(login)}
        with self._storage.write() as unit:
            people = unit.rows(Person)
            other = people.first(login=values["login"]) if "login" in values else None
            if other is not None and other.id != person_id:
                raise _taken()
            if values:
                people.change(person_id, **values)

    def one(self, person_id: str) -> Person:
        """Somebody as they are now."""
        with self._storage.read() as unit:
            person = unit.rows(Person).get(person_id)
        if person is None:
            raise SignInNeeded("Log eerst in.")
        return person

    def _find(self, login: str) -> Person | None:
        with self._storage.read() as unit:
            return unit.rows(Person).first(login=login)

    def _new(self, name: str, login: str, password: str, *, administrator: bool = False) -> Person:
        """Somebody with a hash that took its time: outside any transaction."""
        if self._find(login) is not None:
            raise _taken()
        self._passwords.check(password, name, login)
        kept = self._passwords.hash(password)
        return Person(new_id(), login, name, kept, self._clock.now(), administrator=administrator)

    def _add(self, unit: UnitOfWork, person: Person) -> None:
        if unit.rows(Person).first(login=person.login) is not None:
            raise _taken()
        unit.rows(Person).add(person)


def _wrong() -> SignInNeeded:
    return SignInNeeded("Deze inlognaam en dit wachtwoord horen niet bij elkaar.", code="wrong_sign_in")


def _taken() -> Conflict:
    return Conflict(
        "Deze inlognaam is al van iemand anders. Kies een andere om mee in te loggen; je naam kan gewoon zo blijven.",
        code="login_taken",
        where="login",
    )
