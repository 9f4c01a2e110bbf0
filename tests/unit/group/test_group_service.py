"""Groups, invitations and the start-up on storage in memory, with a clock that moves."""

from dataclasses import replace
from typing import Any

import pytest

from coach.errors import BadInput, Conflict, NotFound, Refused
from coach.group.groups import GroupService
from coach.group.invites import CODE_LENGTH, MAX_MEMBERS, InviteService, OpenInvite
from coach.group.membership import keep_led
from coach.group.secrecy import Outside, refuse_locked
from coach.group.set_up import BadStep, SetUpService
from coach.group.set_up_steps import Steps
from coach.records import ContractVersion, Fit, Group, Invite, MeetingDate, Member, Person
from coach.settings import ROOT
from tests.fakes.clock import FakeClock
from tests.fakes.storage import FakeStorage

METHODS = {"basismodel": "Basismodel", "incidentmethode": "Incidentmethode"}


class Room:
    """The services around one storage."""

    def __init__(self) -> None:
        self.storage, self.clock = FakeStorage(), FakeClock()
        self.groups = GroupService(self.storage, self.clock, b"secret")
        self.invites = InviteService(self.storage, self.clock, b"secret")
        steps = Steps.load(ROOT / "knowledge" / "groups" / "set_up.toml")
        self.set_up = SetUpService(self.storage, steps, lambda: METHODS)
        self.group = self.groups.create(self.person("Fatima"), "Dinsdag")
        [self.chief] = self.groups.members(self.group.id)

    def person(self, name: str) -> Person:
        with self.storage.write() as unit:
            count = unit.rows(Person).count()
            person = Person(f"{count:032x}", f"{name} {count}", name, "", self.clock.now())
            unit.rows(Person).add(person)
        return person

    def invited(self, **how: Any) -> OpenInvite:
        return self.invites.make(self.group.id, self.chief, **how)

    def joined(self, name: str) -> Member:
        return self.invites.join(self.person(name), self.invited().token)

    def role(self, member: Member) -> str:
        return next(row.role for row in self.groups.members(self.group.id) if row.id == member.id)


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.mark.parametrize("name", ["", "  \u200b ", "x" * 101])
def test_a_group_needs_a_name_of_one_line_that_is_not_endless(room: Room, name: str) -> None:
    with pytest.raises(BadInput):
        room.groups.create(room.person("Noor"), name)


def test_names_lose_what_cannot_be_seen(room: Room) -> None:
    room.groups.rename(room.group.id, " Woens\u200bdag \n avond ")
    assert room.groups.view(room.group.id, room.chief).name == "Woensdag avond"


def test_an_invitation_ends_on_its_last_moment(room: Room) -> None:
    invite = room.invited(days=1)
    room.clock.move(hours=23, minutes=59)
    assert room.invites.look(invite.token).group_name == "Dinsdag"
    room.clock.move(minutes=1)
    with pytest.raises(NotFound):
        room.invites.look(invite.token)
    with pytest.raises(NotFound):
        room.invites.token_of(invite.code)
    assert room.invites.open(room.group.id) == []


def test_neither_link_nor_code_of_an_invitation_is_kept(room: Room) -> None:
    invite = room.invited()
    with room.storage.read() as unit:
        kept = repr(unit.across(Invite).all())
    assert invite.token not in kept
    assert invite.code not in kept
    assert invite.code.replace("-", "") not in kept
    assert len(invite.code.replace("-", "")) == CODE_LENGTH


def test_with_another_secret_an_invitation_still_works_and_is_no_longer_shown(room: Room) -> None:
    invite = room.invited()
    other = InviteService(room.storage, room.clock, b"another")
    assert other.look(invite.token).group_id == room.group.id
    assert [(row.token, row.code) for row in other.open(room.group.id)] == [("", "")]


def test_a_code_is_no_link(room: Room) -> None:
    invite = room.invited()
    with pytest.raises(NotFound):
        room.invites.look(invite.code)
    assert room.invites.token_of(f" {invite.code.lower()} ") == invite.token
    assert room.invites.opens(invite.code)
    assert not room.invites.opens("AAAA-AAAA")


def test_joining_twice_uses_an_invitation_once(room: Room) -> None:
    invite, noor = room.invited(uses=2), room.person("Noor")
    first = room.invites.join(noor, invite.token)
    assert room.invites.join(noor, invite.token, "Heel anders") == first
    assert [row.uses_left for row in room.invites.open(room.group.id)] == [1]


def test_the_same_key_gives_the_same_invitation(room: Room) -> None:
    assert room.invited(key="k") == room.invited(key="k")
    assert len(room.invites.open(room.group.id)) == 1


def test_who_left_may_return_by_an_open_invitation_and_who_was_removed_may_not(room: Room) -> None:
    invite, noor, joris = room.invited(), room.person("Noor"), room.person("Joris")
    room.groups.leave(room.group.id, room.invites.join(noor, invite.token).id)
    room.groups.remove(room.group.id, room.invites.join(joris, invite.token).id)
    room.clock.move(minutes=1)
    assert room.invites.join(noor, invite.token).state == "active"
    with pytest.raises(NotFound):
        room.invites.join(joris, invite.token)
    assert room.invites.join(joris, room.invited().token).state == "active"


def test_a_name_that_was_left_is_free_again(room: Room) -> None:
    first = room.joined("Noor")
    with pytest.raises(Conflict):
        room.joined("NOOR")
    room.groups.leave(room.group.id, first.id)
    assert room.joined("Noor").name == "Noor"


def test_calling_oneself_as_before_is_no_clash_and_as_another_is(room: Room) -> None:
    noor = room.joined("Noor")
    room.groups.call_me(room.group.id, noor.id, "Noor")
    with pytest.raises(Conflict):
        room.groups.call_me(room.group.id, noor.id, "fatima")


def test_a_group_is_full_at_its_most(room: Room) -> None:
    links = [room.invited(uses=50).token for _ in range(2)]
    for number in range(1, MAX_MEMBERS):
        room.invites.join(room.person(f"Lid {number}"), links[number % 2])
    with pytest.raises(Refused):
        room.joined("Een te veel")


def test_a_group_always_keeps_a_coordinator(room: Room) -> None:
    noor = room.joined("Noor")
    for way in (room.groups.leave, room.groups.remove):
        with pytest.raises(Refused):
            way(room.group.id, room.chief.id)
    with pytest.raises(Refused):
        room.groups.set_role(room.group.id, room.chief.id, "member")
    room.groups.set_role(room.group.id, noor.id, "coordinator")
    room.groups.set_role(room.group.id, room.chief.id, "member")
    assert (room.role(room.chief), room.role(noor)) == ("member", "coordinator")


def test_the_last_member_may_leave(room: Room) -> None:
    room.groups.leave(room.group.id, room.chief.id)
    assert room.groups.members(room.group.id) == []


def test_a_group_left_without_coordinator_is_led_by_who_is_in_it_longest(room: Room) -> None:
    noor = room.joined("Noor")
    room.clock.move(minutes=1)
    joris = room.joined("Joris")
    with room.storage.write() as unit:
        unit.inside(room.group.id, Member).change(room.chief.id, state="left")
        keep_led(unit, room.group.id)
    assert (room.role(noor), room.role(joris)) == ("coordinator", "member")


def test_who_goes_leaves_no_task_to_come_and_nothing_told_about_relations(room: Room) -> None:
    noor, now = room.joined("Noor"), room.clock.now()
    planned = MeetingDate("d1", room.group.id, "2026-12-01T14:00", now, 90, "", "planned", {"facilitator": noor.id})
    held = replace(planned, id="d2", state="held")
    with room.storage.write() as unit:
        for date in (planned, held):
            unit.inside(room.group.id, MeetingDate).add(date)
        unit.inside(room.group.id, Fit).add(Fit("f1", room.group.id, noor.id, room.chief.id, "assesses", now))
        unit.inside(room.group.id, Fit).add(Fit("f2", room.group.id, room.chief.id, noor.id, "manager", now))
    room.groups.leave(room.group.id, noor.id)
    with room.storage.read() as unit:
        assert [date.roles for date in unit.inside(room.group.id, MeetingDate).all()] == [{}, {"facilitator": noor.id}]
        assert unit.inside(room.group.id, Fit).count() == 0


def test_the_mark_locks_every_way_out_and_stays(room: Room) -> None:
    refuse_locked(room.group, Outside.MODEL)
    room.groups.mark_secrecy(room.group.id, secrecy=True)
    with room.storage.read() as unit:
        group = unit.rows(Group).get(room.group.id)
    assert group is not None
    for way in Outside:
        with pytest.raises(Refused):
            refuse_locked(group, way)
    with pytest.raises(Refused):
        room.groups.mark_secrecy(room.group.id, secrecy=False)


def test_the_start_follows_the_seeds_and_has_at_most_three_fields_a_step(room: Room) -> None:
    state = room.set_up.read(room.group.id)
    assert [one.step.id for one in state.steps] == [
        "goal", "expectations", "frequency", "safety", "method", "roles", "contract",
    ]  # fmt: skip
    assert (state.done, state.next) == (0, "goal")
    assert all(len(one.step.field) <= 3 for one in state.steps)


def test_a_step_keeps_only_its_own_fields_and_leaves_the_others_as_they_were(room: Room) -> None:
    room.set_up.save(room.group.id, "goal", {"want": "leren", "secret": "weg"})
    state = room.set_up.save(room.group.id, "frequency", {"every_weeks": 4, "place": "boven\nin de hal"})
    assert state.steps[0].values == {"want": "leren"}
    assert state.steps[2].values == {"every_weeks": 4, "place": "boven in de hal"}
    assert (state.done, state.next) == (2, "expectations")


def test_what_is_agreed_has_defaults_for_what_stays_open(room: Room) -> None:
    assert room.set_up.agreed(room.group, "frequency") == {"every_weeks": 5, "minutes": 120}
    room.set_up.save(room.group.id, "frequency", {"every_weeks": 4})
    with room.storage.read() as unit:
        group = unit.rows(Group).get(room.group.id)
    assert group is not None
    assert room.set_up.agreed(group, "frequency") == {"every_weeks": 4, "minutes": 120}


@pytest.mark.parametrize(("weeks", "warned"), [(10, False), (11, True)])
def test_the_kind_word_begins_under_five_times_a_year(room: Room, weeks: int, warned: bool) -> None:
    state = room.set_up.save(room.group.id, "frequency", {"every_weeks": weeks})
    assert ("every_weeks" in state.steps[2].notes) is warned
    assert (52 / weeks < 5) is warned


def test_every_wrong_field_of_a_step_is_named(room: Room) -> None:
    with pytest.raises(BadStep) as caught:
        room.set_up.save(room.group.id, "frequency", {"every_weeks": 0, "minutes": "lang", "place": "x" * 201})
    assert set(caught.value.fields) == {"every_weeks", "minutes", "place"}
    with pytest.raises(BadStep):
        room.set_up.save(room.group.id, "contract", {"clause": "ja"})


def test_the_last_step_is_done_once_there_is_a_contract(room: Room) -> None:
    with room.storage.write() as unit:
        unit.inside(room.group.id, ContractVersion).add(
            ContractVersion("c1", room.group.id, 1, {}, room.chief.id, room.clock.now())
        )
    assert room.set_up.read(room.group.id).steps[-1].done
