"""Guests of one meeting: the facilitator makes a link, whoever uses it first says a name and has a seat until it ends.

The link works once. It is not kept: it follows from the seat's id and this installation's secret, and the database
holds only hashes. The browser that came in has a token of its own.
"""

import base64
import hmac
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from coach.errors import BadInput, NotFound, Refused
from coach.group.groups import group_of
from coach.group.names import own_name, told_apart
from coach.group.seats import PEER, taken_seats
from coach.group.tokens import hashed, new_id, new_token
from coach.once import earlier, marked, twice
from coach.ports import Clock, RememberedAnswer, Storage, UnitOfWork
from coach.records import Group, Member, Seat
from coach.text import clean

HOURS, MAX_HOURS = 12, 72
MAX_OPEN = 10


@dataclass(frozen=True, slots=True)
class GuestLink:
    """A link that nobody came in with yet. `token` is empty when the secret has changed since."""

    id: str
    token: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Welcome:
    """What somebody who holds a link may know before coming in."""

    group_name: str
    expires_at: datetime
    zone: str


class GuestService:
    """Guests. NotFound (`unknown_guest_link`) for each link that does not let anybody in, whatever the reason."""

    def __init__(self, storage: Storage, clock: Clock, secret: bytes) -> None:
        self._storage, self._clock, self._secret = storage, clock, secret

    def make_link(self, group_id: str, meeting_id: str, hours: int = HOURS, key: str | None = None) -> GuestLink:
        """A link for one guest, good for `hours` (1 to 72) from now; so long their seat lasts too."""
        if not 1 <= hours <= MAX_HOURS:
            raise BadInput(f"Kies 1 tot en met {MAX_HOURS} uur.", code="bad_hours", where="hours")
        mark = marked(self._secret, "guest", meeting_id, hours)

        def work() -> GuestLink:
            now = self._clock.now()
            with self._storage.write() as unit:
                group_of(unit, group_id)
                rows = unit.inside(group_id, Seat)
                if known := earlier(unit, key, mark):
                    return self._link(_found(rows.get(str(json.loads(known.body)["id"])), now))
                if len(_open(unit, group_id, meeting_id, now)) >= MAX_OPEN:
                    raise Refused("Er staan al veel gastlinks open. Trek er eerst een in.", code="too_many_links")
                seat_id = new_id()
                seat = Seat(
                    seat_id, group_id, meeting_id, PEER,
                    token_hash=hashed(self._token(seat_id)), expires_at=now + timedelta(hours=hours),
                )  # fmt: skip
                rows.add(seat)
                if key is not None:
                    body = json.dumps({"id": seat_id})
                    unit.answers.put(key, RememberedAnswer(mark, 201, body, meeting_id), now)
                return self._link(seat)

        return twice(work)

    def links(self, group_id: str, meeting_id: str) -> list[GuestLink]:
        """The links that still let somebody in, who expires first on top."""
        with self._storage.read() as unit:
            seats = _open(unit, group_id, meeting_id, self._clock.now())
        return sorted((self._link(seat) for seat in seats), key=lambda link: (link.expires_at, link.id))

    def revoke(self, group_id: str, meeting_id: str, link_id: str) -> None:
        """Takes back a link that nobody came in with. A guest who did, has a seat: see SeatService.remove."""
        with self._storage.write() as unit:
            rows = unit.inside(group_id, Seat)
            seat = rows.first(id=link_id, meeting_id=meeting_id) if link_id.isalnum() else None
            if seat is None or seat.member_id or seat.guest_name:
                raise _unknown()
            rows.remove(id=seat.id)

    def look(self, token: str) -> Welcome:
        """What a link leads to."""
        with self._storage.read() as unit:
            seat = self._of(unit, token)
            group = unit.rows(Group).get(seat.group_id)
            if group is None or seat.expires_at is None:
                raise _unknown()
            return Welcome(group.name, seat.expires_at, group.zone)

    def come_in(self, token: str, name: str) -> tuple[Seat, str]:
        """The seat, and the token of this browser. From now on the link lets nobody in any more.

        Raises BadInput for no name, Conflict (`name_taken`) when somebody there has it.
        """
        wanted = own_name(name)
        with self._storage.write() as unit:
            seat = self._of(unit, token)
            group_of(unit, seat.group_id)
            called, own = told_apart(wanted, _names(unit, seat)), new_token()
            unit.inside(seat.group_id, Seat).change(seat.id, guest_name=called, token_hash=hashed(own))
        return seat, own

    def _of(self, unit: UnitOfWork, token: str) -> Seat:
        return _found(unit.across(Seat).first(token_hash=hashed(clean(token))), self._clock.now())

    def _link(self, seat: Seat) -> GuestLink:
        token = self._token(seat.id)
        return GuestLink(seat.id, token if hashed(token) == seat.token_hash else "", _end(seat))

    def _token(self, seat_id: str) -> str:
        digest = hmac.new(self._secret, f"guest link {seat_id}".encode(), "sha256").digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _found(seat: Seat | None, now: datetime) -> Seat:
    """The seat of a link that is open. A seat that somebody sits in is no open link, also for its own token."""
    if seat is None or not _is_open(seat, now):
        raise _unknown()
    return seat


def _is_open(seat: Seat, now: datetime) -> bool:
    return seat.member_id is None and not seat.guest_name and now < _end(seat)


def _end(seat: Seat) -> datetime:
    if seat.expires_at is None:
        raise _unknown()
    return seat.expires_at


def _open(unit: UnitOfWork, group_id: str, meeting_id: str, now: datetime) -> list[Seat]:
    return [seat for seat in unit.inside(group_id, Seat).all(meeting_id=meeting_id) if _is_open(seat, now)]


def _names(unit: UnitOfWork, seat: Seat) -> list[str]:
    members = unit.inside(seat.group_id, Member).all(state="active")
    guests = taken_seats(unit, seat.group_id, seat.meeting_id)
    return [member.name for member in members] + [guest.guest_name for guest in guests if guest.guest_name]


def _unknown() -> NotFound:
    return NotFound(
        "Deze gastlink werkt niet: hij is verlopen, ingetrokken, al gebruikt, of verkeerd overgenomen. "
        "Vraag de begeleider om een nieuwe.",
        code="unknown_guest_link",
    )
