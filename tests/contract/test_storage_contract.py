"""What every Storage keeps, on the fake, on a SQLite file and on a real PostgreSQL."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from coach.errors import Conflict, NotReady
from coach.ports import Job, MeetingRow, RememberedAnswer, Storage, StoredEvent

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def event(seq: int, meeting: str = "m1", **data: str) -> StoredEvent:
    return StoredEvent(meeting, seq, "note_taken", NOW + timedelta(seconds=seq), data)


def with_meeting(storage: Storage, meeting: str = "m1") -> None:
    with storage.write() as unit:
        unit.meetings.create(MeetingRow(meeting, "basismodel", NOW, None))


def in_threads(count: int, work: Callable[[int], object]) -> list[object]:
    """Runs `work(0..count-1)` at the same moment; raises what a thread raised."""
    gate = threading.Barrier(count)

    def run(number: int) -> object:
        gate.wait(timeout=10)
        return work(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_what_is_written_is_read_back_whole_and_in_order(storage: Storage) -> None:
    with_meeting(storage)
    deadline = NOW + timedelta(minutes=10)
    with storage.write() as unit:
        unit.meetings.append([event(1, text="één ‘vraag’ 🙂"), event(2)], deadline)
    with storage.read() as unit:
        assert unit.meetings.read("m1") == [event(1, text="één ‘vraag’ 🙂"), event(2)]
        assert unit.meetings.read("m1", after=1) == [event(2)]
        assert unit.meetings.read("m2") == []
        assert unit.meetings.get("m1") == MeetingRow("m1", "basismodel", NOW, deadline)
        assert unit.meetings.get("m2") is None


def test_moments_come_back_in_utc_whatever_zone_they_had(storage: Storage) -> None:
    amsterdam = NOW.astimezone(tz=datetime.strptime("+0100", "%z").tzinfo)
    with storage.write() as unit:
        unit.meetings.create(MeetingRow("m1", "basismodel", amsterdam, None))
    with storage.read() as unit:
        row = unit.meetings.get("m1")
    assert row is not None
    assert row.created_at == NOW
    assert row.created_at.tzinfo is not None


def test_the_newest_meetings_come_first(storage: Storage) -> None:
    with storage.write() as unit:
        for number in range(4):
            unit.meetings.create(MeetingRow(f"m{number}", "basismodel", NOW + timedelta(hours=number), None))
    with storage.read() as unit:
        assert [row.id for row in unit.meetings.recent(2)] == ["m3", "m2"]


def test_a_seq_that_is_taken_is_a_conflict_and_changes_nothing(storage: Storage) -> None:
    with_meeting(storage)
    with storage.write() as unit:
        unit.meetings.append([event(1, text="eerst")], None)
    with pytest.raises(Conflict), storage.write() as unit:
        unit.meetings.append([event(2), event(1, text="later")], NOW)
    with storage.read() as unit:
        assert unit.meetings.read("m1") == [event(1, text="eerst")]
        head = unit.meetings.get("m1")
    assert head is not None
    assert head.deadline is None


def test_events_for_a_meeting_that_is_gone_are_a_conflict(storage: Storage) -> None:
    with pytest.raises(Conflict), storage.write() as unit:
        unit.meetings.append([event(1)], None)


def test_a_meeting_is_made_once(storage: Storage) -> None:
    with_meeting(storage)
    with pytest.raises(Conflict):
        with_meeting(storage)


def test_a_block_that_fails_leaves_no_trace(storage: Storage) -> None:
    with_meeting(storage)

    def half_done() -> None:
        with storage.write() as unit:
            unit.meetings.append([event(1)], NOW)
            unit.jobs.put("build_index", {}, NOW)
            raise RuntimeError("halfway")

    with pytest.raises(RuntimeError, match="halfway"):
        half_done()
    with storage.read() as unit:
        assert unit.meetings.read("m1") == []
        assert unit.jobs.latest("build_index") is None


def test_a_reader_sees_one_moment_and_waits_for_nobody(storage: Storage) -> None:
    with_meeting(storage)
    with storage.read() as reader:
        assert reader.meetings.read("m1") == []
        with storage.write() as unit:
            unit.meetings.append([event(1)], None)
            with storage.read() as other:
                assert other.meetings.read("m1") == []
        assert reader.meetings.read("m1") == []
    with storage.read() as later:
        assert later.meetings.read("m1") == [event(1)]


def test_what_is_written_in_a_read_is_not_kept(storage: Storage) -> None:
    with_meeting(storage)
    with suppress(NotReady, DBAPIError), storage.read() as unit:  # PostgreSQL refuses it at once
        unit.meetings.append([event(1)], None)
    with suppress(NotReady, DBAPIError), storage.read() as unit:
        unit.jobs.put("build_index", {}, NOW)
    with storage.read() as unit:
        assert unit.meetings.read("m1") == []
        assert unit.jobs.latest("build_index") is None


def test_eight_threads_that_read_and_then_append_lose_nothing(storage: Storage) -> None:
    with_meeting(storage)
    each = 15

    def append(thread: int) -> None:
        for number in range(each):
            with storage.write() as unit:
                seq = len(unit.meetings.read("m1")) + 1
                unit.meetings.append([event(seq, text=f"{thread}-{number}")], None)

    in_threads(8, append)
    with storage.read() as unit:
        log = unit.meetings.read("m1")
    assert [e.seq for e in log] == list(range(1, 8 * each + 1))
    assert {e.data["text"] for e in log} == {f"{t}-{n}" for t in range(8) for n in range(each)}


def test_erasing_a_meeting_takes_its_events_and_no_others(storage: Storage) -> None:
    with_meeting(storage)
    with_meeting(storage, "m2")
    with storage.write() as unit:
        unit.meetings.append([event(1), event(2)], None)
        unit.meetings.append([event(1, "m2")], None)
    with storage.write() as unit:
        assert unit.meetings.erase("m1") == 2
    with storage.read() as unit:
        assert unit.meetings.get("m1") is None
        assert unit.meetings.read("m1") == []
        assert unit.meetings.read("m2") == [event(1, "m2")]


# --- jobs


def claim(storage: Storage, now: datetime = NOW) -> Job | None:
    with storage.write() as unit:
        return unit.jobs.claim(now, lease_seconds=60)


def put(storage: Storage, kind: str = "build_index", now: datetime = NOW) -> str:
    with storage.write() as unit:
        return unit.jobs.put(kind, {"path": "x"}, now)


def test_the_oldest_job_is_claimed_first(storage: Storage) -> None:
    later, sooner = put(storage, now=NOW), put(storage, now=NOW - timedelta(hours=1))
    first, second = claim(storage), claim(storage)
    assert first is not None
    assert second is not None
    assert (first.id, second.id) == (sooner, later)
    assert (first.state, first.attempts, first.data) == ("running", 1, {"path": "x"})
    assert first.lease_until == NOW + timedelta(seconds=60)


def test_a_claimed_job_is_nobody_elses(storage: Storage) -> None:
    jobs = {put(storage) for _ in range(3)}
    claimed = [job for job in in_threads(8, lambda _: claim(storage)) if isinstance(job, Job)]
    assert sorted(job.id for job in claimed) == sorted(jobs)


def test_a_lease_that_ran_out_gives_the_job_again(storage: Storage) -> None:
    job_id = put(storage)
    claim(storage)
    assert claim(storage, NOW + timedelta(seconds=59)) is None
    again = claim(storage, NOW + timedelta(seconds=60))
    assert again is not None
    assert (again.id, again.attempts) == (job_id, 2)


def test_progress_lengthens_the_lease(storage: Storage) -> None:
    put(storage)
    mine = claim(storage)
    assert mine is not None
    with storage.write() as unit:
        unit.jobs.progress(mine, 0.4, "40 van de 100", NOW + timedelta(seconds=300))
    assert claim(storage, NOW + timedelta(seconds=299)) is None
    with storage.read() as unit:
        job = unit.jobs.latest("build_index")
    assert job is not None
    assert (job.progress, job.note, job.state) == (0.4, "40 van de 100", "running")


@pytest.mark.parametrize("failed", [True, False])
def test_a_finished_job_is_not_given_again_and_its_first_end_counts(storage: Storage, failed: bool) -> None:
    put(storage)
    mine = claim(storage)
    assert mine is not None
    with storage.write() as unit:
        unit.jobs.finish(mine, failed=failed, note="klaar")
    with storage.write() as unit:
        unit.jobs.progress(mine, 0.1, "te laat", NOW + timedelta(hours=1))
        unit.jobs.finish(mine, failed=not failed, note="te laat")
    assert claim(storage, NOW + timedelta(days=1)) is None
    with storage.read() as unit:
        job = unit.jobs.latest("build_index")
    assert job is not None
    assert (job.state, job.note, job.progress) == (("failed", "klaar", 0.0) if failed else ("done", "klaar", 1.0))
    assert job.lease_until is None


def test_a_worker_that_lost_its_lease_changes_nothing_any_more(storage: Storage) -> None:
    put(storage)
    slow = claim(storage)
    later = NOW + timedelta(seconds=60)
    quick = claim(storage, later)
    assert slow is not None
    assert quick is not None
    with storage.write() as unit:
        unit.jobs.progress(slow, 0.9, "te laat", later + timedelta(hours=1))
        unit.jobs.finish(slow, note="te laat")
    with storage.read() as unit:
        assert unit.jobs.latest("build_index") == quick
    with storage.write() as unit:
        unit.jobs.finish(quick, note="klaar")
    with storage.read() as unit:
        job = unit.jobs.latest("build_index")
    assert job is not None
    assert (job.state, job.note) == ("done", "klaar")


def test_work_for_one_machine_is_claimed_by_no_other(storage: Storage) -> None:
    with storage.write() as unit:
        mine = unit.jobs.put("build_index", {}, NOW, "a")
        anybodys = unit.jobs.put("build_index", {}, NOW + timedelta(seconds=1))
        assert unit.jobs.latest("build_index", "b") is None
        job = unit.jobs.latest("build_index", "a")
        assert job is not None
        assert job.id == mine
    with storage.write() as unit:
        claims = [unit.jobs.claim(NOW, 60, name) for name in ("b", "b", "a", "a")]
    assert [job.id if job else None for job in claims] == [anybodys, None, mine, None]


def test_latest_is_the_newest_of_its_kind(storage: Storage) -> None:
    put(storage, now=NOW)
    newest = put(storage, now=NOW + timedelta(minutes=1))
    put(storage, kind="other", now=NOW + timedelta(minutes=2))
    with storage.read() as unit:
        job = unit.jobs.latest("build_index")
        assert unit.jobs.latest("unknown") is None
    assert job is not None
    assert job.id == newest


# --- answers

ANSWER = RememberedAnswer(digest="d" * 64, status=201, body='{"seq": 4}')


def test_an_answer_is_remembered_as_it_was(storage: Storage) -> None:
    with storage.write() as unit:
        assert unit.answers.get("k" * 255) is None
        unit.answers.put("k" * 255, ANSWER, NOW)
    with storage.read() as unit:
        assert unit.answers.get("k" * 255) == ANSWER


def test_a_key_gets_one_answer(storage: Storage) -> None:
    with storage.write() as unit:
        unit.answers.put("key", ANSWER, NOW)
    with pytest.raises(Conflict), storage.write() as unit:
        unit.answers.put("key", replace(ANSWER, body="other"), NOW)
    with storage.read() as unit:
        assert unit.answers.get("key") == ANSWER


def test_the_answers_of_a_meeting_are_forgotten_and_no_others(storage: Storage) -> None:
    with storage.write() as unit:
        unit.answers.put("mine", replace(ANSWER, meeting_id="m1"), NOW)
        unit.answers.put("other", replace(ANSWER, meeting_id="m2"), NOW)
        unit.answers.put("none", ANSWER, NOW)
    with storage.write() as unit:
        assert unit.answers.forget("m1") == 1
    with storage.read() as unit:
        assert unit.answers.get("mine") is None
        assert unit.answers.get("other") == replace(ANSWER, meeting_id="m2")
        assert unit.answers.get("none") == ANSWER


def test_answers_are_kept_a_week_and_then_forgotten(storage: Storage) -> None:
    with storage.write() as unit:
        unit.answers.put("old", ANSWER, NOW)
    with storage.write() as unit:
        unit.answers.put("new", ANSWER, NOW + timedelta(days=6))
        assert unit.answers.get("old") == ANSWER
    with storage.write() as unit:
        unit.answers.put("newer", ANSWER, NOW + timedelta(days=8))
        assert unit.answers.get("old") is None
        assert unit.answers.get("new") == ANSWER


def test_a_real_storage_says_that_it_is_ready(storage: Storage) -> None:
    assert storage.ready()
