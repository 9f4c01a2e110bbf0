"""When words go: the night after their last day, by the clock of the group; and the worker asks once a day."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from coach.group.policy import GroupPolicy
from coach.group.receipts import Receipts
from coach.group.retention import KIND, RetentionService, is_due
from coach.ports import Job, MeetingEnd, MeetingRow
from coach.records import Access, Device, Group, Invite, Member, Of, Pass, Person, Receipt
from coach.worker import Worker
from tests.fakes.clock import FakeClock
from tests.fakes.storage import FakeStorage

ROW = MeetingRow("m", "basismodel", datetime(2026, 1, 1, tzinfo=UTC), None)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("closed", "days", "now", "due"),
    [
        ("2026-11-21T20:00", 0, "2026-11-21T22:59", False),  # still the same day in Amsterdam
        ("2026-11-21T20:00", 0, "2026-11-21T23:00", True),
        ("2026-11-21T23:30", 0, "2026-11-22T22:00", False),  # closed after midnight there
        ("2026-11-21T20:00", 7, "2026-11-28T22:59", False),
        ("2026-11-21T20:00", 7, "2026-11-28T23:00", True),
        ("2026-03-28T20:00", 1, "2026-03-29T21:59", False),  # summer time began that night
        ("2026-03-28T20:00", 1, "2026-03-29T22:00", True),
    ],
)
def test_words_stay_until_the_end_of_their_last_day(closed: str, days: int, now: str, due: bool) -> None:
    end = MeetingEnd(ROW, utc(closed), utc(closed))
    assert is_due(end, days, utc(now), "Europe/Amsterdam") is due


def test_a_meeting_that_runs_past_midnight_is_left_alone() -> None:
    end = MeetingEnd(ROW, utc("2026-11-21T22:50"), None)
    assert not is_due(end, 0, utc("2026-11-21T23:10"), "Europe/Amsterdam")
    assert is_due(end, 0, utc("2026-11-22T23:10"), "Europe/Amsterdam")


@pytest.fixture
def storage() -> FakeStorage:
    return FakeStorage()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def service(storage: FakeStorage, clock: FakeClock, policy: GroupPolicy | None = None) -> RetentionService:
    held = policy or GroupPolicy()
    return RetentionService(storage, clock, lambda unit, group: held, Receipts(storage, clock, None), loose_days=30)


def test_what_a_contract_says_counts_and_without_one_the_setting(storage: FakeStorage, clock: FakeClock) -> None:
    agreed = service(storage, clock, GroupPolicy(retention_days=7, version=1))
    assert (agreed.holds("g").days, agreed.holds("g").why) == (7, "contract")
    assert (service(storage, clock).holds("g").days, service(storage, clock).holds("g").why) == (30, "setting")


def with_old_things(storage: FakeStorage, now: datetime, state: str = "active") -> None:
    day = timedelta(days=1)
    with storage.write() as unit:
        unit.rows(Person).add(Person("p", "p", "Noor", "x", now))
        unit.rows(Group).add(Group("g", "Groep", now))
        unit.inside("g", Member).add(Member("m", "g", "p", "Noor", "member", state, now))
        for key, end in (("old", now), ("new", now + day)):
            unit.rows(Device).add(Device(key, "p", key, "x", now, now, end))
            unit.rows(Pass).add(Pass(key, "sign_up", key, now, end))
            unit.inside("g", Invite).add(Invite(key, "g", key, key, "m", now, end, 1))
        unit.inside("g", Access).add(Access("old", "g", now - 366 * day, "m", "x", "meeting:m"))
        unit.inside("g", Access).add(Access("new", "g", now - 364 * day, "m", "x", "meeting:m"))
        unit.rows(Receipt).add(Receipt("old", now - 366 * day, "meeting", "asked", {}, "", "g"))


def test_what_had_its_time_goes_and_the_rest_stays(storage: FakeStorage, clock: FakeClock) -> None:
    with_old_things(storage, clock.now())
    for _ in range(2):
        service(storage, clock).run()
        with storage.read() as unit:
            kinds: Of = (Device, Pass, Invite, Access)
            assert [[row.id for row in unit.across(kind).all()] for kind in kinds] == [["new"]] * 4
            assert unit.rows(Receipt).count() == 0


def test_a_group_that_nobody_is_in_goes_with_a_receipt_for_who_was(storage: FakeStorage, clock: FakeClock) -> None:
    with_old_things(storage, clock.now(), "left")
    assert service(storage, clock).run()["groups"] == 1
    with storage.read() as unit:
        assert unit.rows(Group).count() == unit.across(Member).count() == 0
        [receipt] = unit.rows(Receipt).all(person_id="p")
    assert (receipt.what, receipt.why, receipt.counts["members"]) == ("group", "empty", 1)


def test_the_round_is_asked_once_a_day_and_again_at_a_start(storage: FakeStorage, clock: FakeClock) -> None:
    retention = service(storage, clock)
    assert retention.ask()
    assert not retention.ask(now_too=True)  # it still waits
    with storage.write() as unit:
        job = unit.jobs.claim(clock.now(), 60)
        assert job is not None
        unit.jobs.finish(job)
    assert not retention.ask()
    assert retention.ask(now_too=True)
    clock.move(days=1)
    with storage.write() as unit:
        again = unit.jobs.claim(clock.now(), 60)
        assert again is not None
        unit.jobs.finish(again)
    assert retention.ask()


def test_the_worker_asks_again_when_the_day_turns(storage: FakeStorage, clock: FakeClock) -> None:
    stop, asked, done = threading.Event(), list[str](), list[str]()

    def daily() -> None:
        asked.append(clock.now().isoformat())
        with storage.write() as unit:
            unit.jobs.put(KIND, {}, clock.now())

    def work(job: Job, _: object) -> None:
        done.append(job.kind)
        stop.set()

    def begin() -> None:
        clock.move(days=1)

    Worker(storage, clock, {KIND: work}).run(stop, first=begin, daily=daily)
    assert len(asked) == 1
    assert done == [KIND]
