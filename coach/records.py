"""What is kept about people and groups: one frozen record a row. Field metadata `CONTENT` marks a person's own words
(sealed when a key is set, see coach.store.sealing); nothing else may hold them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

CONTENT = {"content": True}
UNIQUE = {"unique": True}
LONG = {"long": True}
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account. `login` is `name` or a variant of it, casefolded, and unique; names need not be."""

    id: str
    login: str = field(metadata=UNIQUE)
    name: str
    password_hash: str
    created_at: datetime
    # Only to send messages to, and only once it was confirmed: nobody signs in with it.
    email: str | None = field(default=None, metadata=CONTENT)
    administrator: bool = False


@dataclass(frozen=True, slots=True)
class Device:
    """A browser or program somebody signed in with; the token itself is never kept, only its SHA-256."""

    id: str
    person_id: str
    token_hash: str = field(metadata=UNIQUE)
    label: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """One of a person's own codes, each good for one new password."""

    id: str
    person_id: str
    code_hash: str
    made_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pass:
    """A one-time link of the machine: `kind` is first_administrator, sign_up or email (then with the address)."""

    id: str
    kind: str
    token_hash: str = field(metadata=UNIQUE)
    made_at: datetime
    expires_at: datetime
    person_id: str | None = None
    email: str | None = field(default=None, metadata=CONTENT)


@dataclass(frozen=True, slots=True)
class Group:
    """An intervision group. `secrecy`: under professional secrecy (DESIGN idea 9). `set_up`: the start-up wizard.

    `timekeeper`: the rota has somebody for the time too.
    """

    id: str
    name: str = field(metadata=CONTENT)
    created_at: datetime
    zone: str = "Europe/Amsterdam"
    secrecy: bool = False
    set_up: Json = field(default_factory=dict, metadata=CONTENT)
    timekeeper: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a group. `role` is coordinator or member; `state` active, left or removed.

    `name` is the name in this group. `person_id` is empty once the person erased their account.
    """

    id: str
    group_id: str
    person_id: str | None
    name: str = field(metadata=CONTENT)
    role: str
    state: str
    joined_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Invite:
    """A way in: a link (token) and a short code for the same, both kept as hashes; `uses_left` counts down."""

    id: str
    group_id: str
    token_hash: str = field(metadata=UNIQUE)
    code_hash: str = field(metadata=UNIQUE)
    made_by: str
    made_at: datetime
    expires_at: datetime
    uses_left: int
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ContractVersion:
    """A group's contract as it stood: `clauses` maps a clause id to its text and choices (coach.group.terms).

    `in_force_at`: when every active member had agreed for the first time; from then on it was in force.
    """

    id: str
    group_id: str
    version: int
    clauses: Json = field(metadata=CONTENT)
    made_by: str
    made_at: datetime
    in_force_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """A member's yes to one version, with the name they signed with."""

    id: str
    group_id: str
    version: int
    member_id: str
    name: str = field(metadata=CONTENT)
    agreed_at: datetime


@dataclass(frozen=True, slots=True)
class Fit:
    """A relation that a member told of, to another member or (None) none at all; see knowledge/contracts/fit.toml."""

    id: str
    group_id: str
    member_id: str
    about_id: str | None
    relation: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MeetingDate:
    """A planned meeting. `starts_at` is UTC; `local` keeps what was agreed on the clock ("2026-03-29T14:00").

    `roles` maps a role (DESIGN section 2) to a member id; `by_hand` holds those that people chose themselves, with
    "" for nobody. `state` is planned, held or cancelled. `series_id` is shared by what was planned at once.
    `sequence` goes up with each change that a calendar must follow (RFC 5545).
    """

    id: str
    group_id: str
    local: str
    starts_at: datetime
    minutes: int
    place: str = field(metadata=CONTENT)
    state: str
    roles: Json = field(default_factory=dict)
    meeting_id: str | None = None
    by_hand: Json = field(default_factory=dict)
    series_id: str = ""
    sequence: int = 0
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who was there on a date, or will not be. `own`: said by the member."""

    id: str
    group_id: str
    date_id: str
    member_id: str
    present: bool
    own: bool = False


@dataclass(frozen=True, slots=True)
class CalendarAddress:
    """A member's secret address for calendar programs; the token is kept as a hash. What it tells beyond the time."""

    id: str
    group_id: str
    member_id: str
    token_hash: str = field(metadata=UNIQUE)
    made_at: datetime
    with_name: bool = False
    with_place: bool = False


@dataclass(frozen=True, slots=True)
class LookBack:
    """Something the group comes back to: contract, safety or own. `every_days` makes an own one return by itself.

    Of contract and safety only `done_at` counts: when they return follows from the contract (coach.group.look_backs).
    """

    id: str
    group_id: str
    kind: str
    text: str = field(metadata=CONTENT)
    due_on: date
    every_days: int | None = None
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """A member's (or guest's) yes or no to captions, recording or model in one meeting; the last one counts."""

    id: str
    group_id: str
    meeting_id: str
    seat_id: str
    what: str
    given: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in one meeting: a member's or a guest's, with its role. A guest comes in with a token."""

    id: str
    group_id: str
    meeting_id: str
    role: str
    member_id: str | None = None
    guest_name: str | None = field(default=None, metadata=CONTENT)
    token_hash: str | None = field(default=None, metadata=UNIQUE)
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Access:
    """Who opened what, for the group to read; never what stood in it. `act` is a name of coach.group.rights.Act."""

    id: str
    group_id: str
    at: datetime
    member_id: str | None
    act: str
    thing: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof that something was erased: how many of what, when, why, and which copies stay elsewhere. No content."""

    id: str
    at: datetime
    what: str
    why: str
    counts: Json
    elsewhere: str = field(default="", metadata=LONG)
    group_id: str | None = None
    person_id: str | None = None


Of = tuple[type[Any], ...]
# What belongs to a group is only reached with the group's id (`UnitOfWork.inside`).
OF_GROUPS: Of = (
    Member, Invite, ContractVersion, Agreement, Fit, MeetingDate, Attendance, CalendarAddress, LookBack,
    Consent, Seat, Access,
)  # fmt: skip
OF_MACHINE: Of = (Person, Device, RecoveryCode, Pass, Group, Receipt)
