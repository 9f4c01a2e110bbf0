"""What is sent to somebody who gave an e-mail address: a link to confirm it, and word of a new device.

Asked for as a job with an id in it, written in words by the worker: no address and no token stands in a job's row.
"""

import re
from collections.abc import Callable
from datetime import timedelta

from coach.errors import BadInput, Refused
from coach.group.passes import EMAIL, LASTS, PassService, unknown_pass
from coach.group.tokens import hashed, new_id, new_token
from coach.ports import Clock, Job, Notifier, Storage, UnitOfWork
from coach.records import Device, Pass, Person
from coach.text import clean

KIND = "mail"
# Somebody else's address is not ours to fill: this many links to confirm a day.
MAX_A_DAY = 5
_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\\\"\x00-\x20]{1,64}@(?:[a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}", re.IGNORECASE)


class MailService:
    """Asks for messages and, in the worker, sends them. `on`: a mail server is set."""

    def __init__(
        self, storage: Storage, clock: Clock, passes: PassService, notifier: Callable[[], Notifier], *, on: bool,
        address: str,
    ) -> None:  # fmt: skip
        """`address` is where people reach this service, without a slash at the end."""
        self._storage, self._clock, self._passes, self._notifier = storage, clock, passes, notifier
        self.on, self._address = on, address

    def ask_to_confirm(self, person_id: str, email: str) -> None:
        """Sends a link to an address; only once that is opened, the address counts. Replaces what waited before."""
        wanted, now = _checked(email), self._clock.now()
        if not self.on:
            raise Refused("Op deze machine staat geen e-mail aan.", code="no_mail")
        with self._storage.write() as unit:
            rows = unit.rows(Pass)
            old = rows.all(kind=EMAIL, person_id=person_id)
            if sum(now - row.made_at < timedelta(days=1) for row in old) >= MAX_A_DAY:
                raise Refused(
                    "Je vroeg vandaag al vijf keer een bericht. Probeer het morgen opnieuw.", code="mail_limit"
                )
            _blank(unit, person_id)
            waiting = Pass(new_id(), EMAIL, hashed(new_token()), now, now + LASTS[EMAIL], person_id, wanted)
            rows.add(waiting)
            unit.jobs.put(KIND, {"what": "confirm", "pass": waiting.id}, now)

    def confirm(self, person_id: str, token: str) -> None:
        """The address counts from now on. Only for the person who asked; raises NotFound as any one-time link."""
        with self._storage.write() as unit:
            found = self._passes.take(unit, EMAIL, token)
            if found.person_id != person_id or found.email is None:
                raise unknown_pass()
            unit.rows(Person).change(person_id, email=found.email)

    def forget(self, person_id: str) -> None:
        """Removes the address, and one that waits."""
        with self._storage.write() as unit:
            unit.rows(Person).change(person_id, email=None)
            _blank(unit, person_id)  # emptied, not removed: the links of today keep counting

    def waiting(self, person_id: str) -> str | None:
        """The address that still has to be confirmed."""
        now = self._clock.now()
        with self._storage.read() as unit:
            rows = unit.rows(Pass).all(kind=EMAIL, person_id=person_id)
        return next((row.email for row in rows if row.email and now < row.expires_at), None)

    def tell_of(self, unit: UnitOfWork, person: Person, device: Device) -> None:
        """Lets somebody know that a browser they never used signed in as them; nothing without an address."""
        if self.on and person.email is not None:
            unit.jobs.put(KIND, {"what": "new_device", "person": person.id, "device": device.id}, self._clock.now())

    def deliver(self, job: Job) -> None:
        """Writes and sends what a job asks for. What it was about may be gone by now: then nothing is sent."""
        if job.data["what"] == "confirm":
            self._send_link(str(job.data["pass"]))
        else:
            self._send_word(str(job.data["person"]), str(job.data["device"]))

    def _send_link(self, pass_id: str) -> None:
        token = new_token()
        with self._storage.write() as unit:
            row = unit.rows(Pass).get(pass_id)
            if row is None or row.email is None:
                return
            unit.rows(Pass).change(pass_id, token_hash=hashed(token))
        self._notifier().send(row.email, "Klopt dit e-mailadres?", _LINK.format(address=self._address, token=token))

    def _send_word(self, person_id: str, device_id: str) -> None:
        with self._storage.read() as unit:
            person, device = unit.rows(Person).get(person_id), unit.rows(Device).get(device_id)
        if person is None or person.email is None:
            return
        label = device.label if device else "het is alweer uitgelogd"
        text = _WORD.format(label=label, address=self._address)
        self._notifier().send(person.email, "Nieuw apparaat ingelogd", text)


_LINK = """Hallo,

Iemand, waarschijnlijk jij, gaf dit adres op bij Doorvraag. Open deze link om het te bevestigen:

{address}/account/e-mail/{token}

De link werkt twee dagen en één keer. Was jij het niet? Dan hoef je niets te doen.
"""
_WORD = """Hallo,

Er is bij Doorvraag ingelogd met jouw account, op een apparaat dat we niet kenden: {label}.

Was jij dat? Dan is het goed. Zo niet: log in, kies een nieuw wachtwoord en log de andere apparaten uit:

{address}/account
"""


def _blank(unit: UnitOfWork, person_id: str) -> None:
    """No link that was sent to this person leads to an address any more."""
    rows = unit.rows(Pass)
    for row in rows.all(kind=EMAIL, person_id=person_id):
        rows.change(row.id, email=None)


def _checked(email: str) -> str:
    address = clean(email)
    if len(address) > 254 or not _ADDRESS.fullmatch(address):
        raise BadInput("Dit lijkt geen e-mailadres. Kijk het nog eens na.", code="bad_email", where="email")
    return address
