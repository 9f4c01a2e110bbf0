"""What holds of a contract while not everybody agreed: the stricter of two, and nothing that needs a yes."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from coach.errors import BadInput, Conflict, Refused
from coach.group.choices import OneOf
from coach.group.clauses import Book
from coach.group.contracts import BadTerms, ContractService
from coach.group.membership import end
from coach.group.policy import GroupPolicy
from coach.group.tokens import new_id
from coach.minutes.contract_words import read_contract
from coach.ports import Storage
from coach.records import ContractVersion, Group, Member, Person
from coach.settings import ROOT
from tests.fakes.clock import FakeClock
from tests.fakes.storage import FakeStorage

BOOK = Book.load(ROOT / "knowledge" / "contracts" / "clauses.toml")
NOW = datetime(2026, 11, 3, 14, 0, tzinfo=UTC)
YES = {
    "tools": {"choices": {"model": True, "captions": True, "recording": True}},
    "attention": {"choices": {"peer_pages": True}},
}


@dataclass
class Table:
    """A group around a table, with its contract."""

    storage: Storage = field(default_factory=FakeStorage)
    clock: FakeClock = field(default_factory=lambda: FakeClock(NOW))
    group: Group = field(default_factory=lambda: Group(new_id(), "Dinsdag", NOW))
    members: list[Member] = field(default_factory=list)
    remote: bool = True

    def __post_init__(self) -> None:
        self.contracts = ContractService(
            self.storage, self.clock, BOOK, b"geheim", read_contract, remote_model=self.remote
        )
        with self.storage.write() as unit:
            unit.rows(Group).add(self.group)

    def joins(self, name: str) -> Member:
        self.clock.move(minutes=1)
        role = "member" if self.members else "coordinator"
        member = Member(new_id(), self.group.id, None, name, role, "active", self.clock.now())
        with self.storage.write() as unit:
            unit.inside(self.group.id, Member).add(member)
        self.members.append(member)
        return member

    def leaves(self, member: Member) -> None:
        with self.storage.write() as unit:
            end(unit, member, "left", self.clock.now())

    def propose(self, changes: Any, **more: Any) -> int:
        return self.contracts.propose(self.group.id, self.members[0], changes, **more)

    def agree(self, *members: Member) -> None:
        version = self.contracts.draft(self.group.id).based_on
        for member in members:
            self.clock.move(minutes=1)
            self.contracts.agree(self.group.id, member, version, member.name)

    def minutes(self, **choices: Any) -> int:
        return self.propose({"minutes": {"choices": choices}})

    @property
    def holds(self) -> GroupPolicy:
        return self.contracts.holds(self.group.id)


@pytest.fixture
def table() -> Table:
    table = Table()
    for name in ("Fatima", "Noor", "Kees"):
        table.joins(name)
    return table


def test_without_a_contract_the_least_holds(table: Table) -> None:
    assert table.holds == GroupPolicy()
    kept = BOOK.choices["minutes_kept"]
    assert isinstance(kept, OneOf)
    shortest = min(option.days for option in kept.options if option.days is not None)
    assert (table.holds.minutes_days, kept.days(kept.least)) == (shortest, shortest)


def test_a_first_contract_allows_nothing_until_the_last_member_agreed(table: Table) -> None:
    table.propose(YES)
    table.agree(*table.members[:2])
    waiting = table.holds
    assert (waiting.model, waiting.peer_pages, waiting.retention_days, waiting.version) == (False, False, 0, 0)
    assert waiting.waiting == (table.members[2].id,)
    assert "wat de inbrenger leerde" not in (waiting.record or ())
    table.agree(table.members[2])
    holds = table.holds
    assert (holds.model, holds.captions, holds.recording, holds.peer_pages) == (True, True, True, True)
    assert (holds.retention_days, holds.minutes_days, holds.version, holds.waiting) == (7, 365, 1, ())
    assert "wat de inbrenger leerde" in (holds.record or ())


def test_a_first_contract_that_wants_less_than_the_least_already_counts(table: Table) -> None:
    table.minutes(record=["agreements"], do_not_record=["geen namen van organisaties"])
    assert table.holds.record == ("afspraken met naam",)
    assert "geen namen van organisaties" in table.holds.do_not_record


def test_while_a_change_waits_the_stricter_of_both_holds(table: Table) -> None:
    table.propose(YES)
    table.minutes(record=["themes", "advice", "agreements"], raw_days=30, presenter_approves=False)
    table.agree(*table.members)
    table.propose(
        {
            "minutes": {"choices": {"record": ["themes", "evaluation"], "raw_days": 3, "presenter_approves": True}},
            "tools": {"choices": {"recording": False}},
        }
    )
    now = table.holds
    assert now.record == ("thema's in steekwoorden",)
    assert (now.retention_days, now.presenter_approves, now.recording, now.version) == (3, True, False, 2)
    assert now.model, "everybody said yes to a model in the version in force, and the next one keeps it"
    table.minutes(raw_days=90, presenter_approves=False)
    assert (table.holds.retention_days, table.holds.presenter_approves) == (30, False)


def test_minutes_themselves_are_not_erased_by_a_proposal_alone(table: Table) -> None:
    table.minutes(minutes_kept="three_years")
    table.agree(*table.members)
    table.minutes(minutes_kept="half_year")
    assert table.holds.minutes_days == 1095
    table.agree(*table.members)
    assert table.holds.minutes_days == 183


def test_a_limit_in_words_still_counts_when_only_one_version_has_it(table: Table) -> None:
    table.minutes(record=["themes"], record_own=["afspraken zonder naam"])
    table.agree(*table.members)
    table.minutes(record=["themes", "agreements"], record_own=[])
    assert table.holds.record == ("thema's in steekwoorden",)
    assert "afspraken zonder naam" in table.holds.do_not_record


def test_who_joins_blocks_what_needs_a_yes_and_nothing_else(table: Table) -> None:
    table.propose(YES)
    table.agree(*table.members)
    new = table.joins("Daan")
    holds = table.holds
    assert (holds.model, holds.captions, holds.recording, holds.peer_pages) == (False, False, False, False)
    assert (holds.version, holds.retention_days, holds.waiting) == (1, 7, (new.id,))
    assert table.contracts.look(table.group.id, new.id).asks_me == 1
    table.agree(new)
    assert table.holds.model


def test_when_who_never_confirms_leaves_the_contract_is_in_force_and_stays_so(table: Table) -> None:
    table.propose(YES)
    table.agree(*table.members[:2])
    table.leaves(table.members[2])
    table.joins("Daan")
    view = table.contracts.look(table.group.id, table.members[0].id)
    assert view.current is not None
    assert (view.current.version, view.waiting, table.holds.retention_days) == (1, None, 7)


def test_a_member_who_never_confirms_keeps_the_old_contract_in_force(table: Table) -> None:
    table.minutes(raw_days=10)
    table.agree(*table.members)
    table.propose(YES)
    table.agree(*table.members[:2])
    assert (table.holds.version, table.holds.model, table.holds.retention_days) == (1, False, 10)
    view = table.contracts.look(table.group.id, table.members[2].id)
    assert [missing.name for missing in view.missing] == ["Kees"]
    assert (view.asks_me, view.waiting is not None and view.waiting.version) == (2, 2)


@pytest.mark.parametrize(("remote", "model"), [(True, False), (False, True)])
def test_under_secrecy_no_contract_opens_anything_outside_this_machine(remote: bool, model: bool) -> None:
    table = Table(group=Group(new_id(), "Advocaten", NOW, secrecy=True), remote=remote)
    table.joins("Fatima")
    table.propose(YES)
    table.agree(*table.members)
    holds = table.holds
    assert (holds.model, holds.captions, holds.recording, holds.peer_pages) == (model, False, False, True)


def test_a_change_asks_everybody_again_and_an_old_version_takes_no_yes(table: Table) -> None:
    table.propose({})
    table.agree(*table.members)
    table.minutes(raw_days=1)
    assert len(table.contracts.look(table.group.id, table.members[0].id).missing) == 3
    with pytest.raises(Conflict) as caught:
        table.contracts.agree(table.group.id, table.members[1], 1, "Noor")
    assert caught.value.code == "moved_on"
    first, second = reversed(table.contracts.versions(table.group.id, table.members[0].id))
    assert (first.version, len(first.agreed), second.version, len(second.agreed)) == (1, 3, 2, 0)
    [change] = second.changes
    assert (change.title, change.before) == ("Verslag", "Ruwe woorden gaan 7 dagen na de bijeenkomst weg.")


def test_one_signs_with_ones_own_name_and_not_with_that_of_another(table: Table) -> None:
    table.propose({})
    noor, group_id = table.members[1], table.group.id
    with pytest.raises(Conflict) as caught:
        table.contracts.agree(group_id, noor, 1, "fatima")
    assert caught.value.code == "name_taken"
    with pytest.raises(BadInput):
        table.contracts.agree(group_id, noor, 1, "  ")
    for name in ("x", "Noor de Wit", "Noo"):
        with pytest.raises(BadInput, match="In deze groep heet je Noor") as other:
            table.contracts.agree(group_id, noor, 1, name)
        assert other.value.code == "other_name"
    table.contracts.agree(group_id, noor, 1, " n OOR ")
    table.contracts.agree(group_id, noor, 1, "Noor opnieuw")
    [signed] = (table.contracts.look(group_id, noor.id).waiting or pytest.fail("nothing waits")).agreed
    assert (signed.name, signed.signed) == ("Noor", "Noor")


def test_the_name_of_ones_account_signs_too(table: Table) -> None:
    table.propose({})
    with table.storage.write() as unit:
        unit.rows(Person).add(Person("p" * 32, "noor de wit", "Noor de Wit", "", NOW))
        unit.inside(table.group.id, Member).change(table.members[1].id, person_id="p" * 32)
    noor = replace(table.members[1], person_id="p" * 32)
    table.contracts.agree(table.group.id, noor, 1, "noor de wit")
    [signed] = (table.contracts.look(table.group.id, noor.id).waiting or pytest.fail("nothing waits")).agreed
    assert signed.signed == "Noor de Wit"


def test_a_change_from_an_old_page_or_without_a_change_is_refused(table: Table) -> None:
    table.propose({}, based_on=0)
    with pytest.raises(Conflict):
        table.propose({"minutes": {"choices": {"raw_days": 1}}}, based_on=0)
    with pytest.raises(Refused) as caught:
        table.propose({}, based_on=1)
    assert caught.value.code == "nothing_changed"


def test_the_same_key_proposes_once(table: Table) -> None:
    assert table.propose({}, key="een") == 1
    assert table.propose({}, key="een") == 1
    assert len(table.contracts.versions(table.group.id, table.members[0].id)) == 1


def test_everything_wrong_is_named_by_its_field_and_nothing_is_kept(table: Table) -> None:
    changes = {"planning": {"text": " ", "choices": {"weeks": "vaak"}}, "cadeaus": {}, "tools": {"choices": {"x": 1}}}
    with pytest.raises(BadTerms) as caught:
        table.propose(changes)
    assert set(caught.value.fields) == {"planning", "planning.weeks", "cadeaus", "tools.x"}
    assert table.contracts.versions(table.group.id, table.members[0].id) == []


def test_the_first_contract_begins_with_what_the_start_up_wizard_was_told() -> None:
    told = {
        "frequency": {"every_weeks": 6, "minutes": 90, "place": "Zaal 3"},
        "safety": {"need": "Niemand lacht elkaar uit."},
        "goal": {"goal": "Rust."},
        "expectations": {"get": "Steun."},
    }
    table = Table(group=Group(new_id(), "Dinsdag", NOW, set_up=told))
    terms = table.contracts.draft(table.group.id).terms
    assert terms["planning"].choices["weeks"] == 6
    assert terms["safety"].text.startswith("Wat we nodig hebben om vrijuit te praten: Niemand lacht elkaar uit.\n")
    assert terms["planning"].text.startswith("Hoe lang per keer: 90 minuten.\nWaar we bij elkaar komen: Zaal 3\n")
    assert terms["purpose"].text.splitlines()[:2] == [
        "Wat het over een jaar moet hebben opgeleverd: Rust.",
        "Wat we eruit hopen te halen: Steun.",
    ]


def test_a_choice_that_an_old_version_did_not_have_counts_as_the_least(table: Table) -> None:
    table.propose({})
    with table.storage.write() as unit:
        [row] = unit.inside(table.group.id, ContractVersion).all()
        unit.inside(table.group.id, ContractVersion).change(row.id, clauses={}, in_force_at=NOW + timedelta(days=1))
    assert (table.holds.retention_days, table.holds.model) == (0, False)


def test_minutes_can_stay_a_number_of_days(table: Table) -> None:
    table.minutes(minutes_kept="60")
    table.agree(*table.members)
    assert table.holds.minutes_days == 60
    assert "Verslagen gaan na 60 dagen weg." in [
        line for one in table.contracts.look(table.group.id, table.members[0].id).now for line in one.said
    ]
    for wrong in ("0", 99_999, "own", "", True):
        with pytest.raises(BadTerms):
            table.minutes(minutes_kept=wrong)


def test_what_one_person_agreed_to_alone_holds_only_while_they_are_alone() -> None:
    table = Table()
    fatima = table.joins("Fatima")
    table.minutes(raw_days=30)
    table.agree(fatima)
    view = table.contracts.look(table.group.id, fatima.id)
    assert (view.alone, table.holds.retention_days, table.holds.version) == (True, 30, 1)
    assert view.current is not None
    assert view.current.in_force_at is None
    noor = table.joins("Noor")
    view = table.contracts.look(table.group.id, noor.id)
    assert (view.alone, view.current, view.asks_me, table.holds.version) == (False, None, 1, 0)
    table.agree(noor)
    view = table.contracts.look(table.group.id, fatima.id)
    assert view.current is not None
    assert view.current.in_force_at is not None
    assert (view.current.yes, view.current.members, view.current.by_leaving) == (2, 2, False)


def test_a_version_tells_that_it_came_into_force_because_somebody_left(table: Table) -> None:
    table.propose({})
    table.agree(*table.members[:2])
    table.clock.move(minutes=1)
    table.leaves(table.members[2])
    view = table.contracts.look(table.group.id, table.members[1].id)
    assert view.current is not None
    assert (view.current.by_leaving, view.current.yes, view.current.members) == (True, 2, 2)
    assert [one.name for one in view.current.agreed] == ["Fatima", "Noor"]
    table.clock.move(minutes=1)
    daan = table.joins("Daan")
    table.agree(daan)
    [version] = table.contracts.versions(table.group.id, daan.id)
    assert (version.yes, version.members, version.by_leaving) == (2, 2, True), "as it was then, not now"


def test_one_who_leaves_does_not_bring_into_force_what_others_did_not_agree_to(table: Table) -> None:
    table.propose({})
    table.agree(table.members[0])
    table.leaves(table.members[2])
    assert table.holds.version == 0


def test_whose_yes_is_missing_is_told_to_who_coordinates_and_to_oneself(table: Table) -> None:
    table.propose({})
    table.agree(table.members[0])
    fatima, noor, kees = table.members
    view = table.contracts.look(table.group.id, noor.id)
    assert ([one.name for one in view.missing], view.missing_count, view.members) == (["Noor"], 2, 3)
    assert view.holds.waiting == (noor.id,)
    assert view.waiting is not None
    assert (view.waiting.agreed, view.waiting.yes) == ((), 1)
    assert [one.agreed for one in table.contracts.versions(table.group.id, kees.id)] == [()]
    led = table.contracts.look(table.group.id, fatima.id)
    assert [one.name for one in led.missing] == ["Noor", "Kees"]


@pytest.mark.parametrize(
    ("clause", "text", "choices", "said"),
    [
        ("minutes", "Verslagen bewaren we 60 dagen.", {}, ["60 dagen"]),
        ("minutes", "Verslagen bewaren we 60 dagen.", {"minutes_kept": 60}, []),
        ("minutes", "Verslagen bewaren we twee maanden.", {"minutes_kept": 60}, []),
        ("minutes", "Verslagen een jaar, ruwe woorden een week.", {}, []),
        ("minutes", "Alles gaat na veertien dagen weg.", {}, ["veertien dagen"]),
        ("minutes", "Na anderhalf jaar gaan verslagen weg.", {}, ["anderhalf jaar"]),
        ("planning", "We komen elke vier weken.", {}, ["vier weken"]),
        ("planning", "De data staan een half jaar vooruit vast.", {}, []),
        ("evaluation", "Eens per jaar kijken we terug.", {}, ["Eens per jaar"]),
        ("evaluation", "We kijken om het half jaar terug.", {}, []),
    ],
)
def test_a_number_in_own_text_that_the_software_does_not_follow_is_seen(
    table: Table, clause: str, text: str, choices: dict[str, Any], said: list[str]
) -> None:
    changes = {clause: {"text": text, "choices": choices}}
    assert [one.said for one in table.contracts.understood(table.group.id, changes).unfollowed] == said


def test_our_own_texts_hold_no_number_that_is_not_followed(table: Table) -> None:
    assert not table.contracts.understood(table.group.id, {}).doubtful
