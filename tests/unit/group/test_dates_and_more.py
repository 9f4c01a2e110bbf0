"""Dates, the rota as kept, presence, look-backs and calendar addresses, with storage in memory and a clock to move."""

from datetime import date, datetime, timedelta
from typing import cast
from zoneinfo import ZoneInfo

import icalendar
import pytest

from coach.errors import Conflict, Forbidden, NotFound, Refused
from coach.group.attendance import AttendanceService
from coach.group.calendars import CalendarService
from coach.group.clauses import Book
from coach.group.contracts import ContractService
from coach.group.dates import CANCELLED, HELD, BadDate, Change, DateService, Plan, coming, gone
from coach.group.groups import GroupService
from coach.group.look_back_rules import Due, Every, due, next_own, safety_rhythm
from coach.group.look_backs import BadLookBack, LookBackService, LookBackView
from coach.group.recurrence import Rhythm
from coach.group.rota_service import LET_THE_ROTA, NOBODY, Rota, RotaService
from coach.group.tokens import new_id
from coach.minutes.contract_words import read_contract
from coach.records import Attendance, CalendarAddress, Group, MeetingDate, Member, Person
from coach.settings import ROOT
from tests.fakes.clock import FakeClock
from tests.fakes.storage import FakeStorage

FIVE_WEEKS = Rhythm(5, "weeks")
# The clock stands on Saturday 21 November 2026, ten in the morning in Amsterdam.
TUESDAY = Plan("2026-12-01T15:30", 120, "de kleine zaal", FIVE_WEEKS)


class Room:
    """The services around one storage, and a group of four."""

    def __init__(self, names: tuple[str, ...] = ("Fatima", "Noor", "Joris", "Sanne")) -> None:
        self.storage, self.clock, self.division = FakeStorage(), FakeClock(), "rotate"
        self.dates = DateService(self.storage, self.clock, b"secret")
        self.rota = RotaService(self.storage, self.clock, lambda group: self.division)
        self.attendance = AttendanceService(self.storage, self.clock)
        self.calendars = CalendarService(self.storage, self.clock, b"secret")
        self.groups = GroupService(self.storage, self.clock, b"secret")
        book = Book.load(ROOT / "knowledge" / "contracts" / "clauses.toml")
        self.contracts = ContractService(self.storage, self.clock, book, b"secret", read_contract, remote_model=False)
        self.look_backs = LookBackService(self.storage, self.clock, self.contracts, b"secret")
        first = Person(new_id(), names[0], names[0], "", self.clock.now())
        self.id = self.groups.create(first, "Dinsdag").id
        for name in names[1:]:
            self.join(name)

    def join(self, name: str) -> Member:
        with self.storage.write() as unit:
            row = Member(new_id(), self.id, new_id(), name, "member", "active", self.clock.move(seconds=1))
            unit.inside(self.id, Member).add(row)
        return row

    def member(self, name: str) -> Member:
        return next(row for row in self.groups.members(self.id) if row.name == name)

    def who(self, rota: Rota | None = None) -> list[dict[str, str]]:
        """Names by role, date by date."""
        rota = rota or self.rota.look(self.id)
        return [
            {filled.pick.role: rota.names[who] for filled in column.picks if (who := filled.pick.member_id)}
            for column in rota.columns
        ]

    def until(self, local: str) -> None:
        """Moves the clock on to a time in Amsterdam."""
        moment = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo("Europe/Amsterdam"))
        self.clock.moment = moment


@pytest.fixture
def room() -> Room:
    return Room()


# --- dates ---------------------------------------------------------------------------------------------------


def test_a_year_of_tuesdays_keeps_its_time_on_the_clock_across_both_changes(room: Room) -> None:
    rows = room.dates.plan(room.id, TUESDAY)
    assert len(rows) == 11
    assert {row.local[11:] for row in rows} == {"15:30"}
    assert {row.starts_at.hour for row in rows if "2027-03-28" <= row.local[:10] < "2027-10-31"} == {13}
    assert {row.starts_at.hour for row in rows if row.local[:10] < "2027-03-28"} == {14}


def test_the_same_key_plans_once_and_a_moment_is_never_taken_twice(room: Room) -> None:
    first = room.dates.plan(room.id, TUESDAY, key="een")
    assert room.dates.plan(room.id, TUESDAY, key="een") == first
    with pytest.raises(Conflict):
        room.dates.plan(room.id, TUESDAY)
    with pytest.raises(Conflict):
        room.dates.plan(room.id, Plan("2026-12-01T15:30"))
    assert len(room.dates.all(room.id)) == 11


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (Plan("dinsdag"), "local"),
        (Plan("2062-12-01T15:30"), "local"),
        (Plan("2025-01-01T15:30"), "local"),
        (Plan("2026-12-01T15:30", minutes=0), "minutes"),
        (Plan("2026-12-01T15:30", place="x" * 201), "place"),
        (Plan("2026-12-01T15:30", rhythm=Rhythm(0, "weeks")), "every"),
        (Plan("2026-12-01T15:30", rhythm=Rhythm(13, "months")), "every"),
        (Plan("2026-12-01T15:30", rhythm=FIVE_WEEKS, until=date(2026, 11, 30)), "until"),
        (Plan("2026-12-01T15:30", rhythm=FIVE_WEEKS, until=date(2029, 12, 1)), "until"),
    ],
)
def test_what_cannot_be_planned_is_told_beside_its_field(room: Room, plan: Plan, field: str) -> None:
    with pytest.raises(BadDate) as caught:
        room.dates.plan(room.id, plan)
    assert list(caught.value.fields) == [field]
    assert room.dates.all(room.id) == []


def test_moving_one_date_raises_its_sequence_and_leaves_the_others(room: Room) -> None:
    first, *rest = room.dates.plan(room.id, TUESDAY)
    [moved] = room.dates.change(room.id, first.id, Change(local="2026-12-02T10:00"))
    assert (moved.local, moved.sequence, moved.starts_at.hour) == ("2026-12-02T10:00", 1, 9)
    assert room.dates.all(room.id)[1:] == rest
    assert room.dates.change(room.id, first.id, Change(local="2026-12-02T10:00"))[0].sequence == 1


def test_moving_the_rest_of_a_series_moves_each_as_far_on_the_clock_also_past_a_change_of_it(room: Room) -> None:
    rows = room.dates.plan(room.id, TUESDAY)
    moved = room.dates.change(room.id, rows[2].id, Change(local="2027-02-10T09:00", following=True))
    assert [row.local[11:] for row in moved] == ["09:00"] * 9
    assert {datetime.fromisoformat(row.local).weekday() for row in moved} == {2}
    assert {row.starts_at.hour for row in moved} == {7, 8}
    assert [row.local[11:] for row in room.dates.all(room.id)[:2]] == ["15:30", "15:30"]


def test_a_date_cannot_move_onto_another(room: Room) -> None:
    first, second, *_ = room.dates.plan(room.id, TUESDAY)
    with pytest.raises(Conflict):
        room.dates.change(room.id, first.id, Change(local=second.local))


def test_who_had_said_no_to_a_day_is_asked_again_when_it_moves_and_not_when_the_room_changes(room: Room) -> None:
    first, *_ = room.dates.plan(room.id, TUESDAY)
    noor = room.member("Noor")
    room.attendance.record(room.id, first.id, noor, {noor.id: False})
    room.dates.change(room.id, first.id, Change(place="boven"))
    assert {one.present for one in room.attendance.look(room.id, first.id)} == {None, False}
    room.dates.change(room.id, first.id, Change(local="2026-12-02T10:00"))
    assert {one.present for one in room.attendance.look(room.id, first.id)} == {None}


def test_calling_off_the_rest_can_be_undone_one_by_one(room: Room) -> None:
    rows = room.dates.plan(room.id, TUESDAY)
    assert len(room.dates.cancel(room.id, rows[8].id, following=True)) == 3
    assert room.dates.cancel(room.id, rows[8].id) == []
    with pytest.raises(Refused):
        room.dates.change(room.id, rows[8].id, Change(minutes=60))
    back = room.dates.restore(room.id, rows[8].id)
    assert (back.state, back.sequence) == ("planned", 2)
    assert [row.state for row in room.dates.all(room.id)[8:]] == ["planned", CANCELLED, CANCELLED]


def test_a_date_does_not_come_back_where_another_was_planned_since(room: Room) -> None:
    [row] = room.dates.plan(room.id, Plan("2026-12-01T15:30"))
    room.dates.cancel(room.id, row.id)
    room.dates.plan(room.id, Plan("2026-12-01T15:30"))
    with pytest.raises(Conflict):
        room.dates.restore(room.id, row.id)


def test_a_date_is_coming_until_it_is_over(room: Room) -> None:
    [row] = room.dates.plan(room.id, Plan("2026-12-01T15:30"))
    room.until("2026-12-01T17:29")
    assert coming(room.dates.all(room.id), room.clock.now()) == [row]
    room.until("2026-12-01T17:30")
    assert gone(room.dates.all(room.id), room.clock.now()) == [row]


@pytest.mark.parametrize(("weeks", "said"), [(10, False), (11, False), (13, True)])
def test_fewer_than_five_a_year_is_remarked_and_five_are_not(room: Room, weeks: int, said: bool) -> None:
    room.dates.plan(room.id, Plan("2026-12-01T15:30", rhythm=Rhythm(weeks, "weeks")))
    assert room.dates.few(room.id) is said


def test_halfway_the_year_the_dates_that_were_count_too_and_without_dates_nothing_is_remarked(room: Room) -> None:
    assert not room.dates.few(room.id)
    room.dates.plan(room.id, Plan("2026-12-01T15:30", rhythm=Rhythm(8, "weeks"), until=date(2027, 8, 1)))
    assert len(room.dates.all(room.id)) == 5
    room.until("2027-05-01T10:00")
    assert not room.dates.few(room.id)
    room.dates.cancel(room.id, room.dates.all(room.id)[0].id)
    assert room.dates.few(room.id)


def test_a_date_of_another_group_does_not_exist_here(room: Room) -> None:
    other = room.groups.create(Person(new_id(), "mei", "Mei", "", room.clock.now()), "Woensdag")
    [row] = room.dates.plan(other.id, Plan("2026-12-01T15:30"))
    for call in (room.dates.one, room.dates.cancel, room.dates.restore, room.attendance.look):
        with pytest.raises(NotFound):
            call(room.id, row.id)


# --- rota ----------------------------------------------------------------------------------------------------


def test_what_is_proposed_stands_once_it_is_taken_over(room: Room) -> None:
    room.dates.plan(room.id, TUESDAY)
    proposed = room.rota.look(room.id)
    assert proposed.open
    taken = room.rota.change(room.id, {})
    assert room.who(taken) == room.who(proposed)
    assert not taken.open
    assert room.dates.all(room.id)[0].roles == {
        "facilitator": room.member("Fatima").id, "case_presenter": room.member("Noor").id,
        "minutes_taker": room.member("Joris").id,
    }  # fmt: skip


def test_a_choice_by_hand_stands_and_the_rest_of_the_rota_adapts(room: Room) -> None:
    first, *_ = room.dates.plan(room.id, TUESDAY)
    room.rota.change(room.id, {})
    before = room.who()
    room.rota.change(room.id, {first.id: {"facilitator": room.member("Sanne").id}}, fill="all")
    after = room.who()
    assert after[0]["facilitator"] == "Sanne"
    assert before[1]["facilitator"] == "Sanne"
    assert after[1]["facilitator"] != "Sanne"
    room.rota.change(room.id, {}, fill="all")
    assert room.who() == after


def test_who_is_chosen_by_hand_leaves_the_other_role_of_that_day_to_somebody_else(room: Room) -> None:
    first, *_ = room.dates.plan(room.id, TUESDAY)
    room.rota.change(room.id, {})
    room.rota.change(room.id, {first.id: {"minutes_taker": room.member("Fatima").id}})
    now = room.who()[0]
    assert now["minutes_taker"] == "Fatima"
    assert len(set(now.values())) == 3


def test_a_role_can_be_left_to_nobody_and_given_back_to_the_rota(room: Room) -> None:
    first, *_ = room.dates.plan(room.id, TUESDAY)
    room.rota.change(room.id, {first.id: {"minutes_taker": NOBODY}}, fill="all")
    assert "minutes_taker" not in room.who()[0]
    room.rota.change(room.id, {first.id: {"minutes_taker": LET_THE_ROTA}})
    assert "minutes_taker" in room.who()[0]


def test_nobody_is_chosen_for_two_roles_or_while_absent_or_from_elsewhere(room: Room) -> None:
    first, *_ = room.dates.plan(room.id, TUESDAY)
    noor, sanne = room.member("Noor"), room.member("Sanne")
    with pytest.raises(Conflict):
        room.rota.change(room.id, {first.id: {"facilitator": noor.id, "minutes_taker": noor.id}})
    room.attendance.record(room.id, first.id, sanne, {sanne.id: False})
    with pytest.raises(Refused):
        room.rota.change(room.id, {first.id: {"facilitator": sanne.id}})
    with pytest.raises(NotFound):
        room.rota.change(room.id, {first.id: {"facilitator": new_id()}})
    assert room.dates.one(room.id, first.id).by_hand == {}


def test_who_says_not_to_come_is_replaced_in_the_proposal_and_keeps_the_turn_for_later(room: Room) -> None:
    first, *_ = room.dates.plan(room.id, TUESDAY)
    room.rota.change(room.id, {})
    fatima = room.member("Fatima")
    room.attendance.record(room.id, first.id, fatima, {fatima.id: False})
    look = room.rota.look(room.id)
    assert room.who(look)[0]["facilitator"] == "Sanne"
    assert look.columns[0].open
    room.rota.change(room.id, {}, fill="all")
    assert room.who()[1]["facilitator"] == "Fatima"


def test_who_leaves_leaves_open_places_that_the_rota_fills(room: Room) -> None:
    room.dates.plan(room.id, TUESDAY)
    room.rota.change(room.id, {})
    room.groups.leave(room.id, room.member("Noor").id)
    look = room.rota.look(room.id)
    assert look.open
    assert all("Noor" not in names.values() and len(names) == 3 for names in room.who(look))


def test_who_comes_in_gets_turns_when_the_rota_is_divided_again(room: Room) -> None:
    room.dates.plan(room.id, TUESDAY)
    room.rota.change(room.id, {})
    room.until("2026-12-20T10:00")
    room.join("Mei")
    assert all("Mei" not in names.values() for names in room.who())
    room.rota.change(room.id, {}, fill="all")
    assert sum("Mei" in names.values() for names in room.who()) >= 5


def test_two_turns_are_exchanged_and_stay_so(room: Room) -> None:
    first, second, *_ = room.dates.plan(room.id, TUESDAY)
    room.rota.change(room.id, {})
    before = room.who()
    room.rota.swap(room.id, (first.id, "facilitator"), (second.id, "facilitator"))
    after = room.who()
    assert (after[0]["facilitator"], after[1]["facilitator"]) == (before[1]["facilitator"], before[0]["facilitator"])
    room.rota.change(room.id, {}, fill="all")
    assert room.who()[0]["facilitator"] == after[0]["facilitator"]


def test_in_a_small_group_who_is_replaced_takes_the_other_role_of_that_day(room: Room) -> None:
    first, second, *_ = room.dates.plan(room.id, TUESDAY)
    before = room.who()
    role, name = next((role, name) for role, name in before[1].items() if name in before[0].values())
    theirs = next(other for other, who in before[0].items() if who == name)
    wanted = next(other for other, who in before[0].items() if who != name)
    room.rota.swap(room.id, (first.id, wanted), (second.id, role))
    after = room.who()
    assert (after[0][wanted], after[0][theirs]) == (name, before[0][wanted])
    assert after[1][role] == before[0][wanted]
    assert all(len(set(names.values())) == 3 for names in after[:2])


def test_nobody_is_given_a_turn_in_exchange_on_a_day_they_are_away(room: Room) -> None:
    first, second, *_ = room.dates.plan(room.id, TUESDAY)
    room.rota.change(room.id, {})
    before = room.who()
    away = room.member(before[1]["facilitator"])
    room.attendance.record(room.id, first.id, away, {away.id: False})
    with pytest.raises(Refused):
        room.rota.swap(room.id, (first.id, "facilitator"), (second.id, "facilitator"))
    with pytest.raises(NotFound):
        room.rota.swap(room.id, (first.id, "observer"), (second.id, "facilitator"))


def test_with_somebody_from_outside_only_the_other_roles_are_divided(room: Room) -> None:
    room.dates.plan(room.id, TUESDAY)
    room.division = "outside"
    assert set(room.who()[0]) == {"case_presenter", "minutes_taker"}


def test_a_group_that_wants_a_timekeeper_gets_one(room: Room) -> None:
    room.dates.plan(room.id, TUESDAY)
    room.rota.change(room.id, {}, timekeeper=True)
    assert all(len(set(names.values())) == 4 for names in room.who())


def test_what_has_been_is_not_divided_again(room: Room) -> None:
    first, *_ = room.dates.plan(room.id, TUESDAY)
    room.until("2026-12-01T15:31")
    with pytest.raises(Refused):
        room.rota.change(room.id, {first.id: {"facilitator": room.member("Noor").id}})


# --- who was there -------------------------------------------------------------------------------------------


def test_the_coordinator_and_who_leads_tell_of_everybody_and_others_only_of_themselves(room: Room) -> None:
    first, *_ = room.dates.plan(room.id, TUESDAY)
    noor, joris = room.member("Noor"), room.member("Joris")
    room.rota.change(room.id, {first.id: {"facilitator": noor.id}})
    room.until("2026-12-01T18:00")
    with pytest.raises(Forbidden):
        room.attendance.record(room.id, first.id, joris, {noor.id: False})
    everybody = {member.id: True for member in room.groups.members(room.id)}
    room.attendance.record(room.id, first.id, noor, everybody)
    told = room.attendance.record(room.id, first.id, joris, {joris.id: False})
    assert {one.name: (one.present, one.own) for one in told} == {
        "Fatima": (True, False), "Noor": (True, True), "Joris": (False, True), "Sanne": (True, False),
    }  # fmt: skip
    assert room.dates.one(room.id, first.id).state == HELD


def test_saying_before_it_begins_that_one_comes_does_not_make_it_held(room: Room) -> None:
    first, *_ = room.dates.plan(room.id, TUESDAY)
    noor = room.member("Noor")
    room.attendance.record(room.id, first.id, noor, {noor.id: True})
    assert room.dates.one(room.id, first.id).state == "planned"


def test_who_left_after_a_date_is_still_in_its_list_and_who_left_before_is_not(room: Room) -> None:
    first, second, *_ = room.dates.plan(room.id, TUESDAY)
    room.until("2026-12-10T10:00")
    room.groups.leave(room.id, room.member("Joris").id)
    assert "Joris" in [one.name for one in room.attendance.look(room.id, first.id)]
    assert "Joris" not in [one.name for one in room.attendance.look(room.id, second.id)]


def test_dates_that_nobody_told_of_are_found(room: Room) -> None:
    first, second, *_ = room.dates.plan(room.id, TUESDAY)
    room.until("2027-01-10T10:00")
    assert [row.id for row in room.attendance.untold(room.id)] == [second.id, first.id]
    noor = room.member("Noor")
    room.attendance.record(room.id, first.id, noor, {noor.id: True})
    assert [row.id for row in room.attendance.untold(room.id)] == [second.id]


def test_nobody_is_noted_for_a_date_that_was_called_off(room: Room) -> None:
    first, *_ = room.dates.plan(room.id, TUESDAY)
    room.dates.cancel(room.id, first.id)
    noor = room.member("Noor")
    with pytest.raises(Refused):
        room.attendance.record(room.id, first.id, noor, {noor.id: True})


# --- look-backs ----------------------------------------------------------------------------------------------


def _standing(room: Room, kind: str) -> LookBackView:
    return next(view for view in room.look_backs.look(room.id) if view.id == kind)


def test_without_a_contract_the_defaults_bring_back_the_contract_and_safety(room: Room) -> None:
    contract, safety = _standing(room, "contract"), _standing(room, "safety")
    assert (contract.due_on, contract.every) == (date(2027, 5, 21), Every(months=6))
    assert (safety.due_on, safety.meetings, safety.every) == (None, 3, Every(meetings=3))
    room.dates.plan(room.id, TUESDAY)
    assert _standing(room, "safety").due_on == date(2027, 2, 9)


def test_the_wizard_s_choice_on_safety_holds_until_there_is_a_contract(room: Room) -> None:
    with room.storage.write() as unit:
        unit.rows(Group).change(room.id, set_up={"safety": {"check": "twice_a_year"}})
    assert _standing(room, "safety").every == Every(days=182)
    chief = room.member("Fatima")
    room.contracts.propose(room.id, chief, {"safety": {"choices": {"safety_every": 2}}})
    for member in room.groups.members(room.id):
        room.contracts.agree(room.id, member, 1, member.name)
    assert _standing(room, "safety").every == Every(meetings=2)


def test_what_is_done_comes_back_by_itself(room: Room) -> None:
    room.dates.plan(room.id, TUESDAY)
    room.until("2027-02-09T18:00")
    assert [view.id for view in room.look_backs.due(room.id)] == ["safety"]
    room.look_backs.done(room.id, "safety")
    room.look_backs.done(room.id, "safety")
    assert room.look_backs.due(room.id) == []
    # Three meetings on: 16 March, 20 April, 25 May.
    assert _standing(room, "safety").due_on == date(2027, 5, 25)
    # Half a year is over on 21 May, a day without a meeting: it waits for the first meeting after that.
    assert _standing(room, "contract").due_on == date(2027, 5, 25)
    room.until("2027-05-24T09:00")
    assert room.look_backs.due(room.id) == []
    room.until("2027-05-25T09:00")
    assert {view.id for view in room.look_backs.due(room.id)} == {"safety", "contract"}
    room.look_backs.done(room.id, "contract")
    # Nothing is planned so far ahead, so it is the day itself.
    assert _standing(room, "contract").due_on == date(2027, 11, 25)


def test_an_own_line_returns_in_its_rhythm_and_one_without_is_off_the_list(room: Room) -> None:
    once = room.look_backs.add(room.id, "De kamer: is die nog goed?", date(2026, 11, 21))
    again = room.look_backs.add(room.id, "Komt iedereen aan bod?", date(2026, 11, 21), 30)
    room.clock.move(days=45)
    assert {view.id for view in room.look_backs.due(room.id)} == {once.id, again.id}
    for view in (once, again, again):
        room.look_backs.done(room.id, view.id)
    own = [view for view in room.look_backs.look(room.id) if view.kind == "own"]
    assert [(view.id, view.due_on) for view in own] == [(again.id, date(2027, 1, 20))]
    room.look_backs.remove(room.id, again.id)
    assert [view.kind for view in room.look_backs.look(room.id)] == ["contract", "safety"]


def test_an_own_line_needs_words_and_a_day_to_come_and_the_standing_ones_stay(room: Room) -> None:
    with pytest.raises(BadLookBack) as caught:
        room.look_backs.add(room.id, " ", date(2026, 11, 20), 0)
    assert set(caught.value.fields) == {"text", "due_on", "every_days"}
    with pytest.raises(Refused):
        room.look_backs.remove(room.id, "safety")
    with pytest.raises(NotFound):
        room.look_backs.done(room.id, new_id())


def test_a_meeting_on_the_day_it_was_done_counts_for_that_time() -> None:
    days = [date(2026, 12, 1), date(2027, 1, 5), date(2027, 2, 9)]
    assert due(Every(meetings=1), date(2026, 12, 1), None, days) == Due(days[0])
    assert due(Every(meetings=1), date(2026, 12, 1), days[0], days) == Due(days[1])
    assert due(Every(meetings=3), date(2026, 12, 1), days[0], days) == Due(None, 1)


def test_the_safety_rhythm_follows_contract_then_wizard_then_custom() -> None:
    assert safety_rhythm(2, "each_meeting", 3) == Every(meetings=2)
    assert safety_rhythm(0, "each_meeting", 3) == Every(meetings=1)
    assert safety_rhythm(0, None, 3) == Every(meetings=3)


def test_an_own_rhythm_never_returns_on_a_day_that_is_over() -> None:
    start = date(2026, 1, 1)
    assert next_own(start, 30, start) == start + timedelta(days=30)
    assert next_own(start, 30, start + timedelta(days=29)) == start + timedelta(days=30)
    assert next_own(start, 30, start + timedelta(days=30)) == start + timedelta(days=60)


# --- calendar ------------------------------------------------------------------------------------------------


def _events(file: bytes) -> list[icalendar.Event]:
    return cast(list[icalendar.Event], icalendar.Calendar.from_ical(file).walk("VEVENT"))


def test_an_address_gives_the_time_and_nothing_else(room: Room) -> None:
    first, *_ = room.dates.plan(room.id, TUESDAY)
    room.rota.change(room.id, {})
    mine = room.calendars.renew(room.id, room.member("Noor").id)
    file = room.calendars.feed(mine.token)
    for word in (b"Fatima", b"Noor", b"Joris", b"Dinsdag", b"zaal", b"LOCATION", b"ATTENDEE", b"ORGANIZER"):
        assert word not in file
    event = _events(file)[0]
    assert (event["SUMMARY"], event["UID"], event["SEQUENCE"]) == ("Intervisie", f"{first.id}@doorvraag", 0)
    assert event.decoded("DTSTART") == first.starts_at
    assert event.decoded("DURATION") == timedelta(hours=2)


def test_name_and_place_are_told_only_when_wanted_and_renewing_keeps_that(room: Room) -> None:
    room.dates.plan(room.id, TUESDAY)
    noor = room.member("Noor").id
    old = room.calendars.renew(room.id, noor)
    room.calendars.tell(room.id, noor, with_name=True, with_place=True)
    new = room.calendars.renew(room.id, noor)
    event = _events(room.calendars.feed(new.token))[0]
    assert (event["SUMMARY"], event["LOCATION"]) == ("Intervisie · Dinsdag", "de kleine zaal")
    with pytest.raises(NotFound):
        room.calendars.feed(old.token)


def test_the_file_follows_what_is_moved_and_called_off(room: Room) -> None:
    first, second, *_ = room.dates.plan(room.id, TUESDAY)
    token = room.calendars.renew(room.id, room.member("Noor").id).token
    before = room.calendars.feed(token)
    assert room.calendars.feed(token) == before
    room.clock.move(minutes=5)
    room.dates.change(room.id, first.id, Change(local="2026-12-02T10:00"))
    room.dates.cancel(room.id, second.id)
    one, two, *_ = _events(room.calendars.feed(token))
    assert (one["SEQUENCE"], one["STATUS"]) == (1, "CONFIRMED")
    assert one.decoded("DTSTART").isoformat() == "2026-12-02T10:00:00+01:00"
    assert (two["SEQUENCE"], two["STATUS"]) == (1, "CANCELLED")
    assert one.decoded("LAST-MODIFIED") == room.clock.now()


def test_the_file_itself_says_how_the_clock_changes(room: Room) -> None:
    rows = room.dates.plan(room.id, TUESDAY)
    file = room.calendars.feed(room.calendars.renew(room.id, room.member("Noor").id).token)
    [told] = icalendar.Calendar.from_ical(file).walk("VTIMEZONE")
    # What the file tells, without what this machine knows of Amsterdam.
    zone = cast(icalendar.Timezone, told).to_tz(lookup_tzid=False)
    for row, event in zip(rows, _events(file), strict=True):
        start = event.decoded("DTSTART").replace(tzinfo=zone)
        assert (start.replace(tzinfo=None) - start.utcoffset()).replace(tzinfo=row.starts_at.tzinfo) == row.starts_at


def test_an_address_ends_with_membership_or_when_stopped_and_nothing_of_it_is_kept_in_clear(room: Room) -> None:
    noor, joris = room.member("Noor").id, room.member("Joris").id
    mine, his = room.calendars.renew(room.id, noor), room.calendars.renew(room.id, joris)
    assert room.calendars.mine(room.id, noor) == mine
    with room.storage.read() as unit:
        assert mine.token not in repr(unit.inside(room.id, CalendarAddress).all())
    room.groups.leave(room.id, noor)
    room.calendars.stop(room.id, joris)
    for token in (mine.token, his.token, "", "x" * 43):
        with pytest.raises(NotFound):
            room.calendars.feed(token)


def test_leaving_takes_the_address_away_and_one_of_a_former_member_would_give_nothing(room: Room) -> None:
    noor, joris = room.member("Noor").id, room.member("Joris").id
    room.calendars.renew(room.id, noor)
    room.groups.leave(room.id, noor)
    assert room.calendars.mine(room.id, noor) is None
    his = room.calendars.renew(room.id, joris)
    with room.storage.write() as unit:
        unit.inside(room.id, Member).change(joris, state="removed")
    with pytest.raises(NotFound):
        room.calendars.feed(his.token)


def test_a_copy_of_the_database_under_another_secret_shows_no_address(room: Room) -> None:
    noor = room.member("Noor").id
    room.calendars.renew(room.id, noor)
    mine = CalendarService(room.storage, room.clock, b"other").mine(room.id, noor)
    assert mine is not None
    assert mine.token == ""


def test_dates_long_over_leave_the_file(room: Room) -> None:
    room.dates.plan(room.id, TUESDAY)
    token = room.calendars.renew(room.id, room.member("Noor").id).token
    room.until("2027-03-30T10:00")
    assert len(_events(room.calendars.feed(token))) == 10


def test_one_date_is_a_file_of_its_own(room: Room) -> None:
    first, *_ = room.dates.plan(room.id, TUESDAY)
    [event] = _events(room.calendars.one(room.id, first.id, room.member("Noor").id))
    assert event["UID"] == f"{first.id}@doorvraag"


def test_presence_is_kept_once_for_each_member_and_date(room: Room) -> None:
    first, *_ = room.dates.plan(room.id, TUESDAY)
    noor = room.member("Noor")
    for there in (True, False, True):
        room.attendance.record(room.id, first.id, noor, {noor.id: there})
    with room.storage.read() as unit:
        assert [row.present for row in unit.inside(room.id, Attendance).all()] == [True]
        assert unit.inside(room.id, MeetingDate).count() == 11
