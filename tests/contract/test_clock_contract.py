"""What every Clock keeps: moments in UTC that never run back."""

from datetime import UTC, timedelta

import pytest

from coach.ports import Clock
from coach.wiring.edges import SystemClock
from tests.fakes.clock import FakeClock


@pytest.fixture(params=[FakeClock, SystemClock])
def clock(request: pytest.FixtureRequest) -> Clock:
    made: Clock = request.param()
    return made


def test_now_is_in_utc_and_says_so(clock: Clock) -> None:
    assert clock.now().tzinfo is UTC
    assert clock.now().utcoffset() == timedelta(0)


def test_time_does_not_run_back(clock: Clock) -> None:
    moments = [clock.now() for _ in range(100)]
    assert moments == sorted(moments)
