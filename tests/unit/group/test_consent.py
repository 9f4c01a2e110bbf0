"""Yes or no in a meeting: private, nobody's silence is a yes, and a no holds at once."""

from dataclasses import replace
from typing import Any

import pytest

from coach.errors import BadInput, NotFound, Refused
from coach.group.consent import ConsentService, What
from coach.group.guests import GuestService
from coach.group.policy import GroupPolicy
from coach.group.seats import SeatService, Wanted
from coach.ports import MeetingRow, UnitOfWork
from coach.records import Consent, Group, Member, Seat
from tests.fakes.clock import FakeClock
from tests.fakes.storage import FakeStorage

GROUP, MEETING = "1" * 32, "2" * 32


class Room:
    """A meeting of three members, and a contract that allows to record and to use a model, but no captions."""

    def __init__(self) -> None:
        self.storage, self.clock = FakeStorage(), FakeClock()
        self.rules = GroupPolicy(recording=True, model=True)
        self.consent = ConsentService(self.storage, self.clock, lambda unit, group_id: self.rules)
        self.seats = SeatService(self.storage, self.clock, self._open)
        self.guests = GuestService(self.storage, self.clock, b"geheim")
        now = self.clock.now()
        self.members = [
            Member(f"{n:032x}", GROUP, None, name, "member", "active", now)
            for n, name in enumerate(("Noor", "Kees", "Mei"))
        ]
        with self.storage.write() as unit:
            unit.rows(Group).add(Group(GROUP, "Dinsdag", now))
            for member in self.members:
                unit.inside(GROUP, Member).add(member)
        self.seats.start(GROUP, self.members[0], "basismodel", "Dinsdag", Wanted())

    def _open(self, method: str, title: str, key: str | None, *, group_id: str, said: object, along: Any) -> str:
        row = MeetingRow(MEETING, method, self.clock.now(), None, group_id)
        with self.storage.write() as unit:
            unit.meetings.create(row)
            along(unit, row)
        return row.id

    def seat(self, name: str) -> Seat:
        with self.storage.read() as unit:
            found = {view.name: view.id for view in self.seats.seats(GROUP, MEETING)}
            seat = unit.inside(GROUP, Seat).get(found[name])
        assert seat is not None
        return seat

    def say(self, name: str, given: bool, what: str = "recording") -> None:
        self.clock.move(minutes=1)
        self.consent.answer(GROUP, MEETING, self.seat(name), what, given)

    def allowed(self, what: What = What.RECORDING) -> bool:
        with self.storage.read() as unit:
            return self.consent.allowed(unit, MEETING, what)

    def seen(self, name: str) -> dict[str, tuple[bool | None, bool]]:
        return {one.what.value: (one.mine, one.everybody) for one in self.consent.look(GROUP, MEETING, self.seat(name))}


@pytest.fixture
def room() -> Room:
    return Room()


def everybody(room: Room, given: bool = True) -> None:
    for member in room.members:
        room.say(member.name, given)


def test_only_when_everybody_said_yes_it_is_allowed(room: Room) -> None:
    assert not room.allowed()
    room.say("Noor", True)
    room.say("Kees", True)
    assert not room.allowed()
    room.say("Mei", True)
    assert room.allowed()
    assert not room.allowed(What.MODEL)


def test_a_no_and_a_missing_answer_look_the_same_to_the_others(room: Room) -> None:
    room.say("Noor", True)
    room.say("Kees", True)
    missing = room.seen("Noor")
    room.say("Mei", False)
    assert room.seen("Noor") == missing
    assert room.seen("Noor")["recording"] == (True, False)
    assert room.seen("Mei")["recording"] == (False, False)


def test_a_yes_that_is_taken_back_holds_at_once_and_the_last_answer_counts(room: Room) -> None:
    everybody(room)
    room.say("Kees", False)
    assert not room.allowed()
    room.say("Kees", True)
    assert room.allowed()
    with room.storage.read() as unit:
        assert unit.inside(GROUP, Consent).count() == 3  # nobody can look up that Kees once said no


def test_what_the_contract_does_not_allow_is_not_asked_and_an_old_yes_does_not_hold(room: Room) -> None:
    assert set(room.seen("Noor")) == {"recording", "model"}
    with pytest.raises(Refused):
        room.say("Noor", True, "captions")
    with pytest.raises(BadInput):
        room.say("Noor", True, "video")
    everybody(room)
    room.rules = replace(room.rules, recording=False)
    assert not room.allowed()
    assert set(room.seen("Noor")) == {"model"}


def test_who_comes_in_later_is_waited_for(room: Room) -> None:
    everybody(room)
    link = room.guests.make_link(GROUP, MEETING)
    assert room.allowed()  # a link that nobody used is nobody
    room.guests.come_in(link.token, "Ilse")
    assert not room.allowed()
    room.say("Ilse", True)
    assert room.allowed()


def test_taking_a_seat_away_does_not_show_whose_no_it_was(room: Room) -> None:
    room.say("Noor", True)
    room.say("Kees", True)
    room.say("Mei", False)
    room.seats.remove(GROUP, MEETING, room.seat("Mei").id)
    assert room.seen("Noor")["recording"] == (None, False)
    assert not room.allowed()


def test_without_a_seat_one_answers_nothing_and_reads_no_answer_of_ones_own(room: Room) -> None:
    with pytest.raises(NotFound):
        room.consent.answer(GROUP, MEETING, None, "recording", True)
    seat = room.seat("Mei")
    room.seats.remove(GROUP, MEETING, seat.id)
    with pytest.raises(NotFound):
        room.consent.answer(GROUP, MEETING, seat, "recording", True)
    assert [one.mine for one in room.consent.look(GROUP, MEETING, None)] == [None, None]


def test_a_meeting_without_a_group_or_that_is_not_there_allows_nothing(room: Room) -> None:
    def loose(unit: UnitOfWork) -> None:
        unit.meetings.create(MeetingRow("3" * 32, "basismodel", room.clock.now(), None, None, None))

    with room.storage.write() as unit:
        loose(unit)
        assert not room.consent.allowed(unit, "3" * 32, What.MODEL)
        assert not room.consent.allowed(unit, "4" * 32, What.MODEL)


def test_thirty_members_all_count(room: Room) -> None:
    with room.storage.write() as unit:
        for number in range(3, 30):
            unit.inside(GROUP, Member).add(replace(room.members[0], id=f"{number:032x}", name=f"Lid {number}"))
    for number in range(3, 30):
        room.seats.add(GROUP, MEETING, f"{number:032x}")
    everybody(room)
    for number in range(3, 29):
        room.say(f"Lid {number}", True)
    assert not room.allowed()
    room.say("Lid 29", True)
    assert room.allowed()
