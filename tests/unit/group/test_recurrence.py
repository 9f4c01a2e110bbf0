"""What was agreed on the clock stays so, whatever the clock does."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.group.recurrence import Rhythm, day_in, moment_of, months_after, read_local, series, written

ZONE = "Europe/Amsterdam"
_times = st.builds(
    datetime.combine,
    st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    st.builds(time, st.integers(0, 23), st.integers(0, 59)),
)
_rhythms = st.one_of(
    st.builds(Rhythm, st.integers(1, 52), st.just("weeks")), st.builds(Rhythm, st.integers(1, 12), st.just("months"))
)


@given(_times, _rhythms)
def test_a_series_keeps_its_weekday_and_its_time_on_the_clock_the_whole_year(first: datetime, rhythm: Rhythm) -> None:
    until = months_after(first.date(), 12)
    found = series(first, until, rhythm)
    assert found[0] == first
    assert found == sorted(set(found))
    assert all(one.date() <= until for one in found)
    for one in found:
        assert (one.weekday(), one.time()) == (first.weekday(), first.time())
        shown = moment_of(one, ZONE).astimezone(ZoneInfo(ZONE)).replace(tzinfo=None)
        # Only in the hour that does not exist in spring is it an hour on.
        assert shown in (one, one + timedelta(hours=1))
        assert shown == one or one.hour == 2


@given(_times, st.integers(1, 52))
def test_weeks_between_two_dates_are_whole_and_none_is_left_out(first: datetime, weeks: int) -> None:
    found = series(first, months_after(first.date(), 12), Rhythm(weeks, "weeks"))
    assert {later - earlier for earlier, later in pairwise(found)} <= {timedelta(weeks=weeks)}
    assert found[-1].date() + timedelta(weeks=weeks) > months_after(first.date(), 12)


@given(_times, st.integers(1, 12))
def test_months_keep_the_place_of_the_weekday_in_the_month_and_a_fifth_means_the_last(
    first: datetime, months: int
) -> None:
    nth = (first.day - 1) // 7
    for one in series(first, months_after(first.date(), 12), Rhythm(months, "months")):
        last = (one + timedelta(weeks=1)).month != one.month
        assert (one.day - 1) // 7 == nth or (nth == 4 and last)


def test_a_tuesday_every_five_weeks_stays_at_half_past_three_in_summer_and_winter() -> None:
    found = series(read_local("2026-02-03T15:30"), date(2027, 2, 2), Rhythm(5, "weeks"))
    assert len(found) == 11
    moments = [moment_of(one, ZONE) for one in found]
    assert {moment.hour for moment in moments[:2]} == {14}
    assert moments[2] == datetime(2026, 4, 14, 13, 30, tzinfo=UTC)
    assert moments[-1] == datetime(2027, 1, 19, 14, 30, tzinfo=UTC)


def test_the_hour_that_is_skipped_counts_an_hour_on_and_of_the_double_hour_the_first_is_meant() -> None:
    assert moment_of(read_local("2026-03-29T02:30"), ZONE) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert moment_of(read_local("2026-10-25T02:30"), ZONE) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_late_in_the_evening_the_day_is_that_of_the_group() -> None:
    assert day_in(datetime(2026, 6, 1, 22, 30, tzinfo=UTC), ZONE) == date(2026, 6, 2)


@pytest.mark.parametrize("text", ["", "2026-03-29", "2026-03-29T14", "2026-13-01T10:00", "2026-02-30T10:00",
                                  "2026-03-29T14:00Z", "2026-03-29 14:00", "2026-03-29T14:00:00"])  # fmt: skip
def test_anything_but_a_day_with_a_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_local(text)


def test_a_time_is_written_as_it_was_read() -> None:
    assert written(read_local("2026-03-29T14:00")) == "2026-03-29T14:00"


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(1, 60))
def test_months_after_a_day_is_that_day_or_the_last_of_a_shorter_month(day: date, months: int) -> None:
    after = months_after(day, months)
    assert (after.year * 12 + after.month) - (day.year * 12 + day.month) == months
    assert after.day == day.day or (after.day < day.day and (after + timedelta(days=1)).day == 1)
