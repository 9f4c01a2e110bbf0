"""The browsers and programs somebody is signed in with: made at signing in, listed, ended."""

import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from coach.errors import NotFound
from coach.group.tokens import hashed, new_id, new_token
from coach.ports import Clock, Storage, UnitOfWork
from coach.records import Device, Person

# However often it is used; unused it ends after coach.group.door.IDLE.
LASTS = timedelta(days=30)
# How long signing in counts as having just shown one's password.
FRESH = timedelta(minutes=10)
# Being seen is written down now and then only (coach.group.door.SEEN_EVERY): what is newer is told as "lately".
LATELY = timedelta(minutes=15)
_BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"),
    ("Macintosh", "Mac"), ("Linux", "Linux"),
)  # fmt: skip
_KNOWN = re.compile(r"[0-9a-f]{32}\.(?P<nonce>[A-Za-z0-9_-]{43})\.[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Came:
    """Where a request came from: its network address, its user agent, and a known-device mark if it has one."""

    address: str
    agent: str = ""
    known: str | None = None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody on a new device. `token` and `known` (the mark of this browser) are shown once and not kept."""

    person: Person
    device: Device
    token: str
    known: str


@dataclass(frozen=True, slots=True)
class DeviceView:
    """A device as its owner sees it."""

    id: str
    label: str
    created_at: datetime
    seen_at: datetime
    current: bool


class DeviceService:
    """Devices of one person; each only reached with the person's id."""

    def __init__(self, storage: Storage, clock: Clock, secret: bytes) -> None:
        """`secret` signs the marks of known devices."""
        self._storage, self._clock, self._secret = storage, clock, secret

    def start(self, unit: UnitOfWork, person: Person, came: Came, replaces: Device | None = None) -> SignedIn:
        """Signs in, inside somebody's transaction. `replaces`: what this browser was signed in with before."""
        now, token, rows = self._clock.now(), new_token(), unit.rows(Device)
        if replaces is not None:
            rows.remove(id=replaces.id)
        for old in rows.all(person_id=person.id):
            if now >= old.expires_at:
                rows.remove(id=old.id)
        device = Device(new_id(), person.id, hashed(token), label_of(came.agent), now, now, now + LASTS)
        rows.add(device)
        return SignedIn(person, device, token, self._mark(person.id, new_token()))

    def list(self, person_id: str, current_id: str | None = None) -> list[DeviceView]:
        """Where somebody is signed in, the last used first."""
        now = self._clock.now()
        with self._storage.read() as unit:
            rows = unit.rows(Device).all(person_id=person_id, order="-seen_at")
        return [
            DeviceView(row.id, row.label, row.created_at, row.seen_at, row.id == current_id)
            for row in rows
            if now < row.expires_at
        ]

    def end(self, person_id: str, device_id: str) -> None:
        """Signs one device out. Raises NotFound when it is not this person's, or already gone."""
        with self._storage.write() as unit:
            if not unit.rows(Device).remove(id=device_id, person_id=person_id):
                raise NotFound("Dit apparaat is al uitgelogd.", code="unknown_device")

    def end_others(self, person_id: str, keep_id: str | None) -> int:
        """Signs all but one out; how many."""
        with self._storage.write() as unit:
            return end_others(unit, person_id, keep_id)

    def known(self, person_id: str, mark: str | None) -> str | None:
        """What to count this browser's tries under, when its mark says that it signed in as this person before."""
        found = _KNOWN.fullmatch(mark or "")
        if found is None:
            return None
        # Made anew for this person: a mark of somebody else is not the same.
        right = hmac.compare_digest(self._mark(person_id, found["nonce"]), mark or "")
        return found["nonce"] if right else None

    def lately(self, seen_at: datetime) -> bool:
        """Whether that was so short ago that the minute on the clock would be a guess."""
        return self._clock.now() - seen_at < LATELY

    def fresh(self, device: Device | None) -> bool:
        """Whether somebody signed in on it a moment ago."""
        return device is not None and self._clock.now() - device.created_at < FRESH

    def _mark(self, person_id: str, nonce: str) -> str:
        mac = hmac.new(self._secret, f"known device {person_id} {nonce}".encode(), "sha256").hexdigest()
        return f"{person_id}.{nonce}.{mac}"


def end_others(unit: UnitOfWork, person_id: str, keep_id: str | None) -> int:
    """The same inside a transaction; a new password does this."""
    rows = unit.rows(Device)
    return sum(rows.remove(id=row.id) for row in rows.all(person_id=person_id) if row.id != keep_id)


def label_of(agent: str) -> str:
    """A plain name such as "Firefox op Windows". Only words from here: what a browser says of itself is not kept."""
    browser = next((name for sign, name in _BROWSERS if sign in agent), "")
    system = next((name for sign, name in _SYSTEMS if sign in agent), "")
    if not browser:
        return f"Een programma op {system}" if system else "Een programma"
    return f"{browser} op {system}" if system else browser
