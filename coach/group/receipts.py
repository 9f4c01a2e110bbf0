"""Proof that something was erased: how many of what, when, why, and where copies stay. Never what stood in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from coach.group.tokens import new_id
from coach.ports import Clock, MeetingRow, Storage, UnitOfWork
from coach.records import Receipt

# As long as the log of who opened what.
KEPT = timedelta(days=365)


class What(StrEnum):
    """What was erased."""

    MEETING = "meeting"
    RAW_WORDS = "raw_words"
    GUESTS = "guests"
    VERSION_TEXT = "version_text"
    MEMBER = "member"
    ACCOUNT = "account"
    GROUP = "group"


class Why(StrEnum):
    """Why it was erased."""

    ASKED = "asked"  # somebody who may, wanted it gone
    CONTRACT = "contract"  # the group agreed on it
    SETTING = "setting"  # no contract says it, so the setting of this machine does
    OVER = "over"  # it had served its time
    EMPTY = "empty"  # nobody is left


TITLES: Mapping[str, str] = {
    What.MEETING: "Een bijeenkomst is gewist",
    What.RAW_WORDS: "Woorden van oude bijeenkomsten zijn gewist",
    What.GUESTS: "Namen van gasten zijn gewist",
    What.VERSION_TEXT: "De tekst van een oude versie van het contract is gewist",
    What.MEMBER: "Iemand wiste het eigen account",
    What.ACCOUNT: "Je account is gewist",
    What.GROUP: "Een groep waar je in zat, is gewist",
}
REASONS: Mapping[str, str] = {
    Why.ASKED: "Iemand die dat mag, vroeg erom.",
    Why.CONTRACT: "Dat spraken jullie af.",
    Why.SETTING: "Zo staat het ingesteld voor bijeenkomsten zonder contract.",
    Why.OVER: "De tijd ervan was om.",
    Why.EMPTY: "Er was geen lid meer.",
}
# Of each kind: one, and more.
_COUNTED: Mapping[str, tuple[str, str]] = {
    "meetings": ("bijeenkomst", "bijeenkomsten"),
    "lines": ("regel", "regels"),
    "guests": ("gast", "gasten"),
    "members": ("lid", "leden"),
    "dates": ("datum", "datums"),
    "versions": ("versie van het contract", "versies van het contract"),
    "agreements": ("akkoord", "akkoorden"),
    "names": ("plek met een naam", "plekken met een naam"),
    "groups": ("groep", "groepen"),
    "devices": ("apparaat", "apparaten"),
    "other": ("ander gegeven", "andere gegevens"),
}
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_OTHERS = "Een opname of transcript in Teams, Zoom of een telefoon blijft daar staan; wis die zelf."
_SENT = "Wat iemand al had bewaard of afgedrukt, blijft daar ook."


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """A receipt in words. `counted` is how much of what, such as "3 bijeenkomsten, 120 regels"."""

    id: str
    at: datetime
    what: str
    why: str
    counts: Mapping[str, int]
    title: str
    reason: str
    counted: str
    elsewhere: str


class Receipts:
    """Writes and reads them. `backup_days`: how long who runs the machine keeps backups; None: that was not told."""

    def __init__(self, storage: Storage, clock: Clock, backup_days: int | None) -> None:
        self._storage, self._clock, self._days = storage, clock, backup_days

    def make(
        self,
        what: What,
        why: Why,
        counts: Mapping[str, int],
        *,
        group_id: str | None = None,
        person_id: str | None = None,
    ) -> Receipt:
        """One of now; `add` keeps it."""
        kept = {name: number for name, number in counts.items() if number}
        now = self._clock.now()
        return Receipt(new_id(), now, what, why, kept, self.elsewhere(now), group_id, person_id)

    def add(
        self, unit: UnitOfWork, what: What, why: Why, counts: Mapping[str, int], *,
        group_id: str | None = None, person_id: str | None = None,
    ) -> None:  # fmt: skip
        """Keeps one for a group, or for a person."""
        unit.rows(Receipt).add(self.make(what, why, counts, group_id=group_id, person_id=person_id))

    def of_meeting(self, unit: UnitOfWork, row: MeetingRow, lines: int) -> None:
        """Keeps one of a meeting that somebody erased, for its group or its owner; nobody reads one of nobody's."""
        if row.group_id or row.owner_id:
            counts = {"meetings": 1, "lines": lines}
            self.add(unit, What.MEETING, Why.ASKED, counts, group_id=row.group_id, person_id=row.owner_id)

    def of_group(self, group_id: str) -> list[ReceiptView]:
        """A group's, the newest first."""
        with self._storage.read() as unit:
            return [in_words(row) for row in unit.rows(Receipt).all(group_id=group_id, order="-at")]

    def of_person(self, person_id: str) -> list[ReceiptView]:
        """Somebody's own, the newest first."""
        with self._storage.read() as unit:
            return [in_words(row) for row in unit.rows(Receipt).all(person_id=person_id, order="-at")]

    def elsewhere_now(self) -> str:
        """Which copies would stay of what is erased now."""
        return self.elsewhere(self._clock.now())

    def elsewhere(self, now: datetime) -> str:
        """Which copies stay where this program does not reach."""
        if self._days is None:
            old = "In reservekopieën van vóór vandaag staat het nog; vraag wie de machine beheert hoe lang die blijven."
        elif self._days == 0:
            old = "Reservekopieën worden van deze machine niet gemaakt."
        else:
            until = now + timedelta(days=self._days)
            day = f"{until.day} {_MONTHS[until.month - 1]} {until.year}"
            old = f"In reservekopieën van vóór vandaag staat het nog tot {day}."
        return f"{_OTHERS} {_SENT} {old}"


def in_words(row: Receipt) -> ReceiptView:
    """A receipt as it is shown."""
    counts = {name: int(number) for name, number in row.counts.items()}
    counted = ", ".join(
        f"{number} {_COUNTED[name][number != 1]}" for name, number in counts.items() if name in _COUNTED
    )
    return ReceiptView(
        row.id, row.at, row.what, row.why, counts, TITLES.get(row.what, "Er is iets gewist"),
        REASONS.get(row.why, ""), counted, row.elsewhere,
    )  # fmt: skip
