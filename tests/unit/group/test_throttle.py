"""The throttle slows who guesses and holds up nobody else."""

from datetime import UTC, datetime

import pytest
import time_machine

from coach.errors import Slower
from coach.group.throttle import Throttle

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
HERE, THERE = "192.0.2.1", "192.0.2.2"


def fail(throttle: Throttle, times: int, who: str = "noor", address: str = HERE, known: str | None = None) -> None:
    for _ in range(times):
        throttle.attempt("sign_in", who, address, known)


def held_up(throttle: Throttle, who: str = "noor", address: str = HERE, known: str | None = None) -> int:
    """The seconds to wait; 0 when let through."""
    try:
        throttle.attempt("sign_in", who, address, known)
    except Slower as slower:
        return slower.seconds
    return 0


def test_the_sixth_mistake_within_a_minute_waits_and_the_wait_grows() -> None:
    throttle, waits = Throttle(), []
    with time_machine.travel(NOW, tick=False) as clock:
        for _ in range(45):
            while wait := held_up(throttle):
                waits.append(wait)
                clock.shift(wait)
    assert 55 <= waits[0] <= 62
    assert max(waits) > 12 * 3600
    longest = [max(waits[: n + 1]) for n in range(len(waits))]
    assert len(set(longest)) >= 4


def test_others_addresses_logins_and_known_devices_are_not_held_up() -> None:
    throttle = Throttle()
    with time_machine.travel(NOW, tick=False):
        fail(throttle, 5)
        assert held_up(throttle)
        assert not held_up(throttle, address=THERE)
        assert not held_up(throttle, who="tom")
        assert not held_up(throttle, known="mark-of-noors-own-browser")


def test_a_known_device_has_a_count_of_its_own_that_ends_too() -> None:
    throttle = Throttle()
    with time_machine.travel(NOW, tick=False):
        fail(throttle, 5, known="mark")
        assert held_up(throttle, known="mark")
        assert not held_up(throttle, known="another mark")


def test_an_address_that_tries_many_logins_waits_but_not_its_known_devices() -> None:
    throttle = Throttle()
    with time_machine.travel(NOW, tick=False):
        for number in range(60):
            throttle.attempt("sign_in", f"login {number}", HERE)
        assert held_up(throttle, who="another")
        assert not held_up(throttle, who="another", known="mark")
        assert not held_up(throttle, who="another", address=THERE)


def test_thirty_members_in_one_room_can_all_sign_up_and_in() -> None:
    throttle = Throttle()
    with time_machine.travel(NOW, tick=False):
        for number in range(30):
            throttle.from_address("sign_up", HERE)
            throttle.succeeded(throttle.attempt("sign_in", f"lid {number}", HERE))
        assert not held_up(throttle, who="lid 31")


def test_a_good_try_forgets_the_mistakes_before() -> None:
    throttle = Throttle()
    with time_machine.travel(NOW, tick=False):
        fail(throttle, 4)
        throttle.succeeded(throttle.attempt("sign_in", "noor", HERE))
        fail(throttle, 5)
        assert held_up(throttle)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::5", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::5", "2001:db8:1:3::5", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("testclient", "anders", False),
    ],
)
def test_one_household_is_one_address(one: str, other: str, same: bool) -> None:
    throttle = Throttle()
    with time_machine.travel(NOW, tick=False):
        fail(throttle, 5, address=one)
        assert bool(held_up(throttle, address=other)) is same
