"""The breaker on its own, with a clock of the test."""

import pytest

from coach.errors import ModelUnavailable
from coach.llm.breaker import Breaker


def breaker(clock: list[float]) -> Breaker:
    return Breaker(failures=2, rest_seconds=10, now=lambda: clock[0])


def test_a_success_between_failures_keeps_it_closed() -> None:
    guard = breaker([0.0])
    for reached in (False, True, False, True, False):
        guard.enter()
        guard.leave(reached)
    guard.enter()


def test_a_call_that_was_stopped_counts_as_nothing() -> None:
    guard = breaker([0.0])
    for reached in (False, None, None):
        guard.enter()
        guard.leave(reached)
    guard.enter()
    guard.leave(False)
    with pytest.raises(ModelUnavailable):
        guard.enter()


def test_after_the_rest_one_call_tries_and_a_failure_opens_it_again_at_once() -> None:
    clock = [0.0]
    guard = breaker(clock)
    for _ in range(2):
        guard.enter()
        guard.leave(False)
    clock[0] = 10.0
    guard.enter()
    with pytest.raises(ModelUnavailable):
        guard.enter()  # only one may try
    guard.leave(False)
    with pytest.raises(ModelUnavailable):
        guard.enter()
    clock[0] = 20.0
    guard.enter()
    guard.leave(True)
    guard.enter()
    guard.enter()
