"""Slow work as rows: claims a job with a lease, does it, writes its progress. Survives being killed at any point:
the lease runs out and the job is done again, so every handler must be safe to repeat."""

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import timedelta

from coach.container import Container
from coach.errors import CoachError
from coach.ports import Clock, Job, Storage

log = logging.getLogger("doorvraag.worker")

LEASE_SECONDS = 60.0
POLL_SECONDS = 1.0
MAX_ATTEMPTS = 3

Report = Callable[[float, str], None]
Handler = Callable[[Job, Report], None]


class Worker:
    """Takes due jobs one by one: those of this machine and those of any. `handlers` maps a kind to what does it."""

    def __init__(self, storage: Storage, clock: Clock, handlers: Mapping[str, Handler], machine: str = "") -> None:
        self.storage, self.clock, self.handlers, self.machine = storage, clock, handlers, machine

    def step(self) -> bool:
        """Does one job. False when there is none."""
        with self.storage.write() as unit:
            job = unit.jobs.claim(self.clock.now(), LEASE_SECONDS, self.machine)
        if job is None:
            return False
        failed, note = self._do(job)
        with self.storage.write() as unit:
            unit.jobs.finish(job, failed=failed, note=note)
        log.info("job", extra={"kind": job.kind, "failed": failed, "attempts": job.attempts})
        return True

    def run(
        self,
        stop: threading.Event,
        first: Callable[[], object] | None = None,
        daily: Callable[[], object] | None = None,
    ) -> None:
        """Works until `stop` is set; looks every second when there is nothing to do.

        `first` is done before any job, and tried again until it has gone well once; `daily` on each later day (UTC).
        """
        today = self.clock.now().date()
        while not stop.is_set():
            try:
                if first is not None:
                    first()
                    first = None
                if daily is not None and self.clock.now().date() != today:
                    daily()
                    today = self.clock.now().date()
                busy = self.step()
            except Exception as error:  # noqa: BLE001
                # The database may be away for a moment; the loop is the only thing that would notice it is back.
                log.error("worker_step", extra={"error": type(error).__name__})
                busy = False
            if not busy:
                stop.wait(POLL_SECONDS)

    def _do(self, job: Job) -> tuple[bool, str]:
        if job.attempts > MAX_ATTEMPTS:
            return True, "Na drie pogingen gestopt; kijk in het logboek van de dienst."
        handler = self.handlers.get(job.kind)
        if handler is None:
            return True, "Deze versie kent dit werk niet."
        try:
            handler(job, self._reporter(job))
        except CoachError as error:
            return True, error.message
        except Exception as error:  # noqa: BLE001 - whatever breaks is said on the row, and the worker lives on
            log.error("job_failed", extra={"kind": job.kind, "error": type(error).__name__})
            return True, "Het werk is onverwacht gestopt; kijk in het logboek van de dienst."
        return False, ""

    def _reporter(self, job: Job) -> Report:
        def report(fraction: float, note: str) -> None:
            until = self.clock.now() + timedelta(seconds=LEASE_SECONDS)
            with self.storage.write() as unit:
                unit.jobs.progress(job, fraction, note, until)

        return report


def handlers(container: Container) -> dict[str, Handler]:
    """All kinds of work the product knows."""

    def build_index(_: Job, report: Report) -> None:
        container.guidance.build(report)

    def retention(_: Job, report: Report) -> None:
        container.retention.run(report)

    return {
        "build_index": build_index,
        "mail": lambda job, _: container.mail.deliver(job),
        "retention": retention,
    }


def ask_for_index(container: Container) -> bool:
    """Puts the building of this machine's knowledge index on the list when it is missing or stale; whether it did.

    Every machine builds its own, also on a shared database (decision 0005): nobody else may take this job.
    """
    status = container.guidance.status()
    if status.ready and not status.stale:
        return False
    now = container.clock.now()
    with container.storage.write() as unit:
        latest = unit.jobs.latest("build_index", container.machine)
        if latest is not None and latest.state == "waiting":
            return False
        unit.jobs.put("build_index", {}, now, container.machine)
    return True
