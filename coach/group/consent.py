"""Yes or no to captions, recording or a model in one meeting: asked only of what the contract allows at all.

Everybody answers for themselves and nobody sees another's answer: the others read that everybody wants it, or that not
everybody does. Who did not answer counts as a no, in the same words. A no, and taking back a yes, hold at once.
"""

from dataclasses import dataclass
from enum import StrEnum

from coach.errors import BadInput, NotFound, Refused
from coach.group.door import PolicyOf
from coach.group.seats import taken_seats
from coach.group.tokens import new_id
from coach.ports import Clock, Storage, UnitOfWork
from coach.records import Consent, Group, Seat


class What(StrEnum):
    """What is asked."""

    CAPTIONS = "captions"
    RECORDING = "recording"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as one person sees it. `mine` is None before an answer; `everybody`: whether all said yes."""

    what: What
    mine: bool | None
    everybody: bool


class ConsentService:
    """Consent. Whoever captions, records or asks a model for a meeting asks `allowed` first, every time anew."""

    def __init__(self, storage: Storage, clock: Clock, policy: PolicyOf) -> None:
        self._storage, self._clock, self._policy = storage, clock, policy

    def allowed(self, unit: UnitOfWork, meeting_id: str, what: What) -> bool:
        """Whether this may happen in this meeting now: the contract allows it, and everybody there said yes.

        Never in a meeting without a group, where no contract allows it.
        """
        meeting = unit.meetings.get(meeting_id)
        if meeting is None or meeting.group_id is None or what not in self._open(unit, meeting.group_id):
            return False
        return _everybody(unit, meeting.group_id, meeting_id, what)

    def look(self, group_id: str, meeting_id: str, seat: Seat | None) -> tuple[Asked, ...]:
        """What is asked in this meeting, as who sits in this seat sees it; nothing when the contract allows nothing."""
        with self._storage.read() as unit:
            return tuple(
                Asked(what, _mine(unit, seat, what), _everybody(unit, group_id, meeting_id, what))
                for what in self._open(unit, group_id)
            )

    def answer(self, group_id: str, meeting_id: str, seat: Seat | None, what: str, given: bool) -> None:
        """One's own yes or no; the last one counts, and is all that is kept.

        Raises NotFound (`no_seat`) without a seat, Refused (`not_in_contract`) for what the contract does not allow.
        """
        if what not in list(What):
            raise BadInput("Dit wordt hier niet gevraagd.", code="unknown_consent", where="what")
        if seat is None:
            raise NotFound("Je staat niet op de lijst van deze bijeenkomst. Zeg het de begeleider.", code="no_seat")
        with self._storage.write() as unit:
            unit.rows(Group).get(group_id)  # locks it: two answers of one person come one after the other
            if What(what) not in self._open(unit, group_id):
                raise Refused(
                    "Volgens jullie contract kan dit niet, dus er valt niets te kiezen.", code="not_in_contract"
                )
            if unit.inside(group_id, Seat).get(seat.id) is None:
                raise NotFound("Deze plaats is er niet (meer).", code="no_seat")
            rows = unit.inside(group_id, Consent)
            rows.remove(meeting_id=meeting_id, seat_id=seat.id, what=what)
            rows.add(Consent(new_id(), group_id, meeting_id, seat.id, what, given, self._clock.now()))

    def _open(self, unit: UnitOfWork, group_id: str) -> tuple[What, ...]:
        policy = self._policy(unit, group_id)
        may = {What.CAPTIONS: policy.captions, What.RECORDING: policy.recording, What.MODEL: policy.model}
        return tuple(what for what, allowed in may.items() if allowed)


def _mine(unit: UnitOfWork, seat: Seat | None, what: What) -> bool | None:
    if seat is None:
        return None
    return _latest(unit, seat, what)


def _latest(unit: UnitOfWork, seat: Seat, what: What) -> bool | None:
    answers = unit.inside(seat.group_id, Consent).all(
        meeting_id=seat.meeting_id, seat_id=seat.id, what=what.value, order="-at", limit=1
    )
    return answers[0].given if answers else None


def _everybody(unit: UnitOfWork, group_id: str, meeting_id: str, what: What) -> bool:
    seats = taken_seats(unit, group_id, meeting_id)
    return bool(seats) and all(_latest(unit, seat, what) is True for seat in seats)
