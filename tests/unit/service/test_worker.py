"""Slow work: done once, said on its row when it fails, given up after three tries, alive through everything."""

import json
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from coach.container import Container, migrate_storage
from coach.errors import NotReady
from coach.logs import JsonLines
from coach.ports import Job, Storage, UnitOfWork
from coach.worker import LEASE_SECONDS, MAX_ATTEMPTS, Report, Worker, ask_for_index, handlers
from tests.fakes.clock import FakeClock
from tests.fakes.storage import FakeStorage

WORD = "lindebloesem"
KIND = "build_index"


class Killed(BaseException):
    """The process is gone: nothing after it runs."""


@pytest.fixture
def storage() -> FakeStorage:
    return FakeStorage()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def work(storage: FakeStorage, clock: FakeClock) -> Callable[..., Worker]:
    """work(handler) -> a worker that does one kind of work with this handler."""
    return lambda handler: Worker(storage, clock, {KIND: handler})


def put(storage: Storage, kind: str = KIND) -> None:
    with storage.write() as unit:
        unit.jobs.put(kind, {}, FakeClock().now())


def latest(storage: Storage, kind: str = KIND) -> Job:
    with storage.read() as unit:
        job = unit.jobs.latest(kind)
    assert job is not None
    return job


def breaking(error: BaseException) -> Callable[[Job, Report], None]:
    def handler(_: Job, __: Report) -> None:
        raise error

    return handler


def test_a_job_is_done_once_and_its_row_says_so(storage: FakeStorage, work: Callable[..., Worker]) -> None:
    done: list[str] = []
    worker = work(lambda job, _: done.append(job.id))
    assert not worker.step()
    put(storage)
    assert worker.step()
    assert not worker.step()
    job = latest(storage)
    assert done == [job.id]
    assert (job.state, job.progress, job.note) == ("done", 1.0, "")


def test_how_far_a_job_is_stands_on_its_row_while_it_runs(
    storage: FakeStorage, clock: FakeClock, work: Callable[..., Worker]
) -> None:
    seen: list[Job] = []

    def handler(_: Job, report: Report) -> None:
        clock.move(seconds=LEASE_SECONDS - 1)
        report(0.4, "40 van de 100")
        seen.append(latest(storage))
        clock.move(seconds=LEASE_SECONDS - 1)
        assert not work(breaking(AssertionError("somebody else got it"))).step()

    put(storage)
    assert work(handler).step()
    assert [(job.state, job.progress, job.note) for job in seen] == [("running", 0.4, "40 van de 100")]
    assert latest(storage).state == "done"


def test_a_job_that_fails_is_recorded_as_failed_with_what_to_do(
    storage: FakeStorage, work: Callable[..., Worker]
) -> None:
    put(storage)
    worker = work(breaking(NotReady("De kennisbank is er niet.")))
    assert worker.step()
    assert (latest(storage).state, latest(storage).note) == ("failed", "De kennisbank is er niet.")
    assert not worker.step()


def test_a_job_that_breaks_is_recorded_as_failed_and_its_words_are_told_nowhere(
    storage: FakeStorage, work: Callable[..., Worker], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="doorvraag")
    put(storage)
    assert work(breaking(RuntimeError(WORD))).step()
    job = latest(storage)
    assert job.state == "failed"
    assert "logboek" in job.note
    lines = [json.loads(JsonLines().format(record)) for record in caplog.records]
    assert ("job_failed", "RuntimeError") in [(line["event"], line.get("error")) for line in lines]
    assert [line["failed"] for line in lines if line["event"] == "job"] == [True]
    assert WORD not in json.dumps(lines) + job.note


def test_work_of_another_version_is_recorded_as_failed(storage: FakeStorage, work: Callable[..., Worker]) -> None:
    put(storage, "read_minds")
    assert work(breaking(AssertionError("another kind"))).step()
    assert latest(storage, "read_minds").state == "failed"


def test_a_job_that_kills_its_worker_three_times_is_given_up(
    storage: FakeStorage, clock: FakeClock, work: Callable[..., Worker]
) -> None:
    tried: list[int] = []

    def handler(job: Job, _: Report) -> None:
        tried.append(job.attempts)
        raise Killed

    put(storage)
    for _ in range(MAX_ATTEMPTS):
        with pytest.raises(Killed):
            work(handler).step()
        assert latest(storage).state == "running"
        assert not work(handler).step(), "the lease has not run out yet"
        clock.move(seconds=LEASE_SECONDS)
    assert work(handler).step()
    clock.move(seconds=LEASE_SECONDS)
    assert not work(handler).step()
    assert tried == [1, 2, 3]
    assert latest(storage).state == "failed"
    assert "drie pogingen" in latest(storage).note


class AwayOnce(FakeStorage):
    """A database that does not answer the first time."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        self.asked += 1
        if self.asked == 1:
            raise RuntimeError(WORD)
        with super().write() as unit:
            yield unit


def test_a_database_that_was_away_for_a_moment_does_not_end_the_worker(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("coach.worker.POLL_SECONDS", 0.01)
    storage, stop = AwayOnce(), threading.Event()
    with FakeStorage.write(storage) as unit:
        unit.jobs.put(KIND, {}, FakeClock().now())
    worker = Worker(storage, FakeClock(), {KIND: lambda _, __: stop.set()})
    thread = threading.Thread(target=worker.run, args=(stop,))
    thread.start()
    thread.join(timeout=20)
    alive = thread.is_alive()
    stop.set()
    assert not alive
    assert latest(storage).state == "done"
    assert WORD not in "".join(JsonLines().format(record) for record in caplog.records)


def test_a_missing_index_is_asked_for_once_and_built_by_the_worker(container: Container) -> None:
    migrate_storage(container.settings)
    assert ask_for_index(container)
    assert not ask_for_index(container)
    work = handlers(container)
    assert not Worker(container.storage, container.clock, work, "another machine").step(), "each builds its own"
    assert Worker(container.storage, container.clock, work, container.machine).step()
    assert container.guidance.status().ready
    assert latest(container.storage).state == "done"
    assert not ask_for_index(container)


def test_what_comes_first_is_tried_until_it_has_gone_well_once(
    storage: FakeStorage, work: Callable[..., Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.worker.POLL_SECONDS", 0.01)
    stop, tried = threading.Event(), [0]

    def first() -> None:
        tried[0] += 1
        if tried[0] < 3:
            raise RuntimeError(WORD)
        put(storage)

    thread = threading.Thread(target=work(lambda _, __: stop.set()).run, args=(stop, first))
    thread.start()
    thread.join(timeout=20)
    alive = thread.is_alive()
    stop.set()
    assert not alive
    assert tried == [3]
