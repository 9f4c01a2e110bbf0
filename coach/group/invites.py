"""Ways into a group: a link, and a short code for the same, that expire, wear out and can be withdrawn.

Neither is kept: both follow from the invitation's id and this installation's secret, and only their hashes are in the
database. So a coordinator can look them up as long as the invitation is open, and a copy of the database opens nothing.
"""

import base64
import hmac
import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from coach.errors import BadInput, NotFound, Refused
from coach.group.groups import MEMBER, group_of
from coach.group.membership import active
from coach.group.names import own_name, told_apart
from coach.group.tokens import code_from, hashed, hashed_code, new_id
from coach.once import earlier, marked, twice
from coach.ports import Clock, RememberedAnswer, Storage, UnitOfWork
from coach.records import Group, Invite, Member, Person
from coach.text import clean

DAYS, MAX_DAYS = 14, 60
# A group is complete with eight (S001: five to eight).
COMPLETE = 8
USES, MAX_USES = COMPLETE, 50
CODE_LENGTH = 8
Row = TypeVar("Row")
# The seeds ask for five to eight people; this is only where a list stops being a group.
MAX_MEMBERS = 60
MAX_OPEN = 20
# A closed invitation has nothing left to tell after this.
KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class OpenInvite:
    """An invitation that still lets people in. `token` and `code` are empty when the secret has changed since."""

    id: str
    token: str
    code: str
    made_by: str
    made_at: datetime
    expires_at: datetime
    uses_left: int


@dataclass(frozen=True, slots=True)
class Invitation:
    """What somebody who holds a link or code may know before joining."""

    token: str
    group_id: str
    group_name: str
    invited_by: str
    secrecy: bool
    expires_at: datetime
    zone: str


class InviteService:
    """Invitations. NotFound for each that does not let anybody in: `used_invite` when it is used up, `unknown_invite`
    for any other reason."""

    def __init__(self, storage: Storage, clock: Clock, secret: bytes) -> None:
        self._storage, self._clock, self._secret = storage, clock, secret

    def make(
        self, group_id: str, by: Member, *, days: int = DAYS, uses: int = USES, key: str | None = None
    ) -> OpenInvite:
        """A new invitation, good for `days` (1 to 60) and for `uses` people (1 to 50)."""
        if not 1 <= days <= MAX_DAYS or not 1 <= uses <= MAX_USES:
            raise BadInput(f"Kies 1 tot {MAX_DAYS} dagen en 1 tot {MAX_USES} mensen.", code="bad_invite")
        mark = marked(self._secret, "invite", group_id, by.id, days, uses)

        def work() -> OpenInvite:
            now = self._clock.now()
            with self._storage.write() as unit:
                group_of(unit, group_id)
                rows = unit.inside(group_id, Invite)
                if known := earlier(unit, key, mark):
                    return self._shown(unit, _known(rows.get(str(json.loads(known.body)["id"]))))
                _tidy(unit, group_id, now)
                if sum(_open(row, now) for row in rows.all()) >= MAX_OPEN:
                    raise Refused("Er staan al veel uitnodigingen open. Trek er eerst een in.", code="too_many_invites")
                invite = self._new(group_id, by, now, timedelta(days=days), uses)
                rows.add(invite)
                if key is not None:
                    unit.answers.put(key, RememberedAnswer(mark, 201, json.dumps({"id": invite.id})), now)
                return self._shown(unit, invite)

        return twice(work)

    def missing(self, group_id: str) -> int:
        """How many people an invitation is for when nobody says: up to eight in all, and at least one."""
        with self._storage.read() as unit:
            return max(1, COMPLETE - len(active(unit, group_id)))

    def open(self, group_id: str) -> list[OpenInvite]:
        """The invitations that still let people in, the newest first."""
        now = self._clock.now()
        with self._storage.read() as unit:
            rows = unit.inside(group_id, Invite).all(order="-made_at")
            return [self._shown(unit, row) for row in rows if _open(row, now)]

    def revoke(self, group_id: str, invite_id: str) -> None:
        """Lets nobody in any more. Doing it twice changes nothing."""
        with self._storage.write() as unit:
            row = unit.inside(group_id, Invite).get(invite_id) if invite_id.isalnum() else None
            if _known(row).revoked_at is None:
                unit.inside(group_id, Invite).change(invite_id, revoked_at=self._clock.now())

    def token_of(self, code: str) -> str:
        """The link's token for a typed code. Codes are short: whoever asks counts the tries (coach.group.throttle)."""
        with self._storage.read() as unit:
            invite = unit.across(Invite).first(code_hash=hashed_code(clean(code)))
        if invite is not None and _used_up(invite, self._clock.now()):
            raise _used()
        if invite is None or not _open(invite, self._clock.now()):
            raise _unknown()
        return self._token(invite.id)

    def look(self, token: str) -> Invitation:
        """What a link leads to."""
        with self._storage.read() as unit:
            invite = self._found(unit, token)
            group = _known(unit.rows(Group).get(invite.group_id))
            return Invitation(
                self._token(invite.id),
                group.id,
                group.name,
                _name_of(unit, invite),
                group.secrecy,
                invite.expires_at,
                group.zone,
            )

    def opens(self, way_in: str) -> bool:
        """Whether this link or code lets somebody in: then an account may be made where that needs an invitation."""
        for find in (self.look, self.token_of):
            with suppress(NotFound):
                return bool(find(way_in))
        return False

    def join(self, person: Person, token: str, name: str = "") -> Member:
        """Makes somebody a member, called `name` in this group (else as the account). Who is one already, stays so.

        Raises Conflict (`name_taken`) when somebody there has the name; Refused when the group is full.
        """
        wanted = own_name(name or person.name)
        with self._storage.write() as unit:
            invite = self._found(unit, token)
            group_of(unit, invite.group_id)
            rows = unit.inside(invite.group_id, Member)
            before = rows.all(person_id=person.id)
            if already := next((row for row in before if row.state == "active"), None):
                return already
            if any(row.state == "removed" and row.ended_at and row.ended_at >= invite.made_at for row in before):
                raise _unknown()
            return self._add(unit, invite, person, wanted)

    def _add(self, unit: UnitOfWork, invite: Invite, person: Person, wanted: str) -> Member:
        members = active(unit, invite.group_id)
        if len(members) >= MAX_MEMBERS:
            raise Refused(f"Deze groep is vol: {MAX_MEMBERS} leden is het meeste.", code="group_full")
        name = told_apart(wanted, (row.name for row in members))
        member = Member(new_id(), invite.group_id, person.id, name, MEMBER, "active", self._clock.now())
        unit.inside(invite.group_id, Member).add(member)
        unit.inside(invite.group_id, Invite).change(invite.id, uses_left=invite.uses_left - 1)
        return member

    def _new(self, group_id: str, by: Member, now: datetime, lasts: timedelta, uses: int) -> Invite:
        key = new_id()
        return Invite(
            key, group_id, hashed(self._token(key)), hashed_code(self._code(key)), by.id, now, now + lasts, uses
        )

    def _found(self, unit: UnitOfWork, token: str) -> Invite:
        """The open invitation of a link."""
        invite = unit.across(Invite).first(token_hash=hashed(clean(token)))
        if invite is not None and _used_up(invite, self._clock.now()):
            raise _used()
        if invite is None or not _open(invite, self._clock.now()):
            raise _unknown()
        return invite

    def _shown(self, unit: UnitOfWork, invite: Invite) -> OpenInvite:
        token, code = self._token(invite.id), self._code(invite.id)
        if hashed(token) != invite.token_hash:
            token = code = ""
        return OpenInvite(
            invite.id, token, code, _name_of(unit, invite), invite.made_at, invite.expires_at, invite.uses_left
        )

    def _token(self, invite_id: str) -> str:
        return base64.urlsafe_b64encode(self._derived("link", invite_id)).rstrip(b"=").decode()

    def _code(self, invite_id: str) -> str:
        code = code_from(self._derived("code", invite_id), CODE_LENGTH)
        return f"{code[:4]}-{code[4:]}"

    def _derived(self, use: str, invite_id: str) -> bytes:
        return hmac.new(self._secret, f"invitation {use} {invite_id}".encode(), "sha256").digest()


def _open(invite: Invite, now: datetime) -> bool:
    return invite.revoked_at is None and invite.uses_left > 0 and now < invite.expires_at


def _used_up(invite: Invite, now: datetime) -> bool:
    """As many people came in by it as it was for; were it not for that, it would be open."""
    return invite.revoked_at is None and invite.uses_left <= 0 and now < invite.expires_at


def _name_of(unit: UnitOfWork, invite: Invite) -> str:
    maker = unit.inside(invite.group_id, Member).get(invite.made_by)
    return maker.name if maker else ""


def _tidy(unit: UnitOfWork, group_id: str, now: datetime) -> None:
    rows = unit.inside(group_id, Invite)
    for row in rows.all():
        if not _open(row, now) and now - row.expires_at > KEPT:
            rows.remove(id=row.id)


def _known(row: Row | None) -> Row:
    if row is None:
        raise _unknown()
    return row


def _unknown() -> NotFound:
    return NotFound(
        "Deze uitnodiging werkt niet: ze is verlopen, ingetrokken, al gebruikt, of verkeerd overgenomen. "
        "Vraag een nieuwe aan wie je uitnodigde.",
        code="unknown_invite",
    )


def _used() -> NotFound:
    return NotFound(
        "Deze uitnodiging is al gebruikt. Deed je dat zelf? Log dan in en open je groep. "
        "Vraag anders een nieuwe aan wie je uitnodigde.",
        code="used_invite",
    )
